import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface AbsenceWrite {
  id: string
  personId: string
  startsOn: string
  lastDay: string
  deputyId: string | null
}
export const insertAbsence = (tx: Tx, row: AbsenceWrite, at: string) =>
  tx.run(sql`insert into absences (organisation_id, person_id, id, starts_on, last_day, deputy_id, created_at)
    values (${tx.organisationId}, ${row.personId}, ${row.id}, ${row.startsOn}, ${row.lastDay}, ${row.deputyId}, ${at})`)
export const hasAbsenceWithin = async (tx: Tx, personId: string, startsOn: string, lastDay: string): Promise<boolean> =>
  (
    await tx.run(sql`select 1 from absences where organisation_id = ${tx.organisationId} and person_id = ${personId}
      and starts_on <= ${lastDay} and last_day >= ${startsOn} limit 1`)
  ).length > 0
export const deleteAbsence = async (tx: Tx, personId: string, id: string): Promise<boolean> =>
  (
    await tx.run(
      sql`delete from absences where organisation_id = ${tx.organisationId} and person_id = ${personId} and id = ${id} returning id`,
    )
  ).length > 0

export interface StandInRow {
  isAbsent: boolean
  deputyId: string | null
  managerId: string | null
}
/** Absent on that day? The absence's own deputy counts before the standing one. */
export const standInRow = async (tx: Tx, personId: string, day: string): Promise<StandInRow | undefined> =>
  (
    await tx.run(sql<StandInRow>`select a.id is not null as is_absent, coalesce(a.deputy_id, p.deputy_id) as deputy_id, p.manager_id
      from people p left join absences a on a.organisation_id = ${tx.organisationId} and a.person_id = p.id and a.starts_on <= ${day} and a.last_day >= ${day}
     where p.organisation_id = ${tx.organisationId} and p.id = ${personId}`)
  )[0]
