import { z } from 'zod'
import { day, id, pageOf, pageQuery, text } from '#platform/http/fields.ts'

export const hurt = z.enum(['customers', 'colleagues', 'both'])
export const ruleKind = z.enum(['red', 'green']).describe('`red`: a law wants it; `green`: it is our own to change.')
export const verdict = z.enum(['removed', 'changed', 'kept'])
const bornIn = z.enum(['look-up', 'huddle', 'self'])

export const obstacleParams = z.object({ obstacleId: id() })
const link = z
  .string()
  .max(300)
  .regex(/^\/[a-z0-9][\w/?=&.-]*$/i, 'is no address of ours')

export const newObstacle = z.object({
  title: text(160, 3).describe('What stands in the way, in one sentence.'),
  happened: text(2000, 0).optional(),
  hurts: hurt,
  isUnnamed: z.boolean().default(false).describe('Colleagues then do not see who raised it.'),
  stepId: id().nullable().default(null),
  ruleId: id().nullable().default(null),
  principleId: id().nullable().default(null),
  leaderId: id().optional().describe('Somebody who leads a unit; absent: whom the tree of units names.'),
  bornIn: bornIn.default('self'),
  bornId: id().nullable().default(null),
  bornLink: link.nullable().default(null),
})
export const judgement = z
  .object({ kind: ruleKind, law: text(200, 0).optional() })
  .refine(({ kind, law }) => kind !== 'red' || law, { path: ['law'], error: 'name the law' })
export const replyBody = z.object({ words: text(1000) })
export const answerBody = z.object({ answer: verdict, because: text(2000, 3) })
export const reopening = z.object({ because: text(1000, 3) })
export const handOver = z.object({ leaderId: id() })
export const helpBody = z.object({ hasHelped: z.boolean() })

const person = z.object({ id: id(), name: z.string().nullable() })
const ref = z.object({ id: id(), name: z.string().nullable() })

export const obstacleRow = z.object({
  id: id(),
  title: z.string(),
  happened: z.string().nullable(),
  hurts: hurt,
  /** Null: unnamed to this reader, or gone. */
  raisedBy: person.nullable(),
  isUnnamed: z.boolean(),
  isMine: z.boolean(),
  unit: ref,
  raisedOn: day(),
  born: z.object({ in: bornIn, link: z.string().nullable() }),
  step: z.object({ id: id(), name: z.string(), journeyId: id() }).nullable(),
  rule: z.object({ id: id(), name: z.string(), link: z.string() }).nullable(),
  principleId: id().nullable(),
  kind: ruleKind.nullable(),
  law: z.string().nullable(),
  supporters: z.number().int(),
  iSupport: z.boolean(),
  leader: z.object({ id: id(), name: z.string().nullable(), initials: z.string(), about: z.string().nullable() }),
  state: z.enum(['open', 'answered']),
  /** While it waits: which day it is of how many, and how many it is late. */
  clock: z.object({ day: z.number().int(), of: z.number().int(), daysLate: z.number().int() }).nullable(),
  reply: z.object({ words: z.string(), on: day() }).nullable(),
  escalation: z.object({ on: day(), to: person.nullable() }).nullable(),
  answer: z
    .object({
      answer: verdict,
      because: z.string(),
      on: day(),
      by: person.nullable(),
      daysTaken: z.number().int(),
      /** Of those whom it stopped; `yes` is null below 5 voices. */
      helped: z.object({ yes: z.number().int().nullable(), of: z.number().int() }),
      myVoice: z.boolean().nullable(),
    })
    .nullable(),
  may: z.object({ answer: z.boolean(), reopen: z.boolean(), sayHelped: z.boolean(), withdraw: z.boolean() }),
  version: z.number().int(),
})
export const obstacle = obstacleRow.extend({
  /** Answers that did not hold, the latest first. */
  earlier: z.array(
    z.object({
      answer: verdict,
      because: z.string(),
      on: day(),
      by: person.nullable(),
      daysTaken: z.number().int(),
      reopened: z.object({ on: day(), because: z.string() }),
    }),
  ),
})

const filters = {
  search: z.string().max(200).optional(),
  whose: z
    .enum(['all', 'team', 'mine', 'for-me'])
    .default('all')
    .describe('`team`: raised in my unit or below; `mine`: raised or supported by me.'),
  unitId: id().optional().describe('This unit and all below it.'),
  leaderId: id().optional(),
  stepId: id().optional(),
  kind: z.enum(['red', 'green', 'unjudged']).optional(),
  hurts: hurt.optional(),
}
export const obstacleQuery = z.object({ state: z.enum(['open', 'answered']), ...filters, ...pageQuery })
export const exportQuery = z.object({ state: z.enum(['open', 'answered', 'all']).default('all'), ...filters })
export const obstaclePage = pageOf(obstacleRow).extend({ total: z.number().int().nullable() })

export const similarQuery = z.object({ words: z.string().max(400) })
export const similarList = z.object({
  items: z.array(
    z.object({ id: id(), title: z.string(), unit: ref, supporters: z.number().int(), iSupport: z.boolean(), day: z.number().int() }),
  ),
})
export const leaderList = z.object({
  items: z.array(z.object({ id: id(), name: z.string().nullable(), unit: ref, isProposed: z.boolean() })),
})

const leaderFigure = z.object({
  leader: person,
  raised: z.number().int(),
  answered: z.number().int(),
  open: z.number().int(),
  late: z.number().int(),
  /** Days that their oldest open one has waited. */
  oldestDays: z.number().int().nullable(),
})
export const figures = z.object({
  days: z.number().int(),
  counts: z.object({
    open: z.number().int(),
    answered: z.number().int(),
    team: z.number().int(),
    mine: z.number().int(),
    forMe: z.number().int(),
  }),
  raised: z.number().int().describe('In these days.'),
  answered: z.number().int().describe('Of those.'),
  /** Half of the answers of these days came within so many; null below 5. */
  half: z.object({ days: z.number().int(), low: z.number().int(), high: z.number().int(), n: z.number().int() }).nullable(),
  oldest: z.object({ id: id(), days: z.number().int(), daysLate: z.number().int(), leader: person }).nullable(),
  /** In works-council mode only the caller's own line. */
  leaders: z.array(leaderFigure),
  /** How many wait at each step of a journey. */
  steps: z.array(z.object({ stepId: id(), open: z.number().int() })),
})

export type ObstacleRow = z.infer<typeof obstacleRow>
export type Obstacle = z.infer<typeof obstacle>
export type ObstacleQuery = z.output<typeof obstacleQuery>
export type Figures = z.infer<typeof figures>
export type Similar = z.infer<typeof similarList>['items'][number]
export type LeaderChoice = z.infer<typeof leaderList>['items'][number]
export type NewObstacle = z.output<typeof newObstacle>
