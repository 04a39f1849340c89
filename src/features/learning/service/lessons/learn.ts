// Lessons as people take them: their own list, one in their language and for their kind of work, and what their phone sends about it.
import type { QuestionBlock } from '#engines/lesson/lesson.ts'
import { blocksFor } from '#engines/lesson/lesson.ts'
import { placeOfPerson, readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Commitment, MyLesson, OwnLesson } from '../../contract/learning.ts'
import { askAfterDays, dayAfter, isFor, notedAt } from '../../rules/lessons.ts'
import {
  answerById,
  answerCommitment,
  askedCommitments,
  blockAt,
  type CommitmentRow,
  commitmentById,
  commitmentsOf,
  insertAnswer,
  insertCommitment,
  learnable,
  type LearnableRow,
  noteStep,
  ownVersion,
  type Outcome,
  progressOf,
  type ProgressRow,
} from '../../store/lessons/learners.ts'
import { saidFamilies } from '../../store/role-families.ts'
import { noteStepDone } from '../paths/sweep.ts'
import { familyOf } from '../role-families.ts'

const me = (ctx: Context): string => {
  ctx.require('lessons.learn', { personId: ctx.actor.personId })
  return ctx.actor.personId!
}

/** What is taught, with what is needed to say to whom, and where this person stands in it. */
async function lessonsFor(tx: Tx, personId: string, language: string) {
  const [place, said, progress, all] = await Promise.all([
    placeOfPerson(tx, personId),
    saidFamilies(tx),
    progressOf(tx, personId),
    learnable(tx, language),
  ])
  const family = place ? familyOf(said, place) : null
  const rows = all.filter(({ families }) => isFor(families, family))
  return { family, timeZone: place?.timeZone ?? 'UTC', progress: new Map(progress.map((row) => [row.lessonId, row])), rows, all }
}
const stateOf = (progress: ProgressRow | undefined): MyLesson['state'] =>
  progress === undefined ? 'to-do' : progress.finishedAt ? 'done' : 'begun'

const shown = (row: LearnableRow, progress: ProgressRow | undefined): MyLesson => ({
  id: row.id,
  title: row.title,
  level: row.level,
  principleId: row.principleId,
  minutes: row.minutes,
  state: stateOf(progress),
  finishedAt: progress?.finishedAt ?? null,
  isNewer: Boolean(progress?.finishedAt && progress.finishedAt < row.publishedAt),
})

export async function listMyLessons(ctx: Context): Promise<{ items: MyLesson[] }> {
  const personId = me(ctx)
  return ctx.read(async (tx) => {
    const { rows, progress } = await lessonsFor(tx, personId, ctx.language)
    return { items: rows.map((row) => shown(row, progress.get(row.id))) }
  })
}

/** Who has begun goes on in the version they began, until it is finished; then the latest is shown. */
export async function readOwnLesson(ctx: Context, lessonId: string): Promise<OwnLesson> {
  const personId = me(ctx)
  return ctx.read(async (tx) => {
    const { rows, all, progress, family } = await lessonsFor(tx, personId, ctx.language)
    // A link from a principle's page leads here too, whatever the person's kind of work.
    const row = all.find(({ id }) => id === lessonId)
    if (!row) throw new Problem(problems.notFound)
    const own = progress.get(lessonId)
    const isUnderWay = own !== undefined && own.finishedAt === null && own.language === row.language
    const at = { lessonId, language: row.language, number: isUnderWay ? own.number : row.number }
    const version = await ownVersion(tx, personId, at)
    if (!version) throw new Problem(problems.notFound)
    const seen = new Set(blocksFor(version.blocks, family))
    const next = rows.find(({ id }) => id !== lessonId && stateOf(progress.get(id)) !== 'done')
    const language = row.language as OwnLesson['language']
    return {
      id: lessonId,
      title: version.title,
      level: row.level,
      principleId: row.principleId,
      minutes: version.minutes,
      language,
      number: at.number,
      blocks: version.blocks.flatMap((block, i) => (seen.has(block) ? [{ at: i, block }] : [])),
      progress: own && isHere(own, at) ? { ...own, language } : null,
      answers: version.answers,
      commitment: version.commitment,
      next: next ? { id: next.id, title: next.title } : null,
    }
  })
}
const isHere = (own: ProgressRow, at: { language: string; number: number }) => own.language === at.language && own.number === at.number

interface At {
  lessonId: string
  language: string
  number: number
  block: number
}
async function requireBlock(tx: Tx, at: At) {
  const found = await blockAt(tx, at)
  if (!found) throw new Problem(problems.notFound)
  if (!found.block) throw new Problem(problems.invalidInput, { errors: [{ pointer: '/block', detail: 'is none of this version' }] })
  return found.block
}

