// Decisions, noted by those who took them: in three taps, once, and safe. Inside the rule, or in good faith with a reason, none is ever held against anybody.
import type { z } from 'zod'
import { tag } from '#features/language/public.ts'
import { personCard, readSettings, unitIdsBelow, unitPathOf, unitsById } from '#features/people/public.ts'
import { recordSignals } from '#features/signals/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { Decision, decisionQuery, newDecision } from '../contract.ts'
import { reasonNeeded, tooLateToTakeBack } from '../problems.ts'
import { decidedAt, takeBackMs, textFor } from '../rules.ts'
import { decisionOf, type DecisionRow, findDecision, insertDecision, listDecisions, takeBack } from '../store/decisions.ts'
import { titlesOf } from '../store/rules.ts'
import { judgeAsked } from './asked.ts'
import { thingNames } from './read-rules.ts'

const signalsOf = (ctx: Context, tx: WriteTx, row: DecisionRow, isCorrection: boolean): void => {
  const facets = [
    ...(row.principleId ? [{ kind: 'principle' as const, id: row.principleId }] : []),
    ...(row.stepId ? [{ kind: 'step' as const, id: row.stepId }] : []),
  ]
  recordSignals(ctx, tx, [{ metric: 'decisions', unitId: row.unitId, day: row.day, value: 1, facets, isCorrection }])
}

export async function noteDecision(ctx: Context, input: z.output<typeof newDecision>): Promise<Decision> {
  const personId = ctx.actor.personId
  ctx.require('decisions.note', { personId })
  return ctx.write(async (tx) => {
    const known = await decisionOf(tx, personId!, input.id)
    // Sent before, and taken back meanwhile: it stays taken back.
    if (known?.takenBackAt) throw new Problem(problems.notFound)
    if (!known) await noteNew(ctx, tx, personId!, input)
    return (await describe(ctx, tx, [(await decisionOf(tx, personId!, input.id))!]))[0]!
  })
}

async function noteNew(ctx: Context, tx: WriteTx, personId: string, input: z.output<typeof newDecision>): Promise<void> {
  const at = decidedAt(input.decidedAt, ctx.now())
  const { answer, row, unitId, day, measure, currency } = await judgeAsked(tx, personId, input, at)
  const note = input.note || null
  // What the phone has answered with yes is taken as it is, whatever its clock or its rules of yesterday said: a note is never lost.
  if (answer.verdict === 'not-alone' && input.shown === 'not-alone' && note === null)
    throw new Problem(reasonNeeded, { errors: [{ pointer: '/note', detail: 'Outside the rule, one sentence says why it was right.' }] })
  const written: DecisionRow = {
    id: input.id,
    personId,
    unitId,
    ruleId: row?.ruleId ?? null,
    ruleVersion: row?.version ?? null,
    situationId: input.situationId,
    remedyId: input.remedyId,
    principleId: row?.definition.principleId ?? null,
    stepId: input.stepId ?? null,
    responseId: input.responseId ?? null,
    amount: input.amount,
    measure,
    currency,
    verdict: answer.verdict,
    shown: input.shown,
    isGoodFaith: input.isGoodFaith,
    note,
    decidedAt: at.toISOString(),
    day,
    takenBackAt: null,
  }
  // Another tab of the same phone may have been faster by a breath.
  if (!(await insertDecision(tx, written, ctx.now()))) return
  signalsOf(ctx, tx, written, false)
  if (written.principleId) {
    const use = { principleId: written.principleId, kind: 'decision', subjectId: written.id, unitId, day }
    // A principle that was retired since the rule was written is no reason to lose what was decided.
    await tag(tx, ctx.now().toISOString(), use).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
    })
  }
  tx.announce({
    type: 'decision-noted',
    payload: { decisionId: written.id, personId, unitId, ruleId: written.ruleId, responseId: written.responseId },
  })
}

export const readingOperation = (isWorksCouncilMode: boolean): 'decisions.read' | 'decisions.read-own' =>
  isWorksCouncilMode ? 'decisions.read-own' : 'decisions.read'

