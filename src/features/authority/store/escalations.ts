import type { Measure, Reason } from '#engines/boundary/rule.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { ByLanguage } from '../rules.ts'

export interface EscalationRow {
  id: string
  personId: string
  unitId: string
  askedId: string
  ruleId: string | null
  ruleVersion: number | null
  situationId: string
  remedyId: string
  principleId: string | null
  amount: number | null
  measure: Measure
  currency: string | null
  reason: Reason
  words: string | null
  askedAt: string
  day: string
  answer: 'go-ahead' | 'otherwise' | null
  answerWords: string | null
  answeredBy: string | null
  answeredAt: string | null
}
const columns = sql`id, person_id, unit_id, asked_id, rule_id, rule_version, situation_id, remedy_id, principle_id, amount::float8 as amount, measure, currency, reason, words,
  asked_at, day, answer, answer_words, answered_by, answered_at`

export type NewEscalationRow = Omit<EscalationRow, 'answer' | 'answerWords' | 'answeredBy' | 'answeredAt'>
export const insertEscalation = async (tx: Tx, row: NewEscalationRow): Promise<boolean> =>
  (
    await tx.run(sql`insert into escalations (organisation_id, person_id, id, unit_id, asked_id, rule_id, rule_version, situation_id, remedy_id, principle_id, amount, measure,
        currency, reason, words, asked_at, day)
      values (${tx.organisationId}, ${row.personId}, ${row.id}, ${row.unitId}, ${row.askedId}, ${row.ruleId}, ${row.ruleVersion}, ${row.situationId}, ${row.remedyId},
        ${row.principleId}, ${row.amount}, ${row.measure}, ${row.currency}, ${row.reason}, ${row.words}, ${row.askedAt}, ${row.day})
      on conflict (organisation_id, person_id, id) do nothing returning id`)
  ).length > 0
export const findEscalation = async (tx: Tx, id: string): Promise<EscalationRow | undefined> =>
  (await tx.run(sql<EscalationRow>`select ${columns} from escalations where organisation_id = ${tx.organisationId} and id = ${id}`))[0]
export const listEscalations = (
  tx: Tx,
  {
    side,
    personId,
    after,
    limit,
  }: { side: 'person_id' | 'asked_id'; personId: string; after: { at: string; id: string } | undefined; limit: number },
) =>
  tx.run(sql<EscalationRow>`select ${columns} from escalations where organisation_id = ${tx.organisationId} and ${sql.ref(side)} = ${personId}
    and (${after?.at ?? null}::timestamptz is null or (asked_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by asked_at desc, id desc limit ${limit}`)
export const answerEscalation = async (
  tx: Tx,
  row: { id: string; word: 'go-ahead' | 'otherwise'; words: string | null; by: string | null },
  at: Date,
): Promise<boolean> =>
  (
    await tx.run(sql`update escalations set answer = ${row.word}, answer_words = ${row.words}, answered_by = ${row.by}, answered_at = ${at.toISOString()}
      where organisation_id = ${tx.organisationId} and id = ${row.id} and answered_at is null returning id`)
  ).length > 0

export const escalationsOfPerson = (tx: Tx, personId: string) =>
  tx.run(sql<EscalationRow>`select ${columns} from escalations where organisation_id = ${tx.organisationId}
    and (person_id = ${personId} or asked_id = ${personId} or answered_by = ${personId}) order by asked_at`)
/** What somebody asked goes; what others asked them stays, without them: it is handed to the one who asked. */
export async function forgetEscalations(tx: Tx, personId: string): Promise<void> {
  void tx.run(sql`delete from escalations where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
  void tx.run(sql`update escalations set asked_id = person_id where organisation_id = ${tx.organisationId} and asked_id = ${personId}`)
  await tx.run(
    sql`update escalations set answered_by = null, answer_words = null where organisation_id = ${tx.organisationId} and answered_by = ${personId}`,
  )
}
export const deleteEscalationsBefore = (tx: Tx, before: Date) =>
  tx.run(sql`delete from escalations where organisation_id = ${tx.organisationId} and asked_at < ${before.toISOString()}`)

export interface QuestionRow {
  id: string
  personId: string
  words: string | null
  situation: ByLanguage<{ name: string }>
  remedy: ByLanguage<{ name: string }>
  answer: 'go-ahead' | 'otherwise' | null
  answerWords: string | null
  answeredBy: string | null
  answeredAt: string | null
}
/** Questions passed on: these, and what this person asked and was answered since. */
export const questionRows = (tx: Tx, asked: { ids: readonly string[]; personId: string; since: string }) =>
  tx.run(sql<QuestionRow>`select e.id, e.person_id, e.words, s.texts as situation, r.texts as remedy, e.answer, e.answer_words, e.answered_by, e.answered_at
    from escalations e join situations s on s.organisation_id = ${tx.organisationId} and s.id = e.situation_id
    join remedies r on r.organisation_id = ${tx.organisationId} and r.id = e.remedy_id
   where e.organisation_id = ${tx.organisationId} and (e.id = any(${asked.ids}::uuid[])
      or (e.person_id = ${asked.personId} and e.answered_at > ${asked.since}::timestamptz)) order by e.answered_at desc nulls last, e.id limit 20`)
