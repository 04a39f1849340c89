// Who is not taught yet: nobody-taught and left-out leaders first. In works-council mode no name and no group below five.
import { shownGroups } from '#engines/scores/shown-groups.ts'
import { unitOverview, type UnitOverview } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Coverage, CoverageRow } from '../../contract/paths.ts'
import { leastPeople } from '../../rules/paths.ts'
import { guessFamily } from '../../rules/role-families.ts'
import { countCovered, coveredPaths, type CountRow, type LeftOut, leftOutLeaders } from '../../store/paths/coverage.ts'

/** Leaders named at once. */
const mostNamed = 100

export async function openUnit(ctx: Context, tx: Tx, operation: string, unitId: string | undefined): Promise<UnitOverview> {
  const unit = await unitOverview(tx, { unitId, reach: ctx.reach(operation), countPeopleTo: 1 })
  if (!unit) throw new Problem(unitId === undefined ? problems.notAllowed : problems.notFound)
  ctx.require(operation, { unitPath: unit.path.map(({ id }) => id) })
  return unit
}

type Counts = Pick<CountRow, 'people' | 'done' | 'overdue' | 'leaders' | 'leadersDone'>
const nobody: Counts = { people: 0, done: 0, overdue: 0, leaders: 0, leadersDone: 0 }
const add = (a: Counts, b: Counts, sign: 1 | -1 = 1): Counts => ({
  people: a.people + sign * b.people,
  done: a.done + sign * b.done,
  overdue: a.overdue + sign * b.overdue,
  leaders: a.leaders + sign * b.leaders,
  leadersDone: a.leadersDone + sign * b.leadersDone,
})
interface Group extends Counts {
  id: string
  name: string | null
}

/** The units right below, and whoever stands in the unit itself: what is left of the whole. */
function branchesOf(unitId: string, units: readonly Group[]): { all: Counts; branches: Group[] } {
  const whole = units.find(({ id }) => id === unitId)
  const below = units.filter(({ id }) => id !== unitId)
  const all = whole ?? nobody
  const itself = below.reduce((left, one) => add(left, one, -1), all)
  return {
    all,
    branches: [...below, ...(itself.people > 0 ? [{ ...itself, id: unitId, name: whole!.name }] : [])].filter((one) => one.people > 0),
  }
}
const peopleIn = (groups: readonly Group[]) => new Map(groups.map(({ id, people }) => [id, people]))

export async function readCoverage(ctx: Context, query: { pathId?: string | undefined; unitId?: string | undefined }): Promise<Coverage> {
  return ctx.read(async (tx) => {
    const [unit, { paths, said }] = await Promise.all([openUnit(ctx, tx, 'coverage.read', query.unitId), coveredPaths(tx)])
    if (query.pathId !== undefined && !paths.some(({ id }) => id === query.pathId)) throw new Problem(problems.notFound)
    const pathId = query.pathId ?? paths[0]?.id ?? null
    const today = dayIn(unit.timeZone, ctx.now())
    const fewest = unit.isWorksCouncilMode ? leastPeople : 1
    const aboveId = (fewest > 1 && unit.path.at(-2)?.id) || null
    const [counts, leftOut] = pathId
      ? await Promise.all([
          countCovered(tx, pathId, { unitId: unit.id, aboveId, today }),
          unit.isWorksCouncilMode ? nobodyLeftOut : leftOutLeaders(tx, pathId, unit.id, mostNamed),
        ])
      : [[], nobodyLeftOut]
    const of = (kind: CountRow['kind']) => counts.filter((one) => one.kind === kind)
    const { all, branches } = branchesOf(unit.id, of('unit'))
    const families = new Map<string, Group>()
    for (const { id, name, ...one } of of('role')) {
      const family = said[id] ?? guessFamily(name ?? '')
      families.set(family, { id: family, name: null, ...add(families.get(family) ?? nobody, one) })
    }
    // Where the whole of the unit above less what is shown beside would speak about this one, this one is not shown either.
    const above = aboveId ? branchesOf(aboveId, of('beside')) : null
    const mayShow = all.people >= fewest && (!above || shownGroups(above.all.people, peopleIn(above.branches), fewest).has(unit.id))
    const rows = (groups: readonly Group[], ofBranch: Record<string, number>): CoverageRow[] => {
      const told = mayShow ? shownGroups(all.people, peopleIn(groups), fewest) : new Set()
      return groups.map((one) => shown(one, ofBranch[one.id] ?? 0, told.has(one.id))).toSorted(byNeed)
    }
    const { id: _, name: __, ...total } = shown({ ...all, id: unit.id, name: unit.name }, leftOut.count, mayShow)
    return {
      paths,
      pathId,
      unit: { id: unit.id, name: unit.name },
      way: unit.path,
      fewest,
      mayRemind: ctx.may('coverage.remind', { unitPath: unit.path.map(({ id }) => id) }),
      total: {
        ...total,
        leaders: total.isTooFew || unit.isWorksCouncilMode ? 0 : all.leaders,
        leadersDone: total.isTooFew || unit.isWorksCouncilMode ? 0 : all.leadersDone,
      },
      units: rows(branches, leftOut.ofBranch),
      families: rows([...families.values()], {}),
      exempt: leftOut.first,
    }
  })
}
const nobodyLeftOut: LeftOut = { count: 0, ofBranch: {}, first: [] }

function shown({ id, name, people, done, overdue }: Group, exemptLeaders: number, isShown: boolean): CoverageRow {
  // Of nobody there is nothing to hide.
  if (!isShown && people > 0) return { id, name, people: 0, done: 0, overdue: 0, percent: null, exemptLeaders: 0, isTooFew: true }
  const percent = people === 0 ? null : Math.floor((done / people) * 100)
  return { id, name, people, done, overdue, percent, exemptLeaders, isTooFew: false }
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
    ...exempt.map(({ name, unit: place, hasNoPath }) =>
      csvLine([hasNoPath ? 'Leader without any path' : 'Leader left out', name, place, '', '', '', '']),
    ),
  ]
  await ctx.write(async (tx) => {
    tx.audit({ action: 'coverage.exported', subject: { kind: 'path', id: query.pathId }, details: { unit: unit.id } })
  })
  return `\ufeff${lines.join('\r\n')}\r\n`
}
