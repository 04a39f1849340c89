// Requests and replies of authority. Amounts in minor units (cents), or whole counts and days.
import { z } from 'zod'
import { measures } from '#engines/boundary/rule.ts'
import { day, id, instant, language, pageOf, pageQuery, text } from '#platform/http/fields.ts'
import { situationIcons } from './rules.ts'

const inLanguages = <T extends z.ZodType>(shape: T) =>
  z
    .object({ en: shape.optional(), de: shape.optional(), ar: shape.optional() })
    .strict()
    .refine((texts) => Object.values(texts).some((one) => one !== undefined), 'has no language')
const person = z.object({ id: z.string(), name: z.string().nullable() })
const verdict = z.enum(['yes', 'yes-if', 'not-alone'])
const reason = z.enum(['no-rule', 'level', 'other-currency', 'over-limit', 'condition', 'open', 'within'])
const level = z.number().int().min(0).max(4)
const amount = z.number().int().min(0).max(1_000_000_000)
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency like EUR')
const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is not a key like photo-seen')
const factValue = z.union([z.boolean(), z.number().int().min(0).max(1_000_000)])
const facts = z.record(key, factValue).refine((all) => Object.keys(all).length <= 20, 'names too many facts')

// situations and remedies
const names = inLanguages(z.object({ name: text(120), words: text(600, 0).optional() }).strict())
export const newSituation = z.object({ icon: z.enum(situationIcons), texts: names }).strict()
export const situationChange = z
  .object({ icon: z.enum(situationIcons), texts: names, isRetired: z.boolean() })
  .partial()
  .strict()
export const situation = z.object({
  id: z.string(),
  icon: z.string(),
  texts: names,
  name: z.string(),
  position: z.number(),
  isRetired: z.boolean(),
  /** Rules that hold today or will. */
  rules: z.number(),
  version: z.number(),
})
export type Situation = z.infer<typeof situation>
export const situationList = z.object({ items: z.array(situation) })
export const newRemedy = z.object({ texts: names }).strict()
export const remedyChange = z.object({ texts: names, isRetired: z.boolean() }).partial().strict()
export const remedy = situation.omit({ icon: true, position: true })
export type Remedy = z.infer<typeof remedy>
export const remedyList = z.object({ items: z.array(remedy) })
export const situationParams = z.object({ situationId: id() })
export const remedyParams = z.object({ remedyId: id() })

// rules
const condition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirm'), key, texts: inLanguages(text(200)) }).strict(),
  z.object({ kind: z.literal('at-most'), key, most: z.number().int().min(0).max(100_000), texts: inLanguages(text(200)) }).strict(),
])
const ruleCase = z
  .object({
    title: text(200),
    level,
    jobRoleId: id().nullable(),
    unitId: id().nullable(),
    amount: amount.nullable(),
    facts,
    expected: verdict,
  })
  .strict()
export const ruleWords = z
  .object({
    title: text(120),
    /** Why the answer is what it is, in one or two sentences. */
    why: text(400),
    /** The best things to do next. */
    next: z.array(text(200)).max(3),
    /** What to say to the customer while it takes two. */
    say: text(300, 0).optional(),
  })
  .strict()
export const definition = z
  .object({
    situationId: id(),
    remedyId: id(),
    principleId: id().nullable(),
    measure: z.enum(measures),
    currency: currency.nullable(),
    leastLevel: level,
    steps: z.array(z.object({ level, most: amount }).strict()).max(5),
    conditions: z.array(condition).max(8),
    jobRoleIds: z.array(id()).max(50),
    unitIds: z.array(id()).max(50),
    effectiveFrom: day(),
    effectiveUntil: day().nullable(),
    texts: inLanguages(ruleWords),
    cases: z.array(ruleCase).max(30),
    /** Why this version is written. */
    reason: text(500, 0).optional(),
  })
  .strict()
  .superRefine((rule, check) => {
    const say = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message })
    if ((rule.measure === 'money') !== (rule.currency !== null)) say('currency', 'A currency belongs to money, and to nothing else.')
    if ((rule.measure === 'none') !== (rule.steps.length === 0))
      say('steps', 'A rule that measures needs a limit; one that does not has none.')
    if (new Set(rule.steps.map((step) => step.level)).size !== rule.steps.length) say('steps', 'Each level has one limit.')
    if (new Set(rule.conditions.map((one) => one.key)).size !== rule.conditions.length) say('conditions', 'Two conditions have one key.')
    if (rule.effectiveUntil !== null && rule.effectiveUntil < rule.effectiveFrom)
      say('effectiveUntil', 'The last day lies before the first.')
  })
export type Definition = z.infer<typeof definition>

