import type { Translation } from '#engines/scenario/words.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export type Language = 'en' | 'de' | 'ar'
/** What can be read of a draft, kept beside it for lists. */
export interface Head {
  key: string
  title: string
  level: number
  theme: string | null
  families: string[]
  channel: string
  minutes: number
}
export interface ScenarioRow extends Head {
  id: string
  language: Language
  text: string
  liveNumber: number | null
  isRetired: boolean
  /** The story that publishes it. */
  heldFor: string | null
  writtenBy: string | null
  writtenAt: string
  version: number
}
const columns = sql.raw(
  's.id, s.key, s.language, s.text, s.title, s.level, s.theme, s.families, s.channel, s.minutes, s.live_number, s.is_retired, s.held_for, s.written_by, s.written_at, s.version',
)

export const findScenario = async (tx: Tx, id: string): Promise<ScenarioRow | undefined> =>
  (
    await tx.run(
      sql<ScenarioRow>`select ${columns} from scenarios s where s.organisation_id = ${tx.organisationId} and s.id = ${id} and s.withdrawn_at is null`,
    )
  )[0]
export const scenarioOfKey = async (tx: Tx, key: string): Promise<ScenarioRow | undefined> =>
  (
    await tx.run(
      sql<ScenarioRow>`select ${columns} from scenarios s where s.organisation_id = ${tx.organisationId} and s.key = ${key} and s.withdrawn_at is null`,
    )
  )[0]

/** With what is live in the first language; an organisation has some dozens. */
export const listScenarios = (tx: Tx) =>
  tx.run(sql<ScenarioRow & { liveText: string | null; languages: Language[] | null }>`
    select ${columns}, v.text as live_text, l.languages from scenarios s
      left join scenario_versions v on v.organisation_id = ${tx.organisationId} and v.scenario_id = s.id and v.number = s.live_number and v.language = s.language
      left join (select scenario_id, number, array_agg(language order by language) as languages from scenario_versions
                  where organisation_id = ${tx.organisationId} group by 1, 2) l on l.scenario_id = s.id and l.number = s.live_number
     where s.organisation_id = ${tx.organisationId} and s.withdrawn_at is null order by s.is_retired, s.title, s.id`)

type Written = Head & { text: string; writtenBy: string | null }
/** False where the key is taken. */
export const insertScenario = async (
  tx: Tx,
  row: Written & { id: string; language: Language; heldFor?: string | undefined },
  at: Date,
): Promise<boolean> =>
  (
    await tx.run(sql`insert into scenarios (organisation_id, id, key, language, text, title, level, theme, families, channel, minutes, held_for, written_by, written_at, created_at)
      values (${tx.organisationId}, ${row.id}, ${row.key}, ${row.language}, ${row.text}, ${row.title}, ${row.level}, ${row.theme}, ${row.families}, ${row.channel},
        ${row.minutes}, ${row.heldFor ?? null}, ${row.writtenBy}, ${at.toISOString()}, ${at.toISOString()}) on conflict (organisation_id, key) do nothing returning id`)
  ).length > 0
/** `fromVersion` null: whatever it is. The key never changes once it is live. False: somebody was faster, or it is not there. */
export const writeScenario = async (tx: Tx, id: string, fromVersion: number | null, row: Written, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`update scenarios set key = ${row.key}, text = ${row.text}, title = ${row.title}, level = ${row.level}, theme = ${row.theme}, families = ${row.families},
        channel = ${row.channel}, minutes = ${row.minutes}, written_by = ${row.writtenBy}, written_at = ${at.toISOString()}, version = version + 1
      where organisation_id = ${tx.organisationId} and id = ${id} and (${fromVersion}::int is null or version = ${fromVersion}::int) returning id`)
  ).length > 0
export const setRetired = async (tx: Tx, id: string, isRetired: boolean): Promise<boolean> =>
  (
    await tx.run(
      sql`update scenarios set is_retired = ${isRetired}, version = version + 1 where organisation_id = ${tx.organisationId} and id = ${id} returning id`,
    )
  ).length > 0
/**
 * Whose words may not be used any more: nothing of them stays, in no language, and in no name of a scene that somebody came to. The row and the plays
 * stay, so that nobody loses what they have shown.
 */
