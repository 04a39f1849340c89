import { z } from 'zod'
import { id, language, languages, pageOf, pageQuery, text } from '#platform/http/fields.ts'

export const channels = ['shop', 'phone', 'mail', 'chat', 'web', 'app', 'post', 'delivery', 'none'] as const
export const emotions = ['upset', 'uneasy', 'calm', 'content', 'delighted'] as const
export const grades = ['assumed', 'partly', 'researched'] as const
export const lanes = ['front', 'back', 'support'] as const

/** One text in the languages it is written in; an empty one is left out. */
const wording = (max: number) =>
  z.object({ en: text(max, 0).optional(), de: text(max, 0).optional(), ar: text(max, 0).optional() }).describe('By language: en, de, ar.')
const said = z.partialRecord(z.enum(languages), z.string())
const ref = z.object({ id: id(), name: z.string().nullable() })

const channel = z.enum(channels).describe('Where customer and house meet.')
const emotion = z.enum(emotions).describe('How customers feel at this step.')
const evidence = z.enum(grades).describe('How well we know it.')
const lane = z.enum(lanes).describe('`front`: customers see it; `back`: they do not; `support`: what both need.')

export const journeyParams = z.object({ journeyId: id() })
export const stageParams = z.object({ stageId: id() })
export const stepParams = z.object({ stepId: id() })

export const journeyBody = z.object({ texts: z.object({ name: wording(120), summary: wording(600) }) })
export const journeyChange = journeyBody.partial().extend({ isRetired: z.boolean().optional() })
export const stageBody = z.object({ texts: z.object({ name: wording(80) }) })
const shaperBody = z.object({
  id: id().describe('Made by the caller, and kept for good: people’s own words hang on it.'),
  unitId: id().nullable(),
  jobRoleId: id().nullable(),
  lane,
  texts: z.object({ sentence: wording(300), harm: wording(300) }),
})
export const stepBody = z.object({
  stageId: id(),
  channel,
  emotion,
  evidence,
  principleId: id().nullable().default(null).describe('The principle that this step asks for most.'),
  texts: z.object({ name: wording(120), customer: wording(600), front: wording(600), back: wording(600), support: wording(600) }),
  shapers: z.array(shaperBody).max(40),
})
export const orderBody = z.object({ stages: z.array(z.object({ id: id(), stepIds: z.array(id()).max(200) })).max(60) })

const journeyRow = z.object({
  id: id(),
  name: z.string(),
  summary: z.string().nullable(),
  isRetired: z.boolean(),
  stages: z.number().int(),
  steps: z.number().int(),
  /** Languages of the organisation in which the journey's name is missing. */
  missing: z.array(language()),
})
export const journeyList = z.object({ items: z.array(journeyRow) })
export const journeyListQuery = z.object({ retired: z.enum(['true', 'false']).default('false') })

const shaper = z.object({
  id: id(),
  lane,
  unit: ref.nullable(),
  jobRole: ref.nullable(),
  sentence: z.string().nullable(),
  harm: z.string().nullable(),
})
const score = z
  .object({ n: z.number().int(), share: z.number().nullable().describe('Satisfied answers of all, null below 5.') })
  .describe('Of the last 90 days, over the whole organisation.')
const step = z.object({
  id: id(),
  name: z.string(),
  position: z.number().int().describe('1 is the journey’s first step.'),
  channel,
  emotion,
  evidence,
  principleId: id().nullable(),
  customer: z.string().nullable(),
  front: z.string().nullable(),
  back: z.string().nullable(),
  support: z.string().nullable(),
  shapers: z.array(shaper),
  score,
})
export const journey = z.object({
  id: id(),
  name: z.string(),
  summary: z.string().nullable(),
  isRetired: z.boolean(),
  version: z.number().int(),
  stages: z.array(z.object({ id: id(), name: z.string(), steps: z.array(step) })),
})

/** Every text in every language, for those who write it. */
export const journeyWording = z.object({
  id: id(),
  isRetired: z.boolean(),
  version: z.number().int(),
  languages: z.array(language()),
  defaultLanguage: language(),
  texts: z.object({ name: said, summary: said }),
  stages: z.array(
    z.object({
      id: id(),
      texts: z.object({ name: said }),
      steps: z.array(
        z.object({
          id: id(),
          stageId: id(),
          channel,
          emotion,
          evidence,
          principleId: id().nullable(),
          texts: z.object({ name: said, customer: said, front: said, back: said, support: said }),
          shapers: z.array(
            z.object({
              id: id(),
              unitId: id().nullable(),
              jobRoleId: id().nullable(),
              lane,
              texts: z.object({ sentence: said, harm: said }),
            }),
          ),
        }),
      ),
    }),
  ),
})

const stepRef = z.object({ id: id(), name: z.string(), journeyId: id(), journeyName: z.string(), position: z.number().int() })
export const stepList = z.object({ items: z.array(stepRef) })

const quote = z.object({
  id: id(),
  words: z.string(),
  language: z.string(),
  kind: z.enum(['praise', 'mixed', 'complaint']),
  at: z.string(),
})
export const partParams = z.object({ personId: id() })
export const ownPartParams = z.object({ personId: id(), shaperId: id() })
const part = z.object({
  shaperId: id(),
  step: stepRef,
  lane,
  /** Their own words where they wrote some, else the house's. */
  sentence: z.string(),
  isOwn: z.boolean(),
  houseSentence: z.string(),
  harm: z.string().nullable(),
  emotion,
  quote: quote.nullable(),
  score,
})
export const partList = z.object({ items: z.array(part) })
export const ownPart = z.object({ wording: text(300) })

const gapRow = z.object({
  person: z.object({ id: id(), name: z.string() }),
  jobRole: ref.nullable(),
  unit: ref.nullable(),
})
export const gapQuery = z.object({ unitId: id().optional().describe('This unit and all below it.'), ...pageQuery })
export const gapPage = pageOf(gapRow).extend({
  /** Over all pages. */
  people: z.number().int(),
  /** Of whom, in reach. */
  of: z.number().int(),
  /** The job roles with the most people without a part. */
  jobRoles: z.array(z.object({ jobRole: ref.nullable(), people: z.number().int() })),
})
export const gapExportQuery = gapQuery.omit({ after: true, limit: true })

export type JourneyRow = z.infer<typeof journeyRow>
export type Journey = z.infer<typeof journey>
export type Step = z.infer<typeof step>
export type Shaper = z.infer<typeof shaper>
export type JourneyWording = z.infer<typeof journeyWording>
export type StepWording = JourneyWording['stages'][number]['steps'][number]
export type Part = z.infer<typeof part>
export type GapPage = z.infer<typeof gapPage>
export type StepRef = z.infer<typeof stepRef>
export type Score = z.infer<typeof score>
export type Lane = (typeof lanes)[number]
export type StepInput = z.output<typeof stepBody>
export type Order = z.output<typeof orderBody>
