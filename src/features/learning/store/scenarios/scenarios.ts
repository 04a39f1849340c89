import type { Family } from '#engines/lesson/lesson.ts'
import type { Translation } from '#engines/scenario/words.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { pathsThrough } from '../paths/leading.ts'

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
  /** Null: nothing was written since the last version. */
  reviewState: ReviewState | null
  writerIds: string[]
  reviewedBy: string | null
  reviewWords: string | null
  version: number
}
export type ReviewState = 'writing' | 'in-review' | 'approved' | 'returned'
const columns = sql.raw(
  's.id, s.key, s.language, s.text, s.title, s.level, s.theme, s.families, s.channel, s.minutes, s.live_number, s.is_retired, s.held_for, s.written_by, s.written_at,\
  s.review_state, s.writer_ids, s.reviewed_by, s.review_words, s.version',
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

const live = (tx: Tx) => sql`left join scenario_versions v on v.organisation_id = ${tx.organisationId}
        and v.scenario_id = s.id and v.number = s.live_number and v.language = s.language
      left join (select scenario_id, number, array_agg(language order by language) as languages from scenario_versions
                  where organisation_id = ${tx.organisationId} group by 1, 2) l on l.scenario_id = s.id and l.number = s.live_number`
export interface Live {
  /** In the first language. */
  liveText: string | null
  languages: Language[] | null
}
/** With what is live; an organisation has some dozens. */
export const listScenarios = (tx: Tx) =>
  tx.run(sql<ScenarioRow & Live>`select ${columns}, v.text as live_text, l.languages from scenarios s ${live(tx)}
     where s.organisation_id = ${tx.organisationId} and s.withdrawn_at is null order by s.is_retired, s.title, s.id`)
/** With all that Studio shows around it: what is live, its translations, versions and paths. */
export const studioScenario = async (tx: Tx, id: string) =>
  (
    await tx.run(sql<
      ScenarioRow &
        Live & {
          paths: string[]
          translations: Partial<Record<Language, Pick<TranslationRow, 'words' | 'version'>>> | null
          versions: Omit<VersionRow, 'text'>[]
        }
    >`
    select ${columns}, v.text as live_text, l.languages, ${pathsThrough(tx, 'scenario', 's.id')} as paths,
        (select json_object_agg(t.language, json_build_object('words', t.words, 'version', t.version)) from scenario_translations t
          where t.organisation_id = ${tx.organisationId} and t.scenario_id = s.id) as translations,
        coalesce((select json_agg(json_build_object('number', w.number, 'language', w.language, 'note', w.note, 'reviewedBy', w.reviewed_by,
              'publishedBy', w.published_by, 'publishedAt', to_char(w.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
            order by w.number desc, w.language) from scenario_versions w where w.organisation_id = ${tx.organisationId} and w.scenario_id = s.id), '[]') as versions
      from scenarios s ${live(tx)} where s.organisation_id = ${tx.organisationId} and s.id = ${id} and s.withdrawn_at is null`)
  )[0]

/** For as long as the transaction: a review and a word written at the same time come one after the other. */
export const lockScenario = async (tx: Tx, id: string): Promise<ScenarioRow | undefined> =>
  (
    await tx.run(
      sql<ScenarioRow>`select ${columns} from scenarios s where s.organisation_id = ${tx.organisationId} and s.id = ${id} and s.withdrawn_at is null for update`,
    )
  )[0]
/** Asking counts the version up: a reader's word holds for what was asked, and for no later words. */
export const judgeScenario = (
  tx: Tx,
  id: string,
  { reviewState, reviewedBy, reviewWords }: Pick<ScenarioRow, 'reviewState' | 'reviewedBy' | 'reviewWords'>,
) =>
  tx.run(sql`update scenarios set review_state = ${reviewState}, reviewed_by = ${reviewedBy}, review_words = ${reviewWords},
      version = version + ${reviewState === 'in-review' ? 1 : 0} where organisation_id = ${tx.organisationId} and id = ${id}`)

type Written = Head & { text: string; writtenBy: string | null }
/** False where the key is taken. */
export const insertScenario = async (
  tx: Tx,
  row: Written & { id: string; language: Language; heldFor?: string | undefined },
  at: Date,
): Promise<boolean> =>
  (
    await tx.run(sql`insert into scenarios (organisation_id, id, key, language, text, title, level, theme, families, channel, minutes, held_for, written_by, writer_ids, written_at,
        created_at)
      values (${tx.organisationId}, ${row.id}, ${row.key}, ${row.language}, ${row.text}, ${row.title}, ${row.level}, ${row.theme}, ${row.families}, ${row.channel},
        ${row.minutes}, ${row.heldFor ?? null}, ${row.writtenBy}, array_remove(array[${row.writtenBy}::uuid], null), ${at.toISOString()}, ${at.toISOString()}) on conflict (organisation_id, key) do nothing returning id`)
  ).length > 0
/** What is written goes back to writing, whoever had found it good: they had read other words. Theirs stay until a review is asked for again. */
const alsoWritten = (personId: string | null) => sql`review_state = 'writing',
        writer_ids = case when ${personId}::uuid is null or ${personId}::uuid = any(writer_ids) then writer_ids else writer_ids || ${personId}::uuid end`
/** `fromVersion` null: whatever it is. The key never changes once it is live. False: somebody was faster, or it is not there. */
export const writeScenario = async (tx: Tx, id: string, fromVersion: number | null, row: Written, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`update scenarios set key = ${row.key}, text = ${row.text}, title = ${row.title}, level = ${row.level}, theme = ${row.theme}, families = ${row.families},
        channel = ${row.channel}, minutes = ${row.minutes}, written_by = ${row.writtenBy}, written_at = ${at.toISOString()}, ${alsoWritten(row.writtenBy)},
        version = version + 1
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
      review_state = null, review_words = null, reviewed_by = null, writer_ids = '{}', is_retired = true, withdrawn_at = ${at.toISOString()}, version = version + 1
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
export async function writeTranslation(
  tx: Tx,
  row: { scenarioId: string; language: Language; words: Translation; writtenBy: string | null },
  at: Date,
): Promise<void> {
  void tx.run(
    sql`update scenarios set ${alsoWritten(row.writtenBy)} where organisation_id = ${tx.organisationId} and id = ${row.scenarioId}`,
  )
  await tx.run(sql`insert into scenario_translations (organisation_id, scenario_id, language, words, written_by, written_at)
    values (${tx.organisationId}, ${row.scenarioId}, ${row.language}, ${JSON.stringify(row.words)}::jsonb, ${row.writtenBy}, ${at.toISOString()})
    on conflict (organisation_id, scenario_id, language) do update
      set words = excluded.words, written_by = excluded.written_by, written_at = excluded.written_at, version = scenario_translations.version + 1`)
}

export interface VersionRow {
  number: number
  language: Language
  text: string
  note: string | null
  reviewedBy: string | null
  publishedBy: string | null
  publishedAt: string
}
export const versionsOf = (tx: Tx, scenarioId: string) =>
  tx.run(sql<Omit<VersionRow, 'text'>>`select number, language, note, reviewed_by, published_by, published_at from scenario_versions
    where organisation_id = ${tx.organisationId} and scenario_id = ${scenarioId} order by number desc, language`)
export const textsOf = (tx: Tx, scenarioId: string, number: number) =>
  tx.run(sql<VersionRow>`select number, language, text, note, reviewed_by, published_by, published_at from scenario_versions
    where organisation_id = ${tx.organisationId} and scenario_id = ${scenarioId} and number = ${number} order by language`)
export async function publishTexts(
  tx: Tx,
  scenarioId: string,
  number: number,
  texts: readonly { language: Language; text: string }[],
  by: Pick<VersionRow, 'note' | 'reviewedBy' | 'publishedBy'>,
  at: Date,
): Promise<void> {
  const rows = texts.map(
    ({ language, text }) =>
      sql`(${tx.organisationId}, ${scenarioId}, ${number}, ${language}, ${text}, ${by.note}, ${by.reviewedBy}, ${by.publishedBy}, ${at.toISOString()})`,
  )
  await tx.run(
    sql`insert into scenario_versions (organisation_id, scenario_id, number, language, text, note, reviewed_by, published_by, published_at) values ${sql.join(rows)}`,
  )
  await tx.run(sql`update scenarios set live_number = ${number}, is_retired = false, review_state = null, writer_ids = '{}', reviewed_by = null,
      review_words = null, held_for = null, version = version + 1
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

export interface ScenarioTitle {
  id: string
  title: string
  level: number
  minutes: number
  families: Family[]
  isLive: boolean
}
/** What they are called in a language, or in their first one, without reading them; null: all that are live. */
export const scenarioTitles = (tx: Tx, language: string, ids: readonly string[] | null) =>
  tx.run(sql<ScenarioTitle>`select s.id, s.level, s.minutes, s.families, coalesce(v.title, s.title) as title, not s.is_retired and s.live_number is not null as is_live
      from scenarios s left join lateral (select substring(v.text from 'title:[ ]*([^\n]+)') as title from scenario_versions v
         where v.organisation_id = ${tx.organisationId} and v.scenario_id = s.id and v.number = s.live_number and v.language in (${language}, s.language)
         order by v.language = ${language} desc limit 1) v on true
     where s.organisation_id = ${tx.organisationId} and ${ids === null ? sql`not s.is_retired and s.live_number is not null` : sql`s.id = any(${ids}::uuid[])`}
     order by s.level, s.title, s.id limit 500`)

export async function forgetWriter(tx: Tx, personId: string): Promise<void> {
  void tx.run(sql`update scenarios set written_by = nullif(written_by, ${personId}), writer_ids = array_remove(writer_ids, ${personId}::uuid),
      reviewed_by = nullif(reviewed_by, ${personId})
    where organisation_id = ${tx.organisationId} and (${personId} = any(writer_ids) or ${personId} in (written_by, reviewed_by))`)
  void tx.run(
    sql`update scenario_translations set written_by = null where organisation_id = ${tx.organisationId} and written_by = ${personId}`,
  )
  await tx.run(
    sql`update scenario_versions set published_by = nullif(published_by, ${personId}), reviewed_by = nullif(reviewed_by, ${personId})
      where organisation_id = ${tx.organisationId} and ${personId} in (published_by, reviewed_by)`,
  )
}
