// One answer, once, from a phone that may have had no network. The server grades for itself; the memory is made of all reviews.
import type { z } from 'zod'
import { gradeItem } from '#engines/item/grade.ts'
import { secondsOf } from '#engines/practice/dose.ts'
import { afterReview, gradeOf, memoryOf, restDays } from '#engines/practice/memory.ts'
import { recallOf } from '#engines/recall/match.ts'
import { mantraToday } from '#features/language/public.ts'
import { itemAnswered, momentAnswered } from '#features/learning/public.ts'
import { placeOfPerson } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { newReview, Review } from '../contract.ts'
import { noAnswer } from '../problems.ts'
import { dayNumber, dayOf, saidAt } from '../rules.ts'
import {
  dropOlderMoments,
  insertReview,
  knownReview,
  type MemoryRow,
  memoryOfSubject,
  type ReviewRow,
  reviewsOfSubject,
  type Subject,
  writeMemory,
} from '../store/reviews.ts'

type Input = z.output<typeof newReview>
const mostTries = 4
class Overtaken extends Error {}
/** A second tab or phone was faster by a breath: what it wrote is read then. */
const isOvertaken = (error: unknown): boolean => {
  const { code, table } = error as { code?: string; table?: string }
  return error instanceof Overtaken || (code === '23505' && table === 'practice_reviews')
}

export async function noteReview(ctx: Context, input: Input): Promise<Review> {
  const personId = ctx.actor.personId
  ctx.require('practice.do', { personId })
  for (let tries = 1; ; tries++)
    try {
      return await ctx.write((tx) => noteOnce(ctx, tx, personId!, input))
    } catch (error) {
      if (!isOvertaken(error) || tries === mostTries) throw error
    }
}

interface Graded {
  isRight: boolean
  share: number
  principleId: string | null
  kind: keyof typeof secondsOf
  /** Of a moment: where it stands. */
  moment: Subject['moment']
}
const noPlace = () => new Problem(noAnswer, { errors: [{ pointer: '/places', detail: 'The question has no such place.' }] })
async function grade(ctx: Context, tx: WriteTx, input: Input): Promise<Graded> {
  if (input.kind === 'mantra') {
    const mantra = input.subjectId === tx.organisationId ? await mantraToday(tx, ctx, input.language) : null
    if (!mantra) throw new Problem(problems.notFound)
    const { isRight, share } = recallOf(input.words, mantra.wording)
    return { isRight, share, principleId: null, kind: 'recall', moment: null }
  }
  if (input.kind === 'scene') return gradeMoment(tx, input)
  const item = input.version === null ? undefined : await itemAnswered(tx, input.subjectId, input.version, input.language)
  if (!item) throw new Problem(problems.notFound)
  try {
    return {
      ...gradeItem({ ...item.text, kind: item.kind }, { places: input.places, text: input.words }),
      principleId: item.principleId,
      kind: item.kind,
      moment: null,
    }
  } catch (error) {
    if (error instanceof RangeError) throw noPlace()
    throw error
  }
}
/** As a judgement: what can be defended is known, what is poor is not. */
const shareOf = { good: 1, defensible: 2 / 3, poor: 0 }
async function gradeMoment(tx: WriteTx, { subjectId, scenarioId, version, places }: Input): Promise<Graded> {
  const [choice, ...more] = places
  if (choice === undefined || more.length > 0) throw noPlace()
  const moment =
    scenarioId && version !== null ? await momentAnswered(tx, { id: subjectId, scenarioId, number: version, choice }) : undefined
  if (!scenarioId || !moment) throw new Problem(problems.notFound)
  const { worth, scene, principleId } = moment
  if (!worth) throw noPlace()
  return { isRight: worth !== 'poor', share: shareOf[worth], principleId, kind: 'scene', moment: { scenarioId, scene } }
}

/** `isElsewhere`: answered outside practice; it takes nothing of the week's minutes. */
export async function noteOnce(ctx: Context, tx: WriteTx, personId: string, input: Input, isElsewhere = false): Promise<Review> {
  const subject: Subject = { kind: input.kind, id: input.subjectId }
  const [known, before, place, graded] = await Promise.all([
    knownReview(tx, input.id),
    memoryOfSubject(tx, personId, subject),
    placeOfPerson(tx, personId),
    grade(ctx, tx, input),
  ])
  if (known) {
    // Of somebody else's, not even that it exists.
    if (known.personId !== personId || known.subjectId !== input.subjectId || !before) throw new Problem(problems.notFound)
    return { id: input.id, isRight: known.isRight, share: known.share, comesBackOn: before.comesBackOn }
  }
  if (!place) throw new Problem(problems.notFound)
  const at = saidAt(input.saidAt, ctx.now())
  const review: ReviewRow = {
    id: input.id,
    personId,
    subject: { ...subject, moment: graded.moment },
    principleId: graded.principleId,
    itemVersion: input.version,
    language: input.language,
    places: input.places,
    words: input.words || null,
    isRight: graded.isRight,
    share: graded.share,
    confidence: input.confidence,
    grade: gradeOf(graded.isRight, input.confidence),
    tookSeconds: input.tookSeconds,
    doseSeconds: isElsewhere ? 0 : secondsOf[graded.kind],
    saidAt: at.toISOString(),
    day: dayIn(place.timeZone, at),
  }
  const memory = await memoryAfter(tx, before, review)
  // Sent in one message; where the id is there already, all of it fails with that.
  const [, isWritten] = await Promise.all([
    insertReview(tx, review, ctx.now()),
    writeMemory(tx, personId, review.subject, { ...memory, principleId: graded.principleId }, before?.reviews ?? 0),
    graded.moment && !before ? dropOlderMoments(tx, personId, review.subject, review.saidAt) : null,
  ])
  if (!isWritten) throw new Overtaken()
  return { id: input.id, isRight: graded.isRight, share: graded.share, comesBackOn: memory.comesBackOn }
}

/** One step further; or, where a phone sends late what was answered before, all reviews anew in their order. */
async function memoryAfter(
  tx: WriteTx,
  before: MemoryRow | undefined,
  review: ReviewRow,
): Promise<Omit<MemoryRow, 'subjectKind' | 'subjectId'>> {
  const isInOrder = !before || Date.parse(before.lastSaidAt) <= Date.parse(review.saidAt)
  const earlier = isInOrder ? [] : await reviewsOfSubject(tx, review.personId, review.subject)
  const all = [...earlier, review].toSorted((a, b) => Date.parse(a.saidAt) - Date.parse(b.saidAt))
  const last = isInOrder ? review : all.at(-1)!
  const { stability, difficulty } = isInOrder
    ? afterReview(before ?? null, before ? Math.max(0, dayNumber(review.day) - dayNumber(before.lastDay)) : 0, review.grade)
    : memoryOf(all.map((one) => ({ day: dayNumber(one.day), grade: one.grade })))!
  return {
    stability,
    difficulty,
    lastDay: last.day,
    lastSaidAt: last.saidAt,
    comesBackOn: dayOf(dayNumber(last.day) + restDays({ stability, difficulty })),
    reviews: (before?.reviews ?? 0) + 1,
    isSureAndWrong: !last.isRight && last.confidence === 'sure',
  }
}
