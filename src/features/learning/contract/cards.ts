// Cards for the moment of need: as people read them, and as those who write see them.
import { z } from 'zod'
import { day, id, instant, language, languages, text } from '#platform/http/fields.ts'
import { family } from './role-families.ts'

const principle = z.object({ id: id(), name: z.string(), colour: z.string(), icon: z.string(), position: z.number() })
const words = {
  moment: text(80, 0).describe('Read in a hurry: “A customer is shouting”.'),
  do: z.array(text(240, 0)).max(3),
  say: z.array(text(300, 0)).max(5).describe('Lines that can be read out.'),
  avoid: text(300, 0).describe('What makes it worse.'),
}
const cardText = z.object(words).strict()
export type CardText = z.infer<typeof cardText>
const state = z.enum(['draft', 'live', 'retired'])

export const bookQuery = z.object({ language: language().optional() })
export const cardBook = z.object({
  at: instant(),
  cards: z.array(
    z.object({
      id: id(),
      ...cardText.shape,
      language: z.enum(languages),
      principle: principle.nullable(),
      /** For my kind of work, or for everybody. */
      isMine: z.boolean(),
      lesson: z.object({ id: id(), title: z.string() }).nullable(),
      situation: z.object({ id: id(), name: z.string() }).nullable(),
      /** What it is called in the other languages: people search in the one they think in. */
      phrases: z.array(z.string()),
    }),
  ),
})
export type CardBook = z.infer<typeof cardBook>
export type BookCard = CardBook['cards'][number]

export const cardUses = z
  .object({
    uses: z
      .array(
        z
          .object({
            cardId: id(),
            day: day(),
            seconds: z
              .number()
              .int()
              .min(0)
              .max(86_400)
              .nullable()
              .describe('From opening the page to the answer; null where a link led to the card.'),
          })
          .strict(),
      )
      .min(1)
      .max(100),
  })
  .strict()
export type CardUses = z.output<typeof cardUses>

export const cardUsesCounted = z.object({ isCounted: z.literal(true) })

export const cardBody = z
  .object({
    principleId: id(),
    families: z.array(family).max(6).default([]).describe('Empty: everybody.'),
    state: state.default('draft'),
    texts: z.partialRecord(language(), cardText).refine((value) => Object.keys(value).length > 0, 'Write it in one language at least.'),
    lessonId: id().nullable().default(null),
    situationId: id().nullable().default(null),
    isSituationSaid: z.boolean().default(false).describe('False: the situation of “May I?” is looked for by the card’s words.'),
  })
  .strict()
export type CardBody = z.output<typeof cardBody>
export type CardInput = z.input<typeof cardBody>

export const cardRow = z.object({
  id: id(),
  key: z.string(),
  moment: z.string(),
  /** Null: it was retired. */
  principle: principle.nullable(),
  families: z.array(family),
  state,
  languages: z.array(z.enum(languages)),
  uses: z.number().int().describe('Of the last 90 days.'),
  changedAt: instant(),
})
export type CardRow = z.infer<typeof cardRow>
export const cardList = z.object({
  items: z.array(cardRow),
  measured: z.number().int().describe('Of the last 90 days: how often the time to the answer was measured.'),
  medianSeconds: z.number().int().nullable().describe('Half of the answers took no longer; 61: more than a minute. Null: fewer than five.'),
})
export type CardList = z.infer<typeof cardList>
export const cardParams = z.object({ cardId: id() })
export const card = z.object({
  id: id(),
  key: z.string(),
  version: z.number().int(),
  principleId: id(),
  families: z.array(family),
  state,
  texts: z.partialRecord(z.enum(languages), z.object(words)),
  lessonId: id().nullable(),
  situationId: id().nullable().describe('Said, or guessed.'),
  isSituationSaid: z.boolean(),
  /** To choose from. */
  lessons: z.array(z.object({ id: id(), title: z.string() })),
  situations: z.array(z.object({ id: id(), name: z.string() })),
  changedAt: instant(),
})
export type Card = z.infer<typeof card>
export const cardChoices = card.pick({ lessons: true, situations: true })
export type CardChoices = z.infer<typeof cardChoices>
