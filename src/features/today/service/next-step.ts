// The one next step, from what the features to the left know. The order is rules.ts's; each says why on the page.
import type { PassedOn } from '#features/authority/public.ts'
import type { StandingOf } from '#features/evidence/public.ts'
import type { Owed } from '#features/followups/public.ts'
import type { WeekOf } from '#features/huddles/public.ts'
import type { PlannedStep } from '#features/learning/public.ts'
import type { Next } from '../contract.ts'
import { inTurn, missingFirst } from '../rules.ts'
import type { FirstDays } from './first-days.ts'

export interface Known {
  personId: string
  now: Date
  owed: readonly Owed[]
  questions: readonly PassedOn[]
  /** What obstacles and cases are called, by id. */
  titles: ReadonlyMap<string, string>
  names: ReadonlyMap<string, string>
  week: WeekOf
  /** Units that the person leads, by name. */
  led: ReadonlyMap<string, string>
  gap: { words: string; times: number } | null
  /** Stories that name the person and wait for a yes or a no. */
  asked: readonly { id: string; title: string }[]
  standing: StandingOf
  /** What I said I would do, a week ago or more. */
  saidDone: readonly { words: string }[]
  planned: PlannedStep | null
  day: string
  firstDays: FirstDays | null
}

const blank: Omit<Next, 'kind' | 'link'> = {
  words: null,
  about: null,
  dueAt: null,
  dueOn: null,
  isLate: false,
  role: null,
  answer: null,
  first: null,
  level: null,
  missing: null,
  count: null,
}
/** So long before a level ends it is the next step to keep it. */
const lapseNoticeMs = 30 * 86_400_000
const kinds = ['escalation', 'case', 'obstacle'] as const

export function nextSteps(known: Known): Next[] {
  const { personId, now, questions, titles, names } = known
  const owed = known.owed.map(({ subjectKind, subjectId, subjectLink, dueAt, role }): Next => {
    const question = questions.find(({ id }) => id === subjectId)
    return {
      ...blank,
      kind: kinds.find((kind) => kind === subjectKind) ?? 'other',
      link: subjectLink,
      words: question ? `${question.situationName}: ${question.remedyName}` : (titles.get(subjectId) ?? null),
      about: question ? (names.get(question.personId) ?? null) : null,
      dueAt,
      isLate: Date.parse(dueAt) < now.getTime(),
      role,
    }
  })
  const answered = questions.flatMap(({ id, personId: askedBy, situationName, remedyName, answer }): Next[] =>
    askedBy === personId && answer
      ? [
          {
            ...blank,
            kind: 'answered',
            link: `/escalations/${id}`,
            words: `${situationName}: ${remedyName}`,
            about: answer.byId === null ? null : (names.get(answer.byId) ?? null),
            answer: answer.word,
          },
        ]
      : [],
  )
  const huddle = known.week.huddles
    .filter(({ state, unitId, hostId }) => state === 'ready' && (known.led.has(unitId) || hostId === personId))
    .map(({ id, unitId }): Next => ({ ...blank, kind: 'huddle', link: `/huddles/${id}`, about: known.led.get(unitId) ?? null }))
  const missingStep = known.firstDays?.steps.find(({ isDone }) => !isDone)
  const first: Next[] = missingStep
    ? [{ ...blank, kind: 'first', link: missingStep.link, first: missingStep.kind, count: missingStep.count }]
    : []
  const story = known.asked.map(({ id, title }): Next => ({ ...blank, kind: 'story', link: `/stories/${id}`, words: title }))
  const did = known.saidDone.slice(0, 1).map(({ words }): Next => ({ ...blank, kind: 'did', link: '/learn', words }))
  const { planned } = known
  const learn: Next[] = planned
    ? [
        {
          ...blank,
          kind: 'learn',
          link: `/learn/${planned.kind === 'lesson' ? 'lessons' : 'scenarios'}/${planned.id}`,
          words: planned.title,
          about: planned.pathTitle,
          dueOn: planned.dueOn,
          isLate: planned.dueOn < known.day,
        },
      ]
    : []
  const gap: Next[] = known.gap ? [{ ...blank, kind: 'gap', link: '/gaps', words: known.gap.words, count: known.gap.times }] : []
  const missing = known.standing.next && missingFirst(known.standing.next.missing)
  // Alone in the house nobody can sign anything off.
  const level: Next[] =
    missing && missingStep?.kind !== 'people'
      ? [{ ...blank, kind: 'level', link: '/my-levels', level: known.standing.next!.level, missing }]
      : []
  const { lapsesAt, level: reached } = known.standing
  const ends = reached > 0 && lapsesAt !== null && Date.parse(lapsesAt) - now.getTime() < lapseNoticeMs
  if (ends) level.splice(0, 1, { ...blank, kind: 'level', link: '/my-levels', level: reached, missing: 'lapse', dueAt: lapsesAt })
  return inTurn({ owed, story, answered, first, huddle, did, learn, gap, level })
}
