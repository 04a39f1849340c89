import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export interface FollowupRow {
  id: string
  subjectKind: string
  subjectId: string
  subjectLink: string
  ownerId: string
  deputyId: string | null
  unitId: string | null
  visibility: 'owner' | 'leaders'
  dueAt: string
  escalatedAt: string | null
  escalatedTo: string | null
  answeredAt: string | null
  answeredBy: string | null
  answer: string | null
}
const columns = sql`id, subject_kind, subject_id, subject_link, owner_id, deputy_id, unit_id, visibility, due_at, escalated_at, escalated_to, answered_at, answered_by, answer`

export type NewFollowup = Pick<
  FollowupRow,
  'id' | 'subjectKind' | 'subjectId' | 'subjectLink' | 'ownerId' | 'deputyId' | 'unitId' | 'visibility' | 'dueAt'
>
export const insertFollowup = (tx: Tx, row: NewFollowup, at: Date) =>
  tx.run(sql`insert into followups (organisation_id, id, subject_kind, subject_id, subject_link, owner_id, deputy_id, unit_id, visibility, due_at, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.subjectKind}, ${row.subjectId}, ${row.subjectLink}, ${row.ownerId}, ${row.deputyId}, ${row.unitId},
            ${row.visibility}, ${row.dueAt}, ${at.toISOString()})`)

export const findFollowup = async (tx: Tx, id: string): Promise<FollowupRow | undefined> =>
  (await tx.run(sql<FollowupRow>`select ${columns} from followups where organisation_id = ${tx.organisationId} and id = ${id}`))[0]

export interface FollowupFilter {
  /** Owes it, or stands in for who does. */
  ownerOrDeputyId?: string | undefined
  unitIds?: readonly string[] | undefined
  state: 'open' | 'answered' | 'all'
  /** Whose own and escalated ones are shown; and of which units those that leaders may see (`everywhere`: of all). */
  seenBy: { personId: string | null; unitIds: readonly string[] | 'everywhere' }
  after: { dueAt: string; id: string } | undefined
  limit: number
}
export function listFollowups(tx: Tx, filter: FollowupFilter): Promise<FollowupRow[]> {
  const { ownerOrDeputyId, unitIds, state, seenBy, after } = filter
  const me = seenBy.personId
  const seen: RawBuilder<unknown>[] = [sql`false`]
  if (me) seen.push(sql`owner_id = ${me}`, sql`deputy_id = ${me}`, sql`escalated_to = ${me}`)
  if (seenBy.unitIds === 'everywhere') seen.push(sql`visibility = 'leaders'`)
  else if (seenBy.unitIds.length > 0) seen.push(sql`(visibility = 'leaders' and unit_id = any(${seenBy.unitIds}::uuid[]))`)
  const conditions = [sql`organisation_id = ${tx.organisationId}`, sql`(${sql.join(seen, sql` or `)})`]
  if (ownerOrDeputyId) conditions.push(sql`(owner_id = ${ownerOrDeputyId} or deputy_id = ${ownerOrDeputyId})`)
  if (unitIds) conditions.push(sql`unit_id = any(${unitIds}::uuid[])`)
  if (state !== 'all') conditions.push(state === 'open' ? sql`answered_at is null` : sql`answered_at is not null`)
  if (after) conditions.push(sql`(due_at, id) > (${after.dueAt}::timestamptz, ${after.id}::uuid)`)
  return tx.run(
    sql<FollowupRow>`select ${columns} from followups where ${sql.join(conditions, sql` and `)} order by due_at, id limit ${filter.limit}`,
  )
}

export interface AnswerWrite {
  subjectKind: string
  subjectId: string
  ownerId: string | null
  answer: string
  answeredBy: string | null
}
/** Stops the clock of all open followups of a subject, or of one owner's. */
export const answerOpen = (tx: Tx, write: AnswerWrite, at: Date) =>
  tx.run(sql<FollowupRow>`update followups set answered_at = ${at.toISOString()}, answered_by = ${write.answeredBy}, answer = ${write.answer}
    where organisation_id = ${tx.organisationId} and subject_kind = ${write.subjectKind} and subject_id = ${write.subjectId} and answered_at is null
      and (${write.ownerId}::uuid is null or owner_id = ${write.ownerId}::uuid)
    returning ${columns}`)

