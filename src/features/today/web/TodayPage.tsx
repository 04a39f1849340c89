// The start page: a customer's words first, then what can be done in a moment, and one next step at the end.
import { IconFlag, IconHourglass } from '@tabler/icons-react'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { now } from '#ui/now.ts'
import { PageTitle, usePageTitle } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useSession } from '#ui/session.tsx'
import { WhoSees } from '#ui/Words.tsx'
import type { Today } from '../contract.ts'
import { FirstDays } from './FirstDays.tsx'
import { MayI } from './MayI.tsx'
import { Also, Moment } from './Moment.tsx'
import { NextOne, shortOf } from './NextOne.tsx'
import { MyPart, Week } from './Part.tsx'
import { Said, Thanked } from './Said.tsx'
import './today.css'
import { useToday } from './today.ts'

/** By the phone's own clock: it is where the person is. */
function partOfDay(): 'morning' | 'afternoon' | 'evening' {
  const hour = now().getHours()
  if (hour >= 4 && hour < 12) return 'morning'
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening'
}

export function TodayPage() {
  const t = useT('today')
  const { person } = useSession()
  const { today, isKept, query } = useToday()
  usePageTitle(t('title'))
  const name = today?.givenName ?? person.displayName
  return (
    <div className="grid-page today">
      <header className="page-head today-head">
        <div>
          <PageTitle>{t(`hello.${partOfDay()}`, { name: `\u2068${name}\u2069` })}</PageTitle>
          {today && <Whereabouts today={today} />}
          {today && <Waiting today={today} />}
        </div>
      </header>
      {today ? (
        <>
          {isKept && (
            <Message kind="note" title={t('kept')}>
              <p>
                {t('asOf')} <DateText value={today.at} as="moment" />
              </p>
            </Message>
          )}
          <div className="today-grid">
            <div className="today-first">
              <Said today={today} />
              <Thanked today={today} />
            </div>
            <div className="today-do">
              <MayI today={today} />
              <Moment today={today} />
            </div>
            <div className="today-mine">
              <Week today={today} />
              <MyPart today={today} />
            </div>
          </div>
          <Also />
          <NextOne today={today} />
          <FirstDays today={today} />
        </>
      ) : (
        <Reading query={query} t={t} />
      )}
      <footer className="page-who">
        <WhoSees>{t('who')}</WhoSees>
      </footer>
    </div>
  )
}

/** What somebody waits for stands at the top too: the page's end is far away on a phone. */
function Waiting({ today: { next } }: { today: Today }) {
  const t = useT('today')
  const [step] = next
  const isFirst = step?.kind === 'first'
  if (!step?.dueAt && !isFirst) return null
  return (
    <p className="today-waits">
      <Icon of={isFirst ? IconFlag : IconHourglass} size="small" />
      <span>
        {t(isFirst ? 'first.begin' : 'waits')} <Link to={step.link}>{shortOf(t, step)}</Link>
      </span>
    </p>
  )
}

/** "Packer in Packing, Northgate. This week’s huddle is ready." */
function Whereabouts({ today: { place, huddle } }: { today: Today }) {
  const t = useT('today')
  const where = [place.jobRoleName, place.unitName, place.siteName].filter((name) => name !== null)
  return (
    <p className="page-lead">
      {where.length > 0 && (
        <>
          {where.map((one, i) => (
            <span key={one}>
              {i > 0 && t('comma')}
              <bdi>{one}</bdi>
            </span>
          ))}
          {t('stop')}{' '}
        </>
      )}
      {huddle && huddle.state !== 'skipped' && (
        <Link to={`/huddles/${huddle.id}`}>
          {t(huddle.state === 'held' ? 'huddle.held' : huddle.isMine ? 'huddle.mine' : 'huddle.ready')}
        </Link>
      )}
    </p>
  )
}