/** Throws 404 for one that is not there or not for this reader's eyes. */
async function readable(ctx: Context, tx: Tx, id: string): Promise<DecisionRow> {
  const [row, settings] = await Promise.all([findDecision(tx, id), readSettings(tx)])
  if (!row) throw new Problem(problems.notFound)
  const resource = { personId: row.personId, unitPath: await unitPathOf(tx, row.unitId) }
  ctx.require('decisions.read', resource)
  ctx.require(readingOperation(settings.isWorksCouncilMode), resource)
  return row
}
export const readDecision = (ctx: Context, id: string): Promise<Decision> =>
  ctx.read(async (tx) => (await describe(ctx, tx, [await readable(ctx, tx, id)]))[0]!)

export const takeBackDecision = (ctx: Context, id: string): Promise<void> =>
  ctx.write(async (tx) => {
    const row = await findDecision(tx, id)
    if (!row) throw new Problem(problems.notFound)
    ctx.require('decisions.note', { personId: row.personId })
    if (ctx.now().getTime() - Date.parse(row.decidedAt) > takeBackMs) throw new Problem(tooLateToTakeBack)
    if (await takeBack(tx, row.personId, id, ctx.now())) signalsOf(ctx, tx, row, true)
  })

export function cursorOf(after: string | undefined): { at: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [at, id] = decodeCursor(after, 2) ?? []
  if (typeof at !== 'string' || typeof id !== 'string' || !isUuid(id) || Number.isNaN(Date.parse(at)))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return { at: new Date(at).toISOString(), id }
}

/** `mine`: my own. `team`: those of the units that I lead, to learn from, without mine; empty while the works-council switch is on. */
export async function listOf(ctx: Context, query: z.output<typeof decisionQuery>): Promise<{ items: Decision[]; next: string | null }> {
  const me = ctx.actor.personId
  const after = cursorOf(query.after)
  return ctx.read(async (tx) => {
    const { isWorksCouncilMode } = await readSettings(tx)
    const reach = ctx.reach(readingOperation(isWorksCouncilMode))
    ctx.reach('decisions.read')
    const units = reach.isEverywhere ? 'everywhere' : await unitIdsBelow(tx, reach.unitIds)
    const inUnit = query.unitId === undefined ? undefined : await unitIdsBelow(tx, [query.unitId])
    const unitIds = inUnit === undefined ? units : units === 'everywhere' ? inUnit : inUnit.filter((id) => units.includes(id))
    const rows =
      query.whose === 'mine'
        ? await listDecisions(tx, { personId: me, unitIds: null, notOf: null, after, limit: query.limit + 1 })
        : await listDecisions(tx, { personId: null, unitIds, notOf: me, after, limit: query.limit + 1 })
    const hasMore = rows.length > query.limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    return { items: await describe(ctx, tx, rows), next: hasMore && last ? encodeCursor([last.decidedAt, last.id]) : null }
  })
}

async function describe(ctx: Context, tx: Tx, rows: readonly DecisionRow[]): Promise<Decision[]> {
  const { defaultLanguage } = await readSettings(tx)
  const words = { language: ctx.language, own: defaultLanguage }
  const [people, units, names, titles] = await Promise.all([
    personCard(tx, [...new Set(rows.map(({ personId }) => personId))]),
    unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId))]),
    thingNames(tx, words),
    titlesOf(
      tx,
      rows.flatMap(({ ruleId, ruleVersion }) => (ruleId === null ? [] : [{ ruleId, version: ruleVersion! }])),
    ),
  ])
  return rows.map((row) => {
    const rule = titles.get(`${row.ruleId} ${row.ruleVersion}`)
    return {
      id: row.id,
      person: { id: row.personId, name: people.get(row.personId)?.displayName ?? null },
      unit: { id: row.unitId, name: units.get(row.unitId)?.name ?? null },
      rule: rule
        ? {
            id: rule.ruleId,
            version: rule.version,
            number: rule.number,
            title: textFor(rule.definition.texts, words.language, words.own).title,
          }
        : null,
      situationName: names.get(row.situationId) ?? '',
      remedyName: names.get(row.remedyId) ?? '',
      principleId: row.principleId,
      amount: row.amount,
      measure: row.measure,
      currency: row.currency,
      verdict: row.verdict,
      isGoodFaith: row.isGoodFaith,
      note: row.note,
      decidedAt: row.decidedAt,
      mayTakeBack: row.personId === ctx.actor.personId && ctx.now().getTime() - Date.parse(row.decidedAt) <= takeBackMs,
    }
  })
}
