import { z } from 'zod'
import { day, id, instant, language, pageOf, pageQuery, text } from '#platform/http/fields.ts'
import { principleColours, principleIcons } from './rules.ts'

/** One text for each language, at least one. */
const inLanguages = <T extends z.ZodType>(words: T) =>
  z
    .partialRecord(language(), words)
    .refine((texts) => Object.values(texts).some((one) => one !== undefined), 'needs the words in at least one language')
const texts = <T extends z.ZodRawShape>(shape: T) => z.array(z.object({ language: z.string(), ...shape }))
const named = z.object({ id: id(), name: z.string() })

// The mantra and its versions.
export const mantra = z.object({ id: z.string(), wording: z.string(), language: z.string(), effectiveFrom: z.string() })
export const currentMantra = z.object({ mantra: mantra.nullable() })

const mantraText = z.object({
  wording: text(300),
  /** Words of the wording that a poster sets apart: whom it is for outside, and who stands together inside. */
  customersWords: text(300).nullish(),
  colleaguesWords: text(300).nullish(),
})
export const newMantra = z
  .object({
    texts: inLanguages(mantraText.strict()),
    effectiveFrom: day().optional().describe('Today where left out; never a day that has passed.'),
    reason: text(1000),
    approvedBy: id().optional().describe('The person who approved it; the one who sends it where left out.'),
    overrideReason: text(1000).optional().describe('Why it can’t wait for the end of the cool-off.'),
  })
  .strict()
export const mantraVersion = z.object({
  id: id(),
  /** From 1, in the order of their days. */
  number: z.number(),
  state: z.enum(['planned', 'current', 'former']),
  effectiveFrom: day(),
  reason: z.string().nullable(),
  overrideReason: z.string().nullable(),
  approvedBy: named.nullable(),
  wording: z.string(),
  texts: texts({ wording: z.string(), customersWords: z.string().nullable(), colleaguesWords: z.string().nullable() }),
  createdAt: instant(),
})
export const mantraVersions = z.object({
  items: z.array(mantraVersion),
  /** The first day without a reason for hurry; null where nothing stands yet. */
  coolOffEnds: day().nullable(),
  today: day(),
})
export const mantraVersionParams = z.object({ versionId: id() })

// Principles.
const principleText = z.object({ name: text(60), meaning: text(300) })
export const colour = () => z.enum(principleColours)
export const icon = () => z.enum(principleIcons)
export const languageQuery = z.object({ language: language().optional() })

export const principle = z.object({
  id: id(),
  position: z.number().nullable(),
  colour: colour(),
  icon: icon(),
  isRetired: z.boolean(),
  version: z.number(),
  /** Since when name and meaning are what they are. */
  wordsSince: instant(),
  name: z.string(),
  meaning: z.string(),
  texts: texts({ name: z.string(), meaning: z.string() }),
  /** How many things carry it. None is worth a look: nobody meets it anywhere. */
  uses: z.number(),
})
export const principleList = z.object({ items: z.array(principle) })
export const principleParams = z.object({ principleId: id() })
export const newPrinciple = z.object({ colour: colour(), icon: icon(), texts: inLanguages(principleText.strict()) }).strict()
export const principleChange = newPrinciple
export const principleOrder = z.object({ ids: z.array(id()).min(1).max(8) }).strict()

export const taggedThing = z.object({ id: z.string(), title: z.string(), link: z.string(), at: instant() })
export const principlePage = principle.extend({
  examples: z.array(
    z.object({
      id: id(),
      jobRole: named.nullable(),
      isMine: z.boolean(),
      version: z.number(),
      looksLike: z.string(),
      doesNot: z.string(),
      texts: texts({ looksLike: z.string(), doesNot: z.string() }),
    }),
  ),
  /** What carries it, by kind; `items` are the newest that the reader may open. */
  kinds: z.array(z.object({ kind: z.string(), count: z.number(), items: z.array(taggedThing) })),
})
export const useQuery = z.object({
  kind: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*$/)
    .max(40),
  ...pageQuery,
})
export const usePage = pageOf(taggedThing)

// Examples and behaviours.
const exampleText = z.object({ looksLike: text(400), doesNot: text(400) })
export const newExample = z.object({ jobRoleId: id().nullable(), texts: inLanguages(exampleText.strict()) }).strict()
export const exampleParams = z.object({ exampleId: id() })

