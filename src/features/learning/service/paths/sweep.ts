// Makes plans what the rules say today: for everybody of one path, or for some people in every path.
import { ownWorkingDays, type ReachRule, readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Context } from '#platform/http/context.ts'
import { holdRound } from '#platform/jobs/hold-round.ts'
import { dueOffsets } from '../../rules/paths.ts'
import { busiestPath, recount, settle } from '../../store/paths/counts.ts'
import { addEntries, countDone, type Offsets, pathsWith, withdrawEntries } from '../../store/paths/entries.ts'
import { askSweep, holdPath, lockLivePaths, nextToSweep, noteSwept, type PathRow, type Rule } from '../../store/paths/paths.ts'
import { familiesByJobRole } from '../role-families.ts'

/** Job roles named, and those of the kinds of work named. */
export function reachOfRule(rule: Rule, families: ReadonlyMap<string, string>, startsOn: string): ReachRule {
  const asksRole = rule.jobRoleIds.length + rule.families.length > 0
  const roles = [...rule.jobRoleIds, ...[...families].flatMap(([id, family]) => (rule.families.some((one) => one === family) ? [id] : []))]
  return {
    jobRoleIds: asksRole ? [...new Set(roles)] : null,
    unitIds: rule.unitIds,
    siteIds: rule.siteIds,
    languages: rule.languages,
    who: rule.who,
    startedFrom: rule.newPeopleOnly ? startsOn : null,
  }
}

const holds = (path: Pick<PathRow, 'state' | 'startsOn' | 'endsOn'>, today: string): boolean =>
  path.state === 'live' && path.startsOn <= today && (path.endsOn === null || path.endsOn >= today)

async function sweepPaths(
  ctx: Context,
  tx: Tx,
  paths: readonly PathRow[],
  personIds: readonly string[] | null,
  isDueAnew: boolean,
): Promise<string> {
  const [settings, own, families] = await Promise.all([readSettings(tx), ownWorkingDays(tx), familiesByJobRole(tx)])
  const today = dayIn(settings.timeZone, ctx.now())
  for (const path of paths) {
    const offsets: Offsets[] = [null, ...own].map((workingDays) => ({
      workingDays,
      team: dueOffsets(workingDays ?? settings.workingDays, path.dueDays),
      leader: dueOffsets(workingDays ?? settings.workingDays, path.leaderDueDays),
    }))
    const rule = holds(path, today) ? reachOfRule(path, families, path.startsOn) : null
    const sweep = { pathId: path.id, rule, startsOn: path.startsOn, today, offsets, personIds, isDueAnew }
    await withdrawEntries(tx, sweep)
    await addEntries(tx, sweep)
  }
  await countDone(
    tx,
    paths.map(({ id }) => id),
    personIds,
  )
  return today
}

/** Everybody of the path that waits longest. True: more wait. */
export async function sweepNext(ctx: Context): Promise<boolean> {
  return ctx.write(async (tx) => {
    if (!(await holdRound(tx, 'learning.plan'))) return false
    const path = await nextToSweep(tx)
    if (!path) return false
    const today = await sweepPaths(ctx, tx, [path], null, true)
    await recount(tx, path.id)
    await noteSwept(tx, path.id, today)
    return true
  })
}

/** These people in all paths: new, moved, back or gone. */
export async function planPeople(ctx: Context, tx: Tx, personIds: readonly string[]): Promise<void> {
  const paths = await lockLivePaths(tx)
  if (paths.length > 0) await sweepPaths(ctx, tx, paths, personIds, false)
}

/** Paths begin and end by the calendar, and who leads or works where may have changed without an event: once a day everything is looked at anew. */
export async function sweepDaily(ctx: Context): Promise<void> {
  await ctx.write(async (tx) => {
    const { timeZone } = await readSettings(tx)
    await askSweep(tx, ctx.now(), { notSince: dayIn(timeZone, ctx.now()) })
    tx.leavesWork()
  })
}

/** A lesson is finished or a scenario came to its end: the plan knows at once. */
export async function noteStepDone(tx: Tx, personId: string, subjectId: string): Promise<void> {
  const paths = await pathsWith(tx, personId, subjectId)
  if (paths.length > 0) await countDone(tx, paths, [personId])
}

/** Puts together what many events have added to the counts of one path. True: more wait. */
export const settleCounts = (ctx: Context): Promise<boolean> =>
  ctx.write(async (tx) => {
    if (!(await holdRound(tx, 'learning.settle-coverage'))) return false
    const pathId = await busiestPath(tx)
    if (pathId === undefined) return false
    await holdPath(tx, pathId)
    await settle(tx, pathId)
    return true
  })
