// The impact study over HTTP: plan, registration, run, answer.
import { z } from 'zod'
import { day, id, instant, pageOf, pageQuery, text } from '#platform/http/fields.ts'
import { measureNames } from '../rules/measures.ts'

const ref = z.object({ id: id(), name: z.string() })

/** plan: may be changed; registered: outcome, window, starts and comparison are fixed; closed: nobody adds a run. */
export const states = ['plan', 'registered', 'closed'] as const
const sources = ['signals', 'file'] as const
const verdicts = ['estimate', 'caution', 'refuse'] as const

const title = text(120)
const question = text(500, 0).describe('What is to be found out, in a sentence.')
const measure = z.enum(measureNames)

export const studyParams = z.object({ studyId: id() })
export const runParams = z.object({ runId: id() })

export const newStudy = z.discriminatedUnion('source', [
  z
    .object({
      source: z.literal('signals'),
      title,
      question: question.default(''),
      unitId: id().describe('The study’s part of the house: its teams, which have nothing below them, are the units of comparison.'),
      measure: measure.describe('The one outcome that decides.'),
    })
    .strict(),
  z.object({ source: z.literal('file'), title, question: question.default('') }).strict(),
])
export type NewStudy = z.output<typeof newStudy>

/** Only while the state is `plan`; title and question also later. */
export const studyChange = z
  .object({
    title,
    question,
    measure,
    others: z.array(measure).max(5).describe('Other outcomes: exploratory, adjusted by Benjamini-Hochberg.'),
    weeksEach: z
      .union([z.literal(1), z.literal(2), z.literal(4)])
      .describe('Length of a period, in weeks. What is left of the window after the last whole period is not looked at.'),
    firstDay: day().describe('A Monday: the first day that counts. At least three periods before the first start.'),
    lastDay: day().describe('A Sunday: the last day that counts.'),
    isWordingChanged: z.boolean().describe('The question was asked in other words within the window.'),
  })
  .partial()
  .strict()
export type StudyChange = z.output<typeof studyChange>

/** A team without an entry takes no part; `startDay` null: it is compared with, and does not start within the window. */
export const teamStarts = z
  .object({ teams: z.array(z.object({ unitId: id(), startDay: day().nullable() }).strict()).max(5000) })
  .strict()
  .refine(({ teams }) => new Set(teams.map(({ unitId }) => unitId)).size === teams.length, {
    path: ['teams'],
    error: 'name each team once',
  })
export type TeamStarts = z.output<typeof teamStarts>

/** Each wave gets `count` of the teams that take part, by lot; the rest is compared with. */
export const lot = z
  .object({
    waves: z
      .array(z.object({ startDay: day(), count: z.number().int().min(1).max(5000) }).strict())
      .min(1)
      .max(26),
    isStratified: z.boolean().default(true).describe('Within each unit above, so that each gets its share of every wave.'),
  })
  .strict()
export type Lot = z.output<typeof lot>

export const registration = z
  .object({ expectation: text(500, 0).default('').describe('What is expected, before anybody has seen it.') })
  .strict()
export const newRun = z.object({ kind: z.enum(['study', 'power']) }).strict()

const header = text(200)
/** Which column is what; a panel in a file. */
export const columns = z
  .object({
    unit: header,
    time: header,
    outcome: header,
    firstTreated: header,
    cluster: header.nullable().default(null),
    covariates: z.array(header).max(10).default([]),
    control: z.enum(['notyet', 'never']).default('notyet'),
    anticipation: z.number().int().min(0).max(26).default(0),
    isRandomised: z.boolean().default(false),
  })
  .strict()
export type StudyColumns = z.output<typeof columns>

export const faultCodes = [
  'unreadable-table',
  'too-large',
  'no-such-column',
  'two-such-columns',
  'unclosed-quote',
  'too-many-cells',
  'too-few-cells',
  'empty',
  'not-a-number',
  'comma-or-point',
  'not-a-period',
  'mixed-periods',
  'no-rows',
  'duplicate-row',
  'unit-changes',
  'out-of-range',
  'no-plan',
  'no-past',
  'stopped',
  'took-too-long',
] as const
/** What is wrong with a file, or why a run failed. */
const fault = z.object({
  code: z.enum(faultCodes),
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  /** What stands there, and an earlier line that it disagrees with. */
  cell: z.string().nullable(),
  otherLine: z.number().int().nullable(),
  /** In English, for machines. */
  what: z.string(),
})
export type Fault = z.infer<typeof fault>

