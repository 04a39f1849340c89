import { z } from 'zod'
import { kinds } from '#engines/item/item.ts'
import { id, instant, language, languages, pageOf, pageQuery, text } from '#platform/http/fields.ts'
import { family } from './role-families.ts'

const level = z.number().int().min(1).max(4)
const state = z.enum(['draft', 'live', 'retired'])
const mode = z.enum(['fixed', 'drawn'])
const confidence = z.enum(['sure', 'rather', 'guess'])
const principle = z.object({ id: id(), name: z.string(), colour: z.string(), icon: z.string(), position: z.number() })
export const mostItems = 40

const words = z.object({ title: text(120), lead: text(400, 0).default('') }).strict()
export const assessmentBody = z
  .object({
    texts: z.partialRecord(language(), words).refine((value) => Object.keys(value).length > 0, 'Write it in one language at least.'),
    state: state.default('draft'),
    level: level.default(1).describe('What passing shows.'),
    mode,
    itemIds: z.array(id()).max(mostItems).default([]).describe('Of a fixed one, in this order.'),
    count: z.number().int().min(3).max(mostItems).default(10).describe('Of a drawn one: how many, as many of each principle as can be.'),
    principleIds: z.array(id()).max(8).default([]).describe('Of a drawn one; empty: all.'),
    families: z.array(family).max(6).default([]).describe('For whom; empty: everybody.'),
    passPercent: z.number().int().min(1).max(100).default(80),
    validDays: z
      .number()
      .int()
      .min(30)
      .max(3_650)
      .nullable()
      .default(365)
      .describe('How long what it shows counts; null: until the next sitting.'),
    hasBefore: z.boolean().default(false).describe('The first sitting is a look before learning: it never counts against anybody.'),
  })
  .strict()
export type AssessmentBody = z.output<typeof assessmentBody>
export type AssessmentInput = z.input<typeof assessmentBody>

export const assessmentRow = z.object({
  id: id(),
  title: z.string(),
  state,
  level,
  mode,
  count: z.number().int(),
  principles: z.array(principle),
  families: z.array(family),
  languages: z.array(z.enum(languages)),
  submitted: z.number().int().describe('How many sittings.'),
  changedAt: instant(),
})
export type AssessmentRow = z.infer<typeof assessmentRow>
export const assessmentPage = pageOf(assessmentRow)
export const assessmentQuery = z.object({ state: state.optional(), ...pageQuery })
export type AssessmentQuery = z.output<typeof assessmentQuery>
export const assessmentParams = z.object({ assessmentId: id() })
export const assessment = z.object({
  id: id(),
  version: z.number().int(),
  state,
  texts: z.partialRecord(z.enum(languages), z.object({ title: z.string(), lead: z.string() })),
  level,
  mode,
  itemIds: z.array(id()),
  count: z.number().int(),
  principleIds: z.array(id()),
  families: z.array(family),
  passPercent: z.number().int(),
  validDays: z.number().int().nullable(),
  hasBefore: z.boolean(),
  changedAt: instant(),
  items: z.array(z.object({ id: id(), key: z.string(), prompt: z.string(), isLive: z.boolean() })).describe('Of a fixed one.'),
  bank: z.number().int().describe('Live items that a sitting of everybody can draw from.'),
  isStarted: z.boolean().describe('Somebody has sat it.'),
})
export type Assessment = z.infer<typeof assessment>

