import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Unit } from '../contract.ts'
import { keyOf } from '../names.ts'
import { nameTaken, stillInUse, unknownReference, wouldBeCircle } from '../problems.ts'
import { readSettings } from '../store/organisations.ts'
import * as store from '../store/units.ts'
import { refuseTaken } from './taken.ts'

const maxDepth = 30

export async function listUnits(ctx: Context): Promise<{ items: Unit[] }> {
  ctx.require('units.read', {})
  return { items: await ctx.readOne(store.unitsQuery(ctx.organisationId)) }
}

export async function readUnit(ctx: Context, id: string): Promise<Unit> {
  const unit = (await listUnits(ctx)).items.find((candidate) => candidate.id === id)
  if (!unit) throw new Problem(problems.notFound)
  return unit
}

async function parentPath(tx: WriteTx, parentId: string | null): Promise<string[]> {
  if (parentId === null) return []
  const parent = await store.findUnit(tx, parentId)
  if (!parent) throw new Problem(unknownReference, { errors: [{ pointer: '/parentId', detail: 'no such unit' }] })
  if (parent.ancestorIds.length >= maxDepth)
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/parentId', detail: `deeper than ${maxDepth} levels` }] })
  return parent.ancestorIds
}

export async function addUnit(
  ctx: Context,
  input: { name: string; parentId: string | null; code?: string | null | undefined; siteId?: string | null | undefined },
): Promise<Unit> {
  const id = newId()
  await refuseReferences(() =>
    ctx.write(async (tx) => {
      const path = await parentPath(tx, input.parentId)
      ctx.require('units.change', { unitPath: path })
      await store.insertUnits(
        tx,
        [
          {
            id,
            parentId: input.parentId,
            name: input.name,
            nameKey: keyOf(input.name),
            code: input.code ?? null,
            siteId: input.siteId ?? null,
            ancestorIds: [...path, id],
          },
        ],
        ctx.now().toISOString(),
      )
      tx.audit({ action: 'unit.added', subject: { kind: 'unit', id } })
      tx.answersWith(id)
    }),
  )
  return {
    id,
    parentId: input.parentId,
    name: input.name,
    code: input.code ?? null,
    siteId: input.siteId ?? null,
    people: 0,
    peopleBelow: 0,
    leaders: [],
    version: 1,
  }
}

export async function changeUnit(
  ctx: Context,
  id: string,
  version: number,
  input: { name?: string; parentId?: string | null; code?: string | null; siteId?: string | null },
): Promise<Unit> {
  await refuseReferences(() =>
    ctx.write(async (tx) => {
      const before = await store.findUnit(tx, id)
      if (!before) throw new Problem(problems.notFound)
      ctx.require('units.change', { unitPath: before.ancestorIds })
      const after = { ...before, ...input, nameKey: keyOf(input.name ?? before.name) }
      if (after.parentId !== before.parentId) await moveBelow(ctx, tx, before, after.parentId)
      if (!(await store.updateUnit(tx, after, version))) throw new Problem(problems.versionChanged)
      tx.audit({ action: 'unit.changed', subject: { kind: 'unit', id }, details: { fields: Object.keys(input).sort() } })
    }),
  )
  return readUnit(ctx, id)
}

async function moveBelow(ctx: Context, tx: WriteTx, unit: store.UnitPlace, parentId: string | null): Promise<void> {
  const path = await parentPath(tx, parentId)
  ctx.require('units.change', { unitPath: path })
  if (path.includes(unit.id)) throw new Problem(wouldBeCircle, { detail: 'A unit can’t stand below itself.' })
  await store.replantSubtree(tx, unit.id, unit.ancestorIds.slice(0, -1), path)
  tx.announce({ type: 'unit-moved', payload: { unitId: unit.id } })
}

export async function closeUnit(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    const unit = await store.findUnit(tx, id)
    if (!unit) throw new Problem(problems.notFound)
    ctx.require('units.change', { unitPath: unit.ancestorIds })
    const today = dayIn((await readSettings(tx)).timeZone, ctx.now())
    if (await store.isUnitUsed(tx, id, today)) throw new Problem(stillInUse, { detail: 'Move its people and units first.' })
    await store.closeUnit(tx, id, today)
    tx.audit({ action: 'unit.closed', subject: { kind: 'unit', id } })
  })
}

async function refuseReferences<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await refuseTaken(nameTaken, work)
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '23503')
      throw new Problem(unknownReference, { errors: [{ pointer: constraint?.includes('site') ? '/siteId' : '/', detail: 'not there' }] })
    if (code === '23514') throw new Problem(problems.invalidInput, { detail: 'The tree would grow deeper than 30 levels.' })
    throw error
  }
}
