import type { Block, Family } from '#engines/lesson/lesson.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql, valuesList } from '#platform/db/sql.ts'

export interface PartRow {
  part: string
  /** Digests: of the pack's words, and of what stood here after they were taken in. */
  given: string
  taken: string
}
export interface NotedPart extends PartRow {
  version: number
  installedAt: string
}
export const partsOf = async (tx: Tx, pack: string): Promise<Map<string, NotedPart>> =>
  new Map(
    (
      await tx.run(
        sql<NotedPart>`select part, given, taken, version, installed_at from pack_parts where organisation_id = ${tx.organisationId} and pack = ${pack}`,
      )
    ).map((row) => [row.part, row]),
  )

/** Which packs are here, and in which version. */
export const installedPacks = (tx: Tx) =>
  tx.run(sql<{ pack: string; version: number; installedAt: string }>`select pack, max(version) as version, max(installed_at) as installed_at
    from pack_parts where organisation_id = ${tx.organisationId} group by 1`)

/** At once, for some hundred rows. */
export async function noteParts(tx: Tx, pack: string, version: number, parts: readonly PartRow[], at: Date): Promise<void> {
  if (parts.length === 0) return
  await tx.run(sql`insert into pack_parts (organisation_id, pack, part, version, given, taken, installed_at)
    values ${valuesList(parts.map(({ part, given, taken }) => [tx.organisationId, pack, part, version, given, taken, at.toISOString()]))}
    on conflict (organisation_id, pack, part) do update
      set version = excluded.version, given = excluded.given, taken = excluded.taken, installed_at = excluded.installed_at`)
}
export const dropParts = (tx: Tx, pack: string, parts: readonly string[]) =>
  tx.run(sql`delete from pack_parts where organisation_id = ${tx.organisationId} and pack = ${pack} and part = any(${parts}::text[])`)

/** What stands here under a part's name; `value` only where it was asked for. */
export interface StandRow {
  part: string
  id: string
  isRetired: boolean
  digest: string
  value: unknown
}
export interface LessonValue {
  title: string
  blocks: Block[]
}
export interface ScenarioValue {
  language: string
  text: string
  translations: Record<string, Record<string, { from: string; words: string }>> | null
}
export interface Keys {
  lessons: readonly string[]
  scenarios: readonly string[]
  items: readonly string[]
  cards: readonly string[]
}
/** Of a lesson's language the draft, else what is taught. The digest is of jsonb's own text, whose order of names never changes. */
export const standsOf = (tx: Tx, keys: Keys, isFull: boolean) =>
  tx.run(sql<StandRow>`
    select part, id, is_retired, encode(sha256(convert_to(value::text, 'UTF8')), 'hex') as digest, ${isFull ? sql`value` : sql`null as value`} from (
      select 'lessons/' || l.key || '/' || t.language as part, l.id, l.is_retired, jsonb_build_object('title', t.title, 'blocks', t.blocks) as value
        from lessons l join (
          select lesson_id, language, title, blocks from lesson_drafts where organisation_id = ${tx.organisationId}
          union all
          select v.lesson_id, v.language, v.title, v.blocks from lesson_versions v where v.organisation_id = ${tx.organisationId}
             and not exists (select 1 from lesson_versions w where w.organisation_id = ${tx.organisationId} and w.lesson_id = v.lesson_id
                and w.language = v.language and w.number > v.number)
             and not exists (select 1 from lesson_drafts d where d.organisation_id = ${tx.organisationId} and d.lesson_id = v.lesson_id and d.language = v.language)
        ) t on t.lesson_id = l.id
       where l.organisation_id = ${tx.organisationId} and l.key = any(${keys.lessons}::text[])
      union all
      select 'scenarios/' || s.key, s.id, s.is_retired, jsonb_build_object('language', s.language, 'text', s.text, 'translations',
          (select jsonb_object_agg(t.language, t.words) from scenario_translations t where t.organisation_id = ${tx.organisationId} and t.scenario_id = s.id))
        from scenarios s where s.organisation_id = ${tx.organisationId} and s.key = any(${keys.scenarios}::text[])
      union all
      select 'items/' || i.key, i.id, i.state = 'retired',
          jsonb_build_object('theme', i.theme, 'level', i.level, 'kind', i.kind, 'families', i.families, 'source', i.source, 'texts', v.texts)
        from items i join item_versions v on v.organisation_id = ${tx.organisationId} and v.item_id = i.id and v.version = i.version
       where i.organisation_id = ${tx.organisationId} and i.key = any(${keys.items}::text[])
      union all
      select 'cards/' || c.key, c.id, c.state = 'retired', jsonb_build_object('families', c.families, 'texts', c.texts)
        from cards c where c.organisation_id = ${tx.organisationId} and c.key = any(${keys.cards}::text[])
    ) stands`)

