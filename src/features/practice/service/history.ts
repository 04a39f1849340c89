// What was practised before there was this program, or in the demonstration: many reviews of many people at once, with the memories that they make.
import { secondsOf } from '#engines/practice/dose.ts'
import { gradeOf, memoryOf, restDays } from '#engines/practice/memory.ts'
import { itemBank } from '#features/learning/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { dayNumber, dayOf } from '../rules.ts'
import { insertMemories, insertReviews, type ReviewRow } from '../store/reviews.ts'

export interface PastPractice {
  personId: string
  language: string
  timeZone: string
  itemId: string
  /** In any order; each at its moment. */
  reviews: { at: Date; isRight: boolean; confidence: 'sure' | 'rather' | 'guess' | null; tookSeconds: number }[]
}

/** Only for people and items that have none yet. Items that are not live are left out. */
export async function bringPractice(ctx: Context, tx: WriteTx, past: readonly PastPractice[]): Promise<void> {
  const bank = new Map((await itemBank(tx)).map((item) => [item.id, item]))
  const reviews: ReviewRow[] = []
  const memories: Parameters<typeof insertMemories>[1][number][] = []
  for (const { personId, language, timeZone, itemId, reviews: said } of past) {
    const item = bank.get(itemId)
    if (!item || said.length === 0) continue
    const rows = said
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ at, isRight, confidence, tookSeconds }): ReviewRow => ({
        id: newId(at.getTime()),
        personId,
        subject: { kind: 'item', id: itemId },
        principleId: item.principleId,
        itemVersion: item.version,
        language,
        places: [],
        words: null,
        isRight,
        share: isRight ? 1 : 0,
        confidence,
        grade: gradeOf(isRight, confidence),
        tookSeconds,
        doseSeconds: secondsOf[item.kind],
        saidAt: at.toISOString(),
        day: dayIn(timeZone, at),
      }))
    reviews.push(...rows)
    const memory = memoryOf(rows.map(({ day, grade }) => ({ day: dayNumber(day), grade })))!
    const last = rows.at(-1)!
    memories.push({
      personId,
      subject: last.subject,
      principleId: item.principleId,
      ...memory,
      lastDay: last.day,
      lastSaidAt: last.saidAt,
      comesBackOn: dayOf(dayNumber(last.day) + restDays(memory)),
      reviews: rows.length,
      isSureAndWrong: !last.isRight && last.confidence === 'sure',
    })
  }
  await insertReviews(tx, reviews, ctx.now())
  await insertMemories(tx, memories)
}

export { practisedAmong } from '../store/reviews.ts'