const range = z.object({ estimate: z.number(), low: z.number(), high: z.number() })
export const analysis = z.object({
  people: z.number().int().describe('Each counts once, with the first sitting.'),
  fewestToShow: z.number().int(),
  fewestToJudge: z.number().int(),
  passed: z.number().int().nullable().describe('Null: too few people.'),
  meanShare: z.number().nullable(),
  items: z.array(
    z.object({
      id: id(),
      key: z.string(),
      kind: z.enum(kinds),
      prompt: z.string(),
      isLive: z.boolean(),
      n: z.number().int().describe('Answers to the item as it reads now.'),
      difficulty: z.number().nullable().describe('Mean share right: the higher, the easier. Null: too few.'),
      discrimination: range.nullable().describe('Item-rest correlation with its likely range; null: too few, or nothing to compare.'),
      verdict: z.enum(['few', 'same', 'negative', 'weak', 'works']),
      sureAndWrong: z.number().int().nullable(),
      options: z.array(
        z.object({
          text: z.string(),
          isRight: z.boolean(),
          chosen: z.number().int(),
          share: z.number(),
          rest: z.number().nullable().describe('Mean share right in the rest of those who chose it.'),
          verdict: z.enum(['fine', 'idle', 'tempting']),
        }),
      ),
    }),
  ),
  change: range
    .extend({ people: z.number().int() })
    .nullable()
    .describe('After minus before, each person compared with themselves. Null: too few.'),
  changePeople: z.number().int().describe('Who sat before and after.'),
  reliability: z.object({
    verdict: z.enum(['few', 'same', 'told']),
    people: z.number().int().describe('Whose first sitting asked the very same questions, as they read now.'),
    items: z.number().int(),
    range: range
      .nullable()
      .describe('Cronbach’s alpha with its likely range (Feldt, 95 %); null: too few people, or all have the same result.'),
  }),
  byConfidence: z
    .array(
      z.object({
        confidence,
        n: z.number().int().describe('Answers given with it.'),
        right: range.nullable().describe('Share right with its likely range; null: too few people.'),
        verdict: z
          .enum(['few', 'over', 'fits', 'under'])
          .describe('Held against what pays: sure from 80 % on, rather sure from 67 %. Over: right less often than claimed.'),
      }),
    )
    .describe('The surest first; empty where nobody said how sure they were.'),
})
export type Analysis = z.infer<typeof analysis>

const outcome = z.object({
  sittingId: id(),
  purpose: z.enum(['before', 'check']),
  right: z.number().int(),
  asked: z.number().int(),
  isPassed: z.boolean(),
  submittedAt: instant(),
})
export const skill = z.object({
  principle,
  percent: z.number().int(),
  isMet: z.boolean(),
  isOverdue: z.boolean(),
  shownAt: instant(),
  expiresAt: instant().nullable(),
})
export const ownAssessments = z.object({
  items: z.array(
    z.object({
      id: id(),
      title: z.string(),
      lead: z.string(),
      level,
      count: z.number().int(),
      passPercent: z.number().int(),
      isBefore: z.boolean().describe('The next sitting is a look before learning.'),
      open: z.object({ sittingId: id(), answered: z.number().int(), asked: z.number().int() }).nullable(),
      last: outcome.nullable(),
    }),
  ),
  skills: z.array(skill).describe('Of each principle what was shown last.'),
})
export type OwnAssessments = z.infer<typeof ownAssessments>

const itemText = z.object({
  prompt: z.string(),
  options: z.array(z.object({ text: z.string(), isRight: z.boolean(), worth: z.number().int().nullable(), feedback: z.string() })),
  pairs: z.array(z.tuple([z.string(), z.string()])),
  order: z.array(z.string()),
  accepted: z.array(z.string()),
  explanation: z.string(),
})
export const newSitting = z
  .object({ id: id().describe('Made by the phone: what is sent twice is one.'), assessmentId: id(), language: language() })
  .strict()
const given = {
  places: z
    .array(z.number().int().min(-1).max(20))
    .max(10)
    .default([])
    .describe('Options chosen, or places in what is laid or matched; -1: still empty.'),
  words: text(200, 0).default(''),
  confidence: confidence.nullable().default(null),
  isFlagged: z.boolean().default(false).describe('To come back to.'),
  saidAt: instant().optional(),
}
const answer = z.object({ itemId: id(), ...given }).strict()
export type GivenAnswer = z.output<typeof answer>
export const newAnswer = z.object({ sittingId: id(), itemId: id(), ...given }).strict()
export type NewAnswer = z.input<typeof newAnswer>
export const submission = z.object({ sittingId: id(), answers: z.array(answer).max(mostItems) }).strict()
export type Submission = z.input<typeof submission>

