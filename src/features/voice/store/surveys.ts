import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'
import type { QuestionKind } from '../rules/answers.ts'

export interface SurveyRow {
  id: string
  name: string
  state: 'draft' | 'open' | 'closed'
  answerWithinHours: number
  restDays: number
  version: number
  questions: { id: string; kind: QuestionKind }[]
  texts: TextRow[]
  answers: number
}
export interface TextRow {
  ownerId: string
  field: 'title' | 'lead' | 'why' | 'wording'
  language: string
  words: string
}

/** Whether customers can say something: an open survey with a link that hangs somewhere, or with an invitation. */
export const asksCustomers = async (tx: Tx): Promise<boolean> =>
  (
    await tx.run(sql`select 1 from surveys s where s.organisation_id = ${tx.organisationId} and s.state = 'open'
      and (exists (select 1 from survey_links l where l.organisation_id = s.organisation_id and l.survey_id = s.id and l.closed_at is null)
        or exists (select 1 from survey_invitations i where i.organisation_id = s.organisation_id and i.survey_id = s.id)) limit 1`)
  ).length > 0

const whole = (organisationId: string, where: RawBuilder<unknown>) => sql<SurveyRow>`
  select s.id, s.name, s.state, s.answer_within_hours, s.rest_days, s.version,
         coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'kind', q.kind) order by q.position) from survey_questions q
           where q.organisation_id = ${organisationId} and q.survey_id = s.id), '[]') as questions,
         coalesce((select jsonb_agg(jsonb_build_object('ownerId', t.owner_id, 'field', t.field, 'language', t.language, 'words', t.words)) from survey_texts t
           where t.organisation_id = ${organisationId} and t.survey_id = s.id), '[]') as texts,
         (select count(*) from responses r where r.organisation_id = ${organisationId} and r.survey_id = s.id)::int as answers
    from surveys s where s.organisation_id = ${organisationId} and ${where} order by s.created_at desc, s.id desc limit 200`

export const listSurveys = (tx: Tx) => tx.run(whole(tx.organisationId, sql`true`))
export const findSurvey = async (tx: Tx, id: string): Promise<SurveyRow | undefined> =>
  (await tx.run(whole(tx.organisationId, sql`s.id = ${id}`)))[0]
export const lockSurvey = (tx: Tx, id: string) =>
  tx.run(sql`select 1 from surveys where organisation_id = ${tx.organisationId} and id = ${id} for update`)

export const insertSurvey = (tx: Tx, row: Pick<SurveyRow, 'id' | 'name' | 'answerWithinHours' | 'restDays'>, at: string) =>
  tx.run(sql`insert into surveys (organisation_id, id, name, answer_within_hours, rest_days, created_at, updated_at)
    values (${tx.organisationId}, ${row.id}, ${row.name}, ${row.answerWithinHours}, ${row.restDays}, ${at}, ${at})`)
export const updateSurvey = (tx: Tx, row: Pick<SurveyRow, 'id' | 'name' | 'answerWithinHours' | 'restDays'>, at: string) =>
  tx.run(sql`update surveys set name = ${row.name}, answer_within_hours = ${row.answerWithinHours}, rest_days = ${row.restDays}, version = version + 1, updated_at = ${at}
    where organisation_id = ${tx.organisationId} and id = ${row.id}`)
export const setSurveyState = (tx: Tx, id: string, state: SurveyRow['state'], at: string) =>
  tx.run(sql`update surveys set state = ${state}, version = version + 1, updated_at = ${at}
    where organisation_id = ${tx.organisationId} and id = ${id}`)
/** With its links: nobody can have answered a draft. */
export async function deleteSurvey(tx: Tx, id: string): Promise<void> {
  void tx.run(sql`delete from survey_links where organisation_id = ${tx.organisationId} and survey_id = ${id}`)
  await tx.run(sql`delete from surveys where organisation_id = ${tx.organisationId} and id = ${id}`)
}

/** Files of contacts or invitations refer to it. */
export const hasContacts = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await tx.run(sql`select 1 from contact_intakes where organisation_id = ${tx.organisationId} and survey_id = ${id}
      union all select 1 from survey_invitations where organisation_id = ${tx.organisationId} and survey_id = ${id} limit 1`)
  ).length > 0

export async function replaceWords(
  tx: Tx,
  surveyId: string,
  questions: readonly { id: string; kind: QuestionKind }[],
  texts: readonly TextRow[],
): Promise<void> {
  void tx.run(sql`delete from survey_texts where organisation_id = ${tx.organisationId} and survey_id = ${surveyId}`)
  void tx.run(sql`delete from survey_questions where organisation_id = ${tx.organisationId} and survey_id = ${surveyId}`)
  void tx.run(sql`insert into survey_questions (organisation_id, survey_id, id, position, kind)
    values ${valuesList(questions.map(({ id, kind }, i) => [tx.organisationId, surveyId, id, i + 1, kind]))}`)
  if (texts.length > 0)
    await tx.run(sql`insert into survey_texts (organisation_id, survey_id, owner_id, field, language, words)
      values ${valuesList(texts.map((row) => [tx.organisationId, surveyId, row.ownerId, row.field, row.language, row.words]))}`)
}
