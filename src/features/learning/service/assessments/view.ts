// A sitting as its person sees it: while it is open without anything that says what is right; afterwards with what was answered, what is right and why.
import { changeOfOne } from '#engines/assessment/change.ts'
import { withoutAnswer } from '#engines/assessment/draw.ts'
import { isTold } from '#engines/scores/difference.ts'
import { principleRefs } from '#features/language/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Sitting, SubmittedSitting } from '../../contract/assessments.ts'
import { isSureAndWrong, rankOf, wordsIn } from '../../rules/assessments.ts'
import { textIn } from '../../rules/items.ts'
import { type AssessmentRecord, findAssessment } from '../../store/assessments.ts'
import { answersOf, type AnswerRow, findSitting, type SittingRow, sittingsOfAssessment } from '../../store/sittings.ts'

export async function readSitting(ctx: Context, id: string): Promise<Sitting> {
  const personId = ctx.actor.personId
  ctx.require('sittings.take', { personId })
  return ctx.read(async (given) => {
    const tx = gathering(given)
    const row = await findSitting(tx, id)
    if (!row || row.personId !== personId) throw new Problem(problems.notFound)
    return viewSitting(ctx, tx, row)
  })
}

const order = ['sure', 'rather', 'guess'] as const
const cut = (value: number): number => Math.round(value * 1000) / 1000
const rightOf = (rows: readonly AnswerRow[]) => ({ right: rows.filter(({ isRight }) => isRight).length, asked: rows.length })

/** `known`: what has been read already. */
export async function viewSitting(
  ctx: Context,
  tx: Tx,
  row: SittingRow,
  known: { assessment?: AssessmentRecord | undefined; sittings?: readonly SittingRow[] } = {},
): Promise<Sitting> {
  const [answers, assessment, settings, principles, all] = await Promise.all([
    answersOf(tx, row.id),
    known.assessment ?? findAssessment(tx, row.assessmentId),
    readSettings(tx),
    principleRefs(tx, ctx.language),
    known.sittings ?? sittingsOfAssessment(tx, row.personId, row.assessmentId),
  ])
  const ownLanguage = settings.defaultLanguage
  const head = {
    id: row.id,
    assessmentId: row.assessmentId,
    title: wordsIn(assessment!.texts, ctx.language, ownLanguage).title,
    purpose: row.purpose,
    passPercent: assessment!.passPercent,
    level: assessment!.level,
    seed: row.seed,
    startedAt: row.startedAt,
    principles,
  }
  const shownOf = (one: AnswerRow) => {
    const found = textIn(one.texts, row.state === 'open' ? row.language : ctx.language, ownLanguage)!
    return {
      itemId: one.itemId,
      version: one.itemVersion,
      kind: one.kind,
      language: found.language,
      principleId: one.principleId,
      text: found.text,
      places: one.places,
      words: one.words,
      confidence: one.confidence,
    }
  }
  if (row.state === 'open')
    return {
      ...head,
      state: 'open',
      questions: answers.map((one) => {
        const shown = shownOf(one)
        return {
          ...shown,
          text: withoutAnswer(one.kind, shown.text, `${row.seed} ${one.itemId}`),
          isFlagged: one.isFlagged,
          saidAt: one.saidAt,
        }
      }),
    }
  return {
    ...head,
    state: 'submitted',
    submittedAt: row.submittedAt!,
    right: row.rightCount!,
    asked: row.asked,
    isPassed: row.isPassed!,
    answers: answers
      .map((one) => ({
        ...shownOf(one),
        number: one.position + 1,
        isRight: one.isRight!,
        share: one.share!,
        isSureAndWrong: isSureAndWrong({ isRight: one.isRight!, confidence: one.confidence }),
      }))
      .toSorted((a, b) => rankOf(a) - rankOf(b) || a.number - b.number),
    byPrinciple: [...Map.groupBy(answers, ({ principleId }) => principleId)].map(([principleId, some]) => ({
      principleId,
      ...rightOf(some),
    })),
    byConfidence: order.flatMap((confidence) => {
      const some = answers.filter((one) => one.confidence === confidence)
      return some.length === 0 ? [] : [{ confidence, ...rightOf(some) }]
    }),
    change: changeSince(row, all),
  }
}

function changeSince(row: SittingRow, all: readonly SittingRow[]): SubmittedSitting['change'] {
  const look = all.find(({ purpose, state }) => purpose === 'before' && state === 'submitted')
  if (!look || look.id === row.id) return null
  const before = { right: look.rightCount!, asked: look.asked }
  const change = changeOfOne(before, { right: row.rightCount!, asked: row.asked })
  return { before, estimate: cut(change.estimate), low: cut(change.low), high: cut(change.high), isTold: isTold(change) }
}
