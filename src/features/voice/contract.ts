import { z } from 'zod'
import { day, id, instant, language, pageOf, pageQuery, text } from '#platform/http/fields.ts'

const ref = z.object({ id: id(), name: z.string().nullable() })
const byLanguage = z.partialRecord(language(), z.string())
const newWords = z.partialRecord(language(), text(400))
const questionKind = z.enum(['csat', 'nps', 'ces', 'fcr'])
const kind = z.enum(['praise', 'mixed', 'complaint'])
const quoteState = z.enum(['none', 'shown', 'held', 'kept-back'])

// Surveys
export const survey = z.object({
  id: id(),
  name: z.string(),
  state: z.enum(['draft', 'open', 'closed']),
  answerWithinHours: z.number().int(),
  restDays: z.number().int(),
  title: byLanguage,
  lead: byLanguage,
  why: byLanguage,
  questions: z.array(z.object({ id: id(), kind: questionKind, wording: byLanguage })),
  /** With answers the questions and their wording stand: otherwise figures before and after would not mean the same. */
  answers: z.number().int(),
  version: z.number().int(),
})
export const surveyList = z.object({ items: z.array(survey) })
export const newSurvey = z
  .object({
    name: text(200),
    answerWithinHours: z.number().int().min(1).max(720).default(24),
    restDays: z.number().int().min(0).max(365).default(30),
    /** Left out: our own words, in every language. */
    title: newWords.optional(),
    lead: newWords.optional(),
    why: newWords.optional(),
    questions: z
      .array(z.object({ kind: questionKind, wording: newWords.optional() }).strict())
      .min(1)
      .max(3)
      .refine((questions) => new Set(questions.map((question) => question.kind)).size === questions.length, 'asks the same twice'),
  })
  .strict()
export const surveyParams = z.object({ surveyId: id() })

// Links
export const surveyLink = z.object({
  id: id(),
  surveyId: id(),
  label: z.string(),
  unit: ref,
  step: ref.nullable(),
  /** Of the address, behind this server's own. Null where the key of this installation has changed since: make a new one. */
  path: z.string().nullable(),
  isClosed: z.boolean(),
  answers: z.number().int(),
})
export const surveyLinkList = z.object({ items: z.array(surveyLink) })
export const surveyLinkQuery = z.object({ surveyId: id().optional() })
export const newSurveyLink = z.object({ surveyId: id(), unitId: id(), stepId: id().nullable().default(null), label: text(200) }).strict()
export const surveyLinkParams = z.object({ linkId: id() })

// Contacts
export const newContact = z
  .object({
    externalId: text(200).describe('The id of this contact in your system; sent again, nothing happens.'),
    happenedOn: day(),
    unitId: id(),
    stepId: id().nullable().optional(),
    customer: text(200).nullable().optional().describe('How your system knows the customer; kept as a fingerprint only.'),
    name: text(200).nullable().optional(),
    email: z.email().max(254).nullable().optional(),
    phone: text(40).nullable().optional(),
    language: language().nullable().optional(),
  })
  .strict()
export const newContacts = z.object({ surveyId: id(), items: z.array(newContact).min(1).max(500) }).strict()
const whyNot = z.enum(['asked-lately', 'wants-rest', 'survey-not-open'])
export const takenContacts = z.object({
  items: z.array(
    z.object({
      externalId: z.string(),
      outcome: z.enum(['invited', 'not-asked']),
      whyNot: whyNot.nullable(),
      /** It was there before; nothing was changed. */
      isKnown: z.boolean(),
      link: z.string().nullable(),
    }),
  ),
})
export const contactField = z.enum(['externalId', 'happenedOn', 'unit', 'step', 'customer', 'name', 'email', 'phone', 'language'])
export const contactIntake = z.object({
  id: id(),
  survey: ref,
  unit: ref,
  fileName: z.string(),
  createdAt: instant(),
  state: z.enum(['previewed', 'applied', 'discarded']),
  columns: z.array(z.object({ header: z.string(), field: contactField.nullable() })),
  /** Days like 03/04/2026 stand in it, and nothing says which part is the month. */
  isDateOrderOpen: z.boolean(),
  counts: z.object({ new: z.number().int(), known: z.number().int(), repeated: z.number().int(), unreadable: z.number().int() }),
})
export const contactIntakeList = z.object({ items: z.array(contactIntake) })
export const intakeChoices = z
  .object({
    /** Which column holds what; columns left out are not read. */
    columns: z.partialRecord(contactField, z.string().max(200)).optional(),
    /** How days like 03/04/2026 are meant. */
    dateOrder: z.enum(['dmy', 'mdy']).optional(),
  })
  .strict()
