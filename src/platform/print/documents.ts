// What can be printed, and what each template needs to know. Limits keep a sheet printable; longer names are shortened, not refused.
import { z } from 'zod'
import { printable } from './printable.ts'

export const languages = ['en', 'de', 'ar'] as const
export type Language = (typeof languages)[number]

const line = (limit = 200) =>
  z
    .string()
    .max(10_000)
    .transform((text) => printable(text, limit))
const language = z.enum(languages)
/** One wording for everybody, or one for each language. */
const wording = z.union([line(300).transform((text) => ({ en: text, de: text, ar: text })), z.partialRecord(language, line(300))])
const organisation = z.object({ name: line(), mantra: wording })
const address = z.string().min(1).max(500)
/** At most 100 sheets of ten: about two seconds and 500 MB in the process that sets them. */
const many = <T extends z.ZodType>(card: T) => z.array(card).min(1).max(1000)

/** Every card may be in the language of the person it is for; else it is in that of the sheet. */
const person = { name: line(), unit: line().optional(), site: line().optional(), language: language.optional() }

const accessCards = z.object({
  organisation,
  cards: many(
    z.object({
      ...person,
      /** The address as it is typed; `qr` is what the code holds and may be longer. */
      address: address.transform((text) => printable(text)),
      qr: address,
      /** Letters and digits; printed in groups of four. */
      code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 -]{2,28}[A-Za-z0-9]$/),
      until: z.date(),
      issuedBy: line().optional(),
    }),
  ),
})

const recordText = z
  .string()
  .max(2000)
  .transform((text) => printable(text, 2000))

// Spaces at its ends part it from the segment beside it.
const segmentWords = z
  .string()
  .max(1000)
  .transform((words) => `${/^\s/.test(words) ? ' ' : ''}${printable(words, 300)}${/\s$/.test(words) ? ' ' : ''}`)

/** What a poster says at its foot: since when its words count, and where its code leads. */
const foot = { since: z.date(), qr: address }

const principleLook = { ink: z.string().regex(/^#[0-9A-F]{6}$/), icon: z.string().regex(/^[a-z]+(-[a-z]+)*$/) }

/** What happens in one lane of a step, and whose work it is. */
const lane = z.object({ text: line(700), who: z.array(line()).max(40) })

export const documents = {
  'badge-sheet': z.object({
    organisation,
    /** 'deep' prints a dark ground, 'paper' saves toner. */
    ground: z.enum(['deep', 'paper']).default('deep'),
    badges: many(z.object({ ...person, qr: address, until: z.date().optional() })),
  }),
  'pin-slips': z.object({ organisation, slips: many(z.object({ ...person, pin: z.string().regex(/^\d{4,12}$/), until: z.date() })) }),
  'invitation-cards': accessCards,
  'reset-cards': accessCards,
  journey: z.object({
    organisation,
    name: line(150),
    summary: line(700),
    version: line(20),
    stages: z
      .array(
        z.object({
          name: line(100),
          steps: z
            .array(
              z.object({
                number: z.number().int(),
                name: line(150),
                customer: line(700),
                /** Channel, feeling, evidence: single words, in the language of the print. */
                notes: z.array(line(60)).max(6),
                front: lane,
                back: lane,
                support: lane,
              }),
            )
            .max(200),
        }),
      )
      .max(60),
  }),
  /** Four on a sheet, to cut and lay out where customers pass. */
  'survey-cards': z.object({
    organisation,
    cards: many(
      z.object({
        title: line(120),
        question: line(200),
        qr: address,
        address: address.transform((text) => printable(text)),
        label: line(),
        language,
      }),
    ),
  }),
  'record-of-data': z.object({
    organisation,
    version: line(80),
    /** In the order in which they are to be read; entries of one area are set together. */
    entries: z
      .array(
        z.object({ area: recordText, what: recordText, purpose: recordText, whoSees: z.array(recordText).max(40), howLong: recordText }),
      )
      .min(1)
      .max(2000),
  }),
  'poster-mantra': z.object({
    organisation,
    ...foot,
    number: z.number().int().min(1),
    segments: z
      .array(z.object({ words: segmentWords, tone: z.enum(['plain', 'customers', 'colleagues']) }))
      .min(1)
      .max(9),
  }),
  'poster-story': z.object({
    organisation,
    ...foot,
    size: z.enum(['a4', 'a3']),
    headline: line(90),
    sentence: line(240),
    principle: z.object({ name: line(), ...principleLook }),
    /** By which it is found again once it has to be taken down. */
    code: z.string().regex(/^[0-9A-F]{6}$/),
  }),
  'poster-principles': z.object({
    organisation,
    ...foot,
    principles: z
      .array(z.object({ name: line(), meaning: line(400), ...principleLook }))
      .min(1)
      .max(8),
  }),
}

export type Template = keyof typeof documents
export type PrintData<T extends Template> = z.input<(typeof documents)[T]>
