// Writing: a lesson begins with a title; what is typed is saved as it stands, finished or not.
import type { Block, Family } from '#engines/lesson/lesson.ts'
import { requireLive, tag, untag } from '#features/language/public.ts'
import { personCard, readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { DraftSaved } from '../../contract/lessons.ts'
import { freeKey, keyOf } from '../../rules/lessons.ts'
import { filesOfLesson, insertLesson, keysLike, lockLesson, updateLesson } from '../../store/lessons/lessons.ts'
import { deleteDraft, deleteEmptyLesson, draftFor, liveTexts, saveDraft } from '../../store/lessons/texts.ts'
import { measured, requireLesson } from './read.ts'

export interface NewLesson {
  title: string
  language: string
  level: number
  principleId: string | null
  families: Family[]
}
/** Headings to write under: the three whys, what, two variants, "I will". */
const emptyBlocks = (families: readonly Family[]): Block[] => {
  const variants: Family[] =
    families.length > 1 ? [...families] : [...new Set<Family>([...families, 'sales-floor', 'contact-centre'])].slice(0, 2)
  return [
    { kind: 'why', who: 'company', text: '' },
    { kind: 'why', who: 'me', text: '' },
    { kind: 'why', who: 'customer', text: '' },
    { kind: 'what', text: '' },
    { kind: 'how', family: null, text: '' },
    ...variants.map((family): Block => ({ kind: 'how', family, text: '' })),
    { kind: 'commit', prompt: '', suggestions: [] },
  ]
}

export async function requireLanguage(tx: Tx, language: string): Promise<void> {
  if (!(await readSettings(tx)).languages.includes(language))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/language', detail: 'is none of the organisation’s languages' }] })
}

export const addLesson = (ctx: Context, input: NewLesson): Promise<string> => {
  ctx.require('lessons.write', {})
  return ctx.write(async (tx) => {
    await Promise.all([requireLanguage(tx, input.language), input.principleId ? requireLive(tx, input.principleId) : undefined])
    const wanted = keyOf(input.title)
    const { title, language, ...head } = input
    const lessonId = newId(ctx.now().getTime())
    const key = freeKey(wanted, await keysLike(tx, wanted))
    await insertLesson(tx, { ...head, id: lessonId, key, theme: null, ownerId: ctx.actor.personId }, ctx.now())
    // The common how stands there only where somebody writes it: an empty one would be missed at publishing.
    const blocks = emptyBlocks(input.families).filter((block) => block.kind !== 'how' || block.family !== null)
    await saveDraft(tx, { lessonId, language, title, blocks, sourceNumber: null, version: 1, writerIds: writers([], ctx) }, ctx.now())
    tx.audit({ action: 'lesson.begun', subject: { kind: 'lesson', id: lessonId } })
    tx.answersWith(lessonId)
    return lessonId
  })
}

const writers = (before: readonly string[], ctx: Context): string[] => [
  ...new Set([...before, ...(ctx.actor.personId ? [ctx.actor.personId] : [])]),
]

export interface DraftInput {
  title: string
  blocks: Block[]
  sourceNumber: number | null
}
/** Version 0: there is no draft in this language yet. */
export async function writeDraft(ctx: Context, lessonId: string, language: string, version: number, input: DraftInput): Promise<void> {
  ctx.require('lessons.write', {})
  await ctx.write(async (tx) => {
    await Promise.all([requireLesson(tx, lessonId), requireLanguage(tx, language)])
    const known = await draftFor(tx, lessonId, language, true)
    if ((known?.version ?? 0) !== version) throw new Problem(problems.versionChanged)
    await saveDraft(tx, { lessonId, language, ...input, version: version + 1, writerIds: writers(known?.writerIds ?? [], ctx) }, ctx.now())
    // Each keystroke's pause saves; the log keeps who began.
    if (!known?.writerIds.includes(ctx.actor.personId ?? ''))
      tx.audit({ action: 'lesson.written', subject: { kind: 'lesson', id: lessonId }, details: { language } })
  })
}
export async function readSaved(ctx: Context, lessonId: string, language: string): Promise<DraftSaved> {
  ctx.require('lessons.write', {})
  return ctx.read(async (tx) => {
    const [draft, files] = await Promise.all([draftFor(tx, lessonId, language), filesOfLesson(tx, lessonId)])
    if (!draft) throw new Problem(problems.notFound)
    return {
      version: draft.version,
      state: draft.state,
      updatedAt: draft.updatedAt,
      ...measured(
        draft,
        files.map(({ name }) => name),
      ),
    }
  })
}

export const discardDraft = (ctx: Context, lessonId: string, language: string): Promise<void> => {
  ctx.require('lessons.write', {})
  return ctx.write(async (tx) => {
    if (!(await lockLesson(tx, lessonId)) || !(await draftFor(tx, lessonId, language, true))) throw new Problem(problems.notFound)
    await deleteDraft(tx, lessonId, language)
    await deleteEmptyLesson(tx, lessonId)
    tx.audit({ action: 'lesson.draft-discarded', subject: { kind: 'lesson', id: lessonId }, details: { language } })
  })
}

export interface LessonChange {
  level?: number | undefined
  principleId?: string | null | undefined
  families?: Family[] | undefined
  ownerId?: string | null | undefined
  reviewOn?: string | null | undefined
  isRetired?: boolean | undefined
}
export const changeLesson = (ctx: Context, lessonId: string, version: number, change: LessonChange): Promise<void> => {
  ctx.require('lessons.write', {})
  return ctx.write(async (tx) => {
    const before = await requireLesson(tx, lessonId)
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<typeof before>
    const after = { ...before, ...given }
    if (change.principleId && change.principleId !== before.principleId) await requireLive(tx, change.principleId)
    if (change.ownerId && !(await personCard(tx, [change.ownerId])).has(change.ownerId))
      throw new Problem(problems.invalidInput, { errors: [{ pointer: '/ownerId', detail: 'This person is not there.' }] })
    if (!(await updateLesson(tx, after, version))) throw new Problem(problems.versionChanged)
    const isTaught = (await liveTexts(tx, lessonId)).length > 0
    if (isTaught) await carryPrinciple(tx, ctx, lessonId, after.isRetired ? null : after.principleId)
    tx.audit({ action: 'lesson.changed', subject: { kind: 'lesson', id: lessonId }, details: { fields: Object.keys(given) } })
  })
}

/** The principle's page shows what is taught, not what is only being written. */
export async function carryPrinciple(tx: WriteTx, ctx: Context, lessonId: string, principleId: string | null): Promise<void> {
  await untag(tx, 'lesson', lessonId)
  if (principleId) await tag(tx, ctx.now().toISOString(), { principleId, kind: 'lesson', subjectId: lessonId })
}
