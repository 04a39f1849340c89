// Principles and their texts.
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export interface PrincipleRow {
  id: string
  position: number | null
  colour: string
  icon: string
  isRetired: boolean
  version: number
  wordsSince: string
  texts: { language: string; name: string; meaning: string }[]
  uses: number
}

const texts = sql`(select coalesce(jsonb_agg(jsonb_build_object('language', t.language, 'name', t.name, 'meaning', t.meaning) order by t.language), '[]')
  from principle_texts t where t.organisation_id = p.organisation_id and t.principle_id = p.id) as texts`
const uses = sql`(select count(*)::int from principle_uses u where u.organisation_id = p.organisation_id and u.principle_id = p.id) as uses`

const select = (organisationId: string, condition: RawBuilder<unknown>) =>
  sql<PrincipleRow>`select p.id, p.position, p.colour, p.icon, p.is_retired, p.version, p.words_since, ${texts}, ${uses} from principles p
   where p.organisation_id = ${organisationId} and ${condition} order by p.is_retired, p.position, p.id`

/** Live ones in their order, then those that were retired. */
export const principlesQuery = (organisationId: string) => select(organisationId, sql`true`)
export const findPrinciple = async (tx: Tx, id: string): Promise<PrincipleRow | undefined> =>
  (await tx.run(select(tx.organisationId, sql`p.id = ${id}`)))[0]

export interface RefRow {
  id: string
  name: string
  meaning: string
  colour: string
  icon: string
  position: number
}
/** Live ones with the one text that counts: in this language or in the organisation's own; small, because every page with a principle asks for it. */
export const liveRefs = (tx: Tx, language: string) =>
  tx.run(sql<RefRow>`select p.id, t.name, t.meaning, p.colour, p.icon, p.position from principles p
    cross join lateral (select name, meaning from principle_texts t where t.organisation_id = p.organisation_id and t.principle_id = p.id
      order by (t.language = ${language}) desc,
        (t.language = (select default_language from organisation_settings where organisation_id = ${tx.organisationId})) desc, t.language limit 1) t
   where p.organisation_id = ${tx.organisationId} and not p.is_retired order by p.position`)

export interface WordsRow extends Omit<RefRow, 'name' | 'meaning'> {
  ownLanguage: string
  texts: Record<string, { name: string; meaning: string }>
}
/** Live ones in order, with their words in every language. */
export const liveWords = (tx: Tx) =>
  tx.run(sql<WordsRow>`select p.id, p.colour, p.icon, p.position, s.default_language as own_language,
      (select jsonb_object_agg(t.language, jsonb_build_object('name', t.name, 'meaning', t.meaning)) from principle_texts t
        where t.organisation_id = ${tx.organisationId} and t.principle_id = p.id) as texts
    from principles p join organisation_settings s on s.organisation_id = ${tx.organisationId}
   where p.organisation_id = ${tx.organisationId} and not p.is_retired order by p.position`)

export const hasPrinciple = async (tx: Tx): Promise<boolean> =>
  (await tx.run(sql`select 1 from principles where organisation_id = ${tx.organisationId} and not is_retired limit 1`)).length > 0

export const isLive = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.run(sql`select 1 from principles where organisation_id = ${tx.organisationId} and id = ${id} and not is_retired`)).length > 0

/** One at a time changes the order of an organisation's principles. */
export const holdOrder = (tx: Tx) =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`attune principles ${tx.organisationId}`}, 0))`)

export const insertPrinciple = (tx: Tx, row: { id: string; position: number; colour: string; icon: string }, at: string) =>
  tx.run(sql`insert into principles (organisation_id, id, position, colour, icon, words_since, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.position}, ${row.colour}, ${row.icon}, ${at}, ${at})`)

/** Writes only from the version that was read; false when somebody was faster. */
export const updatePrinciple = async (
  tx: Tx,
  row: { id: string; colour: string; icon: string; hasNewWords: boolean },
  fromVersion: number,
  at: string,
): Promise<boolean> =>
  (
    await tx.run(sql`update principles set colour = ${row.colour}, icon = ${row.icon}, version = version + 1,
      words_since = case when ${row.hasNewWords} then ${at}::timestamptz else words_since end
     where organisation_id = ${tx.organisationId} and id = ${row.id} and version = ${fromVersion} returning id`)
  ).length > 0

export const placePrinciple = async (tx: Tx, id: string, position: number | null, fromVersion: number): Promise<boolean> =>
  (
    await tx.run(sql`update principles set position = ${position}, is_retired = ${position === null}, version = version + 1
     where organisation_id = ${tx.organisationId} and id = ${id} and version = ${fromVersion} returning id`)
  ).length > 0

/** Numbers the live ones from 1 in this order; the order is nobody's words, so versions stay. */
export const orderPrinciples = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql`update principles p set position = v.position::smallint from (values ${valuesList(ids.map((id, i) => [id, i + 1]))}) as v(id, position)
    where p.organisation_id = ${tx.organisationId} and p.id = v.id::uuid and not p.is_retired`)

export const replaceTexts = async (
  tx: Tx,
  principleId: string,
  rows: readonly { language: string; name: string; meaning: string }[],
): Promise<void> => {
  void tx.run(sql`delete from principle_texts where organisation_id = ${tx.organisationId} and principle_id = ${principleId}`)
  await tx.run(sql`insert into principle_texts (organisation_id, principle_id, language, name, meaning)
    values ${valuesList(rows.map(({ language, name, meaning }) => [tx.organisationId, principleId, language, name, meaning]))}`)
}

/** Live ones with what each looks like for a job role, else for everybody: one statement for a page that is opened often. */
export const cardRows = (
  tx: Tx,
  { jobRoleId, language, ownLanguage }: { jobRoleId: string | null; language: string; ownLanguage: string },
) =>
  tx.run(sql<
    RefRow & { looksLike: string | null }
  >`select p.id, t.name, t.meaning, p.colour, p.icon, p.position, x.looks_like from principles p
    cross join lateral (select name, meaning from principle_texts t where t.organisation_id = p.organisation_id and t.principle_id = p.id
      order by (t.language = ${language}) desc, (t.language = ${ownLanguage}) desc, t.language limit 1) t
    left join lateral (select y.looks_like from principle_examples e
        join principle_example_texts y on y.organisation_id = e.organisation_id and y.example_id = e.id
       where e.organisation_id = p.organisation_id and e.principle_id = p.id and (e.job_role_id is null or e.job_role_id = ${jobRoleId}::uuid)
       order by e.job_role_id nulls last, (y.language = ${language}) desc, (y.language = ${ownLanguage}) desc, y.language, e.created_at, e.id limit 1) x on true
   where p.organisation_id = ${tx.organisationId} and not p.is_retired order by p.position`)
