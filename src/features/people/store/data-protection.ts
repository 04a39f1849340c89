import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { forgetMessages } from './messages.ts'

export const personalComments = (tx: Tx) =>
  tx.run(sql<{ table: string; column: string; comment: string }>`
    select c.relname as table, a.attname as column, d.description as comment
      from pg_description d
      join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass and c.relnamespace = 'public'::regnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
     where d.description like 'personal:%' order by c.relname, a.attnum`)

export const ownRecord = (tx: Tx, personId: string) =>
  tx.run(sql<
    Record<string, unknown>
  >`select status, hr_number, email, given_name, family_name, display_name, language, started_on, left_on, leads_unit,
      working_days, works_from::text, works_until::text, quiet_from::text, quiet_until::text, created_at, updated_at
    from people where organisation_id = ${tx.organisationId} and id = ${personId}`)

/** Takes every trace of a person out of people's own tables; the bare row stays, so that counts and references hold. */
export async function eraseRecord(tx: Tx, personId: string, at: string): Promise<void> {
  const { organisationId } = tx
  await tx.run(sql`delete from person_words where organisation_id = ${organisationId} and person_id = ${personId}`)
  await tx.run(sql`delete from person_keys where organisation_id = ${organisationId} and person_id = ${personId}`)
  await tx.run(sql`delete from absences where organisation_id = ${organisationId} and person_id = ${personId}`)
  await forgetMessages(tx, personId)
  await tx.run(sql`update absences set deputy_id = null where organisation_id = ${organisationId} and deputy_id = ${personId}`)
  await tx.run(sql`delete from assignments where organisation_id = ${organisationId} and person_id = ${personId}`)
  await tx.run(sql`update assignments set manager_id = null where organisation_id = ${organisationId} and manager_id = ${personId}`)
  await tx.run(sql`update people set deputy_id = null where organisation_id = ${organisationId} and deputy_id = ${personId}`)
  await tx.run(sql`update people set manager_id = null where organisation_id = ${organisationId} and manager_id = ${personId}`)
  // A plan that waits for its application may hold the person's row from the file.
  await tx.run(sql`delete from people_import_parts where organisation_id = ${organisationId}`)
  await tx.run(sql`update people_imports set state = 'discarded' where organisation_id = ${organisationId} and state = 'previewed'`)
  await tx.run(
    sql`update people_imports set created_by = null, file_name = '' where organisation_id = ${organisationId} and created_by = ${personId}`,
  )
  await tx.run(sql`update people set status = 'erased', hr_number = null, email = null, given_name = null, family_name = null, display_name = null, sort_key = '',
      language = null, started_on = null, left_on = null, unit_id = null, job_role_id = null, site_id = null, manager_id = null, leads_unit = false,
      deputy_id = null, working_days = null, works_from = null, works_until = null, quiet_from = null, quiet_until = null,
      version = version + 1, updated_at = ${at}
    where organisation_id = ${organisationId} and id = ${personId}`)
}

export const leaversBefore = (tx: Tx, day: string) =>
  tx.run(
    sql<{
      id: string
    }>`select id from people where organisation_id = ${tx.organisationId} and status = 'left' and left_on < ${day} limit 500`,
  )

/** What has outlived its days: absences, waiting imports, idempotency keys. */
export async function deleteOutlived(
  tx: Tx,
  until: { absences: string; imports: string; keys: string; importTraces: string },
): Promise<void> {
  const { organisationId } = tx
  await tx.run(sql`delete from absences where organisation_id = ${organisationId} and last_day < ${until.absences}`)
  await tx.run(sql`delete from people_import_parts p using people_imports i where p.organisation_id = ${organisationId} and i.organisation_id = ${organisationId}
    and i.id = p.import_id and (i.created_at < ${until.imports} and i.state <> 'applying')`)
  await tx.run(
    sql`update people_imports set state = 'discarded' where organisation_id = ${organisationId} and state = 'previewed' and created_at < ${until.imports}`,
  )
  await tx.run(sql`delete from people_imports where organisation_id = ${organisationId} and created_at < ${until.importTraces}`)
  await tx.run(sql`delete from idempotency_keys where organisation_id = ${organisationId} and created_at < ${until.keys}`)
}
