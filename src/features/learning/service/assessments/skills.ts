// Who knows what, by principle: the latest of each person, not the best. Rows of persons for those who lead them; groups of five and more for all others,
// and for everybody while the works council's switch is on.
import { shownGroups } from '#engines/scores/shown-groups.ts'
import { principleRefs, type PrincipleRef } from '#features/language/public.ts'
import { membersBelow, unitOverview, type UnitOverview } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { SkillCell, SkillMatrix } from '../../contract/assessments.ts'
import { type GroupSkills, type PersonSkills, skillsBelow, skillsOfGroups } from '../../store/skills.ts'

/** Higher while the works council's switch is on (trust.md). */
export const fewestPeople = (isWorksCouncilMode: boolean): number => (isWorksCouncilMode ? 10 : 5)
const mostRows = 1_000
/** More people than this need no counting. */
const countPeopleTo = 100_000
const percent = (part: number, whole: number): number => Math.round((100 * part) / whole)

interface Found {
  unit: UnitOverview
  hidden: SkillMatrix['hidden']
  people: Awaited<ReturnType<typeof membersBelow>>
  skills: PersonSkills[]
  groups: GroupSkills[]
}
async function findIn(ctx: Context, tx: Tx, asked: string | undefined): Promise<Found> {
  const unit = await unitOverview(tx, { unitId: asked, reach: ctx.reach('skills.map'), countPeopleTo })
  if (!unit) throw new Problem(asked === undefined ? problems.notAllowed : problems.notFound)
  const unitPath = unit.path.map(({ id }) => id)
  ctx.require('skills.map', { unitPath })
  const hidden = unit.isWorksCouncilMode ? 'works-council' : ctx.may('skills.read', { unitPath }) ? null : 'role'
  const isCut = unit.people > mostRows
  const [people, skills, groups] = await Promise.all([
    hidden ? [] : membersBelow(tx, unit.id, mostRows),
    hidden ? [] : skillsBelow(tx, unit.id, ctx.now(), mostRows),
    // Beside its siblings, so that nobody is read from what is left of the unit above.
    hidden || isCut ? skillsOfGroups(tx, hidden ? (unitPath.at(-2) ?? unit.id) : unit.id, ctx.now()) : [],
  ])
  return { unit, hidden, people, skills, groups }
}

export const readSkills = (ctx: Context, unitId: string | undefined): Promise<SkillMatrix> =>
  ctx.read(async (given) => {
    const tx = gathering(given)
    const [found, principles] = await Promise.all([findIn(ctx, tx, unitId), principleRefs(tx, ctx.language)])
    const { unit, hidden, people } = found
    const units = [...new Set(people.map(({ unitName }) => unitName))]
    const bySkill = new Map(found.skills.map((one) => [one.personId, one]))
    const rows = people.map(({ id, name, unitName }) => {
      const one = bySkill.get(id)
      const places = principles.map((principle) => one?.principleIds.indexOf(principle.id) ?? -1)
      return {
        id,
        name,
        unit: units.indexOf(unitName),
        shares: places.map((place) => one?.percents[place] ?? null),
        states: places.map((place) => one?.states[place] ?? '-').join(''),
      }
    })
    return {
      unit: { id: unit.id, name: unit.name },
      path: unit.path,
      people: unit.people,
      principles,
      cells: found.groups.length > 0 || hidden ? groupCells(found, principles) : rowCells(rows, principles),
      fewestPeople: fewestPeople(unit.isWorksCouncilMode),
      hidden,
      mayRemind: ctx.may('skills.remind', { unitPath: unit.path.map(({ id }) => id) }),
      rows,
      units,
    }
  })

const rowCells = (rows: SkillMatrix['rows'], principles: readonly PrincipleRef[]): SkillCell[] =>
  principles.map(({ id }, i) => {
    const some = rows.filter(({ states }) => states[i] !== '-')
    const of = (state: string) => some.filter(({ states }) => states[i] === state).length
    const n = some.length
    if (n === 0) return { principleId: id, n, met: null, percent: null, overdue: null }
    return {
      principleId: id,
      n,
      met: percent(of('m'), n),
      percent: percent(
        some.reduce((sum, { shares }) => sum + shares[i]! / 100, 0),
        n,
      ),
      overdue: of('o'),
    }
  })

function groupCells({ unit, hidden, groups }: Found, principles: readonly PrincipleRef[]): SkillCell[] {
  const fewest = fewestPeople(unit.isWorksCouncilMode)
  const above = hidden ? unit.path.at(-2)?.id : undefined
  return principles.map(({ id: principleId }) => {
    const some = groups.filter((one) => one.principleId === principleId)
    const mine = above === undefined ? some : some.filter(({ unitId }) => unitId === unit.id)
    const sum = (key: 'people' | 'met' | 'overdue' | 'shareSum') => mine.reduce((total, one) => total + one[key], 0)
    const n = sum('people')
    const whole = some.reduce((total, { people }) => total + people, 0)
    const beside = new Map(some.filter(({ unitId }) => unitId !== above).map((one) => [one.unitId, one.people]))
    const isShown = !hidden || (n >= fewest && (above === undefined || shownGroups(whole, beside, fewest).has(unit.id)))
    if (n === 0) return { principleId, n: 0, met: null, percent: null, overdue: null }
    if (!isShown) return { principleId, n: null, met: null, percent: null, overdue: null }
    return { principleId, n, met: percent(sum('met'), n), percent: percent(sum('shareSum'), n), overdue: sum('overdue') }
  })
}

const words = { m: 'met', n: 'not yet', o: 'overdue', '-': '' }
/** For a spreadsheet: a row for each person where persons may be read, else one for each principle. Column names are the same in every language. */
export async function exportSkills(ctx: Context, unitId: string | undefined): Promise<string> {
  const matrix = await readSkills(ctx, unitId)
  const { principles, cells, rows, units, hidden } = matrix
  const lines = hidden
    ? [
        ['unit', 'principle', 'people', 'met_percent', 'mean_percent', 'overdue'],
        ...cells.map((cell) => [
          matrix.unit.name,
          principles.find(({ id }) => id === cell.principleId)!.name,
          cell.n ?? 'too few',
          cell.met,
          cell.percent,
          cell.overdue,
        ]),
      ]
    : [
        ['name', 'unit', ...principles.flatMap(({ name }) => [`${name} %`, name])],
        ...rows.map(({ name, unit, shares, states }) => [
          name,
          units[unit]!,
          ...shares.flatMap((share, i) => [share, words[states[i] as keyof typeof words]]),
        ]),
      ]
  return `\ufeff${lines.map((line) => csvLine(line)).join('\r\n')}\r\n`
}
