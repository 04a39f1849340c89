// Answers on the way, and handing them in: graded, kept, shown as evidence and as skills in one transaction.
import type { z } from 'zod'
import { asWritten } from '#engines/assessment/draw.ts'
import { gradeItem } from '#engines/item/grade.ts'
import { recordEvidence } from '#features/evidence/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { GivenAnswer, newAnswer, submission, submitted } from '../../contract/assessments.ts'
import { type Confidence, isSureAndWrong, meanShare, passes, skillsShown } from '../../rules/assessments.ts'
import { textIn } from '../../rules/items.ts'
import { notedAt } from '../../rules/lessons.ts'
import { assessmentOfSitting } from '../../store/assessments.ts'
import { type AnswerRow, answersOf, holdSitting, keepAnswer, type MarkedRow, writeResult, writeSkills } from '../../store/sittings.ts'

const dayMs = 86_400_000

/** Late, or twice: what was said last counts, and after handing in nothing changes any more. */
export async function noteAnswer(
  ctx: Context,
  { sittingId, ...input }: z.output<typeof newAnswer>,
): Promise<{ state: 'open' | 'submitted' }> {
  const personId = ctx.actor.personId
  ctx.require('sittings.take', { personId })
  return ctx.write(async (tx) => {
    const state = await keepAnswer(tx, sittingId, personId!, { ...input, saidAt: notedAt(input.saidAt, ctx.now()) })
    if (!state) throw new Problem(problems.notFound)
    return { state }
  })
}

export interface SureAndWrong {
  itemId: string
  version: number
  language: string
  places: number[]
  words: string
}
type Taker = (ctx: Context, tx: WriteTx, personId: string, items: readonly SureAndWrong[]) => Promise<void>
const takers: Taker[] = []
/** Features to the right that go on with what somebody was sure of and wrong. In the same transaction. */
export const registerSureAndWrong = (taker: Taker): void => void takers.push(taker)

type Outcome = z.output<typeof submitted>

export async function submitSitting(ctx: Context, input: z.output<typeof submission>): Promise<Outcome> {
  const personId = ctx.actor.personId
  ctx.require('sittings.take', { personId })
  return ctx.write(async (tx) => {
    const [row, known, settings, assessment] = await Promise.all([
      holdSitting(tx, input.sittingId),
      answersOf(tx, input.sittingId),
      readSettings(tx),
      assessmentOfSitting(tx, input.sittingId),
    ])
    if (!row || !assessment || row.personId !== personId) throw new Problem(problems.notFound)
    if (row.state === 'submitted') return { id: row.id, isPassed: row.isPassed!, right: row.rightCount!, asked: row.asked }
    const given = new Map(input.answers.map((one) => [one.itemId, one]))
    const marked = known.map((one) => markOf(one, given.get(one.itemId), row, settings.defaultLanguage, ctx.now()))
    const share = meanShare(marked)
    const right = marked.filter(({ isRight }) => isRight).length
    const isPassed = passes(share, assessment.passPercent)
    const at = ctx.now()
    const expiresAt = assessment.validDays === null ? null : new Date(at.getTime() + assessment.validDays * dayMs)
    const wrong = marked
      .filter(isSureAndWrong)
      .map((one) => ({ ...one, version: one.itemVersion, language: row.language, places: [...one.places] }))
    // Not awaited: what shows it as evidence travels with them. Where one fails, so does the transaction.
    const written = Promise.all([
      writeResult(tx, row.id, { right, share, isPassed, answers: marked }, at),
      writeSkills(tx, row.personId, row.id, skillsShown(marked, assessment.passPercent), { shownAt: at, expiresAt }),
    ])
    // A look before learning can show that somebody knows it, and never that they do not.
    if (isPassed || row.purpose === 'check') {
      const principles = [...new Set(marked.map(({ principleId }) => principleId))]
      await recordEvidence(ctx, tx, {
        personId: row.personId,
        kind: 'knowledge',
        level: assessment.level,
        sourceKind: 'assessment',
        sourceId: assessment.id,
        outcome: isPassed ? 'met' : 'not-yet',
        shownAt: at,
        expiresAt,
        principleId: principles.length === 1 ? principles[0]! : null,
      })
    }
    await written
    if (wrong.length > 0) for (const take of takers) await take(ctx, tx, row.personId, wrong)
    return { id: row.id, isPassed, right, asked: marked.length }
  })
}

interface Marked extends MarkedRow {
  principleId: string
  itemVersion: number
  confidence: Confidence | null
}
/** What is handed in with the rest goes before what was kept on the way, unless that was said later, on another phone. */
function markOf(
  one: AnswerRow,
  handed: GivenAnswer | undefined,
  row: { seed: string; language: string },
  ownLanguage: string,
  now: Date,
): Marked {
  const saidAt = handed ? notedAt(handed.saidAt, now) : null
  const isNewer = handed !== undefined && (one.saidAt === null || saidAt!.getTime() >= Date.parse(one.saidAt))
  const { places, words, confidence, isFlagged } = isNewer ? handed : one
  const text = textIn(one.texts, row.language, ownLanguage)!.text
  const answer = asWritten(one.kind, text, `${row.seed} ${one.itemId}`, { places, text: words })
  const graded = gradeOf(one, text, answer)
  return {
    position: one.position,
    itemId: one.itemId,
    itemVersion: one.itemVersion,
    principleId: one.principleId,
    places: answer.places,
    words,
    // Nobody is sure of what they did not answer.
    confidence: graded ? confidence : null,
    isFlagged,
    saidAt: isNewer ? saidAt! : one.saidAt === null ? now : new Date(one.saidAt),
    isRight: graded?.isRight ?? false,
    share: graded?.share ?? 0,
  }
}
/** Null: nothing, or half an answer. It is not right. */
function gradeOf(one: AnswerRow, text: Parameters<typeof asWritten>[1], answer: { places: number[]; text: string }) {
  try {
    if (one.kind === 'short' ? answer.text.trim() === '' : answer.places.length === 0) return null
    return gradeItem({ ...text, kind: one.kind }, answer)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
