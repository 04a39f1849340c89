// What can be done in a moment, and the other pages of the surface.
import { IconBarrierBlock, IconHeartHandshake, IconPencil, IconRepeat, IconSearch } from '@tabler/icons-react'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import type { IconType } from '#ui/Icon.tsx'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { useSession } from '#ui/session.tsx'
import type { Today } from '../contract.ts'

const moments: { key: string; to: string; icon: IconType; may: string }[] = [
  { key: 'help', to: '/moments', icon: IconSearch, may: 'cards.use' },
  { key: 'decision', to: '/may-i', icon: IconPencil, may: 'decisions.note' },
  { key: 'thanks', to: '/thanks/give', icon: IconHeartHandshake, may: 'thanks.give' },
  { key: 'obstacle', to: '/obstacles/raise?back=%2Ftoday', icon: IconBarrierBlock, may: 'obstacles.raise' },
]
export function Moment({ today: { practice } }: { today: Today }) {
  const t = useT('today')
  const { operations } = useSession()
  return (
    <Section title={t('moment.title')}>
      <ul className="today-moments">
        {practice && (
          <li>
            <Icon of={IconRepeat} />
            <Link to="/practice">{t('moment.practice')}</Link>
            <span className="today-time">
              {practice.minutesLeft > 0 ? t('moment.practiceTime', { count: practice.minutesLeft }) : t('moment.practiceDone')}
            </span>
          </li>
        )}
        {moments
          .filter(({ may }) => operations.includes(may))
          .map(({ key, to, icon }) => (
            <li key={key} className={key === 'thanks' ? 'today-warm' : undefined}>
              <Icon of={icon} />
              <Link to={to}>{t(`moment.${key}`)}</Link>
              <span className="today-time">{t(`moment.${key}Time`)}</span>
            </li>
          ))}
      </ul>
    </Section>
  )
}

const others: { key: string; to: string; may: string }[] = [
  { key: 'words', to: '/customers-words', may: 'quotes.read' },
  { key: 'huddles', to: '/huddles', may: 'huddles.read' },
  { key: 'decisions', to: '/decisions', may: 'decisions.read' },
  { key: 'thanks', to: '/thanks', may: 'thanks.read' },
  { key: 'obstacles', to: '/obstacles', may: 'obstacles.read' },
  { key: 'journeys', to: '/journeys', may: 'journeys.read' },
  { key: 'people', to: '/people', may: 'people.read' },
  { key: 'recorded', to: '/what-is-recorded', may: 'data-map.read' },
]
export function Also() {
  const t = useT('today')
  const { operations, person } = useSession()
  return (
    <nav className="today-also" aria-label={t('also.title')}>
      <ul>
        <li>
          <Link to={`/people/${person.id}`}>{t('also.me')}</Link>
        </li>
        {others
          .filter(({ may }) => operations.includes(may))
          .map(({ key, to }) => (
            <li key={key}>
              <Link to={to}>{t(`also.${key}`)}</Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
