import type { z } from 'zod'
// Paths as Studio shows them, and whom a rule reaches before it goes live.
import { unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Path, PathReach, PathRow as PathListRow, pathRule, StepChoice } from '../../contract/paths.ts'
import { countReached } from '../../store/paths/entries.ts'
import { choosable, findPath, listPaths as allPaths, type StepRow, stepsOf } from '../../store/paths/paths.ts'
import { familiesByJobRole } from '../role-families.ts'
import { reachOfRule } from './sweep.ts'

export async function listPaths(ctx: Context): Promise<{ items: PathListRow[] }> {
  ctx.require('paths.read', {})
  return ctx.read(async (tx) => ({
    items: (await allPaths(tx)).map(({ id, title, state, startsOn, endsOn, steps, people, finished, isSweeping }) => ({
      id,
      title,
      state,
      startsOn,
      endsOn,
      steps,
      people,
      finished,
      isSweeping,
    })),
  }))
}

const shown = ({ kind, subjectId, title, minutes, isThere }: Omit<StepRow, 'pathId' | 'position'>) => ({
  kind,
  id: subjectId,
  title,
  minutes,
  isThere,
})

export async function readPath(ctx: Context, pathId: string): Promise<Path> {
  ctx.require('paths.read', {})
  return ctx.read(async (tx) => {
    const [row, steps] = await Promise.all([findPath(tx, pathId), stepsOf(tx, pathId, ctx.language)])
    if (!row) throw new Problem(problems.notFound)
    const { sweptOn: _, ...path } = row
    return { ...path, steps: steps.map(shown) }
  })
}

export async function listStepChoices(ctx: Context): Promise<{ items: StepChoice[] }> {
  ctx.require('paths.read', {})
  return ctx.read(async (tx) => ({
    items: (await choosable(tx, ctx.language)).flatMap((row) => (row.isThere ? [{ ...shown(row), level: row.level }] : [])),
  }))
}

const mostUnits = 50
async function reachIn(tx: Tx, rule: z.output<typeof pathRule>): Promise<PathReach> {
  const rows = await countReached(tx, reachOfRule(rule, await familiesByJobRole(tx), rule.startsOn))
  const names = await unitsById(
    tx,
    rows.slice(0, mostUnits).flatMap(({ unitId }) => unitId ?? []),
  )
  const sum = (of: 'people' | 'leaders') => rows.reduce((total, row) => total + row[of], 0)
  return {
    people: sum('people'),
    leaders: sum('leaders'),
    units: rows
      .slice(0, mostUnits)
      .map(({ unitId, people, leaders }) => ({ id: unitId, name: names.get(unitId ?? '')?.name ?? null, people, leaders })),
  }
}
export async function previewPath(ctx: Context, rule: z.output<typeof pathRule>): Promise<PathReach> {
  ctx.require('paths.write', {})
  return ctx.read((tx) => reachIn(tx, rule))
}
