// Requests and replies of scenarios: Studio, the player, plays and the report.
import { z } from 'zod'
import { channels, limits, qualities } from '#engines/scenario/scenario.ts'
import { id, instant, language, text } from '#platform/http/fields.ts'

const principle = z.object({ id: z.string(), name: z.string(), colour: z.string(), icon: z.string(), position: z.number() })
const person = z.object({ id: z.string(), name: z.string().nullable() })
const level = z.number().int().min(1).max(4)
const quality = z.enum(qualities)
/** Written as it is: a text form lives by its spaces and lines. */
const scenarioText = z
  .string()
  .min(1)
  .max(limits.textLength)
  .refine(
    (value) => value.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value),
    'has characters that can’t be stored',
  )

export const scenarioParams = z.object({ scenarioId: id() })
export const translationParams = z.object({ scenarioId: id(), language: language() })
export const versionParams = z.object({ scenarioId: id(), number: z.coerce.number().int().min(1).max(100_000) })

// Studio
const finding = z.object({
  code: z.string(),
  about: z.string(),
  isError: z.boolean(),
  path: z.string(),
  via: z.array(z.string()),
  line: z.number(),
  column: z.number(),
})
export const scenarioRow = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  level,
  channel: z.string(),
  minutes: z.number(),
  families: z.array(z.string()),
  language: language(),
  /** `changed`: published, and the draft says something else. */
  state: z.enum(['draft', 'live', 'changed', 'retired']),
  languages: z.array(language()).describe('In which it can be played.'),
  principle: principle.nullable(),
  /** Null: nothing was written since it was published. */
  reviewState: z.enum(['writing', 'in-review', 'approved', 'returned']).nullable(),
  writtenBy: person.nullable(),
  writtenAt: instant(),
})
export type ScenarioRow = z.infer<typeof scenarioRow>
const scenarioStates = ['all', 'draft', 'in-review', 'live', 'retired'] as const
export const scenarioList = z.object({ items: z.array(scenarioRow), counts: z.partialRecord(z.enum(scenarioStates), z.number()) })
export const scenarioQuery = z.object({
  search: text(100, 0).optional(),
  state: z.enum(scenarioStates).default('all'),
})
export const newScenario = z.object({ language: language(), text: scenarioText }).strict()
export const scenarioDraft = z.object({ text: scenarioText }).strict()
const sentence = z.object({ from: z.string().max(2000), words: text(limits.words, 0) }).strict()
const sentences = z.record(z.string().max(200), sentence).refine((all) => Object.keys(all).length <= 5000, 'has too many sentences')
export const translationDraft = z.object({ words: sentences }).strict()
export const translationText = z.object({ text: scenarioText }).strict()
const theme = z.object({ theme: z.string(), principle: principle.nullable(), isGuess: z.boolean() })
export const themeChange = z
  .object({
    theme: z.string().regex(/^[a-z][a-z0-9-]{0,79}$/, 'is not a theme like own'),
    principleId: id().nullable().describe('Null: as its words say, again.'),
  })
  .strict()
export const studioScenario = scenarioRow.extend({
  text: z.string(),
  findings: z.array(finding),
  situations: z.number().nullable(),
  /** Of each language but the first: what is translated, and how far. */
  translations: z.array(
    z.object({ language: language(), words: sentences, done: z.number(), changed: z.number(), missing: z.number(), version: z.number() }),
  ),
  themes: z.array(theme),
  versions: z.array(
    z.object({
      number: z.number(),
      languages: z.array(language()),
      note: z.string().nullable(),
      reviewer: person.nullable(),
      publishedBy: person.nullable(),
      publishedAt: instant(),
    }),
  ),
  liveNumber: z.number().nullable(),
  /** The story that it is made from: it is published with it. */
  heldFor: z.string().nullable(),
  review: z.object({
    writers: z.array(person),
    reviewer: person.nullable(),
    words: z.string().nullable(),
    /** The reader has not written in it. */
    mayReview: z.boolean(),
  }),
  /** Titles of the paths that lead through it. */
  paths: z.array(z.string()),
  may: z.object({ write: z.boolean(), publish: z.boolean() }),
  version: z.number(),
})
export type StudioScenario = z.infer<typeof studioScenario>
export const publication = z.object({
  number: z.number(),
  languages: z.array(language()),
  left: z.array(language()).describe('Not complete, so not published.'),
})
export type Publication = z.infer<typeof publication>
export const versionText = z.object({ number: z.number(), texts: z.array(z.object({ language: language(), text: z.string() })) })
export const newPublication = z.object({ note: text(500, 0).default('').describe('What has changed.') }).strict()
export const review = z
  .object({ verdict: z.enum(['good', 'change']), words: text(1000, 0).default('') })
  .strict()
  .refine(({ verdict, words }) => verdict === 'good' || words !== '', { path: ['words'], message: 'says what to change' })
