// Starts an application and carries it through, also when the process that began it has died.
import { type Context, systemContext } from '#platform/http/context.ts'
import { toProblem } from '#platform/http/errors.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { confirmationNeeded } from '../problems.ts'
import * as store from '../store/imports.ts'
import { applyImport } from './apply-import.ts'

const stalledAfterMs = 60_000

/** Checks and marks; the work goes on behind the answer. `applied` is for callers that wait. */
export async function startApplication(ctx: Context, id: string, confirmation: number | null): Promise<{ applied: Promise<void> }> {
  ctx.require('people.import', {})
  await ctx.write(async (tx) => {
    const row = await store.lockImport(tx, id)
    if (!row) throw new Problem(problems.notFound)
    if (row.state !== 'previewed') throw new Problem(problems.conflict, { detail: 'Only a preview can be applied.' })
    const { needsConfirmation, questions } = row.summary as { needsConfirmation: { leaving: number } | null; questions: unknown[] }
    if (questions.length > 0) throw new Problem(problems.conflict, { detail: 'Answer the questions first.' })
    if (needsConfirmation && needsConfirmation.leaving !== confirmation)
      throw new Problem(confirmationNeeded, { errors: [{ pointer: '/confirmation', detail: 'is not the number of people who leave' }] })
    const at = ctx.now().toISOString()
    await store.setImportState(tx, id, { state: 'applying', at })
    await store.noteProgress(tx, id, 0, 0, at)
    tx.answersWith(id)
  })
  return { applied: carryThrough(systemContext(ctx.platform, ctx.organisationId, ctx.requestId), id) }
}

async function carryThrough(ctx: Context, id: string): Promise<void> {
  const note = (done: number, total: number) =>
    ctx.write((tx) => store.noteProgress(tx, id, done, total, ctx.now().toISOString())).catch(() => undefined)
  try {
    await applyImport(ctx, id, note)
  } catch (error) {
    // It was accepted: what only the database's absence stopped stays open, and the job takes it over.
    if (toProblem(error).type === problems.unavailable) throw error
    const failure = error instanceof Problem ? error.type.slug : 'internal'
    if (!(error instanceof Problem)) ctx.platform.log.error({ err: error, importId: id }, 'an import could not be applied')
    await ctx.write((tx) => store.setImportState(tx, id, { state: 'failed', at: ctx.now().toISOString(), failure }))
    throw error
  }
}

/** The job: takes over applications that nobody has touched for a minute, and gives up plans whose file is gone with its process. */
export async function resumeImports(ctx: Context): Promise<number> {
  const before = new Date(ctx.now().getTime() - stalledAfterMs).toISOString()
  const stalled = await ctx.read((tx) => store.stalledImports(tx, before))
  for (const { id, state } of stalled) {
    if (state === 'applying') await carryThrough(ctx, id).catch(() => undefined)
    else await ctx.write((tx) => store.setImportState(tx, id, { state: 'failed', at: ctx.now().toISOString(), failure: 'interrupted' }))
  }
  return stalled.length
}
