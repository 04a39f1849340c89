import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export const thanksOfPerson = (tx: Tx, personId: string) =>
  tx.run(sql<{
    id: string
    isMine: boolean
    happened: string
    effect: string | null
    isPrivate: boolean
    isHidden: boolean
    saidAt: string
  }>`
    select t.id, t.from_id is not distinct from ${personId} as is_mine, t.happened, t.effect, t.is_private, t.is_hidden, t.said_at from thanks t
     where t.organisation_id = ${tx.organisationId} and t.happened is not null and (t.from_id = ${personId} or exists (
       select 1 from thanks_receivers r where r.organisation_id = ${tx.organisationId} and r.thanks_id = t.id and r.person_id = ${personId})) order by t.said_at, t.id`)

/** What was said to others stays theirs, without the name of who said it; what was said about the person goes, the counts stay. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  const { organisationId } = tx
  void tx.run(sql`update thanks t set happened = null, effect = null, is_reported = false where t.organisation_id = ${organisationId} and exists (
      select 1 from thanks_receivers r where r.organisation_id = ${organisationId} and r.thanks_id = t.id and r.person_id = ${personId})`)
  void tx.run(
    sql`update thanks_receivers set person_id = null, job_role_id = null where organisation_id = ${organisationId} and person_id = ${personId}`,
  )
  await tx.run(sql`update thanks set from_id = null where organisation_id = ${organisationId} and from_id = ${personId}`)
}

export const deleteThanksBefore = (tx: Tx, before: Date) =>
  tx.run(sql`delete from thanks where organisation_id = ${tx.organisationId} and said_at < ${before.toISOString()}`)
