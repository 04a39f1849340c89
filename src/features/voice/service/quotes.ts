// Words on their way to the people concerned: whom they concern, and what a leader reads first.
import type { QuoteSource } from '#features/journeys/public.ts'
import { firstNamesAmong, personCard, unitIdsBelow, unitPathOf } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { QuoteView } from '../contract.ts'
import { type Kind, rankOf } from '../rules/answers.ts'
import { isHarsh, namesSomebody, wordsOf } from '../rules/harshness.ts'
import { stepNames, unitsShaping } from '../steps.ts'
import * as store from '../store/quotes.ts'
import type { ResponseRow } from '../store/responses.ts'
import { unitNames } from './names.ts'

interface Said {
  id: string
  unitId: string
  stepId: string | null
  causeStepId: string | null
  words: string | null
  kind: Kind
  receivedAt: string
}

/** The unit asked about, those that shape its step, and those that shape the step where it went wrong. */
export async function unitsConcerned(
  tx: Tx,
  { unitId, stepId, causeStepId }: Pick<Said, 'unitId' | 'stepId' | 'causeStepId'>,
): Promise<string[]> {
  const shaping = await Promise.all([stepId, causeStepId].filter((id) => id !== null).map((id) => unitsShaping(tx, id)))
  return [...new Set([unitId, ...shaping.flat()])]
}

/** Complaints that insult, shout or name a colleague wait for a leader; everything else is heard at once. */
export async function quoteStateOf(
  tx: Tx,
  { words, kind, unitId }: Pick<Said, 'words' | 'kind' | 'unitId'>,
): Promise<ResponseRow['quote']> {
  if (words === null) return 'none'
  if (kind === 'praise') return 'shown'
  if (isHarsh(words)) return 'held'
  if (kind !== 'complaint') return 'shown'
  return namesSomebody(words, await firstNamesAmong(tx, unitId, wordsOf(words))) ? 'held' : 'shown'
}

export async function spreadQuote(tx: Tx, said: Said): Promise<void> {
  const unitIds = said.words === null ? [] : await unitsConcerned(tx, said)
  await store.replaceQuoteUnits(tx, said.id, { unitIds, rank: rankOf[said.kind], receivedAt: said.receivedAt })
}

export interface Quote {
  id: string
  words: string
  language: string
  score: number | null
  kind: Kind
  stepId: string | null
  causeStepId: string | null
  unitIds: string[]
  at: string
  principleId: string | null
}

export interface Hearing {
  since?: string
  until?: string
  /** Of one kind only: where praise is plenty, complaints would be cut off by the limit. */
  kind?: Kind
  /** Only what went wrong at one of these steps. */
  causeStepIds?: readonly string[]
  limit: number
}
/** What customers said about the work of these units, praise first, then the newest. For agendas and start pages; held words are not among them. */
export async function quotesFor(tx: Tx, unitIds: readonly string[], { since, kind, ...hearing }: Hearing): Promise<Quote[]> {
  return (await store.quotesOf(tx, { unitIds, since: since ?? null, rank: kind && rankOf[kind], ...hearing })).map(quoteIn)
}

/** Quotes that somebody has kept by their ids; what is held or gone by now is not among them. */
export const quotesByIds = async (tx: Tx, ids: readonly string[]): Promise<Quote[]> => (await store.quotesByIds(tx, ids)).map(quoteIn)

const quoteIn = ({ id, words, language, kind, stepId, causeStepId, unitIds, receivedAt, nps, csat, ces }: store.QuoteRow): Quote => ({
  id,
  words,
  language,
  score: nps ?? csat ?? ces,
  kind,
  stepId,
  causeStepId,
  unitIds,
  at: receivedAt,
  principleId: null,
})

export async function viewsOf(ctx: Context, tx: Tx, rows: readonly store.QuoteRow[]): Promise<QuoteView[]> {
  const steps = await stepNames(tx, ctx.language, [
    ...new Set(rows.flatMap(({ stepId, causeStepId }) => [stepId, causeStepId]).filter((id) => id !== null)),
  ])
  const units = await unitNames(
    tx,
    rows.map(({ unitId }) => unitId),
  )
  const step = (id: string | null) => (id === null ? null : { id, name: steps.get(id)?.name ?? null })
  return rows.map((row) => ({
    id: row.id,
    words: row.words,
    language: row.language,
    kind: row.kind,
    unit: { id: row.unitId, name: units.get(row.unitId) ?? null },
    step: step(row.stepId),
    causeStep: step(row.causeStepId),
    at: row.day,
  }))
}

/** The words that concern the unit of whoever asks; whoever leads it hears those of all units below too. */
export async function readQuotes(
  ctx: Context,
  query: { after?: string | undefined; limit: number },
): Promise<{ items: QuoteView[]; next: string | null }> {
  ctx.require('quotes.read', {})
  const { personId } = ctx.actor
  return ctx.read(async (tx) => {
    const card = personId === null ? undefined : (await personCard(tx, [personId])).get(personId)
    if (!card?.unitId) return { items: [], next: null }
    const path = await unitPathOf(tx, card.unitId)
    const below = await unitIdsBelow(tx, ctx.reach('quotes.judge').unitIds)
    // A team of three also hears what is said about its shop.
    const unitIds = [...new Set([...path.slice(-2), ...below])]
    const rows = await store.quotesOf(tx, { unitIds, since: null, after: afterOf(query.after), limit: query.limit + 1 })
    const hasMore = rows.length > query.limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    return { items: await viewsOf(ctx, tx, rows), next: hasMore && last ? encodeCursor([last.rank, last.receivedAt, last.id]) : null }
  })
}

function afterOf(after: string | undefined) {
  if (after === undefined) return undefined
  const [rank, receivedAt, id] = decodeCursor(after, 3) ?? []
  if (
    typeof rank !== 'number' ||
    !Number.isInteger(rank) ||
    Math.abs(rank) > 9 ||
    typeof receivedAt !== 'string' ||
    Number.isNaN(Date.parse(receivedAt)) ||
    typeof id !== 'string' ||
    !isUuid(id)
  )
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return { rank, receivedAt: new Date(receivedAt).toISOString(), id }
}

/** For journeys: what was said about a step by customers of these units and what is below them; of all where none is named. */
export const quoteSource: QuoteSource = {
  async quoteForStep(tx, stepId, unitIds) {
    const found = await store.quoteOfStep(tx, stepId, unitIds.length === 0 ? [] : await unitIdsBelow(tx, unitIds))
    return found ? { id: found.id, words: found.words, language: found.language, kind: found.kind, at: found.receivedAt } : null
  },
}
