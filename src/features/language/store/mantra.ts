// The mantra's versions, each from a day on, with its texts.
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export interface MantraRow {
  id: string
  wording: string
  language: string
  effectiveFrom: string
}
export interface MantraText {
  language: string
  wording: string
  customersWords: string | null
  colleaguesWords: string | null
}
export interface VersionRow extends MantraRow {
  reason: string | null
  hurriedBecause: string | null
  approvedBy: string | null
  createdAt: string
  texts: MantraText[]
}

/** Whether there is any wording, also one that is yet to begin. */
export const hasMantra = async (tx: Tx): Promise<boolean> =>
  (await tx.run(sql`select 1 from mantra_versions where organisation_id = ${tx.organisationId} limit 1`)).length > 0

/** The wording that counts on a day, in this language where it was written in it. */
export const currentMantraQuery = (organisationId: string, day: string, language = '') => mantraQuery(organisationId, sql`${day}`, language)
/** The same now, by the organisation's own clock. */
export const mantraNowQuery = (organisationId: string, at: Date, language: string) =>
  mantraQuery(
    organisationId,
    sql`(select (${at.toISOString()}::timestamptz at time zone time_zone)::date from organisation_settings where organisation_id = ${organisationId})`,
    language,
  )
const mantraQuery = (organisationId: string, day: RawBuilder<unknown>, language: string) => sql<MantraRow>`
  select v.id, coalesce(t.wording, v.wording) as wording, coalesce(t.language, v.language) as language, v.effective_from
    from mantra_versions v
    left join mantra_texts t on t.organisation_id = v.organisation_id and t.version_id = v.id and t.language = ${language}
   where v.organisation_id = ${organisationId} and v.effective_from <= ${day} order by v.effective_from desc, v.id desc limit 1`

/** Newest day first. A wording from before texts had a table of their own has its one text made here. */
export const listVersions = (tx: Tx) =>
  tx.run(sql<VersionRow>`select v.id, v.wording, v.language, v.effective_from, v.reason, v.hurried_because, v.approved_by, v.created_at,
      coalesce((select jsonb_agg(jsonb_build_object('language', t.language, 'wording', t.wording, 'customersWords', t.customers_words,
          'colleaguesWords', t.colleagues_words) order by t.language) from mantra_texts t
        where t.organisation_id = v.organisation_id and t.version_id = v.id),
        jsonb_build_array(jsonb_build_object('language', v.language, 'wording', v.wording, 'customersWords', null, 'colleaguesWords', null))) as texts
    from mantra_versions v where v.organisation_id = ${tx.organisationId} order by v.effective_from desc, v.id desc`)

export interface NewVersionRow extends MantraRow {
  createdBy: string | null
  reason: string | null
  approvedBy: string | null
  hurriedBecause: string | null
  texts: readonly MantraText[]
}
export async function insertMantra(tx: Tx, row: NewVersionRow, at: string): Promise<void> {
  void tx.run(sql`insert into mantra_versions (organisation_id, id, wording, language, effective_from, created_by, created_at, reason, approved_by, hurried_because)
    values (${tx.organisationId}, ${row.id}, ${row.wording}, ${row.language}, ${row.effectiveFrom}, ${row.createdBy}, ${at},
            ${row.reason}, ${row.approvedBy}, ${row.hurriedBecause})`)
  await tx.run(sql`insert into mantra_texts (organisation_id, version_id, language, wording, customers_words, colleagues_words)
    values ${valuesList(row.texts.map((text) => [tx.organisationId, row.id, text.language, text.wording, text.customersWords, text.colleaguesWords]))}`)
}

/** One at a time writes a new version: the cool-off and the days are judged against the last one. */
export const holdMantra = (tx: Tx) =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`attune mantra ${tx.organisationId}`}, 0))`)

/** Only one whose day has not come. */
export const deletePlanned = async (tx: Tx, id: string, today: string): Promise<boolean> =>
  (
    await tx.run(
      sql`delete from mantra_versions where organisation_id = ${tx.organisationId} and id = ${id} and effective_from > ${today} returning id`,
    )
  ).length > 0
