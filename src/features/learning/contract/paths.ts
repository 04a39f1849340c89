// Paths, the plan they make for each person, who is not taught yet, and reminders.
import { z } from 'zod'
import { families as familyKeys } from '#engines/lesson/lesson.ts'
import { day, id, instant, language, pageQuery, text } from '#platform/http/fields.ts'

const stepKind = z.enum(['lesson', 'scenario'])
const who = z.enum(['everyone', 'leaders', 'teams'])
const ids = () => z.array(id()).max(200)
const days = () => z.number().int().min(0).max(260)

const rule = {
  jobRoleIds: ids().default([]),
  families: z.array(z.enum(familyKeys)).max(6).default([]),
  unitIds: ids().default([]).describe('With all below them.'),
  siteIds: ids().default([]),
  languages: z.array(language()).max(3).default([]),
  who: who.default('everyone'),
  newPeopleOnly: z.boolean().default(false).describe('Only whoever’s first day is `startsOn` or later.'),
}
/** Leaders go first: their days are never more than those of their teams. */
export const pathRule = z.object({ ...rule, startsOn: day() }).strict()
export const writtenPath = z
  .object({
    title: text(120),
    ...rule,
    dueDays: days().describe('Working days from the first day with the path.'),
    leaderDueDays: days(),
    startsOn: day(),
    endsOn: day().nullable().default(null),
    steps: z
      .array(z.object({ kind: stepKind, id: id() }).strict())
      .max(60)
      .default([]),
  })
  .strict()
  .refine(({ leaderDueDays, dueDays }) => leaderDueDays <= dueDays, {
    path: ['leaderDueDays'],
    error: 'leaders come first, or together with their teams',
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ['endsOn'], error: 'is before the first day' })
  .refine(({ steps }) => new Set(steps.map((step) => step.id)).size === steps.length, { path: ['steps'], error: 'name each step once' })

export const pathParams = z.object({ pathId: id() })
const pathState = z.enum(['draft', 'live', 'stopped'])
const pathRow = z.object({
  id: z.string(),
  title: z.string(),
  state: pathState,
  startsOn: day(),
  endsOn: day().nullable(),
  steps: z.number(),
  people: z.number(),
  finished: z.number(),
  isSweeping: z.boolean().describe('Plans are being made.'),
})
export const pathList = z.object({ items: z.array(pathRow) })
const pathStep = z.object({
  kind: stepKind,
  id: z.string(),
  title: z.string().nullable(),
  minutes: z.number().nullable(),
  /** Published and not retired. */
  isThere: z.boolean(),
})
export const path = z.object({
  id: z.string(),
  title: z.string(),
  state: pathState,
  jobRoleIds: z.array(z.string()),
  families: z.array(z.enum(familyKeys)),
  unitIds: z.array(z.string()),
  siteIds: z.array(z.string()),
  languages: z.array(z.string()),
  who,
  newPeopleOnly: z.boolean(),
  dueDays: z.number(),
  leaderDueDays: z.number(),
  startsOn: day(),
  endsOn: day().nullable(),
  isSweeping: z.boolean(),
  steps: z.array(pathStep),
  version: z.number(),
})
export const stepChoices = z.object({ items: z.array(pathStep.extend({ level: z.number() })) })
export const reach = z.object({
  people: z.number(),
  leaders: z.number(),
  /** The largest first. */
  units: z.array(z.object({ id: z.string().nullable(), name: z.string().nullable(), people: z.number(), leaders: z.number() })),
})

/** What of the rule holds for a person. All null and nobody apart: it is for the whole house. */
const because = z.object({
  unit: z.string().nullable(),
  jobRole: z.string().nullable(),
  family: z.enum(familyKeys).nullable(),
  site: z.string().nullable(),
  language: z.string().nullable(),
  isLeader: z.boolean(),
  isNew: z.boolean(),
})
/** A rule as it is being written, and somebody to look at it as. */
export const personPreview = z
  .object({ ...rule, personId: id(), startsOn: day(), endsOn: day().nullable().default(null), dueDays: days(), leaderDueDays: days() })
  .strict()