export async function noteLessonStep(ctx: Context, step: At & { isFinished: boolean; at?: string | undefined }): Promise<void> {
  const personId = me(ctx)
  await ctx.write(async (tx) => {
    await requireBlock(tx, step)
    await noteStep(tx, { ...step, personId, at: notedAt(step.at, ctx.now()) })
    if (step.isFinished) await noteStepDone(tx, personId, step.lessonId)
  })
}

const isRightAnswer = ({ options }: QuestionBlock, chosen: readonly number[]): boolean =>
  options.every(({ isRight }, i) => isRight === chosen.includes(i))

export async function answerQuestion(
  ctx: Context,
  answer: At & { id: string; chosen: number[]; at?: string | undefined },
): Promise<{ id: string; isRight: boolean }> {
  const personId = me(ctx)
  return ctx.write(async (tx) => {
    const [block, known] = await Promise.all([requireBlock(tx, answer), answerById(tx, personId, answer.id)])
    if (known) return { id: answer.id, isRight: known.isRight }
    const chosen = [...new Set(answer.chosen)].sort((a, b) => a - b)
    const fault = (pointer: string, detail: string) => new Problem(problems.invalidInput, { errors: [{ pointer, detail }] })
    if (block.kind !== 'question') throw fault('/block', 'is no question')
    if (chosen.some((i) => i >= block.options.length) || (!block.isMultiple && chosen.length > 1))
      throw fault('/chosen', 'is not among the options')
    const isRight = isRightAnswer(block, chosen)
    const { lessonId, language, number } = answer
    const answeredAt = notedAt(answer.at, ctx.now()).toISOString()
    await insertAnswer(tx, personId, answer.id, { lessonId, language, number, block: answer.block, chosen, isRight, answeredAt })
    return { id: answer.id, isRight }
  })
}

// commitments
async function commitmentsShown(ctx: Context, tx: Tx, personId: string, rows: readonly CommitmentRow[]): Promise<Commitment[]> {
  const { timeZone, all: lessons } = await lessonsFor(tx, personId, ctx.language)
  const titles = new Map(lessons.map(({ id, title }) => [id, title]))
  const today = dayIn(timeZone, ctx.now())
  return rows.map(({ id, words, lessonId, madeAt, askedFrom, outcome }) => ({
    id,
    words,
    lesson: lessonId !== null && titles.has(lessonId) ? { id: lessonId, title: titles.get(lessonId)! } : null,
    madeAt,
    askedFrom,
    isAsked: outcome === null && askedFrom <= today,
    outcome,
  }))
}
const mostShown = 50
export async function listCommitments(ctx: Context): Promise<{ items: Commitment[] }> {
  const personId = me(ctx)
  return ctx.read(async (tx) => ({ items: await commitmentsShown(ctx, tx, personId, await commitmentsOf(tx, personId, mostShown)) }))
}

export async function commit(
  ctx: Context,
  input: { id: string; lessonId: string | null; words: string; at?: string | undefined },
): Promise<Commitment> {
  const personId = me(ctx)
  return ctx.write(async (tx) => {
    const known = await commitmentById(tx, personId, input.id)
    if (!known) {
      const { timeZone } = await readSettings(tx)
      if (input.lessonId && !(await learnable(tx, ctx.language)).some(({ id }) => id === input.lessonId))
        throw new Problem(problems.invalidInput, { errors: [{ pointer: '/lessonId', detail: 'This lesson is not there.' }] })
      const madeAt = notedAt(input.at, ctx.now())
      const { id, lessonId, words } = input
      const askedFrom = dayAfter(dayIn(timeZone, madeAt), askAfterDays)
      await insertCommitment(tx, personId, {
        id,
        lessonId,
        words,
        madeAt: madeAt.toISOString(),
        askedFrom,
        outcome: null,
        answeredAt: null,
      })
    }
    return (await commitmentsShown(ctx, tx, personId, [(await commitmentById(tx, personId, input.id))!]))[0]!
  })
}

export async function sayOutcome(ctx: Context, id: string, input: { outcome: Outcome; at?: string | undefined }): Promise<Commitment> {
  const personId = me(ctx)
  return ctx.write(async (tx) => {
    if (!(await commitmentById(tx, personId, id))) throw new Problem(problems.notFound)
    await answerCommitment(tx, personId, id, input.outcome, notedAt(input.at, ctx.now()))
    return (await commitmentsShown(ctx, tx, personId, [(await commitmentById(tx, personId, id))!]))[0]!
  })
}

/** For pages to the right: what a person said they would do and is asked about today, the oldest first. */
export const askedOf = async (tx: Tx, personId: string, day: string): Promise<{ id: string; words: string }[]> =>
  (await askedCommitments(tx, [personId], day)).map(({ id, words }) => ({ id, words }))
