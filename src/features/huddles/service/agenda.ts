// The agenda: until it is opened it follows the team's data, from then on it says what was chosen. What doesn't wait for an answer is asked at once, so that
// a reader who gathers (platform/db/gather.ts) asks in three turns.
import { stepNames, stepsShapedBy } from '#features/journeys/public.ts'
import { answersByIds, answersFor, obstacleTitles, openObstacles } from '#features/obstacles/public.ts'
import { mainJobRoleOf, readSettings, unitPathOf } from '#features/people/public.ts'
import { complaintsByCause, type Quote, quotesByIds, quotesFor } from '#features/voice/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import type { Huddle, Question } from '../contract.ts'
import { huddleItemSources } from '../items.ts'
import { aboutUs, alikeOf, dayAfter, partsOf, pickWords } from '../rules.ts'
import { type ItemRow, toldElsewhere } from '../store/history.ts'
import { type HuddleRecord, huddlesByIds } from '../store/huddles.ts'
import { questionFor } from './question.ts'

export type Agenda = Pick<Huddle, 'parts' | 'quotes' | 'question' | 'answers' | 'waiting' | 'items' | 'raisedHere'>
const heardDays = 28
/** Of each kind; a team is told two a week, so this is more than it can have been told. */
const mostHeard = 50
const mostOf = { answers: 3, waiting: 3, thanks: 3, story: 1 }

interface Frozen {
  isOpen: boolean
  ids(kind: string): string[]
  /** Of no use once it is open. */
  told: Promise<ReadonlySet<string>>
}

const frozenOf = (tx: Tx, row: HuddleRecord, items: readonly ItemRow[]): Frozen => ({
  isOpen: row.openedOn !== null,
  ids: (kind) => items.filter((item) => item.kind === kind).map(({ subjectId }) => subjectId),
  told: row.openedOn === null ? toldElsewhere(tx, row.unitId, row.id) : Promise.resolve(new Set()),
})

const kinds = ['praise', 'mixed', 'complaint'] as const
interface Weeks {
  since: string
  until: string
}
/** Praise, then mixed, then complaints, each the newest first. */
const heardIn = async (tx: Tx, unitIds: readonly string[], weeks: Weeks): Promise<Quote[]> =>
  (await Promise.all(kinds.map((kind) => quotesFor(tx, unitIds, { ...weeks, kind, limit: mostHeard })))).flat()

const inOrder = <T extends { id: string }>(ids: readonly string[], things: readonly T[]): T[] =>
  ids.flatMap((id) => things.find((thing) => thing.id === id) ?? [])

/** What customers said to this team in four weeks; a team that nobody spoke about hears what was said about the unit above. */
async function quotesOf(tx: Tx, row: HuddleRecord, language: string, frozen: Frozen): Promise<Huddle['quotes']> {
  const weeks = { since: `${dayAfter(row.week, -heardDays)}T00:00:00.000Z`, until: `${dayAfter(row.week, 7)}T00:00:00.000Z` }
  const [own, path, steps, kept, told, { defaultLanguage }] = await Promise.all([
    heardIn(tx, [row.unitId], weeks),
    unitPathOf(tx, row.unitId),
    stepsShapedBy(tx, [row.unitId]),
    quotesByIds(tx, frozen.isOpen ? frozen.ids('quote') : []),
    frozen.told,
    readSettings(tx),
  ])
  const above = own.length > 0 ? undefined : path.at(-2)
  const unitIds = [above ?? row.unitId]
  const causeStepIds = steps.get(row.unitId) ?? []
  const ours = new Set(causeStepIds)
  const [fromAbove, causes] = await Promise.all([
    above === undefined || frozen.isOpen ? [] : heardIn(tx, unitIds, weeks),
    // Found also where the newest complaints are about others.
    frozen.isOpen || ours.size === 0 ? [] : quotesFor(tx, unitIds, { ...weeks, kind: 'complaint', causeStepIds, limit: mostHeard }),
  ])
  const chosen = frozen.isOpen
    ? inOrder(frozen.ids('quote'), kept)
    : pickWords(
        [...own, ...fromAbove, ...causes].filter(({ id }) => !told.has(id)),
        ours,
      )
  const named = new Set(chosen.flatMap(({ stepId, causeStepId }) => [stepId, causeStepId].filter((id) => id !== null)))
  const [names, complaints] = await Promise.all([
    stepNames(tx, [...named], { language, defaultLanguage }),
    chosen.some((quote) => aboutUs(quote, ours) === 'cause') ? complaintsByCause(tx, unitIds, weeks.since, weeks.until) : [],
  ])
  return chosen.map((quote) => {
    const about = aboutUs(quote, ours)
    const stepId = about === 'cause' ? quote.causeStepId : quote.stepId
    return {
      id: quote.id,
      words: quote.words,
      language: quote.language,
      kind: quote.kind,
      at: new Date(quote.at).toISOString(),
      about,
      stepId,
      stepName: stepId === null ? null : (names.get(stepId) ?? null),
      alike: about === 'cause' ? alikeOf(quote, complaints) : null,
    }
  })
}

