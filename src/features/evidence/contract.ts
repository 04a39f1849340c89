import { z } from 'zod'
import { day, id, instant, language, text } from '#platform/http/fields.ts'
import { evidenceKinds } from './rules.ts'

const kind = z.enum(evidenceKinds)
const level = z.number().int().min(0).max(4)
const person = z.object({ id: z.string(), name: z.string().nullable() })

export const personParams = z.object({ personId: id() })

export const piece = z.object({
  id: z.string(),
  kind,
  level: level.nullable(),
  outcome: z.enum(['met', 'not-yet']),
  principleId: z.string().nullable(),
  /** Where it comes from: `sign-off` is the form of leaders and coaches. */
  source: z.string(),
  words: z.string().nullable(),
  shownAt: instant(),
  expiresAt: instant().nullable(),
  notedBy: person.nullable(),
})
export type EvidencePiece = z.infer<typeof piece>

export const standing = z.object({
  personId: z.string(),
  /** 0: none yet. */
  level,
  lapsesAt: instant().nullable(),
  next: z.object({ level, missing: z.array(z.object({ kind, needed: z.number(), has: z.number() })) }).nullable(),
  states: z.array(
    z.object({
      level,
      isReached: z.boolean(),
      parts: z.array(
        z.object({
          kind,
          needed: z.number(),
          has: z.number(),
          validDays: z.number().nullable(),
          lapsesAt: instant().nullable(),
        }),
      ),
    }),
  ),
  /** The latest 200, newest first. */
  evidence: z.array(piece),
  whoSees: z.array(z.string()),
})
export type Standing = z.infer<typeof standing>

const opening = z.object({ title: z.string(), link: z.string(), level, minutes: z.number().nullable() })
const ownPiece = z.object({
  id: z.string(),
  /** Of the assessment or scenario; null: noted by somebody, in their words. */
  title: z.string().nullable(),
  link: z.string().nullable(),
  words: z.string().nullable(),
  shownAt: instant(),
  /** When it stops counting here; null: it stays. */
  endsAt: instant().nullable(),
  notedBy: person.nullable(),
  again: opening.nullable().describe('What shows it once more.'),
})
const ownPart = z.object({
  kind,
  needed: z.number(),
  has: z.number(),
  validDays: z.number().nullable(),
  lapsesAt: instant().nullable(),
  pieces: z.array(ownPiece).describe('What counts, what counts longest first.'),
  takenBack: ownPiece.nullable().describe('What put back to open what was shown before.'),
  openings: z.array(opening).describe('One for each missing piece, as far as there are any.'),
  isAsked: z.boolean().describe('Nothing to take up: somebody sees it and notes it.'),
})
export type OwnPart = z.infer<typeof ownPart>
export const ownLevelsQuery = z.object({ language: language().optional() })
export const ownLevels = z.object({
  personId: z.string(),
  /** 0: none yet. */
  level,
  lapsesAt: instant().nullable(),
  next: z.object({ level, missing: z.array(z.object({ kind, needed: z.number(), has: z.number() })) }).nullable(),
  levels: z.array(
    z.object({
      level,
      isReached: z.boolean(),
      /** What it looks like in this person’s work. */
      behaviours: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          good: z.string(),
          principle: z.object({ id: z.string(), name: z.string(), colour: z.string(), icon: z.string(), position: z.number() }).nullable(),
        }),
      ),
      parts: z.array(ownPart),
    }),
  ),
  ask: person.nullable().describe('Who can see and note what is not shown by an assessment or a scenario; null: nobody stands above.'),
  whoSees: z.array(z.string()),
})
export type OwnLevels = z.infer<typeof ownLevels>

/** What a leader or coach saw. `not-yet` puts what was shown before back to open, for this level and those above it. */
export const newSignOff = z
  .object({
    kind: kind.exclude(['customer']),
    level: z.number().int().min(1).max(4),
    outcome: z.enum(['met', 'not-yet']),
    words: text(1000),
    /** Today where left out; never a day to come. */
    shownOn: day().optional(),
    principleId: id().nullable().optional(),
  })
  .strict()
export type NewSignOff = z.input<typeof newSignOff>
export const signOff = z.object({ id: z.string() })

const requirement = z
  .object({
    level: z.number().int().min(1).max(4),
    kind,
    needed: z.number().int().min(1).max(20),
    validDays: z.number().int().min(1).max(3650).nullable(),
  })
  .strict()
export const requirements = z.object({ items: z.array(requirement), isDefault: z.boolean(), version: z.number() })
export type Requirements = z.infer<typeof requirements>
export const newRequirements = z
  .object({
    items: z
      .array(requirement)
      .min(4)
      .max(20)
      .refine((items) => new Set(items.map(({ level: each, kind: of }) => `${each} ${of}`)).size === items.length, 'names one kind twice')
      .refine(
        (items) => [1, 2, 3, 4].every((each) => items.some((item) => item.level === each)),
        'leaves a level without anything to show',
      ),
  })
  .strict()
