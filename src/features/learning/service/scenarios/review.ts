// A second person reads before anybody plays: whoever has written since the last version can't be the one who finds it good.
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Publication } from '../../contract/scenarios.ts'
import { scenarioHeld, secondPersonNeeded } from '../../problems.ts'
import { judgeScenario, lockScenario, type ScenarioRow } from '../../store/scenarios/scenarios.ts'
import { faultless, publishScenarioIn } from './write.ts'

async function locked(tx: WriteTx, id: string): Promise<ScenarioRow> {
  const row = await lockScenario(tx, id)
  if (!row) throw new Problem(problems.notFound)
  return row
}

/** A reader's time is for what is finished: a text with a fault is not passed on. */
export const askReview = (ctx: Context, id: string): Promise<void> => {
  ctx.require('scenarios.write', {})
  return ctx.write(async (tx) => {
    const { text, reviewState, heldFor } = await locked(tx, id)
    if (heldFor !== null) throw new Problem(scenarioHeld)
    faultless(text)
    if (reviewState !== 'in-review') await judgeScenario(tx, id, { reviewState: 'in-review', reviewedBy: null, reviewWords: null })
    tx.audit({ action: 'scenario.review-asked', subject: { kind: 'scenario', id } })
  })
}

export const reviewScenario = (
  ctx: Context,
  id: string,
  version: number,
  { verdict, words }: { verdict: 'good' | 'change'; words: string },
): Promise<void> => {
  ctx.require('scenarios.review', {})
  return ctx.write(async (tx) => {
    const row = await locked(tx, id)
    // Only the words that were read: what was written meanwhile is read again.
    if (row.version !== version) throw new Problem(problems.versionChanged)
    const { personId } = ctx.actor
    if (personId === null || row.writerIds.includes(personId)) throw new Problem(secondPersonNeeded)
    if (row.reviewState !== 'in-review') throw new Problem(problems.conflict, { detail: 'Nobody has asked for a review of this draft.' })
    await judgeScenario(tx, id, {
      reviewState: verdict === 'good' ? 'approved' : 'returned',
      reviewedBy: personId,
      reviewWords: words || null,
    })
    tx.audit({ action: 'scenario.reviewed', subject: { kind: 'scenario', id }, details: { verdict } })
  })
}

export async function publishScenario(ctx: Context, id: string, note: string): Promise<Publication> {
  ctx.require('scenarios.publish', {})
  return ctx.write(async (tx) => {
    const { text, reviewState, reviewedBy, writerIds, heldFor } = await locked(tx, id)
    // A story has readers of its own, and asks everybody whom it names.
    if (heldFor !== null) throw new Problem(scenarioHeld)
    faultless(text)
    if (reviewState !== 'approved' || reviewedBy === null || writerIds.includes(reviewedBy)) throw new Problem(secondPersonNeeded)
    const done = await publishScenarioIn(ctx, tx, id, { reviewedBy, note: note || null })
    tx.answersWith(id)
    return done
  })
}
