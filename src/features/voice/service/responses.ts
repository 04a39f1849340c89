// What customers said, as those read it who are answerable for the work: with scores, filters, the cause and the state of the words.
import { unitIdsBelow, unitPathOf } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { Response, ResponseQuery } from '../contract.ts'
import { stepNames } from '../steps.ts'
import * as store from '../store/responses.ts'
import { refuseUnknownStep } from './links.ts'
import { unitNames } from './names.ts'
import { spreadQuote } from './quotes.ts'

export async function viewsOf(ctx: Context, tx: Tx, rows: readonly store.ResponseRow[]): Promise<Response[]> {
  const stepIds = rows.flatMap(({ stepId, causeStepId }) => [stepId, causeStepId]).filter((id) => id !== null)
  const [steps, units] = await Promise.all([
    stepNames(tx, ctx.language, [...new Set(stepIds)]),
    unitNames(
      tx,
      rows.map(({ unitId }) => unitId),
    ),
  ])
  const step = (id: string | null) => (id === null ? null : { id, name: steps.get(id)?.name ?? null })
  return rows.map((row) => ({
    id: row.id,
    survey: { id: row.surveyId, name: row.surveyName },
    unit: { id: row.unitId, name: units.get(row.unitId) ?? null },
    step: step(row.stepId),
    causeStep: step(row.causeStepId),
    language: row.language,
    receivedAt: row.receivedAt,
    isEdited: row.editedAt !== row.receivedAt,
    csat: row.csat,
    nps: row.nps,
    ces: row.ces,
    isSolved: row.isSolved,
    words: row.words,
    kind: row.kind,
    isUnhappy: row.isUnhappy,
    quote: row.quote,
    shownWords: row.shownWords,
    isSecond: row.caseId !== null,
    caseId: row.openedCaseId ?? row.caseId,
  }))
}

export function timeCursor(after: string | undefined): { at: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [at, id] = decodeCursor(after, 2) ?? []
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || typeof id !== 'string' || !isUuid(id))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return { at: new Date(at).toISOString(), id }
}

/** The units that this caller may see through an operation, cut to the one asked for. */
export async function unitsInReach(
  ctx: Context,
  tx: Tx,
  operation: string,
  unitId: string | undefined,
): Promise<readonly string[] | 'everywhere'> {
  const reach = ctx.reach(operation)
  const asked = unitId === undefined ? undefined : await unitIdsBelow(tx, [unitId])
  if (reach.isEverywhere) return asked ?? 'everywhere'
  const own = await unitIdsBelow(tx, reach.unitIds)
  return asked ? own.filter((id) => asked.includes(id)) : own
}

function filterOf(query: ResponseQuery) {
  const { surveyId, stepId, kind, quote, firstDay, lastDay } = query
  return {
    surveyId,
    stepId,
    kind,
    quote,
    firstDay,
    lastDay,
    hasWords: query.hasWords === undefined ? undefined : query.hasWords === 'true',
  }
}

export async function listResponses(
  ctx: Context,
  query: ResponseQuery & { after?: string | undefined; limit: number },
): Promise<{ items: Response[]; next: string | null }> {
  const after = timeCursor(query.after)
  return ctx.read(async (tx) => {
    const rows = await store.listResponses(tx, {
      ...filterOf(query),
      unitIds: await unitsInReach(ctx, tx, 'responses.read', query.unitId),
      after: after && { receivedAt: after.at, id: after.id },
      limit: query.limit + 1,
    })
    const hasMore = rows.length > query.limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    return { items: await viewsOf(ctx, tx, rows), next: hasMore && last ? encodeCursor([last.receivedAt, last.id]) : null }
  })
}

async function responseOr404(tx: Tx, id: string): Promise<store.ResponseRow> {
  const row = (await store.responsesById(tx, [id])).get(id)
  if (!row?.isComplete) throw new Problem(problems.notFound)
  return row
}

export const readResponse = (ctx: Context, id: string): Promise<Response> =>
  ctx.read(async (tx) => {
    const row = await responseOr404(tx, id)
    ctx.require('responses.read', { unitPath: await unitPathOf(tx, row.unitId) })
    return (await viewsOf(ctx, tx, [row]))[0]!
  })

/** Where it was caused: the words then reach those who shape that step, too. Null takes it back. */
export const traceCause = (ctx: Context, id: string, stepId: string | null): Promise<Response> =>
  ctx.write(async (tx) => {
    await store.lockResponse(tx, id)
    const row = await responseOr404(tx, id)
    ctx.require('responses.trace', { personId: row.ownerId, unitPath: await unitPathOf(tx, row.unitId) })
    await refuseUnknownStep(ctx, tx, stepId)
    if (row.causeStepId !== stepId) {
      await store.setCause(tx, id, stepId, ctx.actor.personId, ctx.now().toISOString())
      await spreadQuote(tx, { ...row, causeStepId: stepId })
      tx.audit({ action: 'response.cause-set', subject: { kind: 'response', id }, details: { step: stepId } })
      tx.announce({ type: 'cause-found', payload: { responseId: id, causeStepId: stepId, unitId: row.unitId } })
    }
    return (await viewsOf(ctx, tx, [await responseOr404(tx, id)]))[0]!
  })

/** A leader has looked at harsh words: they are shown, shown without the blow, or stay here. */
export const judgeQuote = (
  ctx: Context,
  id: string,
  judgement: { state: 'shown' | 'kept-back'; words: string | null },
): Promise<Response> =>
  ctx.write(async (tx) => {
    await store.lockResponse(tx, id)
    const row = await responseOr404(tx, id)
    ctx.require('quotes.judge', { unitPath: await unitPathOf(tx, row.unitId) })
    if (row.words === null) throw new Problem(problems.conflict, { detail: 'This answer has no words.' })
    await store.setQuote(tx, id, judgement.state, judgement.state === 'shown' ? judgement.words : null)
    tx.audit({
      action: `response.${judgement.state}`,
      subject: { kind: 'response', id },
      details: { isReworded: judgement.words !== null },
    })
    return (await viewsOf(ctx, tx, [await responseOr404(tx, id)]))[0]!
  })

const mostExported = 50_000
/** Every cell that a spreadsheet would run is made harmless. No contact data: those leave by the invitations' own door. */
export async function exportResponses(ctx: Context, query: ResponseQuery): Promise<string> {
  ctx.require('responses.export', {})
  return ctx.write(async (tx) => {
    const unitIds = await unitsInReach(ctx, tx, 'responses.export', query.unitId)
    const rows = await store.listResponses(tx, { ...filterOf(query), unitIds, limit: mostExported })
    const views = await viewsOf(ctx, tx, rows)
    tx.audit({ action: 'responses.exported', subject: { kind: 'organisation', id: ctx.organisationId }, details: { rows: rows.length } })
    const solved = (isSolved: boolean | null) => (isSolved === null ? null : isSolved ? 'yes' : 'no')
    const lines = views.map((one) =>
      csvLine([
        one.receivedAt.slice(0, 10),
        one.survey.name,
        one.unit.name,
        one.step?.name ?? null,
        one.csat,
        one.nps,
        one.ces,
        solved(one.isSolved),
        one.kind,
        one.words,
        one.language,
        one.causeStep?.name ?? null,
        one.isSecond ? 'yes' : 'no',
        one.id,
      ]),
    )
    const head = [
      'day',
      'survey',
      'unit',
      'step',
      'csat',
      'nps',
      'ces',
      'solved',
      'kind',
      'words',
      'language',
      'caused_at',
      'after_case',
      'id',
    ]
    return `\uFEFF${[csvLine(head), ...lines].join('\r\n')}\r\n`
  })
}
