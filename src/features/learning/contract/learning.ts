// Lessons as people take them: their own list, one to go through, and what the phone sends, now or when it has a network again.
import { z } from 'zod'
import { day, id, instant, language, text } from '#platform/http/fields.ts'
import { block } from './lessons.ts'

const at = instant().optional().describe('By the phone’s clock; when it was noted.')
const where = {
  lessonId: id(),
  language: language(),
  number: z.number().int().min(1).max(100_000),
  block: z.number().int().min(0).max(200),
}

const progress = z.object({
  number: z.number(),
  language: language(),
  block: z.number(),
  startedAt: instant(),
  finishedAt: instant().nullable(),
})
const myLesson = z.object({
  id: z.string(),
  title: z.string(),
  level: z.number(),
  principleId: z.string().nullable(),
  minutes: z.number(),
  state: z.enum(['to-do', 'begun', 'done']),
  finishedAt: instant().nullable(),
  /** Changed since the person finished it. */
  isNewer: z.boolean(),
})
export const myLessonList = z.object({ items: z.array(myLesson) })
export const ownLessonParams = z.object({ lessonId: id() })
export const ownLesson = z.object({
  id: z.string(),
  title: z.string(),
  level: z.number(),
  principleId: z.string().nullable(),
  minutes: z.number(),
  language: language(),
  number: z.number(),
  /** Those of the person's kind of work; `at` is the number that answers and progress name. */
  blocks: z.array(z.object({ at: z.number(), block })),
  progress: progress.nullable(),
  /** The latest of each question. */
  answers: z.array(z.object({ block: z.number(), chosen: z.array(z.number()), isRight: z.boolean() })),
  commitment: z.string().nullable(),
  next: z.object({ id: z.string(), title: z.string() }).nullable(),
})

export const lessonStep = z.object({ id: id(), ...where, isFinished: z.boolean().default(false), at }).strict()
export const lessonAnswer = z.object({ id: id(), ...where, chosen: z.array(z.number().int().min(0).max(7)).min(1).max(8), at }).strict()
export const answered = z.object({ id: z.string(), isRight: z.boolean() })

export const newCommitment = z.object({ id: id(), lessonId: id().nullable().default(null), words: text(300), at }).strict()
export const commitmentParams = z.object({ commitmentId: id() })
export const outcome = z.enum(['did', 'not-yet', 'set-aside'])
export const commitmentOutcome = z.object({ outcome, at }).strict()
export const commitment = z.object({
  id: z.string(),
  words: z.string(),
  lesson: z.object({ id: z.string(), title: z.string() }).nullable(),
  madeAt: instant(),
  askedFrom: day(),
  /** Its day has come and nobody has answered: "did you?" */
  isAsked: z.boolean(),
  outcome: outcome.nullable(),
})
export const commitmentList = z.object({ items: z.array(commitment) })
export type MyLesson = z.infer<typeof myLesson>
export type OwnLesson = z.infer<typeof ownLesson>
export type Commitment = z.infer<typeof commitment>
export type Outcome = z.infer<typeof outcome>
export type LessonStep = z.input<typeof lessonStep>
export type LessonAnswer = z.input<typeof lessonAnswer>
export type NewCommitment = z.input<typeof newCommitment>
