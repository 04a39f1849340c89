import { fold } from '#engines/text/fold.ts'
// Writing people, in bulk: one person is a list of one.
import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export interface PersonWrite {
  id: string
  hrNumber: string | null
  email: string | null
  givenName: string | null
  familyName: string | null
  displayName: string | null
  sortKey: string
  language: string | null
  startedOn: string | null
  unitId: string | null
  jobRoleId: string | null
  siteId: string | null
  managerId: string | null
  leadsUnit: boolean
  words: string[]
}

const keysOf = (rows: readonly PersonWrite[]): [kind: string, value: string, personId: string][] =>
  rows.flatMap((row) => [
    ...(row.email ? [['email', fold(row.email).slice(0, 254), row.id] as [string, string, string]] : []),
    ...(row.hrNumber ? [['hr-number', fold(row.hrNumber).slice(0, 254), row.id] as [string, string, string]] : []),
  ])

/** Who already holds one of these keys, other than the people themselves. */
export async function findTakenKeys(tx: Tx, rows: readonly PersonWrite[]): Promise<{ kind: string; value: string }[]> {
  const keys = keysOf(rows)
  const taken: { kind: string; value: string }[] = []
  for (const chunk of inChunks(keys, 3, 5000))
    taken.push(
      ...(await tx.run(sql<{ kind: string; value: string }>`select k.kind, k.value from person_keys k
        join (values ${valuesList(chunk)}) as v(kind, value, person_id) on k.kind = v.kind and k.value = v.value and k.person_id <> v.person_id::uuid
       where k.organisation_id = ${tx.organisationId}`)),
    )
  return taken
}

/** Managers may stand later in the list: they are set in a second step. */
export async function insertPeople(tx: Tx, rows: readonly PersonWrite[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 17, 1000))
    await tx.run(sql`insert into people (organisation_id, id, hr_number, email, given_name, family_name, display_name, sort_key, language, started_on,
        unit_id, job_role_id, site_id, leads_unit, created_at, updated_at)
      values ${valuesList(
        chunk.map((row) => [
          tx.organisationId,
          row.id,
          row.hrNumber,
          row.email,
          row.givenName,
          row.familyName,
          row.displayName,
          row.sortKey,
          row.language,
          row.startedOn,
          row.unitId,
          row.jobRoleId,
          row.siteId,
          row.leadsUnit,
          at,
          at,
        ]),
      )}`)
  await setManagers(
    tx,
    rows.filter((row) => row.managerId !== null),
  )
  await insertKeysAndWords(tx, rows)
}

export async function setManagers(tx: Tx, rows: readonly { id: string; managerId: string | null }[]): Promise<void> {
  for (const chunk of inChunks(rows, 2, 5000))
    await tx.run(sql`update people p set manager_id = v.manager_id::uuid
      from (values ${valuesList(chunk.map((row) => [row.id, row.managerId]))}) as v(id, manager_id)
      where p.organisation_id = ${tx.organisationId} and p.id = v.id::uuid`)
}

async function insertKeysAndWords(tx: Tx, rows: readonly PersonWrite[]): Promise<void> {
  for (const chunk of inChunks(keysOf(rows), 4, 5000))
    await tx.run(sql`insert into person_keys (organisation_id, kind, value, person_id)
      values ${valuesList(chunk.map((key) => [tx.organisationId, ...key]))}`)
  const words = rows.flatMap((row) => row.words.map((word) => [tx.organisationId, word, row.id]))
  for (const chunk of inChunks(words, 3, 5000))
    await tx.run(sql`insert into person_words (organisation_id, word, person_id) values ${valuesList(chunk)}`)
}

/** Identity and the place of today; the version grows by one. */
export async function updatePeople(tx: Tx, rows: readonly PersonWrite[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 16, 1000)) {
    await tx.run(sql`update people p set hr_number = v.hr_number, email = v.email, given_name = v.given_name, family_name = v.family_name,
        display_name = v.display_name, sort_key = v.sort_key, language = v.language, started_on = v.started_on::date, unit_id = v.unit_id::uuid,
        job_role_id = v.job_role_id::uuid, site_id = v.site_id::uuid, manager_id = v.manager_id::uuid, leads_unit = v.leads_unit::boolean,
        version = p.version + 1, updated_at = ${at}
      from (values ${valuesList(
        chunk.map((row) => [
          row.id,
          row.hrNumber,
          row.email,
          row.givenName,
          row.familyName,
          row.displayName,
          row.sortKey,
          row.language,
          row.startedOn,
          row.unitId,
          row.jobRoleId,
          row.siteId,
          row.managerId,
          row.leadsUnit,
        ]),
      )}) as v(id, hr_number, email, given_name, family_name, display_name, sort_key, language, started_on, unit_id, job_role_id, site_id, manager_id, leads_unit)
      where p.organisation_id = ${tx.organisationId} and p.id = v.id::uuid`)
    const ids = chunk.map((row) => row.id)
    await tx.run(sql`delete from person_keys where organisation_id = ${tx.organisationId} and person_id = any(${ids}::uuid[])`)
    await tx.run(sql`delete from person_words where organisation_id = ${tx.organisationId} and person_id = any(${ids}::uuid[])`)
    await insertKeysAndWords(tx, chunk)
  }
}

export const setStatus = (tx: Tx, ids: readonly string[], status: 'active' | 'left', leftOn: string | null, at: string) =>
  tx.run(sql`update people set status = ${status}, left_on = ${leftOn}, leads_unit = leads_unit and ${status} = 'active', version = version + 1, updated_at = ${at}
    where organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[])`)

/** Notes the last day without ending anything yet; the daily job does that. */
export const noteLastDay = (tx: Tx, id: string, lastDay: string | null, at: string) =>
  tx.run(sql`update people set left_on = ${lastDay}, version = version + 1, updated_at = ${at}
    where organisation_id = ${tx.organisationId} and id = ${id}`)

/** A leaver's people report to the leaver's manager from now on, in today's place and in assignments that still run. */
export async function passOnReports(tx: Tx, fromId: string, toId: string | null, today: string): Promise<{ id: string }[]> {
  await tx.run(sql`update assignments set manager_id = ${toId} where organisation_id = ${tx.organisationId} and manager_id = ${fromId}
    and (ends_on is null or ends_on > ${today}::date)`)
  await tx.run(sql`update people set deputy_id = null where organisation_id = ${tx.organisationId} and deputy_id = ${fromId}`)
  return tx.run(sql<{ id: string }>`update people set manager_id = ${toId}, version = version + 1
    where organisation_id = ${tx.organisationId} and manager_id = ${fromId} and id is distinct from ${toId} returning id`)
}

export interface SettingsWrite {
  language: string | null
  deputyId: string | null
  workingDays: number[] | null
  worksFrom: string | null
  worksUntil: string | null
  quietFrom: string | null
  quietUntil: string | null
}
export const updatePersonSettings = (tx: Tx, id: string, row: SettingsWrite, at: string) =>
  tx.run(sql`update people set language = ${row.language}, deputy_id = ${row.deputyId}, working_days = ${row.workingDays}, works_from = ${row.worksFrom},
      works_until = ${row.worksUntil}, quiet_from = ${row.quietFrom}, quiet_until = ${row.quietUntil}, version = version + 1, updated_at = ${at}
    where organisation_id = ${tx.organisationId} and id = ${id}`)