export const stages = ['waiting', 'reading', 'comparing', 'tests', 'bands', 'lot', 'outcomes', 'simulating', 'writing', 'done'] as const
export const run = z.object({
  id: id(),
  studyId: id(),
  kind: z.enum(['study', 'power']),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** 0 to 1. */
  progress: z.number(),
  stage: z.enum(stages),
  askedAt: instant(),
  endedAt: instant().nullable(),
  askedBy: ref.nullable(),
  verdict: z.enum(verdicts).nullable(),
  fault: fault.nullable(),
})
export type Run = z.infer<typeof run>

const figures = { estimate: z.number(), se: z.number().nullable(), lower: z.number(), upper: z.number() }
const reason = z.object({ code: z.string(), level: z.enum(['refuse', 'caution']), values: z.record(z.string(), z.number()) })
/** The keys of the command's --json (study/answer.ts), and what only the page has. Shares and points are in points of 100. A refused study has no figures. */
export const answer = z.object({
  verdict: z.enum(verdicts),
  reasons: z.array(reason),
  n: z.object({ units: z.number(), clusters: z.number(), periods: z.number(), rows: z.number() }),
  overall: z.object({ ...figures, df: z.number() }).nullable(),
  dynamic: z.array(z.object({ ...figures, event: z.number(), bandLower: z.number().nullable(), bandUpper: z.number().nullable() })),
  group: z.array(z.object({ ...figures, group: z.string(), units: z.number().nullable() })),
  calendar: z.array(z.object({ ...figures, time: z.string() })),
  pretrend: z.object({
    leadsF: z.object({ f: z.number(), numeratorDf: z.number(), denominatorDf: z.number(), p: z.number() }).nullable(),
    slope: z.object({ slope: z.number(), se: z.number(), p: z.number() }).nullable(),
  }),
  fewClusters: z.object({ se: z.number(), df: z.number(), p: z.number(), wildP: z.number(), isWildExact: z.boolean() }).nullable(),
  /** Over the recorded lot; null where starts weren't drawn. */
  lot: z.object({ p: z.number(), isExact: z.boolean(), schedules: z.number() }).nullable(),
  sensitivity: z
    .object({
      breakdown: z.number().nullable(),
      ranges: z.array(z.object({ magnitude: z.number(), lower: z.number(), upper: z.number() })),
    })
    .nullable(),
  /** Exploratory: p after Benjamini-Hochberg over all of them that have one. */
  others: z.array(
    z.object({
      measure,
      verdict: z.enum(verdicts),
      reasons: z.array(reason),
      overall: z.object(figures).nullable(),
      adjustedP: z.number().nullable(),
    }),
  ),
  /** Who is compared with whom; `start` null: does not start within what was seen. `start` is a first day, or a period as the file writes it. */
  arms: z.array(z.object({ start: z.string().nullable(), units: z.number(), clusters: z.number() })),
  /** Mean of the outcome before the first start: what "2 points" is relative to. */
  levels: z.object({ treated: z.number(), comparison: z.number() }).nullable(),
  left: z.object({
    alreadyTreated: z.number(),
    incomplete: z.number(),
    latePeriods: z.number(),
    rowsWithoutOutcome: z.number(),
    /** Periods of teams with fewer than five answers, left out. */
    tooFewAnswers: z.number(),
    /** Teams with too few people for a measure about people, left out. */
    tooFewPeople: z.number(),
  }),
  /** The last day that was looked at: a window that isn't over yet ends with its last whole period. Null: a file. */
  lastDay: day().nullable(),
})
export type Answer = z.infer<typeof answer>

/** What such a roll-out could show at all; simulated from how the outcome moved before. */
export const power = z.object({
  /** In units of the outcome: told from nothing with probability `power`. */
  detectable: z.number(),
  power: z.number(),
  meanSe: z.number(),
  runs: z.number().int(),
  curve: z.array(z.object({ effect: z.number(), power: z.number() })),
  teams: z.number().int(),
  comparison: z.number().int(),
  periods: z.number().int(),
  /** The spread that was taken from the past, and from how many periods of teams. */
  from: z.object({ teamPeriods: z.number().int(), unitSd: z.number(), errorSd: z.number(), memory: z.number() }),
})
export type Power = z.infer<typeof power>

