import { peopleToTell, type Reachable, reachableColumns } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { inChunks, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'
import type { AssessmentTexts } from '../../rules/assessments.ts'

/** Of a path or of an assessment. */
export interface NewReminder {
  personId: string
  sendAt: Date
  pathId: string | null
  assessmentId: string | null
}
/** Two who ask at once cannot remind somebody twice: the later one meets the earlier one's row. Answers whom. */
export async function insertReminders(tx: Tx, reminders: readonly NewReminder[], at: Date, before: Date): Promise<number> {
  let count = 0
  for (const part of inChunks(reminders, 6))
    count += (
      await tx.run(sql`insert into plan_reminders as m (organisation_id, person_id, path_id, assessment_id, asked_at, send_at)
        values ${valuesList(part.map((row) => [tx.organisationId, row.personId, row.pathId, row.assessmentId, at.toISOString(), row.sendAt.toISOString()]))}
        on conflict (organisation_id, person_id) do update set path_id = excluded.path_id, assessment_id = excluded.assessment_id, asked_at = excluded.asked_at, send_at = excluded.send_at
         where m.asked_at <= ${before.toISOString()} returning person_id`)
    ).length
  return count
}

export const oldestReminder = (organisationId: string, at: Date): RawBuilder<unknown> =>
  sql`select send_at from plan_reminders where organisation_id = ${organisationId} and send_at <= ${at.toISOString()} order by send_at limit 1`

export interface DueReminder extends Reachable {
  personId: string
  /** Of the path; null: it is about an assessment. */
  title: string | null
  texts: AssessmentTexts | null
  name: string | null
  email: string | null
  language: string
  isOpen: boolean
}
export const dueReminders = (tx: Tx, at: Date, limit: number) =>
  tx.run(sql<DueReminder>`select m.person_id, p.title, a.texts, t.name, t.email, coalesce(t.language, 'en') as language, ${reachableColumns},
      t.person_id is not null and case when m.path_id is not null
          then e.person_id is not null and e.withdrawn_on is null and e.finished_at is null and p.state = 'live'
          else a.state = 'live' and not exists (select 1 from sittings s where s.organisation_id = ${tx.organisationId} and s.person_id = m.person_id
                 and s.assessment_id = m.assessment_id and s.state = 'submitted' and s.submitted_at > m.asked_at) end as is_open
    from plan_reminders m left join paths p on p.organisation_id = ${tx.organisationId} and p.id = m.path_id
    left join assessments a on a.organisation_id = ${tx.organisationId} and a.id = m.assessment_id
    left join plan_entries e on e.organisation_id = ${tx.organisationId} and e.person_id = m.person_id and e.path_id = m.path_id
    left join (${peopleToTell(tx, at)}) t on t.person_id = m.person_id
   where m.organisation_id = ${tx.organisationId} and m.send_at <= ${at.toISOString()} order by m.send_at limit ${limit} for update of m skip locked`)

export const settleReminder = (tx: Tx, personIds: readonly string[]) =>
  tx.run(
    sql`update plan_reminders set send_at = null where organisation_id = ${tx.organisationId} and person_id = any(${personIds}::uuid[])`,
  )
export const postponeReminder = (tx: Tx, personId: string, sendAt: Date) =>
  tx.run(
    sql`update plan_reminders set send_at = ${sendAt.toISOString()} where organisation_id = ${tx.organisationId} and person_id = ${personId}`,
  )
export const reminderOf = async (tx: Tx, personId: string): Promise<{ askedAt: string }[]> =>
  tx.run(
    sql<{ askedAt: string }>`select asked_at from plan_reminders where organisation_id = ${tx.organisationId} and person_id = ${personId}`,
  )
