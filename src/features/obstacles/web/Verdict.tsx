// What a leader answered, or that nobody has yet: a word with its sign, and the leader's own words.
import { IconCircleCheck, IconGavel, IconRefreshDot } from '@tabler/icons-react'
import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { DateText } from '#ui/Moments.tsx'
import type { ObstacleRow } from '../contract.ts'
import './obstacles.css'

const signs = { removed: IconCircleCheck, changed: IconRefreshDot, kept: IconGavel }

export function VerdictWord({ answer }: { answer: 'removed' | 'changed' | 'kept' }) {
  const t = useT('obstacles')
  return (
    <p className={classNames('verdict', answer === 'kept' && 'verdict-kept')}>
      <Icon of={signs[answer]} />
      {t(`answer.${answer}`)}
    </p>
  )
}

export function Helped({ helped }: { helped: { yes: number | null; of: number } }) {
  const t = useT('obstacles')
  return (
    <p className="margin-note">
      {helped.of === 0
        ? t('helped.none')
        : helped.yes === null
          ? t('helped.few', { count: helped.of })
          : t('helped.many', { count: helped.of, yes: helped.yes })}
    </p>
  )
}

export function Verdict({ row }: { row: ObstacleRow }) {
  const t = useT('obstacles')
  if (row.answer)
    return (
      <div className="verdict-words">
        <VerdictWord answer={row.answer.answer} />
        <p dir="auto" className="verdict-because">
          {row.answer.because}
        </p>
        <Helped helped={row.answer.helped} />
      </div>
    )
  return (
    <div className="verdict-words">
      <p className="verdict verdict-wait">{t(row.reply ? 'answer.reply' : 'answer.none')}</p>
      {row.reply && (
        <p dir="auto" className="verdict-because">
          {row.reply.words}
        </p>
      )}
      {row.escalation && (
        <p className="margin-note">
          {row.escalation.to?.name ? t('clock.knows', { name: `\u2068${row.escalation.to.name}\u2069` }) : t('clock.known')}{' '}
          <DateText value={row.escalation.on} as="day-short" />
        </p>
      )}
    </div>
  )
}
