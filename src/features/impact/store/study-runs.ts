// Runs of studies. Whoever claims one writes down now and then that it is at it.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { Answer, Fault, Power, Run } from '../contract/studies.ts'

export interface RunRow extends Pick<
  Run,
  'id' | 'studyId' | 'kind' | 'state' | 'stage' | 'progress' | 'askedAt' | 'endedAt' | 'verdict' | 'fault'
> {
  askedBy: string | null
}
const runColumns = sql.raw('r.id, r.study_id, r.kind, r.state, r.stage, r.progress, r.asked_at, r.asked_by, r.ended_at, r.verdict, r.fault')

export type LastRun = RunRow & {
  /** Of all of its kind the last one that was asked for. */
  isLast: boolean
  /** Of the last finished one of its kind; what only files hold is left out. */
  answer: (Answer & Power) | null
}
/** Of each kind the last run, and the last finished one. */
export const lastRuns = (tx: Tx, studyId: string) =>
  tx.run(sql<LastRun>`with ranked as (
      select ${runColumns}, r.answer, row_number() over (partition by r.kind order by r.asked_at desc, r.id desc) = 1 as is_last,
        r.state = 'done' and row_number() over (partition by r.kind, r.state = 'done' order by r.asked_at desc, r.id desc) = 1 as is_answer
      from study_runs r where r.organisation_id = ${tx.organisationId} and r.study_id = ${studyId})
    select ${runColumns}, r.is_last, case when r.is_answer then r.answer - 'groupTime' end as answer from ranked r where r.is_last or r.is_answer`)

export const findRun = async (tx: Tx, id: string): Promise<(RunRow & { unitId: string | null }) | undefined> =>
  (
    await tx.run(sql<RunRow & { unitId: string | null }>`select ${runColumns}, s.unit_id from study_runs r
      join studies s on s.organisation_id = ${tx.organisationId} and s.id = r.study_id
     where r.organisation_id = ${tx.organisationId} and r.id = ${id}`)
  )[0]
export const runUnderWay = async (tx: Tx, studyId: string, kind: Run['kind']): Promise<string | undefined> =>
  (
    await tx.run(sql<{
      id: string
    }>`select id from study_runs where organisation_id = ${tx.organisationId} and study_id = ${studyId} and kind = ${kind}
      and state in ('waiting', 'running')`)
  )[0]?.id

export const insertRun = (tx: Tx, run: { id: string; studyId: string; kind: Run['kind']; askedBy: string | null }, at: string) =>
  tx.run(sql`insert into study_runs (organisation_id, id, study_id, kind, state, stage, progress, tries, asked_at, asked_by)
    values (${tx.organisationId}, ${run.id}, ${run.studyId}, ${run.kind}, 'waiting', 'waiting', 0, 0, ${at}, ${run.askedBy})`)

/** What waits ends at once, what runs is told to. */
export const cancelRun = (tx: Tx, id: string, at: string) =>
  tx.run(sql`update study_runs set cancel_asked_at = coalesce(cancel_asked_at, ${at}::timestamptz), state = case when state = 'waiting' then 'cancelled' else state end,
      ended_at = case when state = 'waiting' then ${at}::timestamptz end
    where organisation_id = ${tx.organisationId} and id = ${id} and state in ('waiting', 'running')`)

export interface Claimable {
  id: string
  studyId: string
  kind: Run['kind']
  state: 'waiting' | 'running'
  tries: number
  seenAt: string | null
  cancelAskedAt: string | null
}
/** One claims at a time in an organisation. */
export async function openRuns(tx: Tx): Promise<Claimable[]> {
  void tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`impact.study-runs ${tx.organisationId}`}, 0))`)
  return tx.run(sql<Claimable>`select id, study_id, kind, state, tries, seen_at, cancel_asked_at from study_runs
    where organisation_id = ${tx.organisationId} and state in ('waiting', 'running') order by asked_at, id`)
}
export const claimRun = (tx: Tx, id: string, at: string) =>
  tx.run(sql`update study_runs set state = 'running', stage = 'reading', progress = 0, tries = tries + 1, started_at = ${at}, seen_at = ${at}
    where organisation_id = ${tx.organisationId} and id = ${id}`)
/** Says how far it is; answers whether it is to go on. */
export const noteProgress = async (tx: Tx, id: string, stage: Run['stage'], progress: number, at: string): Promise<boolean> => {
  const [row] = await tx.run(sql<{ isCancelled: boolean }>`update study_runs set stage = ${stage}, progress = ${progress}, seen_at = ${at}
    where organisation_id = ${tx.organisationId} and id = ${id} and state = 'running' returning cancel_asked_at is not null as is_cancelled`)
  return row?.isCancelled === false
}
/** Another worker may have it. */
export const giveBackRun = (tx: Tx, id: string) =>
  tx.run(sql`update study_runs set state = 'waiting', stage = 'waiting', progress = 0, tries = tries - 1, seen_at = null
    where organisation_id = ${tx.organisationId} and id = ${id} and state = 'running'`)

export interface Ended {
  state: 'done' | 'failed' | 'cancelled'
  verdict?: Run['verdict']
  answer?: unknown
  panel?: Buffer | null
  fault?: Fault | null
}
const asJson = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value))
export const endRun = (tx: Tx, id: string, { state, verdict = null, answer, panel = null, fault }: Ended, at: string) =>
  tx.run(sql`update study_runs set state = ${state}, ended_at = ${at}, verdict = ${verdict}, answer = ${asJson(answer)}::jsonb, panel = ${panel}, fault = ${asJson(fault)}::jsonb,
      stage = case when ${state} = 'done' then 'done' else stage end, progress = case when ${state} = 'done' then 1 else progress end
    where organisation_id = ${tx.organisationId} and id = ${id} and state in ('waiting', 'running')`)

export interface Finished {
  answer: Answer
  panel: Buffer | null
  askedAt: string
}
/** The last finished study run, whole. */
export const lastFinished = async (tx: Tx, studyId: string): Promise<Finished | undefined> =>
  (
    await tx.run(sql<Finished>`select answer, panel, asked_at from study_runs where organisation_id = ${tx.organisationId} and study_id = ${studyId}
      and kind = 'study' and state = 'done' order by asked_at desc, id desc limit 1`)
  )[0]
