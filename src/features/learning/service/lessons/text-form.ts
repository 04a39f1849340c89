// The text form in and out: what a practitioner writes in any editor, and what packs are made of.
import { type Lesson as LessonValue } from '#engines/lesson/lesson.ts'
import { parseLesson } from '#engines/lesson/parse.ts'
import { serialiseLesson } from '#engines/lesson/serialise.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import { block as blockShape } from '../../contract/lessons.ts'
import { draftIsThere } from '../../problems.ts'
import { insertLesson, lessonByKey, type LessonHead } from '../../store/lessons/lessons.ts'
import { draftFor, draftsOf, liveTexts, saveDraft } from '../../store/lessons/texts.ts'
import { meaningOf } from '../themes.ts'
import { goLive } from './publish.ts'
import { requireLesson } from './read.ts'
import { requireLanguage } from './write.ts'

const refused = (errors: { pointer: string; detail: string }[]) => new Problem(problems.invalidInput, { errors })

/** Throws with line and column of everything that can't be read. */
export function readTextForm(text: string): LessonValue {
  const { lesson, faults } = parseLesson(text)
  if (!lesson)
    throw refused(
      faults.slice(0, 50).map(({ line, column, message }) => ({ pointer: '/text', detail: `Line ${line}, column ${column}: ${message}` })),
    )
  // The bounds of the editor hold for files too.
  const tooLong = lesson.blocks.flatMap(
    (block, i) => blockShape.safeParse(block).error?.issues.map(({ message }) => ({ pointer: `/blocks/${i}`, detail: message })) ?? [],
  )
  if (lesson.title.length > 120) tooLong.push({ pointer: '/title', detail: 'has more than 120 characters' })
  if (lesson.blocks.length > 40) tooLong.push({ pointer: '/blocks', detail: 'are more than 40' })
  if (tooLong.length > 0) throw refused(tooLong.slice(0, 50))
  return lesson
}

export const importLesson = (ctx: Context, input: { language: string; text: string; replaces: boolean }): Promise<string> => {
  ctx.require('lessons.write', {})
  const lesson = readTextForm(input.text)
  return ctx.write(async (tx) => {
    await requireLanguage(tx, input.language)
    const meaning = lesson.theme === null ? null : (await meaningOf(tx, input.language))(lesson.theme)
    const principleId = meaning?.principle?.id ?? null
    const head = await takeIn(ctx, tx, lesson, input.language, { principleId, replaces: input.replaces })
    tx.audit({ action: 'lesson.imported', subject: { kind: 'lesson', id: head.id }, details: { language: input.language } })
    tx.answersWith(head.id)
    return head.id
  })
}

/** Writes it into the draft of that language; the lesson is found by its key, or made. What is known of level, theme and families stays. */
async function takeIn(
  ctx: Context,
  tx: WriteTx,
  { key, title, level, theme, families, blocks }: LessonValue,
  language: string,
  { principleId, replaces }: { principleId: string | null; replaces: boolean },
): Promise<LessonHead> {
  let head = await lessonByKey(tx, key)
  if (!head) {
    const made = { id: newId(ctx.now().getTime()), key, level, principleId, theme, families, ownerId: ctx.actor.personId }
    await insertLesson(tx, made, ctx.now())
    head = { ...made, reviewOn: null, isRetired: false, version: 1 }
  }
  const known = await draftFor(tx, head.id, language, true)
  if (known && !replaces) throw new Problem(draftIsThere)
  const writerIds = [...new Set([...(known?.writerIds ?? []), ...(ctx.actor.personId ? [ctx.actor.personId] : [])])]
  const version = (known?.version ?? 0) + 1
  await saveDraft(tx, { lessonId: head.id, language, title, blocks, sourceNumber: null, version, writerIds }, ctx.now())
  return head
}

/** For packs and the demonstration, inside a transaction that is already open: it is taught at once. Answers the lesson's id. */
export async function installLessonIn(
  ctx: Context,
  tx: WriteTx,
  input: { lesson: LessonValue; language: string; principleId: string | null; note?: string | null },
): Promise<string> {
  const head = await takeIn(ctx, tx, input.lesson, input.language, { principleId: input.principleId, replaces: true })
  const draft = await draftFor(tx, head.id, input.language)
  await goLive(ctx, tx, head, draft!, input.note ?? null)
  return head.id
}

/** What stands in the draft, else what is live. */
export async function exportLesson(ctx: Context, lessonId: string, language: string): Promise<{ name: string; text: string }> {
  ctx.require('lessons.read', {})
  return ctx.read(async (tx) => {
    const [head, drafts, live] = await Promise.all([requireLesson(tx, lessonId), draftsOf(tx, lessonId), liveTexts(tx, lessonId)])
    const from = [...drafts, ...live].find((row) => row.language === language)
    if (!from) throw new Problem(problems.notFound)
    const { key, level, theme, families } = head
    return {
      name: `${key}.${language}.md`,
      text: serialiseLesson({ key, title: from.title, level, theme, families, blocks: from.blocks }),
    }
  })
}
