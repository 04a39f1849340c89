import type { z } from 'zod'
// A path is written as a draft, looked at for whom it reaches, and goes live; what is live can be changed, and plans follow.
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { writtenPath } from '../../contract/paths.ts'
import { pathEmpty } from '../../problems.ts'
import * as store from '../../store/paths/paths.ts'

type Written = z.output<typeof writtenPath>
const subject = (id: string) => ({ kind: 'path', id })

async function checkSteps(ctx: Context, tx: WriteTx, steps: Written['steps']): Promise<void> {
  const there = new Set(
    (await store.choosable(tx, ctx.language)).flatMap(({ kind, subjectId, isThere }) => (isThere ? [`${kind} ${subjectId}`] : [])),
  )
  const unknown = steps.findIndex(({ kind, id }) => !there.has(`${kind} ${id}`))
  if (unknown >= 0) throw new Problem(problems.invalidInput, { errors: [{ pointer: `/steps/${unknown}`, detail: 'is not taught' }] })
}

export async function addPath(ctx: Context, input: Written): Promise<string> {
  ctx.require('paths.write', {})
  return ctx.write(async (tx) => {
    const id = newId()
    await checkSteps(ctx, tx, input.steps)
    await store.insertPath(tx, id, input, ctx.now())
    await store.writeSteps(tx, id, input.steps)
    tx.audit({ action: 'path.added', subject: subject(id), details: { title: input.title } })
    tx.answersWith(id)
    return id
  })
}

async function locked(tx: WriteTx, pathId: string): Promise<store.PathRow> {
  const row = await store.lockPath(tx, pathId)
  if (!row) throw new Problem(problems.notFound)
  return row
}

export async function changePath(ctx: Context, pathId: string, version: number, input: Written): Promise<void> {
  ctx.require('paths.write', {})
  await ctx.write(async (tx) => {
    const row = await locked(tx, pathId)
    if (row.version !== version) throw new Problem(problems.versionChanged)
    // What was retired since may stay: a path is not lost because one of its steps is.
    const kept = new Set((await store.stepsOf(tx, pathId, ctx.language)).map(({ subjectId }) => subjectId))
    await checkSteps(
      ctx,
      tx,
      input.steps.filter(({ id }) => !kept.has(id)),
    )
    if (row.state === 'live' && input.steps.length === 0) throw new Problem(pathEmpty)
    await store.writePath(tx, pathId, input)
    await store.writeSteps(tx, pathId, input.steps)
    if (row.state === 'live') await store.askSweep(tx, ctx.now(), { id: pathId })
    tx.leavesWork()
    tx.audit({ action: 'path.changed', subject: subject(pathId), details: { title: input.title } })
  })
}

async function become(ctx: Context, pathId: string, from: readonly store.PathState[], to: store.PathState): Promise<void> {
  ctx.require('paths.write', {})
  await ctx.write(async (tx) => {
    const row = await locked(tx, pathId)
    if (!from.includes(row.state)) throw new Problem(problems.conflict)
    if (to === 'live' && (await store.stepsOf(tx, pathId, ctx.language)).every(({ isThere }) => !isThere)) throw new Problem(pathEmpty)
    await store.setState(tx, pathId, to)
    await store.askSweep(tx, ctx.now(), { id: pathId })
    tx.leavesWork()
    tx.audit({ action: to === 'live' ? 'path.started' : 'path.stopped', subject: subject(pathId), details: { title: row.title } })
    tx.answersWith(pathId)
  })
}
export const startPath = (ctx: Context, pathId: string) => become(ctx, pathId, ['draft', 'stopped'], 'live')
export const stopPath = (ctx: Context, pathId: string) => become(ctx, pathId, ['live'], 'stopped')

export async function deletePath(ctx: Context, pathId: string): Promise<void> {
  ctx.require('paths.write', {})
  await ctx.write(async (tx) => {
    const row = await locked(tx, pathId)
    if (row.state !== 'draft') throw new Problem(problems.conflict, { detail: 'A path that was live is stopped, not deleted.' })
    await store.deletePath(tx, pathId)
    tx.audit({ action: 'path.deleted', subject: subject(pathId), details: { title: row.title } })
  })
}
