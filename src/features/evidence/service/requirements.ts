// What each level asks for. A change makes a new set and computes everybody's level anew.
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Requirements } from '../contract.ts'
import { defaultRequirements, type Requirement } from '../rules.ts'
import { currentRequirements, everybodyWithEvidence, insertRequirements } from '../store.ts'
import { settleLevels } from './levels.ts'

export async function readRequirements(ctx: Context): Promise<Requirements> {
  ctx.require('levels.read', {})
  return ctx.read(async (tx) => {
    const set = await currentRequirements(tx)
    return { items: [...(set?.items ?? defaultRequirements)], isDefault: set === undefined, version: set?.version ?? 0 }
  })
}

export async function changeRequirements(ctx: Context, version: number, items: readonly Requirement[]): Promise<Requirements> {
  ctx.require('levels.change', {})
  return ctx.write(async (tx) => {
    const known = (await currentRequirements(tx))?.version ?? 0
    if (known !== version) throw new Problem(problems.versionChanged)
    const set = { version: known + 1, items: [...items], createdBy: ctx.actor.personId }
    try {
      await insertRequirements(tx, set, ctx.now())
    } catch (error) {
      if ((error as { code?: string }).code === '23505') throw new Problem(problems.versionChanged)
      throw error
    }
    tx.audit({ action: 'levels.changed', subject: { kind: 'organisation', id: ctx.organisationId }, details: { version: set.version } })
    await settleLevels(tx, await everybodyWithEvidence(tx), ctx.now())
    return { items: set.items, isDefault: false, version: set.version }
  })
}