export const retirement = z.object({ isRetired: z.boolean() }).strict()

// the player
const move = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('choice'),
      index: z
        .number()
        .int()
        .min(0)
        .max(limits.choices - 1),
    })
    .strict(),
  z.object({ kind: z.literal('on') }).strict(),
  z.object({ kind: z.literal('time') }).strict(),
])
export const mostMoves = 300
const moves = z.array(move).max(mostMoves)
export const playableRow = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string().nullable(),
  level,
  channel: z.enum(channels),
  minutes: z.number(),
  principle: principle.nullable(),
  /** Written for my kind of work; the others can be played too. */
  isForMe: z.boolean(),
  /** Of my latest play that came to an end. */
  lastQuality: quality.nullable(),
  /** Begun and not ended. */
  isOpen: z.boolean(),
})
export type PlayableRow = z.infer<typeof playableRow>
export const playableList = z.object({ items: z.array(playableRow) })
export const playableQuery = z.object({ language: language().optional() })
export const playable = z.object({
  id: z.string(),
  number: z.number(),
  language: language(),
  text: z.string(),
  themes: z.array(z.object({ theme: z.string(), principle })),
  /** To go on with; of the version that is played today. */
  open: z.object({ id: z.string(), isTimed: z.boolean(), startedAt: instant(), moves }).nullable(),
  lastQuality: quality.nullable(),
})
export type Playable = z.infer<typeof playable>
export const newPlay = z
  .object({
    /** Made by the phone: sent again with more moves, it goes on. */
    id: id(),
    scenarioId: id(),
    number: z.number().int().min(1).max(100_000),
    language: language(),
    isTimed: z.boolean(),
    startedAt: instant(),
    /** All from the start, in order. */
    moves,
  })
  .strict()
export type NewPlay = z.input<typeof newPlay>
export const play = z.object({
  id: z.string(),
  moves: z.number(),
  at: z.string(),
  quality: quality.nullable(),
})
export type Play = z.infer<typeof play>

// the report
export const reportQuery = z.object({
  number: z.coerce.number().int().min(1).max(100_000).optional(),
  first: z.enum(['yes', 'no']).default('no'),
})
const counted = z.object({ plays: z.number(), people: z.number() })
export const fewestPeople = 5
export const scenarioReport = z.object({
  key: z.string(),
  number: z.number().nullable(),
  numbers: z.array(z.number()),
  language: language(),
  /** Of this version, to draw its map. */
  text: z.string().nullable(),
  /** Null: fewer than five people, so nothing is shown. */
  all: counted.nullable(),
  scenes: z.array(
    z.object({
      scene: z.string(),
      title: z.string().nullable(),
      /** Plays that came here; null: of fewer than five people. */
      plays: z.number().nullable(),
      /** And ended here without an ending. */
      left: z.number().nullable(),
      ways: z.array(
        z.object({
          path: z.string(),
          kind: z.enum(['choice', 'on', 'time']),
          /** The scene or ending it leads to. */
          to: z.string(),
          text: z.string().nullable(),
          /** Principles, by id. */
          keeps: z.array(z.string()),
          costs: z.array(z.string()),
          plays: z.number(),
          share: z.number(),
        }),
      ),
    }),
  ),
  /** How often a choice kept it, and how often one cost it. */
  principles: z.array(z.object({ principle, kept: z.number(), cost: z.number() })),
  endings: z.array(z.object({ ending: z.string(), title: z.string().nullable(), quality, plays: z.number(), share: z.number() })),
  leastPeople: z.number(),
})
export type ScenarioReport = z.infer<typeof scenarioReport>
