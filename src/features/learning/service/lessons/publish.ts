// From a draft to what people are taught: a second person reads it, nothing is missing, and then it never changes.
import { minutesOf } from '#engines/lesson/lesson.ts'
import { readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { lessonIncomplete, secondPersonNeeded } from '../../problems.ts'
import { dayAfter, reviewDays } from '../../rules/lessons.ts'
import { filesOfLesson, type LessonHead, lockLesson, updateLesson } from '../../store/lessons/lessons.ts'
import { deleteDraft, draftFor, type DraftRow, insertVersion, judgeDraft, liveTexts } from '../../store/lessons/texts.ts'
import { measured } from './read.ts'
import { carryPrinciple } from './write.ts'

async function draftAndLesson(tx: Tx, lessonId: string, language: string): Promise<{ head: LessonHead; draft: DraftRow }> {
  const head = await lockLesson(tx, lessonId)
  const draft = await draftFor(tx, lessonId, language, true)
  if (!head || !draft) throw new Problem(problems.notFound)
  return { head, draft }
}

async function requireComplete(tx: Tx, draft: DraftRow): Promise<void> {
  const files = await filesOfLesson(tx, draft.lessonId)
  const { missing } = measured(
    draft,
    files.map(({ name }) => name),
  )
  if (missing.length > 0)
    throw new Problem(lessonIncomplete, {
      errors: missing.map(({ what, block }) => ({ pointer: block === null ? '/blocks' : `/blocks/${block}`, detail: what })),
    })
}

/** A reader's time is for what is finished: an incomplete draft is not passed on. */
export const askReview = (ctx: Context, lessonId: string, language: string): Promise<void> => {
  ctx.require('lessons.write', {})
  return ctx.write(async (tx) => {
    const { draft } = await draftAndLesson(tx, lessonId, language)
    await requireComplete(tx, draft)
    if (draft.state !== 'in-review') await judgeDraft(tx, { ...draft, state: 'in-review', reviewedBy: null, reviewWords: null })
    tx.audit({ action: 'lesson.review-asked', subject: { kind: 'lesson', id: lessonId }, details: { language } })
  })
}

export const reviewDraft = (
  ctx: Context,
  lessonId: string,
  language: string,
  version: number,
  { verdict, words }: { verdict: 'good' | 'change'; words: string },
): Promise<void> => {
  ctx.require('lessons.review', {})
  return ctx.write(async (tx) => {
    const { draft } = await draftAndLesson(tx, lessonId, language)
    // Only the words that were read: what was written meanwhile is read again.
    if (draft.version !== version) throw new Problem(problems.versionChanged)
    const { personId } = ctx.actor
    if (personId === null || draft.writerIds.includes(personId)) throw new Problem(secondPersonNeeded)
    if (draft.state !== 'in-review') throw new Problem(problems.conflict, { detail: 'Nobody has asked for a review of this draft.' })
    await judgeDraft(tx, {
      ...draft,
      state: verdict === 'good' ? 'approved' : 'returned',
      reviewedBy: personId,
      reviewWords: words || null,
    })
    tx.audit({ action: 'lesson.reviewed', subject: { kind: 'lesson', id: lessonId }, details: { language, verdict } })
  })
}

export const publishDraft = (ctx: Context, lessonId: string, language: string, note: string): Promise<void> => {
  ctx.require('lessons.publish', {})
  return ctx.write(async (tx) => {
    const { head, draft } = await draftAndLesson(tx, lessonId, language)
    await requireComplete(tx, draft)
    if (draft.state !== 'approved' || draft.reviewedBy === null || draft.writerIds.includes(draft.reviewedBy))
      throw new Problem(secondPersonNeeded)
    await goLive(ctx, tx, head, draft, note || null)
  })
}

/** Inside a transaction that is already open; a pack's lessons were read by others before they came. */
export async function goLive(ctx: Context, tx: WriteTx, head: LessonHead, draft: DraftRow, note: string | null): Promise<void> {
  const [live, settings] = await Promise.all([liveTexts(tx, head.id), readSettings(tx)])
  const { language, title, blocks, writerIds, reviewedBy } = draft
  const number = (live.find((row) => row.language === language)?.number ?? 0) + 1
  const first = live.find((row) => row.language === settings.defaultLanguage)
  const row = {
    lessonId: head.id,
    language,
    number,
    title,
    blocks,
    minutes: minutesOf(blocks),
    sourceNumber: language === settings.defaultLanguage ? null : (draft.sourceNumber ?? first?.number ?? null),
    note,
    writerIds,
    reviewedBy,
    publishedBy: ctx.actor.personId,
    publishedAt: ctx.now().toISOString(),
  }
  await insertVersion(tx, row)
  await deleteDraft(tx, head.id, language)
  const reviewOn = dayAfter(dayIn(settings.timeZone, ctx.now()), reviewDays)
  // A translation does not renew what it is translated from.
  const isRenewed = head.reviewOn === null || language === settings.defaultLanguage
  await updateLesson(tx, isRenewed ? { ...head, reviewOn } : head, null)
  await carryPrinciple(tx, ctx, head.id, head.isRetired ? null : head.principleId)
  tx.audit({ action: 'lesson.published', subject: { kind: 'lesson', id: head.id }, details: { language, number } })
}
