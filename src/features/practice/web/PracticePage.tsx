// Three minutes a week: one question after another, what is right at once, and a calm end.
import { Arrived } from '#ui/Arrived.tsx'
import { ButtonLink, TextButton } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useWaiting, type Waiting } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import type { Session } from '../contract.ts'
import { Asked } from './Asked.tsx'
import './practice.css'
import { usePractice } from './session.ts'

const pauseWeeks = 2
const isReview = ({ path }: Waiting): boolean => path === '/api/practice-reviews'

export function PracticePage() {
  const t = useT('practice')
  const practice = usePractice()
  const { run, query } = practice
  const isOver = run !== null && run.done >= run.session.things.length
  return (
    <Page
      title={t('title')}
      lead={run && (run.done > 0 || isOver) ? undefined : t('lead')}
      who={t('who')}
      next={isOver ? <Done practice={practice} /> : undefined}
    >
      {run ? (
        <Stack gap={5}>
          {run.done === 0 && run.session.weeksAway >= pauseWeeks && (
            <Message kind="note" title={t('back.title')}>
              <p>{t('back.text', { count: run.session.weeksAway })}</p>
            </Message>
          )}
          <Asked practice={practice} run={run} />
          <Arrived isOf={isReview} isSaid={isOver} />
        </Stack>
      ) : (
        <Reading query={query} t={t}>
          {(session) => <Nothing session={session} onMore={() => practice.again(true)} />}
        </Reading>
      )}
      <p className="practice-days">
        <Link to="/practice/days">{t('days.link')}</Link>
      </p>
    </Page>
  )
}

/** Nothing to do is good news, each time with its reason. */
function Nothing({ session, onMore }: { session: Session; onMore: () => void }) {
  const t = useT('practice')
  const key = session.isEmpty ? 'empty' : session.workingDays === 0 ? 'off' : session.secondsLeft === 0 ? 'done' : 'rest'
  return (
    <EmptyState
      level={2}
      title={t(`nothing.${key}`)}
      text={
        <>
          {t(`nothing.${key}Text`)}{' '}
          {!session.isEmpty && session.comesBackOn && (
            <>
              {t('nothing.next')} <DateText value={session.comesBackOn} />
              {t('nothing.stop')}
            </>
          )}
        </>
      }
      action={
        <Row>
          <ButtonLink kind="filled" to="/today">
            {t('end.today')}
          </ButtonLink>
          {!session.isEmpty && key !== 'rest' && <TextButton onClick={onMore}>{t('end.more')}</TextButton>}
        </Row>
      }
    />
  )
}

function Done({ practice }: { practice: ReturnType<typeof usePractice> }) {
  const t = useT('practice')
  const { person } = useSession()
  const waiting = useWaiting(person.id).filter((item) => isReview(item) && !item.refused).length
  const { right, session } = practice.run!
  return (
    <NextStep
      title={t('end.title')}
      text={
        <>
          {t('end.known', { right, count: session.things.length })} {t(right === session.things.length ? 'end.all' : 'end.some')}
          {waiting > 0 && ` ${t('end.waiting', { count: waiting })}`}
        </>
      }
      actions={
        <>
          <ButtonLink kind="filled" to="/today">
            {t('end.today')}
          </ButtonLink>
          <TextButton onClick={() => practice.again(true)}>{t('end.more')}</TextButton>
        </>
      }
    />
  )
}
