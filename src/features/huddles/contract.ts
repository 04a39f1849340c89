import { z } from 'zod'
import { day, id, instant, pageOf, pageQuery, text } from '#platform/http/fields.ts'

export const huddleParams = z.object({ huddleId: id() })
const person = z.object({ id: id(), name: z.string().nullable() })
const unit = z.object({ id: id(), name: z.string().nullable() })
const state = z.enum(['ready', 'held', 'skipped'])

export const huddleRow = z.object({
  id: id(),
  unit,
  week: day().describe('The Monday.'),
  weekNumber: z.number().int(),
  principleId: id().nullable(),
  /** Suggested in turn; whoever likes takes it over. */
  host: person.nullable(),
  state,
  settledOn: day().nullable(),
  /** How many things were raised there. */
  raised: z.number().int(),
})

const quote = z.object({
  id: id(),
  words: z.string(),
  language: z.string(),
  kind: z.enum(['praise', 'mixed', 'complaint']),
  at: instant(),
  about: z.enum(['cause', 'step', 'unit']).describe('`cause`: it went wrong at a step that this team shapes.'),
  stepId: id().nullable(),
  stepName: z.string().nullable(),
  /** Complaints of four weeks that went wrong at the same step, of all that this team heard. */
  alike: z.object({ n: z.number().int(), of: z.number().int() }).nullable(),
})
const question = z.object({
  source: z.enum(['behaviour', 'example', 'principle']),
  id: id().nullable(),
  name: z.string().nullable(),
  jobRole: z.string().nullable(),
  /** Poor, good and great of a behaviour, in an order of the week's own. */
  options: z.array(z.object({ words: z.string(), isGreat: z.boolean() })),
  looksLike: z.string().nullable(),
  doesNot: z.string().nullable(),
})
const answer = z.object({
  id: id(),
  title: z.string(),
  answer: z.enum(['removed', 'changed', 'kept']),
  because: z.string(),
  leaderName: z.string().nullable(),
  answeredOn: day(),
  supporters: z.number().int(),
  link: z.string(),
  /** The Monday of the huddle in which it was raised. */
  raisedInWeek: day().nullable(),
})
const waiting = z.object({
  id: id(),
  title: z.string(),
  leaderName: z.string().nullable(),
  clock: z.object({ day: z.number().int(), of: z.number().int(), daysLate: z.number().int() }),
  link: z.string(),
})
const item = z.object({
  kind: z.enum(['thanks', 'story']),
  id: id(),
  names: z.array(z.string()),
  words: z.string(),
  effect: z.string().nullable(),
  by: z.string().nullable(),
  principleId: id().nullable(),
  link: z.string().nullable(),
  at: z.string(),
})
export const huddle = huddleRow.extend({
  /** From then on it stays as it was. */
  openedOn: day().nullable(),
  parts: z.array(
    z.object({
      kind: z.enum(['principle', 'words', 'question', 'answers', 'story', 'thanks', 'raise']),
      seconds: z.number().int(),
    }),
  ),
  quotes: z.array(quote),
  question,
  answers: z.array(answer),
  /** What the team raised and nobody has answered yet, the longest first. */
  waiting: z.array(waiting),
  items: z.array(item),
  raisedHere: z.array(z.object({ id: id(), title: z.string(), link: z.string() })),
  isMine: z.boolean().describe('The caller is of this team.'),
  may: z.object({ run: z.boolean() }),
})

export const huddleQuery = z.object({ unitId: id().optional().describe('Absent: the unit of the caller.'), ...pageQuery })
export const huddlePage = pageOf(huddleRow)
export const outcomeBody = z.object({ state: state.describe('`ready` takes it back.') })
export const hostBody = z.object({ personId: id() })
export const raisingBody = z.object({
  title: text(160, 3),
  hurts: z.enum(['customers', 'colleagues', 'both']),
  isUnnamed: z.boolean().default(false),
  stepId: id().nullable().default(null).describe('Where customers feel it.'),
  principleId: id().nullable().optional().describe('Which suffers; null: none. Absent: the huddle’s own, while it counts.'),
})

export const teamList = z.object({
  weeks: z.number().int(),
  items: z.array(
    z.object({
      unit,
      /** Of these weeks: how many agendas there were, and how many huddles were held. */
      made: z.number().int(),
      held: z.number().int(),
      skipped: z.number().int(),
      current: z.object({ id: id(), state }).nullable(),
    }),
  ),
})

export type HuddleRow = z.infer<typeof huddleRow>
export type Huddle = z.infer<typeof huddle>
export type Question = z.infer<typeof question>
export type TeamList = z.infer<typeof teamList>
export type Outcome = z.infer<typeof outcomeBody>['state']
export type NewRaising = z.output<typeof raisingBody>