async function answersOf(tx: Tx, row: HuddleRecord, frozen: Frozen): Promise<Huddle['answers']> {
  const [all, told] = await Promise.all([
    frozen.isOpen ? answersByIds(tx, frozen.ids('answer')) : answersFor(tx, [row.unitId], dayAfter(row.week, -heardDays)),
    frozen.told,
  ])
  const found = frozen.isOpen ? all : all.filter(({ id }) => !told.has(id)).slice(0, mostOf.answers)
  const born = new Map((await huddlesByIds(tx, [...new Set(found.flatMap(({ bornId }) => bornId ?? []))])).map((one) => [one.id, one.week]))
  return found.map(({ unitId: _unit, bornId, ...answer }) => ({
    ...answer,
    raisedInWeek: bornId === null ? null : (born.get(bornId) ?? null),
  }))
}

async function itemsFor(tx: Tx, row: HuddleRecord, language: string, frozen: Frozen): Promise<Huddle['items']> {
  const about = { unitIds: [row.unitId], since: dayAfter(row.week, -heardDays), monday: row.week, language }
  const found = await Promise.all(
    huddleItemSources().map(async (source) => {
      const { kind } = source
      const [items, told] = await Promise.all([source.read(tx, about), frozen.told])
      const ids = frozen.ids(kind)
      const chosen = frozen.isOpen
        ? items.filter(({ id }) => ids.includes(id))
        : items.filter(({ id }) => !told.has(id)).slice(0, mostOf[kind])
      return chosen.map((item) => ({ kind, ...item }))
    }),
  )
  return found.flat()
}

const sources = ['behaviour', 'example', 'principle'] as const
function frozenQuestion(frozen: Frozen): { source: Question['source']; id: string } | undefined {
  if (!frozen.isOpen) return undefined
  for (const source of sources) {
    const [id] = frozen.ids(`question-${source}`)
    if (id) return { source, id }
  }
  return { source: 'principle', id: '' }
}

async function questionOf(tx: Tx, { unitId, principleId, week }: HuddleRecord, language: string, frozen: Frozen): Promise<Question> {
  const jobRoleId = await mainJobRoleOf(tx, unitId)
  return questionFor(tx, { principleId, jobRoleId, week, language }, frozenQuestion(frozen))
}

/** `kept`: what was written down when it was opened, and raised since. */
export async function agendaOf(ctx: Context, tx: Tx, row: HuddleRecord, kept: readonly ItemRow[]): Promise<Agenda> {
  const frozen = frozenOf(tx, row, kept)
  const language = ctx.language
  const [quotes, question, answers, waiting, items, raisedHere] = await Promise.all([
    quotesOf(tx, row, language, frozen),
    questionOf(tx, row, language, frozen),
    answersOf(tx, row, frozen),
    row.state === 'ready' ? openObstacles(tx, [row.unitId], ctx.now()) : [],
    itemsFor(tx, row, language, frozen),
    obstacleTitles(tx, frozen.ids('raised')),
  ])
  const here = new Set(raisedHere.map(({ id }) => id))
  const still = waiting.filter(({ id }) => !here.has(id)).slice(0, mostOf.waiting)
  return {
    parts: partsOf({
      principle: row.principleId !== null,
      words: quotes.length,
      answers: answers.length + still.length > 0,
      story: items.some(({ kind }) => kind === 'story'),
    }),
    quotes,
    question,
    answers,
    waiting: still.map(({ id, title, leaderName, clock, link }) => ({ id, title, leaderName, clock, link })),
    items,
    raisedHere,
  }
}

/** What is kept when an agenda is opened. */
export const rowsOf = ({ quotes, question, answers, items }: Agenda): ItemRow[] => [
  ...quotes.map(({ id }) => ({ kind: 'quote', subjectId: id })),
  ...(question.id === null ? [] : [{ kind: `question-${question.source}`, subjectId: question.id }]),
  ...answers.map(({ id }) => ({ kind: 'answer', subjectId: id })),
  ...items.map(({ kind, id }) => ({ kind, subjectId: id })),
]
