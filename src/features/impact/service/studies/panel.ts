// From signals to a panel: teams by periods, one statement however many teams.
import type { TeamRow as Team } from '#features/people/public.ts'
import { type Score, scoresInSpans } from '#features/signals/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { csvLine } from '#platform/http/csv.ts'
import { compute } from '../../rules/compute.ts'
import { addDays } from '../../rules/days.ts'
import { fewestPeople, type MeasureName, measureOf, metricsOf } from '../../rules/measures.ts'
import { firstDayOf, periodOf, type Window, wholePeriods } from '../../rules/study-plan.ts'
import type { StudyRow } from '../../store/studies.ts'
import type { TeamPanel } from '../../study/jobs.ts'

type Rows = TeamPanel['rows']
interface Asked {
  row: StudyRow
  /** Names and people of those that take part. */
  teams: readonly Team[]
  window: Window
  periods: number
  isWorksCouncilMode: boolean
}

/** Shares in points of 100, so that a difference reads as one. Null: too few answers. */
function outcomeOf(name: MeasureName, scores: readonly Score[]): number | null {
  const measure = measureOf(name)
  const value = compute(measure, scores)
  return value.isTooFew ? null : measure.kind === 'share' ? value.estimate * 100 : value.estimate
}

/** First treated period of each team; 0: none of those looked at. */
const startsOf = ({ row, window, periods }: Asked): Float64Array =>
  Float64Array.from(row.teams, ({ startDay }) => {
    const period = startDay === null ? 0 : periodOf(window, startDay)
    return period > periods ? 0 : period
  })

export async function readTeamPanel(tx: Tx, asked: Asked): Promise<{ panel: TeamPanel; csv: string }> {
  const { row, window, periods } = asked
  const names = [row.measure!, ...row.others]
  const lastDay = addDays(firstDayOf(window, periods + 1), -1)
  const found =
    periods === 0
      ? () => []
      : await scoresInSpans(tx, {
          unitIds: row.teams.map(({ unitId }) => unitId),
          metrics: metricsOf(names),
          firstDay: window.firstDay,
          lastDay,
          daysEach: 7 * window.weeksEach,
        })
  const starts = startsOf(asked)
  const tables = names.map((name) => rowsOf(name, asked, starts, found))
  const [first] = tables
  const panel: TeamPanel = {
    rows: first!.rows,
    labels: Array.from({ length: periods }, (_, i) => firstDayOf(window, i + 1)),
    others: row.others.map((measure, i) => ({ measure, rows: tables[i + 1]!.rows })),
    starts,
    strata: Int32Array.from(row.teams, ({ stratum }) => stratum ?? 0),
    tooFewAnswers: first!.tooFewAnswers,
    tooFewPeople: first!.tooFewPeople,
    lastDay: periods === 0 ? null : lastDay,
  }
  return { panel, csv: tableOf(asked, panel) }
}

function rowsOf(
  name: MeasureName,
  { row, teams, periods, isWorksCouncilMode }: Asked,
  starts: Float64Array,
  found: (unitId: string, metric: string) => Score[],
): { rows: Rows; tooFewAnswers: number; tooFewPeople: number } {
  const { metrics, isAboutPeople = false } = measureOf(name)
  const people = new Map(teams.map((team) => [team.id, team.people]))
  const least = isAboutPeople ? fewestPeople(isWorksCouncilMode) : 0
  const kept: [unit: number, period: number, outcome: number][] = []
  let [tooFewAnswers, tooFewPeople] = [0, 0]
  for (const [unit, { unitId }] of row.teams.entries()) {
    if ((people.get(unitId) ?? 0) < least) {
      tooFewPeople++
      continue
    }
    const columns = metrics.map((metric) => found(unitId, metric))
    for (let i = 0; i < periods; i++) {
      const outcome = outcomeOf(
        name,
        columns.map((spans) => spans[i]!),
      )
      if (outcome === null) tooFewAnswers++
      else kept.push([unit, i + 1, outcome])
    }
  }
  return {
    rows: {
      unit: Int32Array.from(kept, ([unit]) => unit),
      time: Float64Array.from(kept, ([, period]) => period),
      outcome: Float64Array.from(kept, ([, , outcome]) => outcome),
      firstTreated: Float64Array.from(kept, ([unit]) => starts[unit]!),
    },
    tooFewAnswers,
    tooFewPeople,
  }
}

/** Names of columns stay the same in every language: the script in R reads them. */
export const panelColumns = { unit: 'team_id', time: 'period', firstTreated: 'first_treated' }

function tableOf({ row, teams }: Asked, { rows, labels }: TeamPanel): string {
  const names = new Map(teams.map(({ id, name }) => [id, name]))
  const head = [panelColumns.unit, 'team', panelColumns.time, 'first_day', row.measure!, panelColumns.firstTreated, 'start_day']
  const lines = Array.from(rows.unit, (unit, i) => {
    const { unitId, startDay } = row.teams[unit]!
    const period = rows.time[i]!
    return [unitId, names.get(unitId) ?? null, period, labels[period - 1]!, rows.outcome[i]!, rows.firstTreated[i]!, startDay]
  })
  return `${[head, ...lines].map(csvLine).join('\r\n')}\r\n`
}

/** The window of the past from which power takes its unrest: as many periods before the first start as can be had, up to half a year. */
export function pastOf({ window, starts, today }: { window: Window; starts: readonly string[]; today: string }): Window {
  const first = starts.toSorted()[0] ?? today
  const until = addDays(first < today ? first : today, -1)
  const days = 7 * window.weeksEach
  const periods = Math.max(3, Math.floor(26 / window.weeksEach))
  const last = wholePeriods(window, until)
  const end = last > 0 ? addDays(firstDayOf(window, last + 1), -1) : until
  return { firstDay: addDays(end, 1 - periods * days), lastDay: end, weeksEach: window.weeksEach }
}