const behaviourText = z.object({ name: text(120), poor: text(400), good: text(400), great: text(400) })
export const newBehaviour = z
  .object({
    principleId: id(),
    jobRoleId: id().nullable(),
    level: z.number().int().min(1).max(4),
    texts: inLanguages(behaviourText.strict()),
  })
  .strict()
export const behaviour = z.object({
  id: id(),
  principleId: id(),
  jobRole: named.nullable(),
  level: z.number(),
  isRetired: z.boolean(),
  version: z.number(),
  name: z.string(),
  poor: z.string(),
  good: z.string(),
  great: z.string(),
  texts: texts({ name: z.string(), poor: z.string(), good: z.string(), great: z.string() }),
})
export const behaviourParams = z.object({ behaviourId: id() })
export const behaviourQuery = z.object({
  jobRoleId: z
    .union([z.literal('me'), id()])
    .optional()
    .describe('Those of this job role and those for everybody; `me`: of my own.'),
  state: z.enum(['live', 'retired', 'all']).default('live'),
  language: language().optional(),
})
export const behaviourList = z.object({ items: z.array(behaviour) })

// Posters, signature, placements, wallboards.
export const posterParams = z.object({ poster: z.enum(['mantra', 'principles']) })
export const signature = z.object({
  name: z.string(),
  jobRole: z.string().nullable(),
  organisation: z.string(),
  mantra: z.string().nullable(),
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  html: z.string(),
  text: z.string(),
})

export const placementKind = () => z.enum(['mantra-poster', 'principles-poster', 'signature', 'screen', 'other'])
export const placement = z.object({
  id: id(),
  kind: placementKind(),
  place: z.string(),
  unit: z.object({ id: id(), name: z.string().nullable() }),
  language: z.string(),
  /** The words that it shows. */
  shows: z.string(),
  isOutdated: z.boolean(),
  /** What it has to show now; null where nothing is written yet. */
  current: z.string().nullable(),
  renewedAt: instant(),
  renewedBy: named.nullable(),
  mayChange: z.boolean(),
  version: z.number(),
})
export const placementList = pageOf(placement).extend({ outdated: z.number() })
export const placementQuery = z.object({ state: z.enum(['all', 'outdated']).default('all') })
export const newPlacement = z.object({ kind: placementKind(), place: text(200), unitId: id(), language: language() }).strict()
export const placementParams = z.object({ placementId: id() })

export const wallboard = z.object({
  id: id(),
  name: z.string(),
  unit: z.object({ id: id(), name: z.string().nullable() }).nullable(),
  language: z.string(),
  madeBy: named.nullable(),
  createdAt: instant(),
  lastSeenAt: instant().nullable(),
})
export const wallboardList = z.object({ items: z.array(wallboard) })
export const newWallboard = z.object({ name: text(100), unitId: id().nullish(), language: language() }).strict()
/** The address is told once; later only its fingerprint is known. */
export const madeWallboard = wallboard.extend({ address: z.string() })
export const wallboardParams = z.object({ wallboardId: id() })

export type Mantra = z.infer<typeof mantra>
export type NewMantra = z.infer<typeof newMantra>
export type MantraVersion = z.infer<typeof mantraVersion>
export type MantraVersions = z.infer<typeof mantraVersions>
export type Principle = z.infer<typeof principle>
export type NewPrinciple = z.infer<typeof newPrinciple>
export type PrinciplePage = z.infer<typeof principlePage>
export type Example = PrinciplePage['examples'][number]
export type NewExample = z.infer<typeof newExample>
export type Behaviour = z.infer<typeof behaviour>
export type NewBehaviour = z.infer<typeof newBehaviour>
export type TaggedThing = z.infer<typeof taggedThing>
export type Signature = z.infer<typeof signature>
export type Placement = z.infer<typeof placement>
export type PlacementList = z.infer<typeof placementList>
export type NewPlacement = z.infer<typeof newPlacement>
export type Wallboard = z.infer<typeof wallboard>
export type MadeWallboard = z.infer<typeof madeWallboard>
export type NewWallboard = z.infer<typeof newWallboard>
