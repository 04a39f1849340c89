// My lessons and what I said I would do: one next step, and "did you?" asked once.
import { IconCheck, IconCircle, IconCircleHalf2 } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { newKey } from '#ui/client.ts'
import { useLanguage, useT, useTexts } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { DateText } from '#ui/Moments.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { staleNow, useGet } from '#ui/queries.ts'
import { queueAndSend, useWaiting } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import { Waits } from '#ui/Waits.tsx'
import { EmptyState, NextStep, Tag } from '#ui/Words.tsx'
import type { Commitment, MyLesson, Outcome } from '../../../contract/learning.ts'
import { obstaclesPath, wordsPath } from '../../buy-ins/kept.ts'
import { linkOfStep, MyPlan, usePlan } from '../../paths/MyPlan.tsx'
import '../lessons.css'

const sentFromHere = ['/api/commitments', '/api/lesson-answers', '/api/lesson-steps', wordsPath, obstaclesPath]
const shownHere = ['/api/my-lessons', '/api/my-plan', '/api/commitments']

interface Learning {
  lessons: MyLesson[]
  commitments: Commitment[]
}
/** Fresh, or as this phone last knew it. */
function useLearning() {
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const lessons = useGet<{ items: MyLesson[] }>('/api/my-lessons', { language: code })
  const commitments = useGet<{ items: Commitment[] }>('/api/commitments', { language: code })
  const kept = useMemo((): Learning | null => {
    try {
      return JSON.parse(own.kept(person.id, 'learning') ?? 'null') as Learning | null
    } catch {
      return null
    }
  }, [person.id])
  const fresh = useMemo(
    () => (lessons.data ? { lessons: lessons.data.items, commitments: commitments.data?.items ?? kept?.commitments ?? [] } : undefined),
    [lessons.data, commitments.data, kept],
  )
  useEffect(() => {
    if (fresh && !sharedDevice) own.keep(person.id, 'learning', JSON.stringify(fresh))
  }, [fresh, person.id, sharedDevice])
  return { learning: fresh ?? kept ?? undefined, query: lessons }
}