const ask = z.enum(['who', 'new', 'role', 'unit', 'site', 'language'])
export const personReach = z.object({
  person: z.object({ name: z.string().nullable(), unit: z.string().nullable(), jobRole: z.string().nullable(), isLeader: z.boolean() }),
  isReached: z.boolean(),
  /** What the rule asks and the person does not have. */
  missing: z.array(ask),
  because,
  /** Where the rule reaches: by when. */
  dueOn: day().nullable(),
})

const planStep = pathStep.omit({ isThere: true }).extend({ state: z.enum(['to-do', 'begun', 'done']) })
const planEntry = z.object({
  path: z.object({ id: z.string(), title: z.string() }),
  assignedOn: day(),
  dueOn: day(),
  isOverdue: z.boolean(),
  finishedAt: instant().nullable(),
  because,
  steps: z.array(planStep),
})
export const plan = z.object({ items: z.array(planEntry), next: z.object({ pathId: z.string(), step: planStep }).nullable() })

export const coverageQuery = z.object({ pathId: id().optional(), unitId: id().optional() })
export const coverageExportQuery = z.object({ pathId: id(), unitId: id().optional() })
const counts = {
  people: z.number(),
  done: z.number(),
  overdue: z.number(),
  percent: z.number().nullable().describe('Null: nobody, or too few to tell apart.'),
  exemptLeaders: z.number(),
}
const coverageRow = z.object({ id: z.string(), name: z.string().nullable(), ...counts, isTooFew: z.boolean() })
export const coverage = z.object({
  paths: z.array(z.object({ id: z.string(), title: z.string() })),
  pathId: z.string().nullable(),
  unit: z.object({ id: z.string(), name: z.string() }),
  way: z.array(z.object({ id: z.string(), name: z.string() })),
  fewest: z.number().describe('Groups of fewer people are not told apart; 1 outside works-council mode.'),
  mayRemind: z.boolean(),
  total: z.object({ ...counts, isTooFew: z.boolean(), leaders: z.number(), leadersDone: z.number() }),
  /** Nobody taught and left-out leaders first, then the lowest share. */
  units: z.array(coverageRow),
  families: z.array(coverageRow),
  /** The first hundred of the leaders who are left out, those without any path first; empty in works-council mode. */
  exempt: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      unit: z.string(),
      hasNoPath: z.boolean().describe('Is in no path at all.'),
    }),
  ),
})
const plannedFilter = {
  pathId: id(),
  unitId: id().optional(),
  search: z.string().max(100).optional(),
  state: z.enum(['open', 'overdue', 'done']).default('open'),
  sort: z.enum(['need', 'name', '-name', 'due', '-due']).default('need').describe('need: leaders first, then whoever is due first.'),
}
export const plannedQuery = z.object({ ...plannedFilter, ...pageQuery })
export const plannedExportQuery = z.object(plannedFilter)
export const planned = z.object({
  /** In works-council mode nobody is named. */
  isHidden: z.boolean(),
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      unit: z.string().nullable(),
      isLeader: z.boolean(),
      dueOn: day(),
      isOverdue: z.boolean(),
      stepsDone: z.number(),
      finishedAt: instant().nullable(),
      remindedAt: instant().nullable(),
    }),
  ),
  next: z.string().nullable(),
})
export const reminding = z.object({ pathId: id(), unitId: id() }).strict()
export const reminded = z.object({
  reminded: z.number(),
  /** Were reminded within the last week and are left in peace. */
  leftInPeace: z.number(),
})

export type Path = z.infer<typeof path>
export type PathRow = z.infer<typeof pathRow>
export type WrittenPath = z.input<typeof writtenPath>
export type PathRule = z.input<typeof pathRule>
export type StepChoice = z.infer<typeof stepChoices>['items'][number]
export type PathReach = z.infer<typeof reach>
export type PersonReach = z.infer<typeof personReach>
export type Because = z.infer<typeof because>
export type Planned = z.infer<typeof planned>
export type PlannedPerson = Planned['items'][number]
export type Plan = z.infer<typeof plan>
export type PlanEntry = z.infer<typeof planEntry>
export type PlanStep = z.infer<typeof planStep>
export type Coverage = z.infer<typeof coverage>
export type CoverageRow = z.infer<typeof coverageRow>
