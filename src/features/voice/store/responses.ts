import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import type { Answers, Kind } from '../rules/answers.ts'

export interface ResponseRow extends Answers {
  id: string
  surveyId: string
  surveyName: string
  linkId: string | null
  invitationId: string | null
  /** The case after which it was asked again. */
  caseId: string | null
  /** The case that it opened. */
  openedCaseId: string | null
  ownerId: string | null
  unitId: string
  stepId: string | null
  causeStepId: string | null
  language: string
  day: string
  receivedAt: string
  editedAt: string
  isComplete: boolean
  words: string | null
  reach: string | null
  kind: Kind
  isUnhappy: boolean
  quote: 'none' | 'shown' | 'held' | 'kept-back'
  shownWords: string | null
}
const columns = sql`r.id, r.survey_id, r.link_id, r.invitation_id, r.case_id, r.unit_id, r.step_id, r.cause_step_id, r.language, r.day, r.received_at, r.edited_at,
  r.is_complete, r.csat, r.nps, r.ces, r.is_solved, r.words, r.reach, r.kind, r.is_unhappy, r.quote, r.shown_words`

export interface NewResponse extends Answers {
  id: string
  surveyId: string
  linkId: string | null
  invitationId: string | null
  caseId: string | null
  answerKeyHash: string | null
  unitId: string
  stepId: string | null
  language: string
  day: string
  at: string
  isComplete: boolean
  words: string | null
  reach: string | null
  kind: Kind
  isUnhappy: boolean
  quote: ResponseRow['quote']
}
/** Fails with unique_violation where this customer's answer is there already: then it is changed. */
export const insertResponse = (tx: Tx, row: NewResponse) =>
  tx.run(sql`insert into responses (organisation_id, id, survey_id, link_id, invitation_id, case_id, answer_key_hash, unit_id, step_id, language, day,
        received_at, edited_at, is_complete, csat, nps, ces, is_solved, words, reach, kind, is_unhappy, quote)
      values (${tx.organisationId}, ${row.id}, ${row.surveyId}, ${row.linkId}, ${row.invitationId}, ${row.caseId}, ${row.answerKeyHash}, ${row.unitId}, ${row.stepId},
        ${row.language}, ${row.day}, ${row.at}, ${row.at}, ${row.isComplete}, ${row.csat}, ${row.nps}, ${row.ces}, ${row.isSolved}, ${row.words}, ${row.reach},
        ${row.kind}, ${row.isUnhappy}, ${row.quote})`)

export interface OwnAnswer extends Answers {
  id: string
  unitId: string
  stepId: string | null
  day: string
  receivedAt: string
  isComplete: boolean
  isSecond: boolean
  words: string | null
  reach: string | null
  quote: ResponseRow['quote']
  shownWords: string | null
  causeStepId: string | null
}
const own = sql`id, unit_id, step_id, day, received_at, is_complete, case_id is not null as is_second, csat, nps, ces, is_solved, words, reach, quote, shown_words, cause_step_id`
export type AnswerOf = { invitationId: string } | { linkId: string; answerKeyHash: string }
const whose = (of: AnswerOf): RawBuilder<unknown> =>
  'invitationId' in of ? sql`invitation_id = ${of.invitationId}` : sql`link_id = ${of.linkId} and answer_key_hash = ${of.answerKeyHash}`
export const findAnswer = async (tx: Tx, of: AnswerOf): Promise<OwnAnswer | undefined> =>
  (await tx.run(sql<OwnAnswer>`select ${own} from responses where organisation_id = ${tx.organisationId} and ${whose(of)}`))[0]
export const lockAnswer = async (tx: Tx, of: AnswerOf): Promise<OwnAnswer | undefined> =>
  (await tx.run(sql<OwnAnswer>`select ${own} from responses where organisation_id = ${tx.organisationId} and ${whose(of)} for update`))[0]
export const lockUnfinished = (tx: Tx, before: string, limit: number) =>
  tx.run(sql<OwnAnswer & { surveyId: string; kind: Kind; isUnhappy: boolean; answerWithinHours: number }>`
    select ${sql`r.id, r.unit_id, r.step_id, r.day, r.received_at, r.is_complete, r.case_id is not null as is_second, r.csat, r.nps, r.ces, r.is_solved, r.words, r.reach,
      r.quote, r.shown_words, r.cause_step_id`}, r.survey_id, r.kind, r.is_unhappy, s.answer_within_hours
      from responses r join surveys s on s.organisation_id = ${tx.organisationId} and s.id = r.survey_id
     where r.organisation_id = ${tx.organisationId} and not r.is_complete and r.edited_at < ${before}
     order by r.edited_at limit ${limit} for update of r skip locked`)

