// An import between upload and application, and the snapshot that planning compares with.
import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export type ImportState = 'planning' | 'previewed' | 'applying' | 'applied' | 'failed' | 'discarded'
export type PartKind = 'catalogue' | 'new' | 'changed' | 'leaving' | 'problems'

export interface ImportRow {
  id: string
  createdBy: string | null
  createdAt: string
  fileName: string
  state: ImportState
  summary: Record<string, unknown>
  failure: string | null
  doneRows: number
  totalRows: number
  touchedAt: string
  appliedAt: string | null
}

export const insertImport = (tx: Tx, row: { id: string; createdBy: string | null; fileName: string; at: string }) =>
  tx.run(sql`insert into people_imports (organisation_id, id, created_by, created_at, file_name, state, touched_at)
    values (${tx.organisationId}, ${row.id}, ${row.createdBy}, ${row.at}, ${row.fileName}, 'planning', ${row.at})`)

const columns = sql.raw('id, created_by, created_at, file_name, state, summary, failure, done_rows, total_rows, touched_at, applied_at')
export const findImport = async (tx: Tx, id: string): Promise<ImportRow | undefined> =>
  (await tx.run(sql<ImportRow>`select ${columns} from people_imports where organisation_id = ${tx.organisationId} and id = ${id}`))[0]
export const lockImport = async (tx: Tx, id: string): Promise<ImportRow | undefined> =>
  (
    await tx.run(
      sql<ImportRow>`select ${columns} from people_imports where organisation_id = ${tx.organisationId} and id = ${id} for update`,
    )
  )[0]
