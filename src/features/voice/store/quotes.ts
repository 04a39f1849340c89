import type { Tx } from '#platform/db/database.ts'
import { isAmong, sql, valuesList } from '#platform/db/sql.ts'
import type { Answers, Kind } from '../rules/answers.ts'

export interface QuoteRow extends Answers {
  id: string
  words: string
  language: string
  kind: Kind
  unitId: string
  stepId: string | null
  causeStepId: string | null
  unitIds: string[]
  receivedAt: string
  day: string
  rank: number
}
export interface QuotesAsked {
  unitIds: readonly string[]
  since: string | null
  until?: string | undefined
  rank?: number | undefined
  /** Only what went wrong at one of these. */
  causeStepIds?: readonly string[] | undefined
  after?: { rank: number; receivedAt: string; id: string } | undefined
  limit: number
}
/** Words that the people of these units may hear: praise first, then the newest. Held ones are not among them. */
export const quotesOf = (tx: Tx, { unitIds, since, until, rank, causeStepIds, after, limit }: QuotesAsked) =>
  unitIds.length === 0
    ? Promise.resolve([] as QuoteRow[])
    : tx.run(sql<QuoteRow>`
        with mine as (
          select distinct q.rank, q.received_at, q.response_id from quote_units q
            join responses r on r.organisation_id = ${tx.organisationId} and r.id = q.response_id and r.quote = 'shown'
           where q.organisation_id = ${tx.organisationId} and q.unit_id = any(${unitIds}::uuid[])
             and (${since}::timestamptz is null or q.received_at >= ${since}::timestamptz)
             ${until === undefined ? sql`` : sql`and q.received_at < ${until}::timestamptz`}
             ${rank === undefined ? sql`` : sql`and q.rank = ${rank}`}
             ${causeStepIds === undefined ? sql`` : sql`and r.cause_step_id = any(${causeStepIds}::uuid[])`}
             ${after ? sql`and (q.rank > ${after.rank} or (q.rank = ${after.rank} and (q.received_at, q.response_id) < (${after.receivedAt}::timestamptz, ${after.id}::uuid)))` : sql``}
           order by q.rank, q.received_at desc, q.response_id desc limit ${limit})
        select r.id, coalesce(r.shown_words, r.words) as words, r.language, r.kind, r.unit_id, r.step_id, r.cause_step_id, r.csat, r.nps, r.ces, r.is_solved, m.rank,
               m.received_at, r.day,
               (select array_agg(u.unit_id order by u.unit_id) from quote_units u where u.organisation_id = ${tx.organisationId} and u.response_id = r.id) as unit_ids
          from mine m join responses r on r.organisation_id = ${tx.organisationId} and r.id = m.response_id
         order by m.rank, m.received_at desc, r.id desc`)

export interface CauseCount {
  causeStepId: string | null
  count: number
}
/** How many complaints these units may hear, by the step where it went wrong; null: nobody has named one. */
export const complaintsByCause = (tx: Tx, unitIds: readonly string[], since: string, until: string) =>
  tx.run(sql<CauseCount>`select r.cause_step_id, count(distinct r.id)::int as count from quote_units q
      join responses r on r.organisation_id = ${tx.organisationId} and r.id = q.response_id and r.quote = 'shown' and r.kind = 'complaint'
     where q.organisation_id = ${tx.organisationId} and ${isAmong('q.unit_id', unitIds)} and q.received_at >= ${since} and q.received_at < ${until}
     group by 1`)