export const updateAnswer = (
  tx: Tx,
  id: string,
  row: Answers &
    Pick<NewResponse, 'at' | 'isComplete' | 'words' | 'reach' | 'kind' | 'isUnhappy' | 'quote'> & { shownWords: string | null },
) =>
  tx.run(sql`update responses set edited_at = ${row.at}, is_complete = ${row.isComplete}, csat = ${row.csat}, nps = ${row.nps}, ces = ${row.ces},
      is_solved = ${row.isSolved}, words = ${row.words}, reach = ${row.reach}, kind = ${row.kind}, is_unhappy = ${row.isUnhappy}, quote = ${row.quote},
      shown_words = ${row.shownWords}
    where organisation_id = ${tx.organisationId} and id = ${id}`)
export const completeAnswer = (tx: Tx, id: string, quote: ResponseRow['quote']) =>
  tx.run(sql`update responses set is_complete = true, quote = ${quote} where organisation_id = ${tx.organisationId} and id = ${id}`)

export interface ResponseFilter {
  unitIds: readonly string[] | 'everywhere'
  surveyId?: string | undefined
  stepId?: string | undefined
  kind?: Kind | undefined
  quote?: ResponseRow['quote'] | undefined
  hasWords?: boolean | undefined
  firstDay?: string | undefined
  lastDay?: string | undefined
  after?: { receivedAt: string; id: string } | undefined
  limit: number
}
const whole = (organisationId: string) => sql`select ${columns}, s.name as survey_name, c.id as opened_case_id, c.owner_id from responses r
  join surveys s on s.organisation_id = ${organisationId} and s.id = r.survey_id
  left join cases c on c.organisation_id = ${organisationId} and c.response_id = r.id`

export function listResponses(tx: Tx, filter: ResponseFilter): Promise<ResponseRow[]> {
  const { unitIds, after } = filter
  const conditions: RawBuilder<unknown>[] = [sql`r.organisation_id = ${tx.organisationId}`, sql`r.is_complete`]
  if (unitIds !== 'everywhere') conditions.push(sql`r.unit_id = any(${unitIds}::uuid[])`)
  if (filter.surveyId) conditions.push(sql`r.survey_id = ${filter.surveyId}`)
  if (filter.stepId) conditions.push(sql`(r.step_id = ${filter.stepId} or r.cause_step_id = ${filter.stepId})`)
  if (filter.kind) conditions.push(sql`r.kind = ${filter.kind}`)
  if (filter.quote) conditions.push(sql`r.quote = ${filter.quote}`)
  if (filter.hasWords !== undefined) conditions.push(filter.hasWords ? sql`r.words is not null` : sql`r.words is null`)
  if (filter.firstDay) conditions.push(sql`r.day >= ${filter.firstDay}`)
  if (filter.lastDay) conditions.push(sql`r.day <= ${filter.lastDay}`)
  if (after) conditions.push(sql`(r.received_at, r.id) < (${after.receivedAt}::timestamptz, ${after.id}::uuid)`)
  return tx.run(
    sql<ResponseRow>`${whole(tx.organisationId)} where ${sql.join(conditions, sql` and `)} order by r.received_at desc, r.id desc limit ${filter.limit}`,
  )
}
export const responsesById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, ResponseRow>> =>
  new Map(
    (
      await tx.run(
        sql<ResponseRow>`${whole(tx.organisationId)} where r.organisation_id = ${tx.organisationId} and r.id = any(${ids}::uuid[])`,
      )
    ).map((row) => [row.id, row]),
  )
/** The answers after cases, by case. */
export const secondAnswers = async (tx: Tx, caseIds: readonly string[]): Promise<Map<string, ResponseRow>> =>
  new Map(
    (
      await tx.run(
        sql<ResponseRow>`${whole(tx.organisationId)} where r.organisation_id = ${tx.organisationId} and r.case_id = any(${caseIds}::uuid[]) and r.is_complete`,
      )
    ).map((row) => [row.caseId!, row]),
  )
export const lockResponse = (tx: Tx, id: string) =>
  tx.run(sql`select 1 from responses where organisation_id = ${tx.organisationId} and id = ${id} for update`)
export const setCause = (tx: Tx, id: string, stepId: string | null, by: string | null, at: string) =>
  tx.run(sql`update responses set cause_step_id = ${stepId}, cause_by = ${stepId === null ? null : by}, cause_at = ${stepId === null ? null : at}
    where organisation_id = ${tx.organisationId} and id = ${id}`)
export const setQuote = (tx: Tx, id: string, quote: ResponseRow['quote'], shownWords: string | null) =>
  tx.run(
    sql`update responses set quote = ${quote}, shown_words = ${shownWords} where organisation_id = ${tx.organisationId} and id = ${id}`,
  )

/** Complaints of these units by the step that caused them; the rest has none yet. */
export const causeCounts = (tx: Tx, unitIds: readonly string[], firstDay: string, lastDay: string) =>
  tx.run(sql<{ causeStepId: string | null; count: number }>`select cause_step_id, count(*)::int as count from responses
    where organisation_id = ${tx.organisationId} and unit_id = any(${unitIds}::uuid[]) and day between ${firstDay} and ${lastDay}
      and kind = 'complaint' and is_complete and case_id is null group by 1`)