export const newContactIntake = z.object({
  surveyId: id(),
  unitId: id().describe('For rows that name no unit.'),
  choices: z
    .string()
    .max(10_000)
    .default('{}')
    .transform((text, check) => {
      try {
        return intakeChoices.parse(JSON.parse(text))
      } catch {
        check.addIssue({ code: 'custom', message: 'is not JSON of the known choices' })
        return z.NEVER
      }
    }),
})
export const contactIntakeParams = z.object({ intakeId: id() })
const rowOutcome = z.enum(['new', 'known', 'repeated', 'unreadable'])
export const contactRowQuery = z.object({ outcome: rowOutcome.default('unreadable'), ...pageQuery })
export const contactRows = pageOf(
  z.object({
    line: z.number().int(),
    outcome: rowOutcome,
    faults: z.array(z.object({ code: z.string(), field: contactField.nullable(), value: z.string() })),
    cells: z.partialRecord(contactField, z.string()),
  }),
)
export const invitationQuery = z.object({ surveyId: id(), firstDay: day().optional(), lastDay: day().optional() })
export const customerErasure = z
  .object({ customer: text(254).describe('Customer number, e-mail address or phone, as it came in.') })
  .strict()
export const customerErased = z.object({ contacts: z.number().int(), responses: z.number().int() })

// Answers
const scoresGiven = {
  csat: z.number().int().nullable(),
  nps: z.number().int().nullable(),
  ces: z.number().int().nullable(),
  isSolved: z.boolean().nullable(),
}
export const response = z.object({
  id: id(),
  survey: ref,
  unit: ref,
  step: ref.nullable(),
  causeStep: ref.nullable(),
  language: z.string(),
  receivedAt: instant(),
  isEdited: z.boolean(),
  ...scoresGiven,
  words: z.string().nullable(),
  kind,
  isUnhappy: z.boolean(),
  quote: quoteState,
  shownWords: z.string().nullable(),
  /** Came after a case; in no score. */
  isSecond: z.boolean(),
  caseId: id().nullable(),
})
export const responsePage = pageOf(response)
export const responseQuery = z.object({
  unitId: id().optional().describe('This unit and all below it.'),
  surveyId: id().optional(),
  stepId: id().optional(),
  kind: kind.optional(),
  quote: quoteState.optional(),
  hasWords: z.enum(['true', 'false']).optional(),
  firstDay: day().optional(),
  lastDay: day().optional(),
  ...pageQuery,
})
export const responseExportQuery = responseQuery.omit({ after: true, limit: true })
export const responseParams = z.object({ responseId: id() })
export const causeStep = z.object({ stepId: id().nullable() }).strict()
export const quoteJudgement = z
  .object({
    state: z.enum(['shown', 'kept-back']),
    /** Shown instead of the customer's words; null: the words themselves. */
    words: text(2000).nullable().default(null),
  })
  .strict()

export const quote = z.object({
  id: id(),
  words: z.string(),
  language: z.string(),
  kind,
  unit: ref,
  step: ref.nullable(),
  causeStep: ref.nullable(),
  at: day(),
})
export const quoteQuery = z.object({ ...pageQuery })
export const quotePage = pageOf(quote)

