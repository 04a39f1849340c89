// Invitations seen from the answer and from the case.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface InvitedContact {
  id: string
  name: string | null
  email: string | null
  phone: string | null
  customerKey: string | null
}
export const contactOfInvitation = async (tx: Tx, invitationId: string): Promise<InvitedContact | undefined> =>
  (
    await tx.run(sql<InvitedContact>`select c.id, c.name, c.email, c.phone, c.customer_key from survey_invitations i
      join contacts c on c.organisation_id = ${tx.organisationId} and c.id = i.contact_id
     where i.organisation_id = ${tx.organisationId} and i.id = ${invitationId}`)
  )[0]

export const invitationOfCase = async (tx: Tx, caseId: string): Promise<string | undefined> =>
  (
    await tx.run(
      sql<{ id: string }>`select id from survey_invitations where organisation_id = ${tx.organisationId} and case_id = ${caseId}`,
    )
  )[0]?.id