const caseResult = z.object({
  title: z.string(),
  isPassed: z.boolean(),
  expected: verdict,
  verdict,
  /** `verdict`: it says something else. `rule`: another rule answers. */
  fault: z.enum(['verdict', 'rule']).nullable(),
  answeredBy: z.object({ id: z.string(), number: z.number() }).nullable(),
})
export const ruleVersion = z.object({
  version: z.number(),
  state: z.enum(['draft', 'live']),
  isEnd: z.boolean(),
  definition,
  writtenBy: person.nullable(),
  liveBy: person.nullable(),
  liveAt: instant().nullable(),
})
export type RuleVersion = z.infer<typeof ruleVersion>
const ruleState = z.enum(['draft', 'live', 'coming', 'ended'])
export const rule = z.object({
  id: z.string(),
  number: z.number(),
  state: ruleState,
  owner: person.nullable(),
  situationName: z.string(),
  remedyName: z.string(),
  /** The one in force today. */
  current: ruleVersion.nullable(),
  draft: ruleVersion.nullable(),
  /** Of the draft, else of the one in force: asked anew now. */
  cases: z.array(caseResult),
  /** Cases of other rules that would no longer pass if the draft went live. */
  breaks: z.array(z.object({ ruleId: z.string(), number: z.number(), title: z.string() })),
  /** Live ones, the latest first. */
  history: z.array(ruleVersion),
  names: z.object({ jobRoles: z.record(z.string(), z.string()), units: z.record(z.string(), z.string()) }),
  may: z.object({ change: z.boolean(), publish: z.boolean() }),
  version: z.number(),
})
export type Rule = z.infer<typeof rule>
export const ruleRow = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  state: ruleState,
  hasDraft: z.boolean(),
  situationName: z.string(),
  remedyName: z.string(),
  principleId: z.string().nullable(),
  owner: person.nullable(),
  effectiveFrom: day().nullable(),
  most: amount.nullable(),
  measure: z.enum(measures),
  currency: z.string().nullable(),
})
export type RuleRow = z.infer<typeof ruleRow>
export const ruleQuery = z.object({
  search: text(100, 0).optional(),
  state: z.enum(['all', 'draft', 'live', 'coming', 'ended']).default('all'),
  situationId: id().optional(),
})
export const ruleList = z.object({ items: z.array(ruleRow) })
export const ruleParams = z.object({ ruleId: id() })
export const newRule = z.object({ ownerId: id().nullable().optional(), definition }).strict()
export const draft = z.object({ ownerId: id().nullable().optional(), definition }).strict()
export const ending = z.object({ from: day(), reason: text(500) }).strict()

// May I?
export const bookQuery = z.object({ language: language().optional() })
const bookRule = z.object({
  id: z.string(),
  version: z.number(),
  number: z.number(),
  situationId: z.string(),
  remedyId: z.string(),
  measure: z.enum(measures),
  currency: z.string().nullable(),
  leastLevel: level,
  steps: z.array(z.object({ level, most: amount })),
  conditions: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('confirm'), key: z.string(), text: z.string() }),
      z.object({ kind: z.literal('at-most'), key: z.string(), most: z.number(), text: z.string() }),
    ]),
  ),
  jobRoleIds: z.array(z.string()),
  unitIds: z.array(z.string()),
  effectiveFrom: day(),
  effectiveUntil: day().nullable(),
  isEnd: z.boolean(),
  title: z.string(),
  why: z.string(),
  next: z.array(z.string()),
  say: z.string().nullable(),
  principleId: z.string().nullable(),
})
const named = z.object({ id: z.string(), name: z.string(), words: z.array(z.string()) })
export const book = z.object({
  /** When these rules were read; an old book says so. */
  at: instant(),
  day: day(),
  person: z.object({
    id: z.string(),
    unitId: z.string().nullable(),
    level,
    jobRoleId: z.string().nullable(),
    unitPath: z.array(z.string()),
  }),
  lapsesAt: instant().nullable(),
  next: z.object({ level, missing: z.array(z.object({ kind: z.string(), needed: z.number(), has: z.number() })) }).nullable(),
  situations: z.array(named.extend({ icon: z.string() })),
  remedies: z.array(named),
  rules: z.array(bookRule),
  principles: z.array(z.object({ id: z.string(), name: z.string(), colour: z.string(), icon: z.string(), position: z.number() })),
  /** Whom to ask when it takes two: the manager, or who stands in today. */
  colleague: person.nullable(),
  isWorksCouncilMode: z.boolean(),
})
export type Book = z.infer<typeof book>
export type BookRule = Book['rules'][number]
export const mayIQuery = z.object({
  situationId: id(),
  remedyId: id(),
  amount: z.coerce.number().int().min(0).max(1_000_000_000).optional(),
  currency: currency.optional(),
  /** `photo:yes,days-since:3` */
  facts: z
    .string()
    .max(600)
    .regex(/^([a-z][a-z0-9-]{0,39}:(yes|no|\d{1,6})(,|$))*$/, 'is not like photo:yes,days-since:3')
    .optional(),
})
export const answer = z.object({
  verdict,
  reason,
  rule: z
    .object({ id: z.string(), version: z.number(), number: z.number(), title: z.string(), why: z.string(), effectiveFrom: day() })
    .nullable(),
  principleId: z.string().nullable(),
  limit: z.number().nullable(),
  measure: z.enum(measures).nullable(),
  currency: z.string().nullable(),
  isAmountOpen: z.boolean(),
  openKeys: z.array(z.string()),
  failedKeys: z.array(z.string()),
  neededLevel: z.number().nullable(),
  mayDoNow: z.array(z.object({ remedyId: z.string(), name: z.string(), verdict, limit: z.number().nullable() })),
})
export type MayIAnswer = z.infer<typeof answer>