const shown = {
  itemId: id(),
  version: z.number().int(),
  kind: z.enum(kinds),
  language: z.string(),
  principleId: id(),
  text: itemText,
  places: z.array(z.number().int()),
  words: z.string(),
  confidence: confidence.nullable(),
}
const head = {
  id: id(),
  assessmentId: id(),
  title: z.string(),
  purpose: z.enum(['before', 'check']),
  passPercent: z.number().int(),
  level,
  seed: z.string(),
  startedAt: instant(),
  principles: z.array(principle),
}
const openSitting = z.object({
  ...head,
  state: z.literal('open'),
  /** Without anything that says what is right. */
  questions: z.array(z.object({ ...shown, isFlagged: z.boolean(), saidAt: instant().nullable() })),
})
export type OpenSitting = z.infer<typeof openSitting>
const submittedSitting = z.object({
  ...head,
  state: z.literal('submitted'),
  submittedAt: instant(),
  right: z.number().int(),
  asked: z.number().int(),
  isPassed: z.boolean(),
  /** Sure and wrong first, then wrong, then right by guess, then right. */
  answers: z.array(z.object({ ...shown, number: z.number().int(), isRight: z.boolean(), share: z.number(), isSureAndWrong: z.boolean() })),
  byPrinciple: z.array(z.object({ principleId: id(), right: z.number().int(), asked: z.number().int() })),
  /** Of those who were sure, how many were right: and so on. */
  byConfidence: z.array(z.object({ confidence, right: z.number().int(), asked: z.number().int() })),
  /** Against the look before; null: there was none. */
  change: range.extend({ before: z.object({ right: z.number().int(), asked: z.number().int() }), isTold: z.boolean() }).nullable(),
})
export type SubmittedSitting = z.infer<typeof submittedSitting>
export const sitting = z.discriminatedUnion('state', [openSitting, submittedSitting])
export type Sitting = z.infer<typeof sitting>
export const sittingParams = z.object({ sittingId: id() })
export const answerKept = z.object({ state: z.enum(['open', 'submitted']) })
export const submitted = z.object({ id: id(), isPassed: z.boolean(), right: z.number().int(), asked: z.number().int() })

export const skillQuery = z.object({
  unitId: id().optional().describe('This unit and everything below it; absent: where the reader’s part of the house begins.'),
})
const skillCell = z.object({
  principleId: id(),
  n: z.number().int().nullable().describe('Who has shown something; null: too few to say.'),
  met: z.number().int().nullable().describe('Percent of them who showed it, and not too long ago.'),
  percent: z.number().int().nullable().describe('Mean percent right.'),
  overdue: z.number().int().nullable().describe('How many showed it too long ago.'),
})
export type SkillCell = z.infer<typeof skillCell>
export const skillMatrix = z.object({
  unit: z.object({ id: id(), name: z.string() }),
  path: z.array(z.object({ id: id(), name: z.string() })),
  people: z.number().int(),
  principles: z.array(principle),
  cells: z.array(skillCell),
  fewestPeople: z.number().int(),
  hidden: z.enum(['works-council', 'role']).nullable().describe('Why there are no rows.'),
  mayRemind: z.boolean(),
  rows: z
    .array(
      z.object({
        id: id(),
        name: z.string(),
        unit: z.number().int().describe('Place in `units`.'),
        shares: z.array(z.number().int().nullable()).describe('Percent right of each principle, in their order; what was shown last.'),
        states: z.string().describe('One letter for each principle: m met, n not yet, o met too long ago, - nothing shown.'),
      }),
    )
    .describe('The first thousand by name.'),
  units: z.array(z.string()),
})
export const skillReminding = z.object({ unitId: id(), principleId: id() }).strict()
/** Null: a number would speak of persons. */
export const skillReminded = z.object({
  asked: z.number().int().nullable(),
  leftInPeace: z.number().int().nullable().describe('Were asked within the last week, or want no messages.'),
})
export type SkillReminded = z.infer<typeof skillReminded>
export type SkillMatrix = z.infer<typeof skillMatrix>
