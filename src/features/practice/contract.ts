import { z } from 'zod'
import { kinds } from '#engines/item/item.ts'
import { channels, qualities } from '#engines/scenario/scenario.ts'
import { day, id, instant, language, text, time } from '#platform/http/fields.ts'

const itemText = z.object({
  prompt: z.string(),
  options: z.array(z.object({ text: z.string(), isRight: z.boolean(), worth: z.number().int().nullable(), feedback: z.string() })),
  pairs: z.array(z.tuple([z.string(), z.string()])),
  order: z.array(z.string()),
  accepted: z.array(z.string()),
  explanation: z.string(),
})
const principle = z.object({ id: id(), name: z.string(), colour: z.string(), icon: z.string(), position: z.number() })

/** With what is right: the phone says it at once, without a network. */
const item = z.object({
  kind: z.literal('item'),
  id: id(),
  version: z.number().int(),
  itemKind: z.enum(kinds),
  language: z.string(),
  principleId: id(),
  text: itemText,
  seconds: z.number().int(),
  isNew: z.boolean(),
})
const mantra = z.object({
  kind: z.literal('mantra'),
  id: id().describe('Of the organisation, which has one.'),
  language: z.string(),
  wording: z.string(),
  seconds: z.number().int(),
  isNew: z.boolean(),
})
/** One scene of a scenario, asked alone. `worth`: good, defensible or poor (engines/scenario/moments.ts). */
const scene = z.object({
  kind: z.literal('scene'),
  id: id(),
  scenarioId: id(),
  version: z.number().int(),
  scene: z.string(),
  language: z.string(),
  principleId: id().nullable(),
  title: z.string(),
  about: z.string().nullable(),
  channel: z.enum(channels),
  before: z.array(z.string()).describe('What one chose on the way here.'),
  cast: z.array(z.object({ key: z.string(), words: z.string() })),
  lines: z.array(z.object({ speaker: z.string().nullable(), isYou: z.boolean(), emotion: z.string().nullable(), words: z.string() })),
  states: z.array(
    z.object({
      key: z.string(),
      label: z.string().nullable(),
      kind: z.enum(['meter', 'counter']),
      value: z.number().int(),
      most: z.number().int(),
    }),
  ),
  choices: z.array(
    z.object({
      index: z.number().int(),
      text: z.string(),
      worth: z.enum(qualities),
      words: z.string().nullable(),
      standard: z.string().nullable(),
      rule: z.string().nullable(),
    }),
  ),
  seconds: z.number().int(),
  isNew: z.boolean(),
})
const thing = z.discriminatedUnion('kind', [item, mantra, scene])
export type Thing = z.infer<typeof thing>
export type ItemThing = z.infer<typeof item>
export type MantraThing = z.infer<typeof mantra>
export type SceneThing = z.infer<typeof scene>

export const sessionQuery = z.object({
  language: language().optional(),
  more: z.enum(['true', 'false']).default('false').describe('Beyond the week’s three minutes.'),
})
export const session = z.object({
  at: instant(),
  /** Its Monday. */
  week: day(),
  secondsLeft: z.number().int().describe('Of this week’s three minutes; 0: done, or a week off.'),
  practised: z.number().int().describe('Seconds of this week.'),
  workingDays: z.number().int().describe('In this week, without absences.'),
  weeksAway: z.number().int(),
  /** The same for the same week: what is shuffled stays where it is. */
  seed: z.string(),
  things: z.array(thing),
  principles: z.array(principle),
  /** When something comes back; null: nothing was practised yet. */
  comesBackOn: day().nullable(),
  /** There is nothing to practise yet: the bank is empty. */
  isEmpty: z.boolean(),
})
export type Session = z.infer<typeof session>

export const newReview = z
  .object({
    id: id().describe('Made by the phone: what is sent twice is one.'),
    kind: z.enum(['item', 'mantra', 'scene']),
    subjectId: id(),
    scenarioId: id().nullable().default(null).describe('Of a moment.'),
    version: z.number().int().min(1).max(1_000_000).nullable().default(null).describe('Of the item or the scenario, as it was shown.'),
    language: language(),
    places: z
      .array(z.number().int().min(0).max(20))
      .max(10)
      .default([])
      .describe('Options chosen, or places in the order laid or matched.'),
    words: text(600, 0).default('').describe('Of a short answer, or of the mantra from memory.'),
    confidence: z.enum(['sure', 'rather', 'guess']).nullable().default(null),
    tookSeconds: z.number().int().min(0).max(3600).default(0),
    saidAt: instant().optional(),
  })
  .strict()
export type NewReview = z.input<typeof newReview>
export const review = z.object({
  id: id(),
  isRight: z.boolean(),
  share: z.number(),
  comesBackOn: day(),
})
export type Review = z.infer<typeof review>