/** One application at a time, without locking the row, on which progress is noted from outside the transaction. */
export const holdImport = (tx: Tx, id: string) => tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`)
export const recentImports = (tx: Tx) =>
  tx.run(sql<ImportRow>`select ${columns} from people_imports where organisation_id = ${tx.organisationId} order by id desc limit 20`)
/** Imports whose application was cut off: nobody has touched them for a minute. */
export const stalledImports = (tx: Tx, before: string) =>
  tx.run(sql<{ id: string; state: ImportState }>`select id, state from people_imports
    where organisation_id = ${tx.organisationId} and state in ('planning', 'applying') and touched_at < ${before}`)

export const setImportState = (
  tx: Tx,
  id: string,
  change: { state: ImportState; at: string; summary?: Record<string, unknown>; failure?: string | null; appliedAt?: string | null },
) =>
  tx.run(sql`update people_imports set state = ${change.state}, touched_at = ${change.at}, failure = ${change.failure ?? null},
      summary = coalesce(${change.summary ? JSON.stringify(change.summary) : null}::jsonb, summary), applied_at = coalesce(${change.appliedAt ?? null}, applied_at)
    where organisation_id = ${tx.organisationId} and id = ${id}`)

export const noteProgress = (tx: Tx, id: string, doneRows: number, totalRows: number, at: string) =>
  tx.run(sql`update people_imports set done_rows = ${doneRows}, total_rows = ${totalRows}, touched_at = ${at}
    where organisation_id = ${tx.organisationId} and id = ${id}`)

export async function insertParts(tx: Tx, importId: string, kind: PartKind, entries: readonly unknown[]): Promise<void> {
  const parts = inChunks(entries, 1, 250).map((part, i) => [tx.organisationId, importId, kind, i, JSON.stringify(part)])
  for (const chunk of inChunks(parts, 5, 40))
    await tx.run(sql`insert into people_import_parts (organisation_id, import_id, kind, part, entries) values ${valuesList(chunk)}`)
}
export const readParts = async <Entry>(tx: Tx, importId: string, kind: PartKind): Promise<Entry[]> =>
  (
    await tx.run(sql<{ entries: Entry[] }>`select entries from people_import_parts
      where organisation_id = ${tx.organisationId} and import_id = ${importId} and kind = ${kind} order by part`)
  ).flatMap(({ entries }) => entries)
/** The same, some parts at a time: a plan for 50,000 people does not fit into memory beside what is made of it. */
export async function* eachPart<Entry>(tx: Tx, importId: string, kind: PartKind, partsAtOnce = 8): AsyncGenerator<Entry[]> {
  for (let from = 0; ; from += partsAtOnce) {
    const rows = await tx.run(sql<{ entries: Entry[] }>`select entries from people_import_parts
      where organisation_id = ${tx.organisationId} and import_id = ${importId} and kind = ${kind}
        and part >= ${from} and part < ${from + partsAtOnce} order by part`)
    if (rows.length === 0) return
    yield rows.flatMap(({ entries }) => entries)
  }
}
export const readPart = async <Entry>(
  tx: Tx,
  importId: string,
  kind: PartKind,
  part: number,
): Promise<{ entries: Entry[]; hasMore: boolean }> => {
  const rows = await tx.run(sql<{ part: number; entries: Entry[] }>`select part, entries from people_import_parts
    where organisation_id = ${tx.organisationId} and import_id = ${importId} and kind = ${kind} and part in (${part}, ${part + 1}) order by part`)
  return { entries: rows.find((row) => row.part === part)?.entries ?? [], hasMore: rows.some((row) => row.part === part + 1) }
}
export const deleteParts = (tx: Tx, importId: string) =>
  tx.run(sql`delete from people_import_parts where organisation_id = ${tx.organisationId} and import_id = ${importId}`)

export interface SnapshotPerson {
  id: string
  version: number
  status: 'active' | 'left'
  hrNumber: string | null
  email: string | null
  givenName: string | null
  familyName: string | null
  fullName: string | null
  unitId: string | null
  siteId: string | null
  jobRoleId: string | null
  managerId: string | null
  startedOn: string | null
  leftOn: string | null
  language: string | null
  leadsUnit: boolean
}
export const snapshotPeople = (tx: Tx) =>
  tx.run(sql<SnapshotPerson>`select id, version, status, hr_number, email, given_name, family_name,
      case when given_name is null and family_name is null then display_name end as full_name,
      unit_id, site_id, job_role_id, manager_id, started_on, left_on, language, leads_unit
    from people where organisation_id = ${tx.organisationId} and status <> 'erased'`)
export const lockPeople = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql<SnapshotPerson>`select id, version, status, hr_number, email, given_name, family_name,
      case when given_name is null and family_name is null then display_name end as full_name,
      unit_id, site_id, job_role_id, manager_id, started_on, left_on, language, leads_unit
    from people where organisation_id = ${tx.organisationId} and status <> 'erased' and id = any(${ids}::uuid[]) order by id for update`)
export const snapshotSites = (tx: Tx) =>
  tx.run(
    sql<{ id: string; name: string; timeZone: string }>`select id, name, time_zone from sites where organisation_id = ${tx.organisationId}`,
  )

/** Leavers in bulk: each with a last day of their own. */
export async function setLeft(tx: Tx, rows: readonly { id: string; leftOn: string }[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 2, 5000)) {
    const list = valuesList(chunk.map((row) => [row.id, row.leftOn]))
    await tx.run(sql`update people p set status = 'left', left_on = v.left_on::date, leads_unit = false, version = p.version + 1, updated_at = ${at}
      from (values ${list}) as v(id, left_on) where p.organisation_id = ${tx.organisationId} and p.id = v.id::uuid`)
    await tx.run(sql`delete from assignments a using (values ${list}) as v(id, left_on)
      where a.organisation_id = ${tx.organisationId} and a.person_id = v.id::uuid and a.starts_on > v.left_on::date`)
    await tx.run(sql`update assignments a set ends_on = v.left_on::date + 1 from (values ${list}) as v(id, left_on)
      where a.organisation_id = ${tx.organisationId} and a.person_id = v.id::uuid and (a.ends_on is null or a.ends_on > v.left_on::date + 1)`)
  }
}
/** People who report to somebody who leaves report to the leaver's manager from now on. */
export async function passOnAll(tx: Tx, rows: readonly { fromId: string; toId: string | null }[], today: string): Promise<void> {
  for (const chunk of inChunks(rows, 2, 5000)) {
    const list = valuesList(chunk.map((row) => [row.fromId, row.toId]))
    await tx.run(sql`update people p set manager_id = v.to_id::uuid from (values ${list}) as v(from_id, to_id)
      where p.organisation_id = ${tx.organisationId} and p.manager_id = v.from_id::uuid`)
    await tx.run(sql`update assignments a set manager_id = v.to_id::uuid from (values ${list}) as v(from_id, to_id)
      where a.organisation_id = ${tx.organisationId} and a.manager_id = v.from_id::uuid and (a.ends_on is null or a.ends_on > ${today}::date)`)
    await tx.run(sql`update people p set deputy_id = null from (values ${list}) as v(from_id, to_id)
      where p.organisation_id = ${tx.organisationId} and p.deputy_id = v.from_id::uuid`)
  }
}