export const oldestToEscalate = (organisationId: string, at: Date): RawBuilder<unknown> =>
  sql`select due_at from followups where organisation_id = ${organisationId} and answered_at is null and escalated_at is null and due_at < ${at.toISOString()}
    order by due_at limit 1`
export const takeToEscalate = (tx: Tx, at: Date, limit: number) =>
  tx.run(sql<FollowupRow>`select ${columns} from followups
    where organisation_id = ${tx.organisationId} and answered_at is null and escalated_at is null and due_at < ${at.toISOString()}
    order by due_at limit ${limit} for update skip locked`)
export const markEscalated = (tx: Tx, rows: readonly { id: string; toId: string | null }[], at: Date) =>
  tx.run(sql`update followups f set escalated_at = ${at.toISOString()}, escalated_to = v.to_id::uuid
    from (values ${valuesList(rows.map(({ id, toId }) => [id, toId]))}) as v(id, to_id)
    where f.organisation_id = ${tx.organisationId} and f.id = v.id::uuid and f.escalated_at is null`)

/** Everybody who owes something now, with whoever stands in for them. */
export const openStandIns = (tx: Tx) =>
  tx.run(sql<{ ownerId: string; deputyId: string | null }>`select distinct owner_id, deputy_id from followups
    where organisation_id = ${tx.organisationId} and answered_at is null`)
export const setDeputy = (tx: Tx, ownerId: string, deputyId: string | null) =>
  tx.run(sql`update followups set deputy_id = ${deputyId}
    where organisation_id = ${tx.organisationId} and owner_id = ${ownerId} and answered_at is null and deputy_id is distinct from ${deputyId}`)

/** All that runs for one person now runs for another. The time stays; what was escalated already is not escalated again. */
export const giveToOther = async (tx: Tx, fromId: string, toId: string): Promise<number> =>
  (
    await tx.run(sql`update followups set owner_id = ${toId}, deputy_id = null where organisation_id = ${tx.organisationId} and owner_id = ${fromId}
      and answered_at is null returning id`)
  ).length
/** Where the person stood in, or was the one it was escalated to. */
export async function takeFromSides(tx: Tx, fromId: string, toId: string | null): Promise<void> {
  void tx.run(
    sql`update followups set deputy_id = null where organisation_id = ${tx.organisationId} and deputy_id = ${fromId} and answered_at is null`,
  )
  await tx.run(
    sql`update followups set escalated_to = ${toId} where organisation_id = ${tx.organisationId} and escalated_to = ${fromId} and answered_at is null`,
  )
}

export const followupsOf = (tx: Tx, personId: string) =>
  tx.run(sql<FollowupRow>`select ${columns} from followups where organisation_id = ${tx.organisationId}
    and (owner_id = ${personId} or deputy_id = ${personId} or escalated_to = ${personId} or answered_by = ${personId}) order by due_at, id`)
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  void tx.run(sql`delete from followups where organisation_id = ${tx.organisationId} and owner_id = ${personId}`)
  await tx.run(sql`update followups set deputy_id = nullif(deputy_id, ${personId}), escalated_to = nullif(escalated_to, ${personId}),
      answered_by = nullif(answered_by, ${personId})
    where organisation_id = ${tx.organisationId} and ${personId} in (deputy_id, escalated_to, answered_by)`)
}

export const deleteAnsweredBefore = (tx: Tx, before: Date) =>
  tx.run(sql`delete from followups where organisation_id = ${tx.organisationId} and answered_at < ${before.toISOString()}`)

export interface Owed {
  subjectKind: string
  subjectId: string
  subjectLink: string
  dueAt: string
  /** `above`: it was due, and came to the manager. */
  role: 'owner' | 'deputy' | 'above'
}
/** What waits for one person's answer, the earliest due first; in the place of somebody, and what came up to them, too. */
export const owedBy = (tx: Tx, personId: string, limit: number) =>
  tx.run(sql<Owed>`select subject_kind, subject_id, subject_link, due_at,
      case when owner_id = ${personId}::uuid then 'owner' when deputy_id = ${personId}::uuid then 'deputy' else 'above' end as role
    from followups where organisation_id = ${tx.organisationId} and answered_at is null
     and (owner_id = ${personId}::uuid or deputy_id = ${personId}::uuid or escalated_to = ${personId}::uuid) order by due_at, id limit ${limit}`)
