import type { Database, GlobalTx, Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface OrganisationRow {
  id: string
  name: string
  slug: string
  isDemo: boolean
}
export const findOrganisations = (db: Database): Promise<OrganisationRow[]> =>
  db.controlRead(sql<OrganisationRow>`select id, name, slug, is_demo from organisations order by is_demo, created_at`)

export const insertOrganisation = (tx: GlobalTx, row: OrganisationRow, at: string) =>
  tx.run(
    sql`insert into organisations (id, name, slug, is_demo, created_at) values (${row.id}, ${row.name}, ${row.slug}, ${row.isDemo}, ${at})`,
  )

export const isSlugTaken = async (tx: GlobalTx, slug: string): Promise<boolean> =>
  (await tx.run(sql`select 1 from organisations where slug = ${slug}`)).length > 0

export const renameOrganisation = (tx: Tx, name: string) =>
  tx.run(sql`update organisations set name = ${name} where id = ${tx.organisationId}`)

export interface SettingsRow {
  id: string
  name: string
  isDemo: boolean
  languages: string[]
  defaultLanguage: string
  timeZone: string
  workingDays: number[]
  quietFrom: string
  quietUntil: string
  isWorksCouncilMode: boolean
  sharedLockSeconds: number
  /** The steps of a young organisation, on the start page of who may do them. */
  showsFirstDays: boolean
  version: number
}
export const settingsQuery = (organisationId: string) => sql<SettingsRow>`
  select o.id, o.name, o.is_demo, s.languages, s.default_language, s.time_zone, s.working_days,
         to_char(s.quiet_from, 'HH24:MI') as quiet_from, to_char(s.quiet_until, 'HH24:MI') as quiet_until,
         s.is_works_council_mode, s.shared_lock_seconds, s.shows_first_days, s.version
    from organisations o join organisation_settings s on s.organisation_id = o.id
   where o.id = ${organisationId} and s.organisation_id = ${organisationId}`

export const readSettings = async (tx: Tx): Promise<SettingsRow> => (await tx.run(settingsQuery(tx.organisationId)))[0]!

export const insertSettings = (
  tx: Tx,
  row: Pick<SettingsRow, 'languages' | 'defaultLanguage' | 'timeZone' | 'showsFirstDays'> & { at: string },
) =>
  tx.run(sql`insert into organisation_settings (organisation_id, languages, default_language, time_zone, shows_first_days, updated_at)
    values (${tx.organisationId}, ${row.languages}, ${row.defaultLanguage}, ${row.timeZone}, ${row.showsFirstDays}, ${row.at})`)

/** Writes only from the version that was read; false when somebody was faster. */
export async function updateSettings(tx: Tx, row: SettingsRow, fromVersion: number, at: string): Promise<boolean> {
  const rows = await tx.run(sql`update organisation_settings
     set languages = ${row.languages}, default_language = ${row.defaultLanguage}, time_zone = ${row.timeZone}, working_days = ${row.workingDays},
         quiet_from = ${row.quietFrom}, quiet_until = ${row.quietUntil}, is_works_council_mode = ${row.isWorksCouncilMode},
         shared_lock_seconds = ${row.sharedLockSeconds}, shows_first_days = ${row.showsFirstDays}, version = version + 1, updated_at = ${at}
   where organisation_id = ${tx.organisationId} and version = ${fromVersion} returning version`)
  return rows.length > 0
}
