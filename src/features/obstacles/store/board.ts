// Reading the board: rows with their voices, figures, and what signals recounts.
import { foldedWords } from '#engines/text/fold.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import { columns, type ObstacleRecord } from './obstacles.ts'

export interface BoardRow extends ObstacleRecord {
  supporters: number
  iSupport: boolean
  myVoice: boolean | null
  helpedYes: number
  helpedOf: number
}
export interface BoardFilter {
  state: 'open' | 'answered' | 'all'
  search?: string | undefined
  raisedOrSupportedBy?: string | undefined
  answeredByLeader?: string | undefined
  unitIds?: readonly string[] | undefined
  stepId?: string | undefined
  kind?: 'red' | 'green' | 'unjudged' | undefined
  hurts?: string | undefined
}

function conditionsOf(tx: Tx, filter: BoardFilter): RawBuilder<unknown> {
  const parts = [sql`o.organisation_id = ${tx.organisationId}`]
  if (filter.state !== 'all') parts.push(sql`o.state = ${sql.lit(filter.state)}`)
  for (const word of foldedWords(filter.search ?? '', 6)) parts.push(sql`strpos(o.search_key, ${word}) > 0`)
  if (filter.raisedOrSupportedBy)
    parts.push(sql`exists (select 1 from obstacle_supporters s where s.organisation_id = ${tx.organisationId} and s.obstacle_id = o.id
      and s.person_id = ${filter.raisedOrSupportedBy})`)
  if (filter.answeredByLeader) parts.push(sql`o.leader_id = ${filter.answeredByLeader}`)
  if (filter.unitIds) parts.push(sql`o.unit_id = any(${filter.unitIds}::uuid[])`)
  if (filter.stepId) parts.push(sql`o.step_id = ${filter.stepId}`)
  if (filter.kind) parts.push(filter.kind === 'unjudged' ? sql`o.kind is null` : sql`o.kind = ${filter.kind}`)
  if (filter.hurts) parts.push(sql`o.hurts = ${filter.hurts}`)
  return sql.join(parts, sql` and `)
}

const voices = (tx: Tx, personId: string | null) => sql`left join lateral (
    select count(*)::int as supporters, coalesce(bool_or(s.person_id = ${personId}::uuid), false) as i_support,
           bool_or(s.has_helped) filter (where s.person_id = ${personId}::uuid) as my_voice,
           (count(*) filter (where s.has_helped))::int as helped_yes, (count(s.has_helped))::int as helped_of
      from obstacle_supporters s where s.organisation_id = ${tx.organisationId} and s.obstacle_id = o.id) v on true`
const voiceColumns = sql.raw('v.supporters, v.i_support, v.my_voice, v.helped_yes, v.helped_of')

/** Waiting: the longest first. Answered: the latest first. `after`: the key and id of the last row before. */
export function listBoard(
  tx: Tx,
  filter: BoardFilter,
  page: { personId: string | null; after: { key: string; id: string } | null; limit: number },
): Promise<BoardRow[]> {
  const isOpen = filter.state === 'open'
  const key = sql.raw(isOpen ? 'o.due_at' : "coalesce(o.answered_on, 'infinity'::date)")
  const beyond = page.after
    ? sql`and (${key}, o.id) ${sql.raw(isOpen ? '>' : '<')} (${page.after.key}::${sql.raw(isOpen ? 'timestamptz' : 'date')}, ${page.after.id}::uuid)`
    : sql``
  const way = sql.raw(isOpen ? 'asc' : 'desc')
  return tx.run(sql<BoardRow>`select ${columns}, ${voiceColumns} from (
      select * from obstacles o where ${conditionsOf(tx, filter)} ${beyond} order by ${key} ${way}, o.id ${way} limit ${page.limit}) o
    ${voices(tx, page.personId)} order by ${key} ${way}, o.id ${way}`)
}
export const countBoard = async (tx: Tx, filter: BoardFilter): Promise<number> =>
  (await tx.run(sql<{ count: number }>`select count(*)::int as count from obstacles o where ${conditionsOf(tx, filter)}`))[0]!.count

export const findBoardRow = async (tx: Tx, id: string, personId: string | null): Promise<BoardRow | undefined> =>
  (
    await tx.run(sql<BoardRow>`select ${columns}, ${voiceColumns} from obstacles o ${voices(tx, personId)}
      where o.organisation_id = ${tx.organisationId} and o.id = ${id}`)
  )[0]

export interface OpenTitle {
  id: string
  title: string
  unitId: string
  openedAt: string
  supporters: number
  iSupport: boolean
}
/** Newest first; a house with more than this many open ones has another trouble than doubles. */
export const openTitles = (tx: Tx, personId: string | null) =>
  tx.run(sql<OpenTitle>`select o.id, o.title, o.unit_id, o.opened_at, v.supporters, v.i_support from (
      select * from obstacles o where o.organisation_id = ${tx.organisationId} and o.state = 'open' order by o.due_at desc, o.id limit 2000) o
    ${voices(tx, personId)}`)

export const answersSince = (tx: Tx, unitIds: readonly string[], since: string) =>
  tx.run(sql<BoardRow>`select ${columns}, ${voiceColumns} from obstacles o ${voices(tx, null)}
    where o.organisation_id = ${tx.organisationId} and o.state = 'answered' and o.unit_id = any(${unitIds}::uuid[]) and o.answered_on >= ${since}
    order by o.answered_on desc, o.id desc limit 50`)
export const boardByIds = (tx: Tx, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([] as BoardRow[])
    : tx.run(sql<BoardRow>`select ${columns}, ${voiceColumns} from obstacles o ${voices(tx, null)}
        where o.organisation_id = ${tx.organisationId} and o.id = any(${ids}::uuid[]) order by o.answered_on desc, o.id desc`)
export const openIn = (tx: Tx, unitIds: readonly string[]) =>
  tx.run(sql<BoardRow>`select ${columns}, ${voiceColumns} from obstacles o ${voices(tx, null)}
    where o.organisation_id = ${tx.organisationId} and o.state = 'open' and o.unit_id = any(${unitIds}::uuid[]) order by o.due_at, o.id limit 50`)
export const byIds = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql<{ id: string; title: string; raisedOn: string }>`select id, title, raised_on from obstacles
    where organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[]) order by raised_on desc, id desc`)

export interface AnswerTo {
  personId: string
  id: string
  title: string
  answer: 'removed' | 'changed' | 'kept'
  because: string
  answeredOn: string
}
/** What was answered since a day of what these people raised or joined, by others; the latest first. */
export const answersToPeople = (tx: Tx, personIds: readonly string[], since: string) =>
  tx.run(sql<AnswerTo>`select s.person_id, o.id, o.title, o.answer, o.because, o.answered_on::text from obstacle_supporters s
    join obstacles o on o.organisation_id = ${tx.organisationId} and o.id = s.obstacle_id and o.state = 'answered' and o.answered_on >= ${since}
     and o.answered_by is distinct from s.person_id
   where s.organisation_id = ${tx.organisationId} and s.person_id = any(${personIds}::uuid[]) order by o.answered_on desc, o.id desc`)