export function LearnPage() {
  const t = useT('learning')
  useTexts(['language'])
  const { learning, query } = useLearning()
  const plan = usePlan()
  if (!learning)
    return (
      <Page title={t('lessons.mine.title')}>
        <Reading query={query} t={t} />
      </Page>
    )
  const { lessons, commitments } = learning
  const next = lessons.find(({ state }) => state === 'begun') ?? lessons.find(({ state }) => state === 'to-do')
  // What the house asks comes before what one may choose.
  const planned = plan?.next?.step
  const levels = [...new Set(lessons.map(({ level }) => level))]
  return (
    <Page
      title={t('lessons.mine.title')}
      lead={t('lessons.mine.lead')}
      actions={<Link to="/moments">{t('cards.title')}</Link>}
      next={
        planned ? (
          <NextStep
            title={planned.title}
            text={planned.minutes === null ? undefined : t('lessons.minutes', { count: planned.minutes })}
            actions={
              <ButtonLink kind="filled" to={linkOfStep(planned)}>
                {t(planned.state === 'begun' ? 'lessons.mine.goOn' : 'lessons.mine.begin')}
              </ButtonLink>
            }
          />
        ) : (
          next && (
            <NextStep
              title={next.title}
              text={t('lessons.minutes', { count: next.minutes })}
              actions={
                <ButtonLink kind="filled" to={`/learn/lessons/${next.id}`}>
                  {t(next.state === 'begun' ? 'lessons.mine.goOn' : 'lessons.mine.begin')}
                </ButtonLink>
              }
            />
          )
        )
      }
      who={t('lessons.mine.who')}
    >
      <MyPlan plan={plan} />
      <Waits paths={sentFromHere} stale={shownHere} t={t} />
      <Commitments items={commitments} />
      {lessons.length === 0 && <EmptyState level={2} title={t('lessons.mine.none')} text={t('lessons.mine.noneText')} />}
      {levels.map((level) => (
        <Section key={level} title={t(`lessons.level.${level}`)} note={t(`lessons.levelNote.${level}`)} hasMargin>
          <ul className="lesson-list">
            {lessons
              .filter((lesson) => lesson.level === level)
              .map((lesson) => (
                <Row key={lesson.id} lesson={lesson} />
              ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}

const stateIcon = { 'to-do': IconCircle, begun: IconCircleHalf2, done: IconCheck }
function Row({ lesson }: { lesson: MyLesson }) {
  const t = useT('learning')
  return (
    <li className="lesson-row" data-state={lesson.state}>
      <Icon of={stateIcon[lesson.state]} />
      <span className="lesson-row-words">
        <Link to={`/learn/lessons/${lesson.id}`} isAlone>
          <bdi>{lesson.title}</bdi>
        </Link>
        <span className="lesson-facts">
          {t('lessons.minutes', { count: lesson.minutes })} <PrincipleChipOf id={lesson.principleId} isPlain />
        </span>
      </span>
      <span className="lesson-row-state">
        {t(`lessons.state.${lesson.state}`)}
        {lesson.isNewer && <Tag>{t('lessons.mine.newer')}</Tag>}
      </span>
    </li>
  )
}

function Commitments({ items }: { items: Commitment[] }) {
  const t = useT('learning')
  const client = useQueryClient()
  const { person } = useSession()
  const waiting = useWaiting(person.id)
  // What waits on this phone counts already.
  const answered = new Map(
    waiting.flatMap(({ path, body }) => {
      const id = /^\/api\/commitments\/([^/]+)\/outcomes$/.exec(path)?.[1]
      return id ? [[id, (body as { outcome: Outcome }).outcome] as const] : []
    }),
  )
  const answer = async (id: string, outcome: Outcome) => {
    await queueAndSend(person.id, {
      id: newKey(),
      path: `/api/commitments/${id}/outcomes`,
      body: { outcome, at: now().toISOString() },
      title: t('lessons.mine.did'),
    })
    void staleNow(client, ['/api/commitments'])
  }
  const shown = items.filter((one) => !answered.has(one.id))
  const asked = shown.filter(({ isAsked }) => isAsked)
  const open = shown.filter(({ outcome, isAsked }) => outcome === null && !isAsked)
  const done = items.filter(({ id, outcome }) => (answered.get(id) ?? outcome) === 'did')
  if (items.length === 0) return null
  return (
    <Section title={t('lessons.mine.commitments')} note={t('lessons.mine.commitmentsNote')} hasMargin>
      <Stack>
        {asked.map(({ id, words }) => (
          <fieldset key={id} className="lesson-asked">
            <legend className="spoken">{t('lessons.mine.didYou')}</legend>
            <p className="lesson-asked-words" dir="auto">
              {words}
            </p>
            <p>{t('lessons.mine.didYou')}</p>
            <div className="lesson-go">
              <Button onClick={() => void answer(id, 'did')}>{t('lessons.mine.did')}</Button>
              <Button onClick={() => void answer(id, 'not-yet')}>{t('lessons.mine.notYet')}</Button>
              <Button kind="plain" onClick={() => void answer(id, 'set-aside')}>
                {t('lessons.mine.setAside')}
              </Button>
            </div>
          </fieldset>
        ))}
        {open.length > 0 && (
          <ul className="lesson-will">
            {open.map(({ id, words, madeAt }) => (
              <li key={id}>
                <bdi>{words}</bdi>{' '}
                <small>
                  <DateText value={madeAt} as="day-short" />
                </small>
              </li>
            ))}
          </ul>
        )}
        {done.length > 0 && <p className="small second">{t('lessons.mine.doneCount', { count: done.length })}</p>}
      </Stack>
    </Section>
  )
}
