// The unit that is read, the days of the period and of the one before, and whether its people are enough for numbers about them.
import { type UnitOverview, unitOverview } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { ChainQuery } from '../contract/chain.ts'
import { addDays } from '../rules/days.ts'
import { fewestPeople, periods, type Weeks } from '../rules/measures.ts'

const mostNeeded = fewestPeople(true)

export interface Period {
  weeks: number
  firstDay: string
  lastDay: string
  beforeFirstDay: string
  beforeLastDay: string
  /** Days of one point, and how many points a period has. */
  daysEach: number
  points: number
}
export interface Opened {
  unit: UnitOverview
  path: string[]
  period: Period
  fewestPeople: number
  mayNameOwners: boolean
}

export function periodOf(lastDay: string, weeks: Weeks): Period {
  const days = weeks * 7
  const firstDay = addDays(lastDay, 1 - days)
  return {
    weeks,
    firstDay,
    lastDay,
    beforeFirstDay: addDays(firstDay, -days),
    beforeLastDay: addDays(firstDay, -1),
    daysEach: periods[weeks] * 7,
    points: weeks / periods[weeks],
  }
}

/** Throws 404 for a unit that is not there, 403 for one that the reader may not see. One statement. */
export async function openUnit(ctx: Context, tx: Tx, query: ChainQuery): Promise<Opened> {
  const unit = await unitOverview(tx, { unitId: query.unitId, reach: ctx.reach('chain.read'), countPeopleTo: mostNeeded })
  if (!unit) throw new Problem(query.unitId === undefined ? problems.notAllowed : problems.notFound)
  const path = unit.path.map(({ id }) => id)
  ctx.require('chain.read', { unitPath: path })
  return {
    unit,
    path,
    period: periodOf(dayIn(unit.timeZone, ctx.now()), Number(query.weeks) as Weeks),
    fewestPeople: fewestPeople(unit.isWorksCouncilMode),
    mayNameOwners: ctx.may('chain.name-owners', { unitPath: path }),
  }
}

/** What both pages say about what they show. */
export const frameOf = ({ unit, period, fewestPeople: fewest, mayNameOwners }: Opened) => ({
  unit: { id: unit.id, name: unit.name },
  path: unit.path,
  weeks: period.weeks,
  firstDay: period.firstDay,
  lastDay: period.lastDay,
  beforeFirstDay: period.beforeFirstDay,
  beforeLastDay: period.beforeLastDay,
  fewestPeople: fewest,
  mayNameOwners,
})
