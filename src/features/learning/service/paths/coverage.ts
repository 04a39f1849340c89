// Who is not taught yet: nobody-taught and left-out leaders first. In works-council mode no name and no group below five.
import { families as familyKeys } from '#engines/lesson/lesson.ts'
import { unitOverview, type UnitOverview } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Coverage, CoverageRow } from '../../contract/paths.ts'
import { leastPeople } from '../../rules/paths.ts'
import { countCovered, coveredPaths, type CountRow, exemptLeaders, unfinished } from '../../store/paths/coverage.ts'
import { familyOf } from '../role-families.ts'

const mostOpen = 100

export async function openUnit(ctx: Context, tx: Tx, operation: string, unitId: string | undefined): Promise<UnitOverview> {
  const unit = await unitOverview(tx, { unitId, reach: ctx.reach(operation), countPeopleTo: 1 })
  if (!unit) throw new Problem(unitId === undefined ? problems.notAllowed : problems.notFound)
  ctx.require(operation, { unitPath: unit.path.map(({ id }) => id) })
  return unit
}

type Counts = Pick<CountRow, 'people' | 'done' | 'overdue' | 'leaders' | 'leadersDone'>
const nobody: Counts = { people: 0, done: 0, overdue: 0, leaders: 0, leadersDone: 0 }
const add = (a: Counts, b: Counts): Counts => ({
  people: a.people + b.people,
  done: a.done + b.done,
  overdue: a.overdue + b.overdue,
  leaders: a.leaders + b.leaders,
  leadersDone: a.leadersDone + b.leadersDone,
})

export async function readCoverage(ctx: Context, query: { pathId?: string | undefined; unitId?: string | undefined }): Promise<Coverage> {
  return ctx.read(async (tx) => {
    const [unit, { paths, said }] = await Promise.all([openUnit(ctx, tx, 'coverage.read', query.unitId), coveredPaths(tx)])
    if (query.pathId !== undefined && !paths.some(({ id }) => id === query.pathId)) throw new Problem(problems.notFound)
    const pathId = query.pathId ?? paths[0]?.id ?? null
    const today = dayIn(unit.timeZone, ctx.now())
    const fewest = unit.isWorksCouncilMode ? leastPeople : 1
    const [counts, exempt, open] = pathId
      ? await Promise.all([
          countCovered(tx, pathId, unit.id, today),
          exemptLeaders(tx, pathId, unit.id),
          unit.isWorksCouncilMode ? [] : unfinished(tx, pathId, unit.id, mostOpen, ctx.now()),
        ])
      : [[], [], []]
    const row = (id: string, name: string | null, count: Counts, exemptCount: number): CoverageRow =>
      shown(id, name, count, exemptCount, fewest)
    const ofFamily = new Map<string, Counts>()
    for (const one of counts.filter(({ kind }) => kind === 1)) {
      const family = familyOf(new Map(Object.entries(said)), one)
      if (family) ofFamily.set(family, add(ofFamily.get(family) ?? nobody, one))
    }
    const all = counts.find(({ kind }) => kind === 2) ?? nobody
    // The unit right below, in which a leader who is left out stands.
    const exemptIn = new Map<string, number>()
    for (const { branchId } of exempt) exemptIn.set(branchId, (exemptIn.get(branchId) ?? 0) + 1)
    const units = counts.flatMap((one) =>
      one.kind === 0 && one.branchId ? [row(one.branchId, one.branchName, one, exemptIn.get(one.branchId) ?? 0)] : [],
    )
    const families_ = familyKeys.flatMap((family) => (ofFamily.has(family) ? [row(family, null, ofFamily.get(family)!, 0)] : []))
    const { id: _, name: __, ...total } = row(unit.id, unit.name, all, exempt.length)
    return {
      paths: paths.map(({ id, title }) => ({ id, title })),
      pathId,
      unit: { id: unit.id, name: unit.name },
      way: unit.path,
      fewest,
      mayRemind: ctx.may('coverage.remind', { unitPath: unit.path.map(({ id }) => id) }),
      total: {
        ...total,
        leaders: total.isTooFew ? 0 : all.leaders,
        leadersDone: total.isTooFew || unit.isWorksCouncilMode ? 0 : all.leadersDone,
      },
      units: units.toSorted(byNeed),
      families: families_.toSorted(byNeed),
      exempt: unit.isWorksCouncilMode ? [] : exempt.map(({ personId, name, unitName }) => ({ id: personId, name, unit: unitName })),
      open: open.map(({ personId, name, isLeader, dueOn, stepsDone, remindedAt }) => ({
        id: personId,
        name,
        isLeader,
        dueOn,
        isOverdue: dueOn < today,
        stepsDone,
        remindedAt,
      })),
    }
  })
}

function shown(id: string, name: string | null, { people, done, overdue }: Counts, exemptCount: number, fewest: number): CoverageRow {
  const isTooFew = people < fewest
  return {
    id,
    name,
    people: isTooFew ? 0 : people,
    done: isTooFew ? 0 : done,
    overdue: isTooFew ? 0 : overdue,
    percent: isTooFew || people === 0 ? null : Math.floor((done / people) * 100),
    exemptLeaders: fewest > 1 ? 0 : exemptCount,
    isTooFew,
  }
}

/** Nobody taught first, then leaders left out, then the lowest share; what is too small to say stands last. */
const byNeed = (a: CoverageRow, b: CoverageRow): number =>
  Number(a.isTooFew) - Number(b.isTooFew) ||
  Number(b.percent === 0) - Number(a.percent === 0) ||
  Number(b.exemptLeaders > 0) - Number(a.exemptLeaders > 0) ||
  (a.percent ?? 0) - (b.percent ?? 0) ||
  b.people - a.people ||
  (a.id < b.id ? -1 : 1)

export async function exportCoverage(ctx: Context, query: { pathId: string; unitId?: string | undefined }): Promise<string> {
  const { units, families, total, unit, exempt } = await readCoverage(ctx, query)
  const line = (group: string, name: string | null, one: Omit<CoverageRow, 'id' | 'name'>) =>
    csvLine([group, name, ...(one.isTooFew ? ['', '', '', ''] : [one.people, one.done, one.percent, one.overdue]), one.exemptLeaders])
  const lines = [
    csvLine(['Group', 'Name', 'People', 'Finished', 'Percent', 'Overdue', 'Leaders left out']),
    line('All', unit.name, total),
    ...units.map((one) => line('Unit', one.name, one)),
    ...families.map((one) => line('Kind of work', one.id, one)),
    ...exempt.map(({ name, unit: place }) => csvLine(['Leader left out', name, place, '', '', '', ''])),
  ]
  await ctx.write(async (tx) => {
    tx.audit({ action: 'coverage.exported', subject: { kind: 'path', id: query.pathId }, details: { unit: unit.id } })
  })
  return `\ufeff${lines.join('\r\n')}\r\n`
}
