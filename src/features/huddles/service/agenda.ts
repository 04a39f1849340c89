// The agenda: until it is opened it follows the team's data, from then on it says what was chosen.
import { stepRefs, stepsShapedBy } from '#features/journeys/public.ts'
import { answersByIds, answersFor, obstacleTitles, openObstacles } from '#features/obstacles/public.ts'
import { placesWithPeople, unitPathOf } from '#features/people/public.ts'
import { type CauseCount, complaintsByCause, type Quote, quotesByIds, quotesFor } from '#features/voice/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import type { Huddle, Question } from '../contract.ts'
import { huddleItemSources } from '../items.ts'
import { aboutUs, alikeOf, dayAfter, mainRoleOf, partsOf, pickWords } from '../rules.ts'
import { type ItemRow, itemsOf, toldElsewhere } from '../store/history.ts'
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
  told: ReadonlySet<string>
}

async function frozenOf(tx: Tx, row: HuddleRecord): Promise<Frozen> {
  const [items, told] = await Promise.all([itemsOf(tx, row.id), toldElsewhere(tx, row.unitId, row.id)])
  return {
    isOpen: row.openedOn !== null,
    ids: (kind) => items.filter((item) => item.kind === kind).map(({ subjectId }) => subjectId),
    told,
  }
}

interface Heard {
  /** Praise, then mixed, then complaints, each the newest first. */
  quotes: Quote[]
  /** Went wrong at one of these steps; found also where the newest complaints are about others. */
  causes(stepIds: readonly string[]): Promise<Quote[]>
  complaints(): Promise<CauseCount[]>
}
const kinds = ['praise', 'mixed', 'complaint'] as const
/** What customers said to this team in four weeks; a team that nobody spoke about hears what was said about the unit above. */
async function heardBy(tx: Tx, row: HuddleRecord): Promise<Heard> {
  const since = `${dayAfter(row.week, -heardDays)}T00:00:00.000Z`
  const until = `${dayAfter(row.week, 7)}T00:00:00.000Z`
  const about = async (unitIds: string[]): Promise<Heard> => ({
    quotes: (await Promise.all(kinds.map((kind) => quotesFor(tx, unitIds, { since, until, kind, limit: mostHeard })))).flat(),
    causes: (causeStepIds) => quotesFor(tx, unitIds, { since, until, kind: 'complaint', causeStepIds, limit: mostHeard }),
    complaints: () => complaintsByCause(tx, unitIds, since, until),
  })
  const own = await about([row.unitId])
  const above = own.quotes.length > 0 ? undefined : (await unitPathOf(tx, row.unitId)).at(-2)
  return above === undefined ? own : about([above])
}

const inOrder = <T extends { id: string }>(ids: readonly string[], things: readonly T[]): T[] =>
  ids.flatMap((id) => things.find((thing) => thing.id === id) ?? [])

async function quotesOf(tx: Tx, row: HuddleRecord, language: string, frozen: Frozen): Promise<Huddle['quotes']> {
  const [heard, steps] = await Promise.all([heardBy(tx, row), stepsShapedBy(tx, [row.unitId])])
  const ours = new Set(steps.get(row.unitId))
  const causes = frozen.isOpen || ours.size === 0 ? [] : await heard.causes([...ours])
  const chosen = frozen.isOpen
    ? inOrder(frozen.ids('quote'), await quotesByIds(tx, frozen.ids('quote')))
    : pickWords(
        [...heard.quotes, ...causes].filter(({ id }) => !frozen.told.has(id)),
        ours,
      )
  const complaints = chosen.some((quote) => aboutUs(quote, ours) === 'cause') ? await heard.complaints() : []
  const names = new Map(
    (
      await stepRefs(tx, language, [
        ...new Set(chosen.flatMap(({ stepId, causeStepId }) => [stepId, causeStepId].filter((id) => id !== null))),
      ])
    ).map(({ id, name }) => [id, name]),
  )
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
  const found = frozen.isOpen
    ? await answersByIds(tx, frozen.ids('answer'))
    : (await answersFor(tx, [row.unitId], dayAfter(row.week, -heardDays))).filter(({ id }) => !frozen.told.has(id)).slice(0, mostOf.answers)
  const born = new Map((await huddlesByIds(tx, [...new Set(found.flatMap(({ bornId }) => bornId ?? []))])).map((one) => [one.id, one.week]))
  return found.map(({ unitId: _unit, bornId, ...answer }) => ({
    ...answer,
    raisedInWeek: bornId === null ? null : (born.get(bornId) ?? null),
  }))
}

async function itemsFor(tx: Tx, row: HuddleRecord, language: string, frozen: Frozen): Promise<Huddle['items']> {
  const about = { unitIds: [row.unitId], since: dayAfter(row.week, -heardDays), language }
  const found = await Promise.all(
    huddleItemSources().map(async (source) => {
      const { kind } = source
      const items = await source.read(tx, about)
      const ids = frozen.ids(kind)
      const chosen = frozen.isOpen
        ? items.filter(({ id }) => ids.includes(id))
        : items.filter(({ id }) => !frozen.told.has(id)).slice(0, mostOf[kind])
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

export async function agendaOf(ctx: Context, tx: Tx, row: HuddleRecord): Promise<Agenda> {
  const frozen = await frozenOf(tx, row)
  const language = ctx.language
  const jobRoleId = mainRoleOf(row.unitId, await placesWithPeople(tx))
  const about = { principleId: row.principleId, jobRoleId, week: row.week, language }
  const [quotes, question, answers, waiting, items, raisedHere] = await Promise.all([
    quotesOf(tx, row, language, frozen),
    questionFor(tx, about, frozenQuestion(frozen)),
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
