import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export type Outcome = 'made-good' | 'explained' | 'not-reached' | 'no-wish'
export interface CaseRow {
  id: string
  responseId: string
  unitId: string
  stepId: string | null
  ownerId: string | null
  state: 'open' | 'resolved'
  openedAt: string
  dueAt: string
  escalatedAt: string | null
  escalatedTo: string | null
  resolvedAt: string | null
  resolvedBy: string | null
  outcome: Outcome | null
  resolution: string | null
  askedAgainAt: string | null
  version: number
}
const columns = sql`id, response_id, unit_id, step_id, owner_id, state, opened_at, due_at, escalated_at, escalated_to, resolved_at, resolved_by, outcome, resolution,
  asked_again_at, version`

/** Undefined where the answer has its case already. */
export const insertCase = async (
  tx: Tx,
  row: Pick<CaseRow, 'id' | 'responseId' | 'unitId' | 'stepId' | 'ownerId' | 'openedAt' | 'dueAt'>,
): Promise<boolean> =>
  (
    await tx.run(sql`insert into cases (organisation_id, id, response_id, unit_id, step_id, owner_id, state, opened_at, due_at)
      values (${tx.organisationId}, ${row.id}, ${row.responseId}, ${row.unitId}, ${row.stepId}, ${row.ownerId}, 'open', ${row.openedAt}, ${row.dueAt})
      on conflict (organisation_id, response_id) do nothing returning id`)
  ).length > 0

export interface CaseFilter {
  ownerId?: string | undefined
  unitIds?: readonly string[] | undefined
  state: 'open' | 'resolved'
  seenBy: { personId: string | null; unitIds: readonly string[] | 'everywhere' }
  after?: { at: string; id: string } | undefined
  limit: number
}
/** Open ones by what is due first, those without an owner before all; resolved ones the latest first. */
export function listCases(tx: Tx, filter: CaseFilter): Promise<CaseRow[]> {
  const { seenBy, after } = filter
  const seen: RawBuilder<unknown>[] = [sql`false`]
  if (seenBy.personId) seen.push(sql`owner_id = ${seenBy.personId}`, sql`escalated_to = ${seenBy.personId}`)
  if (seenBy.unitIds === 'everywhere') seen.push(sql`true`)
  else if (seenBy.unitIds.length > 0) seen.push(sql`unit_id = any(${seenBy.unitIds}::uuid[])`)
  const conditions = [sql`organisation_id = ${tx.organisationId}`, sql`state = ${filter.state}`, sql`(${sql.join(seen, sql` or `)})`]
  if (filter.ownerId) conditions.push(sql`owner_id = ${filter.ownerId}`)
  if (filter.unitIds) conditions.push(sql`unit_id = any(${filter.unitIds}::uuid[])`)
  const isOpen = filter.state === 'open'
  if (after)
    conditions.push(
      isOpen
        ? sql`(due_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql`(resolved_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  return tx.run(sql<CaseRow>`select ${columns} from cases where ${sql.join(conditions, sql` and `)}
    order by ${isOpen ? sql`due_at, id` : sql`resolved_at desc, id desc`} limit ${filter.limit}`)
}
export const findCase = async (tx: Tx, id: string): Promise<CaseRow | undefined> =>
  (await tx.run(sql<CaseRow>`select ${columns} from cases where organisation_id = ${tx.organisationId} and id = ${id}`))[0]
export const lockCase = async (tx: Tx, id: string): Promise<CaseRow | undefined> =>
  (await tx.run(sql<CaseRow>`select ${columns} from cases where organisation_id = ${tx.organisationId} and id = ${id} for update`))[0]

export const resolveCase = (tx: Tx, id: string, row: { outcome: Outcome; words: string | null; by: string | null; at: string }) =>
  tx.run(sql`update cases set state = 'resolved', outcome = ${row.outcome}, resolution = ${row.words}, resolved_by = ${row.by}, resolved_at = ${row.at}, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${id}`)
export const setOwner = (tx: Tx, id: string, ownerId: string) =>
  tx.run(sql`update cases set owner_id = ${ownerId}, version = version + 1 where organisation_id = ${tx.organisationId} and id = ${id}`)
/** Once: a second delivery of the event changes nothing. */
export const markEscalated = (tx: Tx, id: string, toId: string | null, at: string) =>
  tx.run(sql`update cases set escalated_at = ${at}, escalated_to = ${toId}, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${id} and escalated_at is null`)
export const markAskedAgain = (tx: Tx, id: string, at: string) =>
  tx.run(sql`update cases set asked_again_at = ${at}, version = version + 1 where organisation_id = ${tx.organisationId} and id = ${id}`)

export interface NoteRow {
  id: string
  authorId: string | null
  kind: 'reached' | 'tried' | 'note'
  words: string
  notedAt: string
}
export const notesOf = (tx: Tx, caseId: string) =>
  tx.run(sql<NoteRow>`select id, author_id, kind, words, noted_at from case_notes
    where organisation_id = ${tx.organisationId} and case_id = ${caseId} order by noted_at, id limit 500`)
export const insertNote = (tx: Tx, caseId: string, row: NoteRow) =>
  tx.run(sql`insert into case_notes (organisation_id, case_id, id, author_id, kind, words, noted_at)
    values (${tx.organisationId}, ${caseId}, ${row.id}, ${row.authorId}, ${row.kind}, ${row.words}, ${row.notedAt})`)

/** What a leaver owned goes where the leaver's clocks go. */
export const passOnCases = (tx: Tx, rows: readonly { fromId: string; toId: string }[]) =>
  tx.run(sql`update cases c set owner_id = v.to_id::uuid, version = c.version + 1
    from (values ${valuesList(rows.map(({ fromId, toId }) => [fromId, toId]))}) as v(from_id, to_id)
    where c.organisation_id = ${tx.organisationId} and c.owner_id = v.from_id::uuid and c.state = 'open'`)

export const casesAbout = (tx: Tx, personId: string) =>
  tx.run(sql<CaseRow>`select ${columns} from cases where organisation_id = ${tx.organisationId}
    and (owner_id = ${personId} or resolved_by = ${personId} or escalated_to = ${personId}) order by opened_at, id`)
export const notesBy = (tx: Tx, personId: string) =>
  tx.run(sql<NoteRow & { caseId: string }>`select id, case_id, author_id, kind, words, noted_at from case_notes
    where organisation_id = ${tx.organisationId} and author_id = ${personId} order by noted_at, id`)
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  void tx.run(sql`update cases set owner_id = nullif(owner_id, ${personId}), escalated_to = nullif(escalated_to, ${personId}), resolved_by = nullif(resolved_by, ${personId})
    where organisation_id = ${tx.organisationId} and ${personId} in (owner_id, escalated_to, resolved_by)`)
  void tx.run(sql`update case_notes set author_id = null where organisation_id = ${tx.organisationId} and author_id = ${personId}`)
  void tx.run(sql`update contact_intakes set created_by = null where organisation_id = ${tx.organisationId} and created_by = ${personId}`)
  await tx.run(sql`update responses set cause_by = null where organisation_id = ${tx.organisationId} and cause_by = ${personId}`)
}

/** What the customers of these cases wrote, for whoever works on them. */
export const wordsOfCases = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql<{ id: string; words: string | null; language: string }>`select c.id, r.words, r.language from cases c
    join responses r on r.organisation_id = ${tx.organisationId} and r.id = c.response_id
   where c.organisation_id = ${tx.organisationId} and c.id = any(${ids}::uuid[])`)