/** Those of these that may still be heard, in no order. */
export const quotesByIds = (tx: Tx, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([] as QuoteRow[])
    : tx.run(sql<QuoteRow>`
        select r.id, coalesce(r.shown_words, r.words) as words, r.language, r.kind, r.unit_id, r.step_id, r.cause_step_id, r.csat, r.nps, r.ces, r.is_solved,
               r.received_at, r.day, '{}'::uuid[] as unit_ids
          from responses r where r.organisation_id = ${tx.organisationId} and r.quote = 'shown' and r.id = any(${ids}::uuid[])`)

/** The newest praise, else words, said about a step by customers of these units (all units where empty). */
export const quoteOfStep = async (tx: Tx, stepId: string, unitIds: readonly string[]) =>
  (
    await tx.run(sql<{ id: string; words: string; language: string; receivedAt: string; kind: Kind }>`
      select r.id, coalesce(r.shown_words, r.words) as words, r.language, r.received_at, r.kind from responses r
       where r.organisation_id = ${tx.organisationId} and r.quote = 'shown' and (r.step_id = ${stepId} or r.cause_step_id = ${stepId})
         and (${unitIds.length === 0} or exists (select 1 from quote_units q where q.organisation_id = ${tx.organisationId} and q.response_id = r.id
           and q.unit_id = any(${unitIds}::uuid[])))
       order by (r.kind = 'praise') desc, r.received_at desc limit 1`)
  )[0]

export async function replaceQuoteUnits(
  tx: Tx,
  responseId: string,
  row: { unitIds: readonly string[]; rank: number; receivedAt: string },
): Promise<void> {
  void tx.run(sql`delete from quote_units where organisation_id = ${tx.organisationId} and response_id = ${responseId}`)
  await insertQuoteUnits(tx, responseId, row)
}
export const insertQuoteUnits = (
  tx: Tx,
  responseId: string,
  row: { unitIds: readonly string[]; rank: number; receivedAt: string },
): Promise<unknown> =>
  row.unitIds.length === 0
    ? Promise.resolve()
    : tx.run(sql`insert into quote_units (organisation_id, unit_id, response_id, rank, received_at)
        values ${valuesList(row.unitIds.map((unitId) => [tx.organisationId, unitId, responseId, row.rank, row.receivedAt]))}`)

export type NewestQuote = Pick<QuoteRow, 'id' | 'words' | 'language' | 'kind' | 'unitId' | 'stepId' | 'causeStepId' | 'receivedAt' | 'day'>
/** The same order as `quotesOf`, a few of them: taken from the top of the index for each unit and rank, however many there are.
 * `limit 1` keeps each answer a look-up: joined, all of them were read for every quote, because one was guessed. */
export const newestQuotes = (tx: Tx, { unitIds, since, limit }: { unitIds: readonly string[]; since: string; limit: number }) =>
  tx.run(sql<NewestQuote>`
    with mine as (
      select distinct q.rank, q.received_at, q.response_id from unnest(${unitIds}::uuid[]) as u(id) cross join (values (1), (2), (3)) as k(rank)
       cross join lateral (select q.rank, q.received_at, q.response_id from quote_units q
         where q.organisation_id = ${tx.organisationId} and q.unit_id = u.id and q.rank = k.rank and q.received_at >= ${since}::timestamptz
         order by q.received_at desc, q.response_id desc limit ${limit}) q)
    select r.*, m.received_at
      from mine m cross join lateral (
        select r.id, coalesce(r.shown_words, r.words) as words, r.language, r.kind, r.unit_id, r.step_id, r.cause_step_id, r.day from responses r
         where r.organisation_id = ${tx.organisationId} and r.id = m.response_id and r.quote = 'shown' limit 1) r
     order by m.rank, m.received_at desc, r.id desc limit ${limit}`)

export interface UnitQuote {
  unitId: string
  id: string
  words: string
  language: string
  rank: number
  receivedAt: string
}
const fewOfEach = 3
/** A few for each of these units that came in after an instant: praise first, then the newest. Complaints are heard where something can be done about them. */
export const quotesOfUnits = (tx: Tx, unitIds: readonly string[], since: string) =>
  tx.run(sql<UnitQuote>`select u.id as unit_id, r.id, r.words, r.language, r.rank, r.received_at from unnest(${unitIds}::uuid[]) as u(id)
    cross join lateral (select r.id, coalesce(r.shown_words, r.words) as words, r.language, q.rank, q.received_at from quote_units q
       join responses r on r.organisation_id = ${tx.organisationId} and r.id = q.response_id and r.quote = 'shown'
      where q.organisation_id = ${tx.organisationId} and q.unit_id = u.id and q.rank < 3 and q.received_at > ${since}::timestamptz
      order by q.rank, q.received_at desc, q.response_id desc limit ${fewOfEach}) r
   order by r.rank, r.received_at desc, r.id desc`)