export async function withdrawWords(tx: Tx, id: string, at: Date): Promise<void> {
  const { organisationId } = tx
  void tx.run(sql`delete from scenario_translations where organisation_id = ${organisationId} and scenario_id = ${id}`)
  void tx.run(sql`delete from scenario_versions where organisation_id = ${organisationId} and scenario_id = ${id}`)
  void tx.run(sql`delete from scenario_choices where organisation_id = ${organisationId} and scenario_id = ${id}`)
  void tx.run(sql`update scenario_plays set at_scene = '-', ending = case when ending is null then null else '-' end
    where organisation_id = ${organisationId} and scenario_id = ${id}`)
  await tx.run(sql`update scenarios set text = '-', title = '-', key = ${`withdrawn-${id}`}, theme = null, families = '{}', live_number = null, held_for = null,
      is_retired = true, withdrawn_at = ${at.toISOString()}, version = version + 1
    where organisation_id = ${organisationId} and id = ${id} and withdrawn_at is null`)
}
/** One of which nothing was ever published leaves no trace. */
export const deleteUnpublished = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await tx.run(
      sql`delete from scenarios where organisation_id = ${tx.organisationId} and id = ${id} and live_number is null
        and not exists (select 1 from scenario_versions v where v.organisation_id = ${tx.organisationId} and v.scenario_id = ${id}) returning id`,
    )
  ).length > 0

export interface TranslationRow {
  language: Language
  words: Translation
  version: number
}
export const translationsOf = (tx: Tx, scenarioId: string) =>
  tx.run(sql<TranslationRow>`select language, words, version from scenario_translations
    where organisation_id = ${tx.organisationId} and scenario_id = ${scenarioId} order by language`)
export const writeTranslation = (
  tx: Tx,
  row: { scenarioId: string; language: Language; words: Translation; writtenBy: string | null },
  at: Date,
) =>
  tx.run(sql`insert into scenario_translations (organisation_id, scenario_id, language, words, written_by, written_at)
    values (${tx.organisationId}, ${row.scenarioId}, ${row.language}, ${JSON.stringify(row.words)}::jsonb, ${row.writtenBy}, ${at.toISOString()})
    on conflict (organisation_id, scenario_id, language) do update
      set words = excluded.words, written_by = excluded.written_by, written_at = excluded.written_at, version = scenario_translations.version + 1`)

export interface VersionRow {
  number: number
  language: Language
  text: string
  publishedBy: string | null
  publishedAt: string
}
export const versionsOf = (tx: Tx, scenarioId: string) =>
  tx.run(sql<Omit<VersionRow, 'text'>>`select number, language, published_by, published_at from scenario_versions
    where organisation_id = ${tx.organisationId} and scenario_id = ${scenarioId} order by number desc, language`)
export const textsOf = (tx: Tx, scenarioId: string, number: number) =>
  tx.run(sql<VersionRow>`select number, language, text, published_by, published_at from scenario_versions
    where organisation_id = ${tx.organisationId} and scenario_id = ${scenarioId} and number = ${number} order by language`)
export async function publishTexts(
  tx: Tx,
  scenarioId: string,
  number: number,
  texts: readonly { language: Language; text: string }[],
  publishedBy: string | null,
  at: Date,
): Promise<void> {
  const rows = texts.map(
    ({ language, text }) =>
      sql`(${tx.organisationId}, ${scenarioId}, ${number}, ${language}, ${text}, ${publishedBy}, ${at.toISOString()})`,
  )
  await tx.run(
    sql`insert into scenario_versions (organisation_id, scenario_id, number, language, text, published_by, published_at) values ${sql.join(rows)}`,
  )
  await tx.run(sql`update scenarios set live_number = ${number}, is_retired = false, held_for = null, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${scenarioId}`)
}

/** What people can play, in the wanted language or the first one. */
export interface LiveRow {
  id: string
  number: number
  language: Language
  text: string
  publishedAt: string
}
export const liveScenarios = (tx: Tx, language: string, scenarioId: string | null = null) =>
  tx.run(sql<LiveRow>`select distinct on (s.id) s.id, v.number, v.language, v.text, v.published_at from scenarios s
      join scenario_versions v on v.organisation_id = ${tx.organisationId} and v.scenario_id = s.id and v.number = s.live_number
     where s.organisation_id = ${tx.organisationId} and not s.is_retired and (${scenarioId}::uuid is null or s.id = ${scenarioId}::uuid)
       and v.language in (${language}, s.language)
     order by s.id, v.language = ${language} desc`)

export async function forgetWriter(tx: Tx, personId: string): Promise<void> {
  void tx.run(sql`update scenarios set written_by = null where organisation_id = ${tx.organisationId} and written_by = ${personId}`)
  void tx.run(
    sql`update scenario_translations set written_by = null where organisation_id = ${tx.organisationId} and written_by = ${personId}`,
  )
  await tx.run(
    sql`update scenario_versions set published_by = null where organisation_id = ${tx.organisationId} and published_by = ${personId}`,
  )
}
