import { z } from 'zod'
import { day, id, instant } from '#platform/http/fields.ts'

export const todayQuery = z.object({
  since: instant()
    .optional()
    .describe('Of the visit before, as the phone remembers it: thanks since then are shown. Absent: of the last week; at most 30 days.'),
  language: z.enum(['en', 'de', 'ar']).optional(),
})

const principle = z.object({ id: id(), name: z.string(), colour: z.string(), icon: z.string() })

/** In the order in which one needs the other; `firstKinds` of rules.ts. */
const firstKind = z.enum(['people', 'ways-in', 'head-of-cx', 'mantra', 'principles', 'pack', 'journey', 'rules', 'survey', 'huddle'])

/** What the next step is about; `nextKinds` of rules.ts is their order. */
const next = z.object({
  kind: z.enum(['escalation', 'case', 'obstacle', 'other', 'story', 'answered', 'first', 'huddle', 'did', 'learn', 'gap', 'level']),
  /** The page on which it is done. */
  link: z.string(),
  /** What it is called, in the words of whoever said it; null where the kind says it all. */
  words: z.string().nullable(),
  /** Whose it is: who asks, who answered, which team, which path of the learning plan. */
  about: z.string().nullable(),
  dueAt: instant().nullable(),
  /** Of a step of the learning plan, which is due on a day. */
  dueOn: day().nullable(),
  isLate: z.boolean(),
  /** Of what waits for an answer: mine, in the place of somebody, or come up to me. */
  role: z.enum(['owner', 'deputy', 'above']).nullable(),
  /** Of an answered question. */
  answer: z.enum(['go-ahead', 'otherwise']).nullable(),
  /** Of the first days: which of their steps; `count`: how many people it is about. */
  first: firstKind.nullable(),
  /** Of a level: which, and what is missing first; `lapse`: it is there and ends soon. Of a question without an answer: how often it was asked. */
  level: z.number().int().nullable(),
  missing: z.enum(['knowledge', 'scenario', 'observed', 'customer', 'sign-off', 'lapse']).nullable(),
  count: z.number().int().nullable(),
})

export const today = z.object({
  /** When this was so. */
  at: instant(),
  day: day(),
  givenName: z.string().nullable(),
  place: z.object({ unitName: z.string().nullable(), jobRoleName: z.string().nullable(), siteName: z.string().nullable() }),
  /** This week’s, of the caller’s own team. */
  huddle: z.object({ id: id(), state: z.enum(['ready', 'held', 'skipped']), isMine: z.boolean() }).nullable(),
  principle: principle.extend({ meaning: z.string(), looksLike: z.string().nullable() }).nullable(),
  quote: z
    .object({
      id: id(),
      words: z.string(),
      language: z.string(),
      kind: z.enum(['praise', 'mixed', 'complaint']),
      on: day(),
      unitName: z.string().nullable(),
      stepName: z.string().nullable(),
      /** `cause`: it went wrong at a step that I shape; `step`: it is about one; `unit`: it was said about where I work. */
      mine: z.enum(['cause', 'step', 'unit']),
    })
    .nullable(),
  /** The first is the one next step; at most two more wait behind it. Empty: nothing waits. */
  next: z.array(next),
  /** Null: there is nothing to practise yet. Minutes left of this week’s three; 0: done, or a week off. */
  practice: z.object({ minutesLeft: z.number().int() }).nullable(),
  firstDays: z
    .object({
      steps: z.array(z.object({ kind: firstKind, link: z.string(), isDone: z.boolean(), count: z.number().int().nullable() })),
      mayHide: z.boolean(),
    })
    .nullable()
    .describe(
      'What the organisation needs until the loop runs by itself, as far as the caller may do it. Null: all is done, or it was hidden.',
    ),
  tiles: z.array(z.object({ id: id(), name: z.string() })),
  part: z.array(
    z.object({
      shaperId: id(),
      stepId: id(),
      stepName: z.string(),
      journeyId: id(),
      journeyName: z.string(),
      lane: z.enum(['front', 'back', 'support']),
      sentence: z.string(),
      isOwn: z.boolean(),
      score: z
        .object({
          n: z.number().int(),
          share: z.number().nullable().describe('Satisfied answers of all, null below 5.'),
          range: z.object({ low: z.number(), high: z.number() }).nullable().describe('Likely, at 95 %.'),
        })
        .describe('Of the last 90 days, over the whole organisation.'),
    }),
  ),
  thanks: z.array(
    z.object({
      id: id(),
      words: z.string(),
      effect: z.string().nullable(),
      fromName: z.string().nullable(),
      isPrivate: z.boolean(),
      principle: principle.nullable(),
      on: day(),
    }),
  ),
})

export type Today = z.infer<typeof today>
export type FirstKind = z.infer<typeof firstKind>
export type Next = z.infer<typeof next>