// Cases
const person = ref
export const caseView = z.object({
  id: id(),
  response,
  /** The answer after the case, beside the first. */
  second: response.nullable(),
  unit: ref,
  step: ref.nullable(),
  owner: person.nullable(),
  state: z.enum(['open', 'resolved']),
  openedAt: instant(),
  dueAt: instant(),
  isOverdue: z.boolean(),
  escalation: z.object({ at: instant(), to: person.nullable() }).nullable(),
  resolution: z
    .object({
      at: instant().nullable(),
      by: person.nullable(),
      outcome: z.enum(['made-good', 'explained', 'not-reached', 'no-wish']),
      words: z.string().nullable(),
    })
    .nullable(),
  askedAgainAt: instant().nullable(),
  version: z.number().int(),
})
export const casePage = pageOf(caseView)
export const caseDetail = caseView.extend({
  reach: z.object({
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    words: z.string().nullable(),
  }),
  notes: z.array(
    z.object({
      id: id(),
      kind: z.enum(['reached', 'tried', 'note']),
      words: z.string(),
      /** With the works council's switch only for the author. */
      author: person.nullable(),
      at: instant().nullable(),
    }),
  ),
  mayAssign: z.boolean(),
  mayTrace: z.boolean(),
})
export const caseQuery = z.object({
  owner: z.literal('me').optional(),
  unitId: id().optional(),
  state: z.enum(['open', 'resolved']).default('open'),
  ...pageQuery,
})
export const caseParams = z.object({ caseId: id() })
export const newCaseNote = z.object({ kind: z.enum(['reached', 'tried', 'note']), words: text(1000) }).strict()
export const newResolution = z
  .object({ outcome: z.enum(['made-good', 'explained', 'not-reached', 'no-wish']), words: text(1000).nullable().default(null) })
  .strict()
export const newOwner = z.object({ personId: id() }).strict()
export const secondInvitation = z.object({ link: z.string() })

// Scores
const interval = { estimate: z.number(), low: z.number(), high: z.number(), n: z.number().int() }
const shown = z.union([z.object({ isTooFew: z.literal(true), n: z.number().int() }), z.object({ isTooFew: z.literal(false), ...interval })])
export const scoreQuery = z.object({
  unitId: id().optional().describe('Absent: where the reader’s part of the house begins.'),
  stepId: id().optional(),
  days: z.coerce.number().int().min(1).max(731).default(90),
})
export const scores = z.object({
  unit: ref,
  step: ref.nullable(),
  firstDay: day(),
  lastDay: day(),
  csat: shown,
  nps: shown,
  ces: shown,
  easy: shown,
  fcr: shown,
  /** Ninety days before these, for the trend; the same shape. */
  before: z.object({ csat: shown, nps: shown, ces: shown, easy: shown, fcr: shown }),
  response: z.object({
    invited: z.number().int(),
    answered: z.number().int(),
    notAsked: z.number().int(),
    rate: z.object(interval).nullable(),
    reasons: z.array(z.object({ whyNot, count: z.number().int() })),
    /** This unit asks a clearly smaller share of its customers than the rest of the organisation. */
    isAskedLess: z.boolean(),
  }),
  causes: z.array(z.object({ step: ref, count: z.number().int(), of: z.number().int() })),
  quotes: z.array(quote),
})

export type Survey = z.infer<typeof survey>
export type NewSurvey = z.output<typeof newSurvey>
export type SurveyLink = z.infer<typeof surveyLink>
export type ContactIntake = z.infer<typeof contactIntake>
export type ContactRow = z.infer<typeof contactRows>['items'][number]
export type ContactField = z.infer<typeof contactField>
export type IntakeChoices = z.infer<typeof intakeChoices>
export type NewContact = z.output<typeof newContact>
export type Response = z.infer<typeof response>
export type ResponseQuery = z.output<typeof responseExportQuery>
export type QuoteView = z.infer<typeof quote>
export type CaseView = z.infer<typeof caseView>
export type CaseDetail = z.infer<typeof caseDetail>
export type Scores = z.infer<typeof scores>
export type ShownScore = z.infer<typeof shown>
