// Runs that are asked for, seen and stopped; the work itself is done by a task (work.ts).
import { personCard, unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Run } from '../../contract/studies.ts'
import { studyIsClosed, studyNotRegistered } from '../../problems.ts'
import * as store from '../../store/study-runs.ts'
import { openForWrite } from './change.ts'
import { runView } from './view.ts'
import { runStudies } from './work.ts'

export const runsTask = 'impact.run-studies'

async function openRun(ctx: Context, tx: Tx, id: string, operation: 'studies.read' | 'studies.write'): Promise<Run> {
  const row = await store.findRun(tx, id)
  if (!row) {
    ctx.may(operation, {})
    throw new Problem(problems.notFound)
  }
  const { unitId, ...run } = row
  const [units, cards] = await Promise.all([
    unitId === null ? undefined : unitsById(tx, [unitId]),
    personCard(tx, run.askedBy === null ? [] : [run.askedBy]),
  ])
  ctx.require(operation, { unitPath: units?.get(unitId ?? '')?.ancestorIds ?? [] })
  return runView(run, cards)
}

/** Three statements: pages ask while it works. */
export const readRun = (ctx: Context, id: string): Promise<Run> => ctx.read((tx) => openRun(ctx, tx, id, 'studies.read'))

/** One of a kind waits or runs: whoever asks again gets that one. Answers its id. */
async function writeRun(ctx: Context, tx: WriteTx, studyId: string, kind: Run['kind']): Promise<string> {
  const { row } = await openForWrite(ctx, tx, studyId)
  if (row.state === 'closed') throw new Problem(studyIsClosed)
  if (kind === 'study' && row.state !== 'registered') throw new Problem(studyNotRegistered)
  const known = await store.runUnderWay(tx, studyId, kind)
  if (known !== undefined) return known
  const id = newId(ctx.now().getTime())
  await store.insertRun(tx, { id, studyId, kind, askedBy: ctx.actor.personId }, ctx.now().toISOString())
  tx.audit({ action: 'study.run-asked', subject: { kind: 'study', id: studyId }, details: { kind } })
  return id
}

export const askRun = (ctx: Context, studyId: string, kind: Run['kind']): Promise<Run> =>
  ctx.write(async (tx) => {
    const id = await writeRun(ctx, tx, studyId, kind)
    // Also for one that waits already: should its task have been lost, this one takes it.
    await ctx.platform.enqueue(tx, runsTask, {})
    tx.leavesWork()
    tx.answersWith(id)
    return openRun(ctx, tx, id, 'studies.write')
  })

/** Asks, and does it here and now: for whoever is no page. */
export async function runAtOnce(ctx: Context, studyId: string, kind: Run['kind']): Promise<void> {
  await ctx.write((tx) => writeRun(ctx, tx, studyId, kind))
  await runStudies(ctx, new AbortController().signal)
}

export const stopRun = (ctx: Context, id: string): Promise<Run> =>
  ctx.write(async (tx) => {
    tx.answersWith(id)
    const before = await openRun(ctx, tx, id, 'studies.write')
    if (before.state !== 'waiting' && before.state !== 'running') return before
    void store.cancelRun(tx, id, ctx.now().toISOString())
    tx.audit({ action: 'study.run-cancelled', subject: { kind: 'study', id: before.studyId }, details: { kind: before.kind } })
    return openRun(ctx, tx, id, 'studies.write')
  })
