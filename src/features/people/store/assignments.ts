import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export interface AssignmentWrite {
  id: string
  personId: string
  unitId: string
  jobRoleId: string | null
  siteId: string | null
  managerId: string | null
  leadsUnit: boolean
  startsOn: string
}

export async function insertAssignments(tx: Tx, rows: readonly AssignmentWrite[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 10, 1000))
    await tx.run(sql`insert into assignments (organisation_id, person_id, id, unit_id, job_role_id, site_id, manager_id, leads_unit, starts_on, created_at)
      values ${valuesList(
        chunk.map((row) => [
          tx.organisationId,
          row.personId,
          row.id,
          row.unitId,
          row.jobRoleId,
          row.siteId,
          row.managerId,
          row.leadsUnit,
          row.startsOn,
          at,
        ]),
      )}`)
}

/** Ends what runs on `day`: what began on that very day never was; the rest ends the day before. */
export async function endAssignments(tx: Tx, personIds: readonly string[], day: string): Promise<void> {
  for (const chunk of inChunks(personIds, 1, 5000)) {
    await tx.run(
      sql`delete from assignments where organisation_id = ${tx.organisationId} and person_id = any(${chunk}::uuid[]) and starts_on >= ${day}`,
    )
    await tx.run(sql`update assignments set ends_on = ${day} where organisation_id = ${tx.organisationId} and person_id = any(${chunk}::uuid[])
      and starts_on < ${day} and (ends_on is null or ends_on > ${day})`)
  }
}

export const laterAssignment = async (tx: Tx, personId: string, day: string): Promise<{ id: string; startsOn: string } | undefined> =>
  (
    await tx.run(sql<{ id: string; startsOn: string }>`select id, starts_on from assignments
      where organisation_id = ${tx.organisationId} and person_id = ${personId} and starts_on > ${day} order by starts_on limit 1`)
  )[0]

/** Takes back a move that has not come yet; the assignment before it runs on. */
export async function deleteFutureAssignment(tx: Tx, personId: string, id: string, today: string): Promise<boolean> {
  const gone = await tx.run(sql<{ startsOn: string }>`delete from assignments
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and id = ${id} and starts_on > ${today} returning starts_on`)
  const startsOn = gone[0]?.startsOn
  if (!startsOn) return false
  await tx.run(
    sql`update assignments set ends_on = null where organisation_id = ${tx.organisationId} and person_id = ${personId} and ends_on = ${startsOn}`,
  )
  return true
}

export interface DueRow {
  personId: string
  unitId: string
  jobRoleId: string | null
  siteId: string | null
  managerId: string | null
  leadsUnit: boolean
}
/** People whose assignment of `day` is not yet the one repeated on the person. */
export const dueAssignments = (tx: Tx, day: string) =>
  tx.run(sql<DueRow>`select a.person_id, a.unit_id, a.job_role_id, a.site_id, a.manager_id, a.leads_unit
     from assignments a join people p on p.organisation_id = ${tx.organisationId} and p.id = a.person_id
    where a.organisation_id = ${tx.organisationId} and a.starts_on <= ${day} and (a.ends_on is null or a.ends_on > ${day}) and p.status = 'active'
      and (p.unit_id is distinct from a.unit_id or p.job_role_id is distinct from a.job_role_id or p.site_id is distinct from a.site_id
           or p.manager_id is distinct from a.manager_id or p.leads_unit <> a.leads_unit)`)

export const dueDepartures = (tx: Tx, day: string) =>
  tx.run(sql<{ id: string; leftOn: string }>`select id, left_on from people
    where organisation_id = ${tx.organisationId} and status = 'active' and left_on < ${day}`)
