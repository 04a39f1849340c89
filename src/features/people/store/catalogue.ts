// Sites and job roles: short lists with a name each.
import type { Tx } from '#platform/db/database.ts'
import { inChunks, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export interface SiteRow {
  id: string
  name: string
  timeZone: string
  people: number
  version: number
}
export const sitesQuery = (organisationId: string): RawBuilder<SiteRow> => sql<SiteRow>`
  select s.id, s.name, s.time_zone, s.version,
         (select count(*) from people p where p.organisation_id = ${organisationId} and p.site_id = s.id and p.status = 'active')::int as people
    from sites s where s.organisation_id = ${organisationId} order by s.name_key`

export interface JobRoleRow {
  id: string
  name: string
  people: number
  version: number
}
export const jobRolesQuery = (organisationId: string): RawBuilder<JobRoleRow> => sql<JobRoleRow>`
  select r.id, r.name, r.version, coalesce(c.people, 0)::int as people
    from job_roles r
    left join (select job_role_id, count(*) as people from people where organisation_id = ${organisationId} and status = 'active' group by 1) c
      on c.job_role_id = r.id
   where r.organisation_id = ${organisationId} order by r.name_key`

export interface NewCatalogueRow {
  id: string
  name: string
  nameKey: string
  timeZone?: string
}
export async function insertSites(tx: Tx, rows: readonly NewCatalogueRow[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 6))
    await tx.run(sql`insert into sites (organisation_id, id, name, name_key, time_zone, created_at)
      values ${valuesList(chunk.map((row) => [tx.organisationId, row.id, row.name, row.nameKey, row.timeZone ?? 'UTC', at]))}`)
}
export async function insertJobRoles(tx: Tx, rows: readonly NewCatalogueRow[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 5))
    await tx.run(sql`insert into job_roles (organisation_id, id, name, name_key, created_at)
      values ${valuesList(chunk.map((row) => [tx.organisationId, row.id, row.name, row.nameKey, at]))}`)
}
export async function updateSite(
  tx: Tx,
  row: { id: string; name: string; nameKey: string; timeZone: string },
  fromVersion: number,
): Promise<boolean> {
  const rows =
    await tx.run(sql`update sites set name = ${row.name}, name_key = ${row.nameKey}, time_zone = ${row.timeZone}, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${row.id} and version = ${fromVersion} returning id`)
  return rows.length > 0
}
export async function updateJobRole(tx: Tx, row: { id: string; name: string; nameKey: string }, fromVersion: number): Promise<boolean> {
  const rows = await tx.run(sql`update job_roles set name = ${row.name}, name_key = ${row.nameKey}, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${row.id} and version = ${fromVersion} returning id`)
  return rows.length > 0
}
/** History counts as use: a site or role that somebody ever had stays. */
export const isSiteUsed = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await tx.run(sql`select 1 where exists (select 1 from assignments where organisation_id = ${tx.organisationId} and site_id = ${id})
      or exists (select 1 from units where organisation_id = ${tx.organisationId} and site_id = ${id})`)
  ).length > 0
export const isJobRoleUsed = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.run(sql`select 1 from assignments where organisation_id = ${tx.organisationId} and job_role_id = ${id} limit 1`)).length > 0
export const deleteSite = (tx: Tx, id: string) =>
  tx.run<{ id: string }>(sql`delete from sites where organisation_id = ${tx.organisationId} and id = ${id} returning id`)
export const deleteJobRole = (tx: Tx, id: string) =>
  tx.run<{ id: string }>(sql`delete from job_roles where organisation_id = ${tx.organisationId} and id = ${id} returning id`)
export const jobRoleNames = (tx: Tx) =>
  tx.run(sql<{ id: string; name: string }>`select id, name from job_roles where organisation_id = ${tx.organisationId}`)
