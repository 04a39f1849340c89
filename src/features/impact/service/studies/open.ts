// A study with whom it is about, and whether the caller may read or write it. Four statements, in two batches.
import { type PersonCard, personCard, readSettings, type SettingsRow, type TeamRow, teamsWithin } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { findStudy, type StudyRow, teamsOfStudy, unitOfStudy } from '../../store/studies.ts'
import { type LastRun, lastRuns } from '../../store/study-runs.ts'

type StudyOperation = 'studies.read' | 'studies.write'
export interface OpenStudy {
  row: StudyRow
  /** The study's part of the house; null: a file. */
  unit: { id: string; name: string } | null
  path: string[]
  /** Teams of that part, and whoever takes part. */
  teams: TeamRow[]
  settings: SettingsRow
  today: string
}

/** Throws 404 for a study that is not there, 403 for one that the caller may not see. */
export async function openStudy(ctx: Context, tx: Tx, id: string, operation: StudyOperation): Promise<OpenStudy> {
  const [row, found, settings] = await Promise.all([
    findStudy(tx, id),
    teamsWithin(tx, unitOfStudy(tx, id), teamsOfStudy(tx, id)),
    readSettings(tx),
  ])
  if (!row) {
    ctx.may(operation, {})
    throw new Problem(problems.notFound)
  }
  const top = found.find((unit) => unit.id === row.unitId)
  const path = top?.ancestorIds ?? []
  ctx.require(operation, { unitPath: path })
  return {
    row,
    unit: top ? { id: top.id, name: top.name } : null,
    path,
    teams: found.filter(({ isTeam }) => isTeam),
    settings,
    today: dayIn(settings.timeZone, ctx.now()),
  }
}

export interface OpenPage extends OpenStudy {
  runs: LastRun[]
  cards: Map<string, PersonCard>
}
export async function openPage(ctx: Context, tx: Tx, id: string): Promise<OpenPage> {
  const [opened, runs] = await Promise.all([openStudy(ctx, tx, id, 'studies.read'), lastRuns(tx, id)])
  const ids = [opened.row.registeredBy, ...runs.map(({ askedBy }) => askedBy)].filter((one) => one !== null)
  return { ...opened, runs, cards: ids.length === 0 ? new Map() : await personCard(tx, [...new Set(ids)]) }
}
