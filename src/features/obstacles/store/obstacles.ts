import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

type Hurts = 'customers' | 'colleagues' | 'both'
type Kind = 'red' | 'green'
type Verdict = 'removed' | 'changed' | 'kept'

export interface NewObstacleRow {
  id: string
  title: string
  happened: string | null
  searchKey: string
  hurts: Hurts
  raisedBy: string | null
  isUnnamed: boolean
  unitId: string
  bornIn: 'look-up' | 'huddle' | 'self'
  bornId: string | null
  bornLink: string | null
  stepId: string | null
  ruleId: string | null
  principleId: string | null
  leaderId: string
  raisedOn: string
  openedAt: string
  dueAt: string
}
export interface ObstacleRecord extends Omit<NewObstacleRow, 'searchKey'> {
  kind: Kind | null
  law: string | null
  state: 'open' | 'answered'
  reply: string | null
  repliedOn: string | null
  escalatedOn: string | null
  escalatedTo: string | null
  answer: Verdict | null
  because: string | null
  answeredBy: string | null
  answeredOn: string | null
  daysTaken: number | null
  version: number
}
export const columns =
  sql.raw(`o.id, o.title, o.happened, o.hurts, o.raised_by, o.is_unnamed, o.unit_id, o.born_in, o.born_id, o.born_link, o.step_id, o.rule_id,
  o.principle_id, o.kind, o.law, o.leader_id, o.state, o.raised_on, o.opened_at, o.due_at, o.reply, o.replied_on, o.escalated_on, o.escalated_to, o.answer,
  o.because, o.answered_by, o.answered_on, o.days_taken, o.version`)

export const insertObstacle = (tx: Tx, row: NewObstacleRow) =>
  tx.run(sql`insert into obstacles (organisation_id, id, title, happened, search_key, hurts, raised_by, is_unnamed, unit_id, born_in, born_id, born_link,
      step_id, rule_id, principle_id, leader_id, state, raised_on, opened_at, due_at, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.title}, ${row.happened}, ${row.searchKey}, ${row.hurts}, ${row.raisedBy}, ${row.isUnnamed}, ${row.unitId},
      ${row.bornIn}, ${row.bornId}, ${row.bornLink}, ${row.stepId}, ${row.ruleId}, ${row.principleId}, ${row.leaderId}, 'open', ${row.raisedOn},
      ${row.openedAt}, ${row.dueAt}, ${row.openedAt})`)

/** Held until the transaction ends: two answers at the same moment are one. */
export const lockObstacle = async (tx: Tx, id: string): Promise<ObstacleRecord | undefined> =>
  (
    await tx.run(
      sql<ObstacleRecord>`select ${columns} from obstacles o where o.organisation_id = ${tx.organisationId} and o.id = ${id} for update`,
    )
  )[0]

export const deleteObstacle = async (tx: Tx, id: string): Promise<void> => {
  void tx.run(sql`delete from obstacle_answers where organisation_id = ${tx.organisationId} and obstacle_id = ${id}`)
  void tx.run(sql`delete from obstacle_supporters where organisation_id = ${tx.organisationId} and obstacle_id = ${id}`)
  await tx.run(sql`delete from obstacles where organisation_id = ${tx.organisationId} and id = ${id}`)
}

const change = (tx: Tx, id: string, set: ReturnType<typeof sql>) =>
  tx.run(sql`update obstacles set ${set}, version = version + 1 where organisation_id = ${tx.organisationId} and id = ${id}`)

export const judge = (tx: Tx, id: string, kind: Kind, law: string | null) => change(tx, id, sql`kind = ${kind}, law = ${law}`)
export const writeReply = (tx: Tx, id: string, words: string, on: string) => change(tx, id, sql`reply = ${words}, replied_on = ${on}`)
export const giveTo = (tx: Tx, id: string, leaderId: string) => change(tx, id, sql`leader_id = ${leaderId}`)

export interface AnswerRow {
  id: string
  obstacleId: string
  answer: Verdict
  because: string
  answeredBy: string | null
  answeredOn: string
  daysTaken: number
}
export async function writeAnswer(tx: Tx, row: AnswerRow): Promise<void> {
  void tx.run(sql`insert into obstacle_answers (organisation_id, id, obstacle_id, answer, because, answered_by, answered_on, days_taken)
    values (${tx.organisationId}, ${row.id}, ${row.obstacleId}, ${row.answer}, ${row.because}, ${row.answeredBy}, ${row.answeredOn}, ${row.daysTaken})`)
  await change(
    tx,
    row.obstacleId,
    sql`state = 'answered', answer = ${row.answer}, because = ${row.because}, answered_by = ${row.answeredBy}, answered_on = ${row.answeredOn}, days_taken = ${row.daysTaken}`,
  )
}

export interface ReopeningRow {
  obstacleId: string
  because: string
  by: string | null
  on: string
  openedAt: string
  dueAt: string
  leaderId: string
}
export async function reopen(tx: Tx, row: ReopeningRow): Promise<void> {
  void tx.run(sql`update obstacle_answers set reopened_on = ${row.on}, reopened_by = ${row.by}, reopened_because = ${row.because}
    where organisation_id = ${tx.organisationId} and obstacle_id = ${row.obstacleId} and reopened_on is null`)
  void tx.run(
    sql`update obstacle_supporters set has_helped = null where organisation_id = ${tx.organisationId} and obstacle_id = ${row.obstacleId}`,
  )
  await change(
    tx,
    row.obstacleId,
    sql`state = 'open', answer = null, because = null, answered_by = null, answered_on = null, days_taken = null, opened_at = ${row.openedAt}, due_at = ${row.dueAt},
        leader_id = ${row.leaderId}, reply = null, replied_on = null, escalated_on = null, escalated_to = null`,
  )
}

/** The manager knows; once, and only while it waits. */
export const markEscalated = (tx: Tx, id: string, on: string, toId: string | null) =>
  tx.run(sql`update obstacles set escalated_on = ${on}, escalated_to = ${toId}
    where organisation_id = ${tx.organisationId} and id = ${id} and state = 'open' and escalated_on is null`)

/** What waits for a leaver now waits for somebody else. */
export const passOn = (tx: Tx, fromId: string, toId: string) =>
  tx.run(sql`update obstacles set leader_id = ${toId}, version = version + 1
    where organisation_id = ${tx.organisationId} and leader_id = ${fromId} and state = 'open'`)

export interface EarlierAnswer extends Omit<AnswerRow, 'id' | 'obstacleId'> {
  reopenedOn: string
  reopenedBecause: string
}
export const earlierAnswers = (tx: Tx, obstacleId: string) =>
  tx.run(sql<EarlierAnswer>`select answer, because, answered_by, answered_on, days_taken, reopened_on, reopened_because from obstacle_answers
    where organisation_id = ${tx.organisationId} and obstacle_id = ${obstacleId} and reopened_on is not null order by id desc limit 20`)
