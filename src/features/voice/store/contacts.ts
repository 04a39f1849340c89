import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export type WhyNot = 'asked-lately' | 'wants-rest' | 'survey-not-open'
export interface ContactRow {
  id: string
  externalId: string
  externalKey: string
  happenedOn: string
  unitId: string
  stepId: string | null
  customerKey: string | null
  name: string | null
  email: string | null
  phone: string | null
  language: string | null
  outcome: 'invited' | 'not-asked'
  whyNot: WhyNot | null
}

export interface KnownContact {
  externalKey: string
  outcome: 'invited' | 'not-asked'
  whyNot: WhyNot | null
  invitationId: string | null
}
/** Those of these contacts that are there already, with their invitation. */
export const knownContacts = async (tx: Tx, externalKeys: readonly string[]): Promise<Map<string, KnownContact>> => {
  const rows = await tx.run(sql<KnownContact>`select c.external_key, c.outcome, c.why_not, i.id as invitation_id from contacts c
    left join survey_invitations i on i.organisation_id = ${tx.organisationId} and i.contact_id = c.id and i.case_id is null
   where c.organisation_id = ${tx.organisationId} and c.external_key = any(${externalKeys}::text[])`)
  return new Map(rows.map((row) => [row.externalKey, row]))
}
/** Two deliveries of the same file or request take turns; the second then finds every contact there. */
export const holdIntake = (tx: Tx) =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`voice.contacts ${tx.organisationId}`}, 0))`)

/** Customers who want to be asked less often, and those invited since `since` (the day of each survey's rest). */
export const restingCustomers = async (tx: Tx, keys: readonly string[], today: string, since: string) => {
  const rows = await tx.run(sql<{ customerKey: string; why: WhyNot }>`
    select customer_key, 'wants-rest' as why from customer_rests
     where organisation_id = ${tx.organisationId} and customer_key = any(${keys}::text[]) and rests_until >= ${today}
    union all
    select c.customer_key, 'asked-lately' from contacts c
      join survey_invitations i on i.organisation_id = ${tx.organisationId} and i.contact_id = c.id and i.case_id is null
     where c.organisation_id = ${tx.organisationId} and c.customer_key = any(${keys}::text[]) and i.issued_on > ${since}`)
  return new Map(rows.map(({ customerKey, why }) => [customerKey, why]))
}

export async function insertContacts(tx: Tx, rows: readonly ContactRow[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 15))
    await tx.run(sql`insert into contacts (organisation_id, id, external_id, external_key, happened_on, unit_id, step_id, customer_key, name, email, phone, language, outcome, why_not, created_at)
      values ${valuesList(chunk.map((row) => [tx.organisationId, row.id, row.externalId, row.externalKey, row.happenedOn, row.unitId, row.stepId, row.customerKey, row.name, row.email, row.phone, row.language, row.outcome, row.whyNot, at]))}`)
}

export interface InvitationRow {
  id: string
  surveyId: string
  contactId: string | null
  caseId: string | null
  unitId: string
  stepId: string | null
  language: string
  tokenHash: string
  issuedOn: string
}
export async function insertInvitations(tx: Tx, rows: readonly InvitationRow[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 11))
    await tx.run(sql`insert into survey_invitations (organisation_id, id, survey_id, contact_id, case_id, unit_id, step_id, language, token_hash, issued_on, issued_at)
      values ${valuesList(chunk.map((row) => [tx.organisationId, row.id, row.surveyId, row.contactId, row.caseId, row.unitId, row.stepId, row.language, row.tokenHash, row.issuedOn, at]))}`)
}

/** At the first answer. */
export const markAnswered = (tx: Tx, invitationId: string, at: string) =>
  tx.run(sql`update survey_invitations set answered_at = ${at}
    where organisation_id = ${tx.organisationId} and id = ${invitationId} and answered_at is null`)

export interface ExportedInvitation {
  id: string
  externalId: string | null
  name: string | null
  email: string | null
  phone: string | null
  language: string
  issuedOn: string
  isAnswered: boolean
}
export const invitationsBetween = (tx: Tx, surveyId: string, firstDay: string, lastDay: string, limit: number) =>
  tx.run(sql<ExportedInvitation>`select i.id, c.external_id, c.name, c.email, c.phone, i.language, i.issued_on, i.answered_at is not null as is_answered
    from survey_invitations i left join contacts c on c.organisation_id = ${tx.organisationId} and c.id = i.contact_id
   where i.organisation_id = ${tx.organisationId} and i.survey_id = ${surveyId} and i.case_id is null and i.closed_at is null
     and i.issued_on between ${firstDay} and ${lastDay} order by i.issued_on, i.id limit ${limit}`)

export const restCustomer = (tx: Tx, customerKey: string, until: string) =>
  tx.run(sql`insert into customer_rests (organisation_id, customer_key, rests_until) values (${tx.organisationId}, ${customerKey}, ${until})
    on conflict (organisation_id, customer_key) do update set rests_until = greatest(customer_rests.rests_until, excluded.rests_until)`)

export interface AskedRow {
  /** At or below the unit asked about. */
  isInside: boolean
  whyNot: WhyNot | null
  count: number
}
/** Who was asked and who was not, inside these units and outside them. */
export const askedCounts = (tx: Tx, unitIds: readonly string[], firstDay: string, lastDay: string, stepId: string | null) =>
  tx.run(sql<AskedRow>`select unit_id = any(${unitIds}::uuid[]) as is_inside, why_not, count(*)::int as count from contacts
    where organisation_id = ${tx.organisationId} and happened_on between ${firstDay} and ${lastDay}
      and (${stepId}::uuid is null or step_id = ${stepId}::uuid) group by 1, 2`)
