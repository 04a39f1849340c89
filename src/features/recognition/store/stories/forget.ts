import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export const storiesOfPerson = (tx: Tx, personId: string) =>
  tx.run(sql<{
    id: string
    isMine: boolean
    title: string | null
    happened: string | null
    hard: string | null
    did: string | null
    felt: string | null
    toldAt: string
    answer: string | null
  }>`
    select s.id, s.told_by is not distinct from ${personId} as is_mine, s.title, s.happened, s.hard, s.did, s.felt, s.told_at, p.answer
      from stories s left join story_people p on p.organisation_id = ${tx.organisationId} and p.story_id = s.id and p.person_id = ${personId}
     where s.organisation_id = ${tx.organisationId} and s.state <> 'withdrawn' and (s.told_by = ${personId} or p.asked_at is not null) order by s.told_at, s.id`)

/** After what they told and what was about them is withdrawn: nothing else says who they were. */
export async function forgetWriter(tx: Tx, personId: string): Promise<void> {
  const { organisationId } = tx
  void tx.run(sql`update stories set told_by = null where organisation_id = ${organisationId} and told_by = ${personId}`)
  void tx.run(sql`update stories set reviewed_by = null where organisation_id = ${organisationId} and reviewed_by = ${personId}`)
  void tx.run(sql`update story_prints set printed_by = null where organisation_id = ${organisationId} and printed_by = ${personId}`)
  await tx.run(sql`delete from story_writers where organisation_id = ${organisationId} and person_id = ${personId}`)
}