// decisions
const asked = {
  /** Made by the phone: the same id twice is one row. */
  id: id(),
  ruleId: id().nullable(),
  ruleVersion: z.number().int().min(1).max(1_000_000).nullable(),
  situationId: id(),
  remedyId: id(),
  amount: amount.nullable(),
  currency: currency.nullable(),
  facts: facts.default({}),
}
export const newDecision = z
  .object({
    ...asked,
    shown: verdict,
    note: text(1000, 0).optional(),
    isGoodFaith: z.boolean().default(true),
    decidedAt: instant().optional(),
    stepId: id().nullable().optional(),
    responseId: id().nullable().optional(),
  })
  .strict()
  .refine(({ ruleId, ruleVersion }) => (ruleId === null) === (ruleVersion === null), {
    path: ['ruleVersion'],
    message: 'A rule has a version.',
  })
export type NewDecision = z.input<typeof newDecision>
export const decision = z.object({
  id: z.string(),
  person,
  unit: z.object({ id: z.string(), name: z.string().nullable() }),
  rule: z.object({ id: z.string(), version: z.number(), number: z.number(), title: z.string() }).nullable(),
  situationName: z.string(),
  remedyName: z.string(),
  principleId: z.string().nullable(),
  amount: z.number().nullable(),
  measure: z.enum(measures),
  currency: z.string().nullable(),
  verdict,
  isGoodFaith: z.boolean(),
  note: z.string().nullable(),
  decidedAt: instant(),
  /** Within a day. */
  mayTakeBack: z.boolean(),
})
export type Decision = z.infer<typeof decision>
export const decisionQuery = z.object({ whose: z.enum(['mine', 'team']).default('mine'), unitId: id().optional(), ...pageQuery })
export const decisionPage = pageOf(decision)
export const decisionParams = z.object({ decisionId: id() })

// "not alone", taken
export const newEscalation = z.object({ ...asked, words: text(1000, 0).optional() }).strict()
export type NewEscalation = z.input<typeof newEscalation>
export const escalation = z.object({
  id: z.string(),
  person,
  asked: person,
  rule: decision.shape.rule,
  situationName: z.string(),
  remedyName: z.string(),
  principleId: z.string().nullable(),
  amount: z.number().nullable(),
  measure: z.enum(measures),
  currency: z.string().nullable(),
  reason,
  words: z.string().nullable(),
  askedAt: instant(),
  answer: z
    .object({ word: z.enum(['go-ahead', 'otherwise']), words: z.string().nullable(), by: person.nullable(), at: instant() })
    .nullable(),
  mayAnswer: z.boolean(),
})
export type Escalation = z.infer<typeof escalation>
export const escalationQuery = z.object({ whose: z.enum(['asked-by-me', 'asked-of-me']).default('asked-by-me'), ...pageQuery })
export const escalationPage = pageOf(escalation)
export const escalationParams = z.object({ escalationId: id() })
export const escalationAnswer = z.object({ word: z.enum(['go-ahead', 'otherwise']), words: text(1000, 0).optional() }).strict()

// questions without an answer
export const newGap = z
  .object({
    reason: z.enum(['not-understood', 'no-rule']),
    words: text(200),
    situationId: id().nullable().optional(),
    remedyId: id().nullable().optional(),
  })
  .strict()
export type NewGap = z.input<typeof newGap>
export const gap = z.object({
  id: z.string(),
  reason: z.enum(['not-understood', 'no-rule']),
  words: z.string(),
  situationId: z.string().nullable(),
  remedyId: z.string().nullable(),
  times: z.number(),
  firstOn: day(),
  lastOn: day(),
  state: z.enum(['open', 'answered', 'set-aside']),
  because: z.string().nullable(),
  rule: z.object({ id: z.string(), number: z.number() }).nullable(),
  version: z.number(),
})
export type Gap = z.infer<typeof gap>
export const gapQuery = z.object({ state: z.enum(['open', 'answered', 'set-aside', 'all']).default('open'), ...pageQuery })
export const gapReceipt = z.object({ id: z.string() })
export const gapPage = pageOf(gap)
export const gapParams = z.object({ gapId: id() })
export const gapSettling = z
  .object({ state: z.enum(['open', 'answered', 'set-aside']), ruleId: id().nullable().optional(), because: text(500, 0).optional() })
  .strict()
