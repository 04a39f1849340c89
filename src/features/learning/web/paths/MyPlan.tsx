// What the rules of the house give me: in order, each with why it is there, and until when.
import { IconCheck, IconCircle, IconCircleHalf2 } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { useLanguage, useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { DateText } from '#ui/Moments.tsx'
import { useGet } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import { Tag } from '#ui/Words.tsx'
import type { Plan, PlanEntry, PlanStep } from '../../contract/paths.ts'
import '../lessons/lessons.css'
import { useWhoOf } from './why.ts'

/** Fresh, or as this phone last knew it. */
export function usePlan(): Plan | undefined {
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const { data } = useGet<Plan>('/api/my-plan', { language: code })
  const kept = useMemo(() => {
    try {
      return JSON.parse(own.kept(person.id, 'plan') ?? 'null') as Plan | null
    } catch {
      return null
    }
  }, [person.id])
  useEffect(() => {
    if (data && !sharedDevice) own.keep(person.id, 'plan', JSON.stringify(data))
  }, [data, person.id, sharedDevice])
  return data ?? kept ?? undefined
}
export const linkOfStep = ({ kind, id }: Pick<PlanStep, 'kind' | 'id'>): string =>
  `/learn/${kind === 'lesson' ? 'lessons' : 'scenarios'}/${id}`

export function MyPlan({ plan }: { plan: Plan | undefined }) {
  const t = useT('learning')
  if (!plan || plan.items.length === 0) return null
  return (
    <Section title={t('paths.mine.title')} note={t('paths.mine.note')} hasMargin>
      <Stack gap={6}>
        {plan.items.map((entry) => (
          <Entry key={entry.path.id} entry={entry} />
        ))}
      </Stack>
    </Section>
  )
}

const stateIcon = { 'to-do': IconCircle, begun: IconCircleHalf2, done: IconCheck }
function Entry({ entry }: { entry: PlanEntry }) {
  const t = useT('learning')
  const whoOf = useWhoOf()
  const done = entry.steps.filter(({ state }) => state === 'done').length
  return (
    <section aria-label={entry.path.title}>
      <h3>
        <bdi>{entry.path.title}</bdi>
      </h3>
      <p className="lesson-facts">
        <span>{t('paths.mine.steps', { done: String(done), count: String(entry.steps.length) })}</span>
        {entry.finishedAt ? (
          <Tag meaning="good">{t('paths.mine.finished')}</Tag>
        ) : (
          <span>
            {t('paths.mine.until')} <DateText value={entry.dueOn} as="day-short" />
          </span>
        )}
        {entry.isOverdue && <Tag meaning="wait">{t('paths.mine.late')}</Tag>}
      </p>
      <p className="small second">{t('paths.why.sentence', { path: entry.path.title, who: whoOf(entry.because) })}</p>
      <ol className="lesson-list">
        {entry.steps.map((step) => (
          <li key={step.id} className="lesson-row" data-state={step.state}>
            <Icon of={stateIcon[step.state]} />
            <span className="lesson-row-words">
              <Link to={linkOfStep(step)} isAlone>
                <bdi>{step.title}</bdi>
              </Link>
              <span className="lesson-facts">
                {t(`paths.kind.${step.kind}`)}
                {step.minutes !== null && ` · ${t('lessons.minutes', { count: step.minutes })}`}
              </span>
            </span>
            <span className="lesson-row-state">{t(`lessons.state.${step.state}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
