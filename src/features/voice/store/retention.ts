// What ends by itself, and what a customer may ask to end.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface Ends {
  contacts: string
  words: string
  rows: string
}
/** Contact data, words and unreadable rows past their time. What is counted stays: it is about nobody any more. */
export async function forgetOutlived(tx: Tx, before: Ends): Promise<void> {
  void tx.run(sql`update contacts set external_id = null, customer_key = null, name = null, email = null, phone = null, language = null
    where organisation_id = ${tx.organisationId} and created_at < ${before.contacts}
      and (customer_key is not null or name is not null or email is not null or phone is not null or external_id is not null)`)
  void tx.run(
    sql`delete from customer_rests where organisation_id = ${tx.organisationId} and rests_until < ${before.contacts.slice(0, 10)}`,
  )
  void tx.run(sql`delete from contact_intake_rows r using contact_intakes i where i.organisation_id = ${tx.organisationId} and r.organisation_id = ${tx.organisationId}
    and r.intake_id = i.id and i.created_at < ${before.rows}`)
  void tx.run(
    sql`update contact_intakes set created_by = null where organisation_id = ${tx.organisationId} and created_at < ${before.words} and created_by is not null`,
  )
  void tx.run(
    sql`update responses set reach = null where organisation_id = ${tx.organisationId} and reach is not null and received_at < ${before.contacts}`,
  )
  void tx.run(sql`delete from quote_units where organisation_id = ${tx.organisationId} and received_at < ${before.words}`)
  void tx.run(sql`update responses set words = null, shown_words = null, quote = 'none'
    where organisation_id = ${tx.organisationId} and received_at < ${before.words} and (words is not null or shown_words is not null)`)
  void tx.run(sql`delete from case_notes n using cases c where c.organisation_id = ${tx.organisationId} and n.organisation_id = ${tx.organisationId}
    and n.case_id = c.id and c.resolved_at < ${before.words}`)
  await tx.run(sql`update cases set owner_id = null, resolved_by = null, escalated_to = null, resolution = null
    where organisation_id = ${tx.organisationId} and resolved_at < ${before.words}`)
}

/** The contacts of one customer: by the key of the number, address or phone, or by an address or phone beside it. */
export const contactsOfCustomer = async (tx: Tx, keys: readonly string[], typed: string): Promise<string[]> =>
  (
    await tx.run(sql<{ id: string }>`select id from contacts where organisation_id = ${tx.organisationId}
      and (customer_key = any(${keys}::text[]) or lower(email) = lower(${typed}) or phone = ${typed})`)
  ).map(({ id }) => id)

/** Takes the customer out: contact data, words, case notes. Scores stay, they name nobody. Answers how many answers lost their words. */
export async function forgetCustomer(tx: Tx, contactIds: readonly string[], keys: readonly string[], reach: string): Promise<number> {
  const ids = [...contactIds]
  const responses = (
    await tx.run(sql<{
      id: string
    }>`select r.id from responses r left join survey_invitations i on i.organisation_id = ${tx.organisationId} and i.id = r.invitation_id
      where r.organisation_id = ${tx.organisationId} and (i.contact_id = any(${ids}::uuid[]) or lower(r.reach) = lower(${reach}))`)
  ).map(({ id }) => id)
  void tx.run(sql`delete from quote_units where organisation_id = ${tx.organisationId} and response_id = any(${responses}::uuid[])`)
  void tx.run(sql`delete from case_notes n using cases c where c.organisation_id = ${tx.organisationId} and n.organisation_id = ${tx.organisationId}
    and n.case_id = c.id and c.response_id = any(${responses}::uuid[])`)
  void tx.run(
    sql`update cases set resolution = null where organisation_id = ${tx.organisationId} and response_id = any(${responses}::uuid[])`,
  )
  void tx.run(sql`update responses set words = null, shown_words = null, reach = null, quote = 'none'
    where organisation_id = ${tx.organisationId} and id = any(${responses}::uuid[])`)
  void tx.run(
    sql`update survey_invitations set closed_at = coalesce(closed_at, issued_at) where organisation_id = ${tx.organisationId} and contact_id = any(${ids}::uuid[])`,
  )
  void tx.run(sql`delete from customer_rests where organisation_id = ${tx.organisationId} and customer_key = any(${keys}::text[])`)
  // The fingerprint of the id in the other program stays: without it the same file would bring the customer in again.
  await tx.run(sql`update contacts set external_id = null, customer_key = null, name = null, email = null, phone = null, language = null
    where organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[])`)
  return responses.length
}
/** Rows of files that wait or could not be read: they hold the customer as typed. */
export const forgetInFiles = (tx: Tx, customer: string) =>
  tx.run(sql`delete from contact_intake_rows where organisation_id = ${tx.organisationId}
    and (strpos(lower(cells::text), lower(${customer})) > 0 or strpos(lower(faults::text), lower(${customer})) > 0)`)
