import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface LinkRow {
  id: string
  surveyId: string
  unitId: string
  stepId: string | null
  label: string
  tokenHash: string
  closedAt: string | null
  answers: number
}
const columns = (organisationId: string) => sql`l.id, l.survey_id, l.unit_id, l.step_id, l.label, l.token_hash, l.closed_at,
  (select count(*) from responses r where r.organisation_id = ${organisationId} and r.link_id = l.id)::int as answers`

export const listLinks = (tx: Tx, surveyId: string | undefined) =>
  tx.run(sql<LinkRow>`select ${columns(tx.organisationId)} from survey_links l
    where l.organisation_id = ${tx.organisationId} and (${surveyId ?? null}::uuid is null or l.survey_id = ${surveyId ?? null}::uuid)
    order by l.closed_at nulls first, l.id desc limit 500`)
export const findLink = async (tx: Tx, id: string): Promise<LinkRow | undefined> =>
  (
    await tx.run(
      sql<LinkRow>`select ${columns(tx.organisationId)} from survey_links l where l.organisation_id = ${tx.organisationId} and l.id = ${id}`,
    )
  )[0]
export const insertLink = (tx: Tx, row: Omit<LinkRow, 'closedAt' | 'answers'>, at: string) =>
  tx.run(sql`insert into survey_links (organisation_id, id, survey_id, unit_id, step_id, label, token_hash, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.surveyId}, ${row.unitId}, ${row.stepId}, ${row.label}, ${row.tokenHash}, ${at})`)
export const closeLink = (tx: Tx, id: string, at: string) =>
  tx.run(sql`update survey_links set closed_at = coalesce(closed_at, ${at}) where organisation_id = ${tx.organisationId} and id = ${id}`)

/** What stands behind an address that a customer opened: a link for everybody, or an invitation for one. */
export interface DoorRow {
  linkId: string | null
  invitationId: string | null
  contactId: string | null
  caseId: string | null
  surveyId: string
  unitId: string
  stepId: string | null
  language: string | null
  isClosed: boolean
  issuedOn: string | null
  /** The invitation; once is for ever, also when the answer is forgotten. */
  isAnswered: boolean
  surveyState: 'draft' | 'open' | 'closed'
  answerWithinHours: number
}
export const findDoor = async (tx: Tx, tokenHash: string): Promise<DoorRow | undefined> =>
  (
    await tx.run(sql<DoorRow>`
      select l.id as link_id, null::uuid as invitation_id, null::uuid as contact_id, null::uuid as case_id, l.survey_id, l.unit_id, l.step_id,
             null::text as language, l.closed_at is not null as is_closed, null::date as issued_on, false as is_answered, s.state as survey_state, s.answer_within_hours
        from survey_links l join surveys s on s.organisation_id = ${tx.organisationId} and s.id = l.survey_id
       where l.organisation_id = ${tx.organisationId} and l.token_hash = ${tokenHash}
      union all
      select null, i.id, i.contact_id, i.case_id, i.survey_id, i.unit_id, i.step_id, i.language, i.closed_at is not null, i.issued_on, i.answered_at is not null, s.state, s.answer_within_hours
        from survey_invitations i join surveys s on s.organisation_id = ${tx.organisationId} and s.id = i.survey_id
       where i.organisation_id = ${tx.organisationId} and i.token_hash = ${tokenHash}`)
  )[0]
