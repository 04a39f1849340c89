// What features to the right ask: answers that come back to a team, and what of theirs still waits.
import { personCard } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { clockOf } from '../rules.ts'
import * as board from '../store/board.ts'
import { linkTo } from './raise.ts'

export interface AnswerBack {
  id: string
  title: string
  answer: 'removed' | 'changed' | 'kept'
  because: string
  leaderName: string | null
  /** A day. */
  answeredOn: string
  supporters: number
  unitId: string
  bornId: string | null
  link: string
}
/** Answers since a day to what these units raised, the latest first, at most 50. */
export async function answersFor(tx: Tx, unitIds: readonly string[], since: string): Promise<AnswerBack[]> {
  return answersBack(tx, await board.answersSince(tx, unitIds, since))
}
/** Answers that somebody has kept by their ids; one that was opened again is not among them. */
export const answersByIds = async (tx: Tx, ids: readonly string[]): Promise<AnswerBack[]> =>
  answersBack(
    tx,
    (await board.boardByIds(tx, ids)).filter(({ state }) => state === 'answered'),
  )
/** What obstacles are called, open or answered. */
export const obstacleTitles = async (tx: Tx, ids: readonly string[]): Promise<{ id: string; title: string; link: string }[]> =>
  (await board.boardByIds(tx, ids)).map(({ id, title }) => ({ id, title, link: linkTo(id) }))

async function answersBack(tx: Tx, rows: readonly board.BoardRow[]): Promise<AnswerBack[]> {
  const cards = await personCard(tx, [...new Set(rows.map(({ answeredBy, leaderId }) => answeredBy ?? leaderId))])
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    answer: row.answer!,
    because: row.because!,
    leaderName: cards.get(row.answeredBy ?? row.leaderId)?.displayName ?? null,
    answeredOn: row.answeredOn!,
    supporters: row.supporters,
    unitId: row.unitId,
    bornId: row.bornId,
    link: linkTo(row.id),
  }))
}

export interface Waiting {
  id: string
  title: string
  leaderName: string | null
  clock: { day: number; of: number; daysLate: number }
  supporters: number
  unitId: string
  stepId: string | null
  link: string
}
/** What these units raised and nobody has answered yet, the longest first, at most 50. */
export async function openObstacles(tx: Tx, unitIds: readonly string[], at: Date): Promise<Waiting[]> {
  const rows = await board.openIn(tx, unitIds)
  const cards = await personCard(tx, [...new Set(rows.map(({ leaderId }) => leaderId))])
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    leaderName: cards.get(row.leaderId)?.displayName ?? null,
    clock: clockOf(new Date(row.openedAt), new Date(row.dueAt), at),
    supporters: row.supporters,
    unitId: row.unitId,
    stepId: row.stepId,
    link: linkTo(row.id),
  }))
}

/** What carries a principle, for its page. */
export async function describeObstacles(ctx: Context, tx: Tx, ids: readonly string[]) {
  if (!ctx.may('obstacles.read', {})) return []
  return (await board.byIds(tx, ids)).map(({ id, title, raisedOn }) => ({ id, title, link: linkTo(id), at: `${raisedOn}T00:00:00.000Z` }))
}
