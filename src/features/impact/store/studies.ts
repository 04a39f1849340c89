// Plans of studies, who takes part, and files that were brought.
import type { Tx } from '#platform/db/database.ts'
import { inChunks, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'
import type { Fault, StudyColumns } from '../contract/studies.ts'
import type { MeasureName } from '../rules/measures.ts'

export interface FileRow {
  name: string
  size: number
  digest: string
  rows: number
  header: string[]
  columns: StudyColumns | null
  fault: Fault | null
  uploadedAt: string
  isGone: boolean
}
export interface TeamRow {
  unitId: string
  startDay: string | null
  stratum: number | null
}
export interface PlanRow {
  id: string
  title: string
  question: string
  source: 'signals' | 'file'
  unitId: string | null
  measure: MeasureName | null
  others: MeasureName[]
  weeksEach: number
  firstDay: string | null
  lastDay: string | null
  isWordingChanged: boolean
  state: 'plan' | 'registered' | 'closed'
  version: number
  expectation: string | null
  registeredAt: string | null
  registeredBy: string | null
  fingerprint: string | null
  lotSeed: string | null
  lotDrawnAt: string | null
  lotIsStratified: boolean | null
  createdAt: string
  createdBy: string | null
}
export interface StudyRow extends PlanRow {
  file: FileRow | null
  /** By id. */
  teams: TeamRow[]
}

const planColumns =
  sql.raw(`s.id, s.title, s.question, s.source, s.unit_id, s.measure, s.others, s.weeks_each, s.first_day, s.last_day, s.is_wording_changed,
  s.state, s.version, s.expectation, s.registered_at, s.registered_by, s.fingerprint, s.lot_seed, s.lot_drawn_at, s.lot_is_stratified, s.created_at, s.created_by`)

const wholeStudy = (organisationId: string, id: string) => sql<StudyRow>`select ${planColumns},
    (select jsonb_build_object('name', f.name, 'size', f.size, 'digest', f.digest, 'rows', f.rows, 'header', f.header, 'columns', f.columns, 'fault', f.fault,
        'isGone', f.bytes is null, 'uploadedAt', to_char(f.uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) from study_files f
      where f.organisation_id = ${organisationId} and f.study_id = s.id) as file,
    coalesce((select jsonb_agg(jsonb_build_object('unitId', t.unit_id, 'startDay', t.start_day, 'stratum', t.lot_stratum) order by t.unit_id) from study_teams t
      where t.organisation_id = ${organisationId} and t.study_id = s.id), '[]') as teams
  from studies s where s.organisation_id = ${organisationId} and s.id = ${id}`
export const findStudy = async (tx: Tx, id: string): Promise<StudyRow | undefined> => (await tx.run(wholeStudy(tx.organisationId, id)))[0]
/** Writers of one study take turns. */
export const lockStudy = (tx: Tx, id: string) =>
  tx.run(sql`select 1 from studies where organisation_id = ${tx.organisationId} and id = ${id} for update`)

/** Statements for people's `teamsWithin`. */
export const unitOfStudy = (tx: Tx, id: string): RawBuilder<unknown> =>
  sql`select s.unit_id from studies s where s.organisation_id = ${tx.organisationId} and s.id = ${id} and s.unit_id is not null`
export const teamsOfStudy = (tx: Tx, id: string): RawBuilder<unknown> =>
  sql`select t.unit_id from study_teams t where t.organisation_id = ${tx.organisationId} and t.study_id = ${id}`

export interface ListFilter {
  state: string | undefined
  /** Null: all. */
  unitIds: readonly string[] | null
  after: { createdAt: string; id: string } | null
  limit: number
}
export interface HeadRow extends PlanRow {
  outcomeColumn: string | null
  verdict: 'estimate' | 'caution' | 'refuse' | null
  overall: { estimate: number; se: number | null; lower: number; upper: number } | null
}
/** The newest first, each with what its last finished run says. */
export const listStudies = (tx: Tx, { state, unitIds, after, limit }: ListFilter) =>
  tx.run(sql<HeadRow>`select ${planColumns}, f.columns->>'outcome' as outcome_column, r.verdict, r.answer->'overall' as overall
    from studies s left join study_files f on f.organisation_id = ${tx.organisationId} and f.study_id = s.id
    left join lateral (select verdict, answer from study_runs where organisation_id = ${tx.organisationId} and study_id = s.id and kind = 'study'
      and state = 'done' order by asked_at desc, id desc limit 1) r on true
   where s.organisation_id = ${tx.organisationId} ${state === undefined ? sql`` : sql`and s.state = ${state}`}
     ${unitIds === null ? sql`` : sql`and s.unit_id = any(${unitIds}::uuid[])`}
     ${after === null ? sql`` : sql`and (s.created_at, s.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`}
   order by s.created_at desc, s.id desc limit ${limit}`)

export const insertStudy = (tx: Tx, row: PlanRow) =>
  tx.run(sql`insert into studies (organisation_id, id, title, question, source, unit_id, measure, others, weeks_each, first_day, last_day, is_wording_changed,
      state, version, created_at, created_by)
    values (${tx.organisationId}, ${row.id}, ${row.title}, ${row.question}, ${row.source}, ${row.unitId}, ${row.measure}, ${row.others}, ${row.weeksEach},
      ${row.firstDay}, ${row.lastDay}, ${row.isWordingChanged}, 'plan', 1, ${row.createdAt}, ${row.createdBy})`)

/** Everything that may change, and the next version. */
export const updateStudy = (tx: Tx, row: PlanRow, closedAt: string | null = null) =>
  tx.run(sql`update studies set title = ${row.title}, question = ${row.question}, measure = ${row.measure}, others = ${row.others}, weeks_each = ${row.weeksEach},
      first_day = ${row.firstDay}, last_day = ${row.lastDay}, is_wording_changed = ${row.isWordingChanged}, state = ${row.state}, expectation = ${row.expectation},
      registered_at = ${row.registeredAt}, registered_by = ${row.registeredBy}, fingerprint = ${row.fingerprint}, lot_seed = ${row.lotSeed},
      lot_drawn_at = ${row.lotDrawnAt}, lot_is_stratified = ${row.lotIsStratified}, closed_at = coalesce(closed_at, ${closedAt}::timestamptz), version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${row.id}`)

export async function replaceTeams(tx: Tx, studyId: string, teams: readonly TeamRow[]): Promise<void> {
  void tx.run(sql`delete from study_teams where organisation_id = ${tx.organisationId} and study_id = ${studyId}`)
  for (const chunk of inChunks(teams, 5))
    await tx.run(sql`insert into study_teams (organisation_id, study_id, unit_id, start_day, lot_stratum)
      values ${valuesList(chunk.map(({ unitId, startDay, stratum }) => [tx.organisationId, studyId, unitId, startDay, stratum]))}`)
}

export async function deleteStudy(tx: Tx, id: string): Promise<void> {
  for (const table of ['study_runs', 'study_files', 'study_teams'])
    void tx.run(sql`delete from ${sql.table(table)} where organisation_id = ${tx.organisationId} and study_id = ${id}`)
  await tx.run(sql`delete from studies where organisation_id = ${tx.organisationId} and id = ${id}`)
}

export const writeFile = (
  tx: Tx,
  studyId: string,
  file: Pick<FileRow, 'name' | 'size' | 'digest' | 'rows' | 'header'> & { bytes: Buffer; uploadedBy: string | null },
  at: string,
) =>
  tx.run(sql`insert into study_files (organisation_id, study_id, name, bytes, size, digest, rows, header, uploaded_at, uploaded_by)
    values (${tx.organisationId}, ${studyId}, ${file.name}, ${file.bytes}, ${file.size}, ${file.digest}, ${file.rows}, ${file.header}, ${at}, ${file.uploadedBy})
    on conflict (organisation_id, study_id) do update set name = excluded.name, bytes = excluded.bytes, size = excluded.size, digest = excluded.digest,
      rows = excluded.rows, header = excluded.header, columns = null, fault = null, uploaded_at = excluded.uploaded_at, uploaded_by = excluded.uploaded_by`)

export const writeColumns = (tx: Tx, studyId: string, columns: StudyColumns, fault: Fault | null) =>
  tx.run(sql`update study_files set columns = ${JSON.stringify(columns)}::jsonb, fault = ${fault === null ? null : JSON.stringify(fault)}::jsonb
    where organisation_id = ${tx.organisationId} and study_id = ${studyId}`)

/** Packed; undefined where there is no file, null where its bytes are gone. */
export const fileBytes = async (tx: Tx, studyId: string): Promise<Buffer | null | undefined> =>
  (
    await tx.run(
      sql<{ bytes: Buffer | null }>`select bytes from study_files where organisation_id = ${tx.organisationId} and study_id = ${studyId}`,
    )
  )[0]?.bytes

export const forgetFiles = (tx: Tx, closedBefore: string) =>
  tx.run(sql`update study_files f set bytes = null from studies s where f.organisation_id = ${tx.organisationId} and s.organisation_id = ${tx.organisationId}
    and s.id = f.study_id and s.closed_at < ${closedBefore} and f.bytes is not null`)