export const settings = z.object({
  workingDays: z
    .array(z.number().int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'Each day once.')
    .describe('1 Monday to 7 Sunday.'),
})
export type Settings = z.infer<typeof settings>

const estimate = z.object({ estimate: z.number(), low: z.number(), high: z.number() })
const cell = z.object({
  principleId: id(),
  /** People who have practised it; null: too few to say. */
  n: z.number().int().nullable(),
  /** Predicted recall today, 0 to 1; null: too few, or nobody yet. */
  recall: estimate.nullable(),
  /** In four weeks, if nobody practises. */
  later: z.number().nullable(),
  /** Four weeks ago. */
  before: z.number().nullable(),
  state: z.enum(['shown', 'too-few', 'none']),
})
export type Cell = z.infer<typeof cell>
export const mapQuery = z.object({
  unitId: id().optional().describe('This unit and everything below it; absent: where the reader’s part of the house begins.'),
})
export const recallMap = z.object({
  unit: z.object({ id: id(), name: z.string() }),
  path: z.array(z.object({ id: id(), name: z.string() })),
  /** Null: nothing was counted yet. */
  countedAt: instant().nullable(),
  fewestPeople: z.number().int(),
  principles: z.array(principle),
  whole: z.object({ people: z.number().int(), cells: z.array(cell) }),
  units: z.array(z.object({ id: id(), name: z.string(), people: z.number().int(), cells: z.array(cell) })),
  /** What fades most in this unit. */
  proposal: z.object({ principleId: id(), recall: z.number(), later: z.number() }).nullable(),
  refreshers: z.array(z.object({ id: id(), unitId: id(), unitName: z.string(), principleId: id(), untilDay: day() })),
  mayRefresh: z.boolean(),
})
export type RecallMap = z.infer<typeof recallMap>

export const newRefresher = z.object({ unitId: id(), principleId: id() }).strict()
export const refresher = z.object({ id: id(), unitId: id(), principleId: id(), untilDay: day() })
export const refresherParams = z.object({ refresherId: id() })

const channel = z.enum(['mail', 'attune'])
export const messageSettings = z
  .object({
    channel: channel.describe('`attune`: nothing is sent, it waits on the page.'),
    weekday: z.number().int().min(1).max(7).describe('1 Monday to 7 Sunday; one of the days on which the person works.'),
    fromTime: time().describe('Of that day, where the person works; outside quiet hours.'),
  })
  .strict()
export type MessageSettings = z.infer<typeof messageSettings>
export const messageSwitch = z
  .object({ isOn: z.boolean().describe('Off: nothing comes any more that the person did not ask for.') })
  .strict()

const digestItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), words: z.string(), language: z.string(), unit: z.string(), link: z.string() }),
  z.object({ kind: z.literal('thanks'), by: z.string().nullable(), words: z.string(), isPrivate: z.boolean(), link: z.string() }),
  z.object({
    kind: z.literal('answer'),
    answer: z.enum(['removed', 'changed', 'kept']),
    title: z.string(),
    because: z.string(),
    link: z.string(),
  }),
  z.object({ kind: z.literal('plan'), path: z.string(), steps: z.number().int(), on: day().nullable(), link: z.string() }),
  z.object({ kind: z.literal('practice'), minutes: z.number().int(), link: z.string() }),
])
export type DigestItem = z.infer<typeof digestItem>
export type DigestKind = DigestItem['kind']
/** Why a channel can't work: a demonstration, whose addresses are made up; no address of the person; no mail server; nobody knows the address of the pages, so a letter could carry no link. */
const noMail = z.enum(['demonstration', 'no-address', 'no-mail-server', 'no-public-address'])
export const messages = z.object({
  isOn: z.boolean(),
  settings: messageSettings,
  isChosen: z.boolean().describe('False: the house’s habit, the person has said nothing yet.'),
  mail: z.object({ address: z.string().nullable(), whyNot: noMail.nullable() }),
  hours: z.object({
    timeZone: z.string(),
    workingDays: z.array(z.number().int()),
    quiet: z.array(z.object({ from: z.string(), until: z.string(), whose: z.enum(['house', 'own']) })),
    works: z.object({ from: z.string(), until: z.string() }).nullable(),
  }),
  next: instant().nullable().describe('When the next message may come; null: never, or not within five weeks.'),
  everyWeeks: z.number().int().describe('1; more where the last ones were not opened.'),
  hasUnread: z.boolean(),
  hasCome: z.boolean().describe('This week’s message has come; `items` is what is in it, and what came since.'),
  items: z.array(digestItem).max(5).describe('What would be in it now.'),
})
export type Messages = z.infer<typeof messages>
