import { IconHeartHandshake, IconPencilCheck, IconTrash } from '@tabler/icons-react'
import { Button, ButtonLink, IconButton, TextButton } from '../Button.tsx'
import { useT } from '../i18n.ts'
import { Row, Section, Stack } from '../Layout.tsx'
import { Link } from '../Link.tsx'
import { State } from './State.tsx'
import type { StateName } from './State.tsx'

const moods: StateName[] = ['rest', 'hover', 'active', 'focus']

export function ActionsSheet() {
  const t = useT('gallery')
  return (
    <Section title={t('doing.title')} note={t('doing.note')} hasMargin>
      <Stack gap={5}>
        {(['filled', 'line', 'thanks', 'soft', 'plain', 'stop'] as const).map((kind) => (
          <div className="states" key={kind}>
            {moods.map((mood) => (
              <State of={mood} key={mood}>
                <Button
                  kind={kind}
                  icon={
                    kind === 'filled' ? IconPencilCheck : kind === 'thanks' ? IconHeartHandshake : kind === 'stop' ? IconTrash : undefined
                  }
                >
                  {t(`doing.${kind}`)}
                </Button>
              </State>
            ))}
            <State of="busy">
              <Button kind={kind} isBusy>
                {t(`doing.${kind}`)}
              </Button>
            </State>
            {kind === 'filled' && (
              <State of="off">
                <Button kind="filled" offReason={t('doing.offReason')}>
                  {t('doing.publish')}
                </Button>
              </State>
            )}
          </div>
        ))}
        <div className="states">
          {moods.map((mood) => (
            <State of={mood} key={mood}>
              <IconButton icon={IconTrash} label={t('ui:remove')} />
            </State>
          ))}
          <State of="off">
            <IconButton icon={IconTrash} label={t('ui:remove')} isOff />
          </State>
          {moods.map((mood) => (
            <State of={mood} key={mood}>
              <Link to="/today" isAlone>
                {t('words.how')}
              </Link>
            </State>
          ))}
        </div>
        <Row>
          <Button isSmall>{t('ui:edit')}</Button>
          <ButtonLink to="/today">{t('ui:back')}</ButtonLink>
          <span>
            {t('doing.sentence')} <TextButton onClick={() => undefined}>{t('ui:save')}</TextButton>
          </span>
        </Row>
      </Stack>
    </Section>
  )
}