const head = {
  id: id(),
  title: z.string(),
  question: z.string(),
  state: z.enum(states),
  source: z.enum(sources),
  outcome: z.object({
    measure: measure.nullable(),
    column: z.string().nullable(),
    kind: z.enum(['share', 'points', 'mean', 'count', 'column']),
  }),
  unit: ref.nullable(),
  firstDay: day().nullable(),
  lastDay: day().nullable(),
  createdAt: instant(),
  registeredAt: instant().nullable(),
  verdict: z.enum(verdicts).nullable().describe('Of the last finished study run.'),
  overall: z.object(figures).nullable(),
}
const studyHead = z.object(head)
export type StudyHead = z.infer<typeof studyHead>
export const studyQuery = z.object({ ...pageQuery, state: z.enum(states).optional() })
export type StudyQuery = z.output<typeof studyQuery>
export const studyPage = pageOf(studyHead).extend({ mayWrite: z.boolean().describe('May plan a study somewhere.') })
export type StudyPage = z.infer<typeof studyPage>

/** What a plan still lacks before it may be registered, or what speaks against it; words are the page's. */
const planGap = z.object({
  code: z.enum([
    'no-file',
    'no-columns',
    'file-faulty',
    'no-teams',
    'few-treated',
    'few-comparison',
    'few-periods-before',
    'no-period-after',
    'start-not-in-window',
    'already-started',
    'no-power',
  ]),
  level: z.enum(['stops', 'warns']),
  values: z.record(z.string(), z.number()),
})
export type PlanGap = z.infer<typeof planGap>

export const study = z.object({
  ...head,
  version: z.number().int(),
  others: z.array(measure),
  weeksEach: z.number().int(),
  isWordingChanged: z.boolean(),
  expectation: z.string().nullable(),
  registeredBy: ref.nullable(),
  /** SHA-256 over the registered plan, in hex: whoever has a print can check that it is the same. */
  fingerprint: z.string().nullable(),
  /** Teams of the study's part of the house, by path. */
  teams: z.array(
    z.object({
      unit: ref,
      parent: ref.nullable(),
      people: z.number().int(),
      part: z.enum(['starts', 'compared', 'out']),
      startDay: day().nullable(),
    }),
  ),
  /** `possible`: how many schedules the lot could have given; null: more than a number can hold. */
  lot: z.object({ drawnAt: instant(), seed: z.string(), possible: z.number().nullable(), isStratified: z.boolean() }).nullable(),
  file: z
    .object({
      name: z.string(),
      bytes: z.number().int(),
      /** Lines with something on them, without the header. */
      rows: z.number().int(),
      header: z.array(z.string()),
      columns: columns.nullable(),
      uploadedAt: instant(),
      fault: fault.nullable(),
      /** The bytes were deleted after their time: no run can be added. */
      isGone: z.boolean(),
    })
    .nullable(),
  gaps: z.array(planGap),
  /** The last run of each kind, whatever its state. */
  runs: z.object({ study: run.nullable(), power: run.nullable() }),
  answer: answer.nullable(),
  power: power.nullable(),
  mayWrite: z.boolean(),
})
export type Study = z.infer<typeof study>

// Reads under `studies.read`, writes under `studies.write`. What a write refuses is told by the problem:
//   study-is-registered  409  the plan stands: only title and question can change
//   study-not-registered 409  a study run needs a registered plan (a power run does not)
//   study-is-closed      409
//   plan-has-gaps        409  registration with a gap of level `stops`; `gaps` holds their codes
//   unreadable-panel     422  the uploaded file is no table
//   nothing-to-take-out  404  there is no finished study run, or the file's bytes are gone
// GET POST           /api/studies
// GET PATCH DELETE   /api/studies/:studyId            PATCH with If-Match; DELETE only of a plan
// PUT                /api/studies/:studyId/teams      If-Match; a lot that was drawn is void, unless every start is the drawn one
// POST               /api/studies/:studyId/lot        among the teams that take part
// PUT                /api/studies/:studyId/file       multipart, field `file`, up to 20 MB
// PUT                /api/studies/:studyId/columns    If-Match; what is wrong with the file is `file.fault`, not a problem
// POST               /api/studies/:studyId/registration, …/closing
// POST               /api/studies/:studyId/runs       202 run: the one that waits or runs already, if there is one of this kind
// GET                /api/study-runs/:runId
// POST               /api/study-runs/:runId/cancellation
// GET                /api/studies/:studyId/panel, …/r-script, …/plot, …/answer   files of the last finished study run (CSV, R, SVG, JSON)
