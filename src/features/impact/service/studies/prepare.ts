import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import type { StudyColumns } from '../../contract/studies.ts'
// What a run's thread is given: the panel of teams, or the file, and how to look at it.
import { addDays } from '../../rules/days.ts'
import { periodOf, type Window, wholePeriods } from '../../rules/study-plan.ts'
import { fileBytes, type StudyRow } from '../../store/studies.ts'
import type { Claimable } from '../../store/study-runs.ts'
import type { PowerAsked, StudyAsked } from '../../study/jobs.ts'
import type { Columns } from '../../study/read-panel.ts'
import { openStudy, type OpenStudy } from './open.ts'
import { pack, unpack } from './packed.ts'
import { pastOf, readTeamPanel } from './panel.ts'
import { windowOf } from './view.ts'

export interface Prepared {
  job: StudyAsked | PowerAsked
  /** CSV, packed; null: the file is the panel. */
  panel: Buffer | null
}

export const columnsOf = ({ unit, time, outcome, firstTreated, cluster, covariates }: StudyColumns): Columns => ({
  unit,
  time,
  outcome,
  firstTreated,
  covariates,
  ...(cluster === null ? {} : { cluster }),
})
/** Teams are compared with whoever has not started yet. */
export const designOf = (columns: StudyColumns | null | undefined): StudyAsked['design'] => ({
  control: columns?.control ?? 'notyet',
  anticipation: columns?.anticipation ?? 0,
})

/** Only a lot that was fixed before the first start makes chance the judge. */
export function hasLotBeforeStart({ lotSeed, registeredAt, teams }: StudyRow, timeZone: string): boolean {
  if (lotSeed === null || registeredAt === null) return false
  const registered = dayIn(timeZone, new Date(registeredAt))
  return teams.every(({ startDay }) => startDay === null || startDay > registered)
}

/** Null where the plan has nothing to compare, or its file is gone. */
export const prepare = (ctx: Context, { studyId, kind }: Claimable): Promise<Prepared | null> =>
  ctx.read(async (tx) => {
    const opened = await openStudy(ctx, tx, studyId, 'studies.read')
    const { row } = opened
    const seed = `${row.fingerprint ?? row.id} ${kind}`
    if (row.source === 'file') return ofFile(tx, row, kind, seed)
    const window = windowOf(row)
    if (!window || row.teams.length === 0) return null
    return kind === 'study' ? ofTeams(tx, opened, window, seed) : ofPast(tx, opened, window, seed)
  })

async function ofFile(tx: Tx, { id, file, isWordingChanged }: StudyRow, kind: Claimable['kind'], seed: string): Promise<Prepared | null> {
  const bytes = await fileBytes(tx, id)
  const columns = file?.columns
  if (!bytes || !columns) return null
  const source = { kind: 'file' as const, bytes: await unpack(bytes), columns: columnsOf(columns) }
  const asked = { source, design: designOf(columns), seed }
  const job: Prepared['job'] =
    kind === 'study'
      ? { job: 'study', ...asked, isRandomised: columns.isRandomised, isWordingChanged }
      : { job: 'power', ...asked, starts: null, periods: null }
  return { job, panel: null }
}

/** Only whole periods that are over. */
async function ofTeams(tx: Tx, { row, teams, settings, today }: OpenStudy, window: Window, seed: string): Promise<Prepared> {
  const { isWorksCouncilMode, timeZone } = settings
  const periods = wholePeriods(window, addDays(today, -1))
  const { panel, csv } = await readTeamPanel(tx, { row, teams, window, periods, isWorksCouncilMode })
  const job: StudyAsked = {
    job: 'study',
    source: { kind: 'teams', panel },
    design: designOf(null),
    isRandomised: hasLotBeforeStart(row, timeZone),
    isWordingChanged: row.isWordingChanged,
    seed,
  }
  return { job, panel: await pack(csv) }
}

async function ofPast(tx: Tx, { row, teams, settings, today }: OpenStudy, window: Window, seed: string): Promise<Prepared> {
  const past = pastOf({ window, starts: row.teams.flatMap(({ startDay }) => startDay ?? []), today })
  const { isWorksCouncilMode } = settings
  const ofOutcome = { row: { ...row, others: [] }, teams, window: past, periods: wholePeriods(past), isWorksCouncilMode }
  const { panel } = await readTeamPanel(tx, ofOutcome)
  const whole = wholePeriods(window)
  const starts = Float64Array.from(row.teams, ({ startDay }) => {
    const period = startDay === null ? 0 : periodOf(window, startDay)
    return period > whole ? 0 : period
  })
  return {
    job: { job: 'power', source: { kind: 'teams', panel }, design: designOf(null), starts, periods: whole, seed },
    panel: null,
  }
}
