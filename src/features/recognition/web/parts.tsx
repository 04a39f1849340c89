// What pages to the right may use of recognition: one thanks as a card, and the way to saying thanks.
import { IconHeartHandshake } from '@tabler/icons-react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Tag, Thanks as Card } from '#ui/Words.tsx'
import type { Thanks } from '../contract.ts'
import './recognition.css'

/** Whom, what happened and what it changed, who says so. */
export function ThanksCard({ thanks }: { thanks: Thanks }) {
  const t = useT('recognition')
  const { day, list } = useFormats()
  const to = list(thanks.to.map(({ name }) => `\u2068${name ?? t('gone')}\u2069`))
  return (
    <div className="thanks-one">
      <Card
        to={to || t('gone')}
        from={
          thanks.from?.name
            ? t('card.says', { name: `\u2068${thanks.from.name}\u2069`, day: day(thanks.on) })
            : t('card.saysSomebody', { day: day(thanks.on) })
        }
      >
        <span dir="auto">{[thanks.happened, thanks.effect].filter(Boolean).join(' ')}</span>
      </Card>
      <Row>
        <PrincipleChipOf id={thanks.principleId} />
        {thanks.isPrivate && <Tag meaning="note">{t('card.private')}</Tag>}
        {thanks.isReported ? (
          <Tag meaning="wait">{t('card.reported')}</Tag>
        ) : (
          thanks.isHidden && <Tag meaning="note">{t('card.hidden')}</Tag>
        )}
      </Row>
    </div>
  )
}

export function SayThanks({ to = '', isSmall, kind = 'thanks' }: { to?: string; isSmall?: boolean; kind?: 'thanks' | 'line' }) {
  const t = useT('recognition')
  return (
    <ButtonLink kind={kind} isSmall={isSmall} icon={IconHeartHandshake} to={`/thanks/give${to}`}>
      {t('give.title')}
    </ButtonLink>
  )
}