export interface LessonHeadRow {
  id: string
  key: string
  level: number
  theme: string | null
  families: Family[]
}
export const lessonHeads = (tx: Tx, keys: readonly string[]) =>
  tx.run(sql<LessonHeadRow>`select id, key, level, theme, families from lessons
    where organisation_id = ${tx.organisationId} and key = any(${keys}::text[])`)
/** As people play them. */
export const playedTexts = (tx: Tx, keys: readonly string[]) =>
  tx.run(sql<{ key: string; language: string; text: string }>`select s.key, v.language, v.text from scenarios s
    join scenario_versions v on v.organisation_id = ${tx.organisationId} and v.scenario_id = s.id and v.number = s.live_number
   where s.organisation_id = ${tx.organisationId} and s.key = any(${keys}::text[])`)

/** Of these lessons, scenarios, items and cards those that somebody has begun, played, answered or opened, or that a path or an assessment holds. */
export const usedAmong = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await tx.run(sql<{ id: string }>`select id from unnest(${ids}::uuid[]) as of(id) where
          exists (select 1 from lesson_progress p where p.organisation_id = ${tx.organisationId} and p.lesson_id = of.id)
       or exists (select 1 from scenario_plays p where p.organisation_id = ${tx.organisationId} and p.scenario_id = of.id)
       or exists (select 1 from path_steps s where s.organisation_id = ${tx.organisationId} and s.subject_id = of.id)
       or exists (select 1 from sitting_answers a where a.organisation_id = ${tx.organisationId} and a.item_id = of.id)
       or exists (select 1 from assessments a where a.organisation_id = ${tx.organisationId} and of.id = any(a.item_ids))
       or exists (select 1 from card_uses u where u.organisation_id = ${tx.organisationId} and u.card_id = of.id)`)
    ).map(({ id }) => id),
  )

/** All of one kind at once; what carries a principle is told by the caller. */
export async function setRetired(tx: Tx, ids: readonly string[], isRetired: boolean): Promise<void> {
  const at = sql`organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[])`
  const state = isRetired ? 'retired' : 'live'
  await Promise.all([
    tx.run(sql`update lessons set is_retired = ${isRetired}, version = version + 1 where ${at} and is_retired <> ${isRetired}`),
    tx.run(sql`update scenarios set is_retired = ${isRetired}, version = version + 1 where ${at} and is_retired <> ${isRetired}`),
    // An item's version is that of its words, which stay.
    tx.run(sql`update items set state = ${state} where ${at} and (state = 'retired') <> ${isRetired}`),
    tx.run(sql`update cards set state = ${state}, version = version + 1 where ${at} and (state = 'retired') <> ${isRetired}`),
  ])
}

/** Whether anything is taught here, from a pack or of one's own. */
export const hasTaught = async (tx: Tx): Promise<boolean> =>
  (await tx.run(sql`select 1 as one from lesson_versions where organisation_id = ${tx.organisationId} limit 1`)).length > 0
