// A study as its page shows it.
import type { PersonCard } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import type { Answer, Power, Run, Study } from '../../contract/studies.ts'
import { possibleLots } from '../../rules/draw-lot.ts'
import { measureOf } from '../../rules/measures.ts'
import { type Gap, gapsOfFile, gapsOfTeams, type Window } from '../../rules/study-plan.ts'
import type { PlanRow, StudyRow } from '../../store/studies.ts'
import type { RunRow } from '../../store/study-runs.ts'
import type { OpenPage, OpenStudy } from './open.ts'

const refOf = (cards: Map<string, PersonCard>, id: string | null): { id: string; name: string } | null => {
  const card = id === null ? undefined : cards.get(id)
  return card ? { id: card.id, name: card.displayName } : null
}

export const runView = ({ askedBy, ...run }: RunRow, cards: Map<string, PersonCard>): Run => ({ ...run, askedBy: refOf(cards, askedBy) })

export const outcomeOf = ({ measure }: Pick<PlanRow, 'measure'>, column: string | null): Study['outcome'] => ({
  measure,
  column,
  kind: measure === null ? 'column' : measureOf(measure).kind,
})

/** Null: a file says when. */
export const windowOf = ({ firstDay, lastDay, weeksEach }: PlanRow): Window | null =>
  firstDay === null || lastDay === null ? null : { firstDay, lastDay, weeksEach }

export function gapsOf({ row, today }: Pick<OpenStudy, 'row' | 'today'>, hasPower: boolean): Gap[] {
  if (row.state !== 'plan') return []
  const window = windowOf(row)
  const starts = row.teams.map(({ startDay }) => startDay)
  return window ? gapsOfTeams(window, starts, today, hasPower) : gapsOfFile(row.file)
}

const partOf = (team: StudyRow['teams'][number] | undefined): Study['teams'][number]['part'] =>
  team === undefined ? 'out' : team.startDay === null ? 'compared' : 'starts'

function lotOf({ lotSeed, lotDrawnAt, lotIsStratified, teams }: StudyRow): Study['lot'] {
  if (lotSeed === null || lotDrawnAt === null) return null
  return { drawnAt: lotDrawnAt, seed: lotSeed, possible: possibleLots(teams), isStratified: lotIsStratified ?? false }
}

function fileOf({ file }: StudyRow): Study['file'] {
  if (file === null) return null
  const { size, digest: _, ...shown } = file
  return { ...shown, bytes: size }
}

export const headOf = (row: PlanRow) => ({
  id: row.id,
  title: row.title,
  question: row.question,
  state: row.state,
  source: row.source,
  firstDay: row.firstDay,
  lastDay: row.lastDay,
  createdAt: row.createdAt,
  registeredAt: row.registeredAt,
})

export function studyView(ctx: Context, opened: OpenPage): Study {
  const { row, unit, path, teams, runs, cards } = opened
  const lastOf = (kind: Run['kind']) => {
    const run = runs.find((one) => one.kind === kind && one.isLast)
    return run ? runView(run, cards) : null
  }
  const answerOf = (kind: Run['kind']) => runs.find((one) => one.kind === kind && one.answer !== null)?.answer ?? null
  const [answer, power] = [answerOf('study') as Answer | null, answerOf('power') as Power | null]
  const takesPart = new Map(row.teams.map((team) => [team.unitId, team]))
  return {
    ...headOf(row),
    outcome: outcomeOf(row, row.file?.columns?.outcome ?? null),
    unit,
    verdict: answer?.verdict ?? null,
    overall: answer?.overall ?? null,
    version: row.version,
    others: row.others,
    weeksEach: row.weeksEach,
    isWordingChanged: row.isWordingChanged,
    expectation: row.expectation,
    registeredBy: refOf(cards, row.registeredBy),
    fingerprint: row.fingerprint,
    teams: teams.map(({ id, name, parent, people }) => ({
      unit: { id, name },
      parent,
      people,
      part: partOf(takesPart.get(id)),
      startDay: takesPart.get(id)?.startDay ?? null,
    })),
    lot: lotOf(row),
    file: fileOf(row),
    gaps: gapsOf(opened, power !== null),
    runs: { study: lastOf('study'), power: lastOf('power') },
    answer,
    power,
    mayWrite: ctx.may('studies.write', { unitPath: path }),
  }
}
