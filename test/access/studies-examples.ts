import { sql } from '#platform/db/sql.ts'
// Requests for impact studies: `relation` says where the study's part of the house stands.
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Relation } from './cells.ts'
import type { Aimed, Example } from './examples.ts'
import { type AccessWorld, otherCanary } from './world.ts'

const ofUnit = ['same', 'below', 'above', 'sibling', 'other'] as const
const ofFile = ['organisation', 'other'] as const
let count = 0
const refused = JSON.stringify({
  verdict: 'refuse',
  reasons: [],
  n: { units: 0, clusters: 0, periods: 0, rows: 0 },
  overall: null,
  dynamic: [],
  group: [],
  calendar: [],
  pretrend: { leadsF: null, slope: null },
  fewClusters: null,
  lot: null,
  sensitivity: null,
  others: [],
  arms: [],
  levels: null,
  left: { alreadyTreated: 0, incomplete: 0, latePeriods: 0, rowsWithoutOutcome: 0, tooFewAnswers: 0, tooFewPeople: 0 },
  lastDay: null,
  form: { separator: ',', linesAbove: 0, hasDecimalCommas: false, labels: null },
})
/** `a` and `1` in two lines. */
const packed = Buffer.from('1f8b08000000000002034be432e402000024c18904000000', 'hex')

/** Written past the policy: nobody of the callers may make one everywhere. */
async function study(
  world: AccessWorld,
  relation: Relation,
  state: 'plan' | 'registered' = 'plan',
  source: 'signals' | 'file' = 'signals',
) {
  const owner = relation === 'other' ? world.other : world.world
  const ctx = systemContext(world.server.platform, owner.organisationId, newId())
  const id = newId()
  const at = ctx.now().toISOString()
  const title = relation === 'other' ? `Study ${otherCanary}` : `Study ${++count}`
  const isOfSignals = source === 'signals'
  const place = relation as 'same'
  await ctx.write(async (tx) => {
    await tx.run(sql`insert into studies (organisation_id, id, title, question, source, unit_id, measure, others, weeks_each, first_day, last_day,
        is_wording_changed, state, version, expectation, registered_at, fingerprint, created_at)
      values (${owner.organisationId}, ${id}, ${title}, '', ${source}, ${isOfSignals ? world.units[place] : null}, ${isOfSignals ? 'csat' : null}, '{}', 2,
        ${isOfSignals ? '2026-06-01' : null}, ${isOfSignals ? '2026-12-27' : null}, false, ${state}, 1, '', ${state === 'plan' ? null : at},
        ${state === 'plan' ? null : 'f'.repeat(64)}, ${at})`)
    if (!isOfSignals)
      await tx.run(sql`insert into study_files (organisation_id, study_id, name, bytes, size, digest, rows, header, uploaded_at)
        values (${owner.organisationId}, ${id}, 'panel.csv', ${packed}, 4, '', 1, '{a}', ${at})`)
  })
  return id
}
async function run(world: AccessWorld, relation: Relation, isDone = false): Promise<{ id: string; studyId: string }> {
  const owner = relation === 'other' ? world.other : world.world
  const ctx = systemContext(world.server.platform, owner.organisationId, newId())
  const studyId = await study(world, relation, 'registered')
  const id = newId()
  await ctx.write((tx) =>
    tx.run(sql`insert into study_runs (organisation_id, id, study_id, kind, state, stage, progress, tries, asked_at, ended_at, answer, panel)
      values (${owner.organisationId}, ${id}, ${studyId}, 'study', ${isDone ? 'done' : 'waiting'}, 'waiting', 0, 0, ${ctx.now().toISOString()},
        ${isDone ? ctx.now().toISOString() : null}, ${isDone ? refused : null}::jsonb, ${packed})`),
  )
  return { id, studyId }
}

const ofStudy = (
  part: string,
  more: Partial<Aimed> = {},
  { state = 'plan', passes }: { state?: 'plan' | 'registered'; passes?: number[] } = {},
): Example => ({
  relations: ofUnit,
  ...(passes ? { passes } : {}),
  aim: async (world, _caller, relation) => ({ path: `/api/studies/${await study(world, relation, state)}${part}`, ...more }),
})
const ofRun = (part: string): Example => ({
  relations: ofUnit,
  aim: async (world, _caller, relation) => ({ path: `/api/study-runs/${(await run(world, relation)).id}${part}` }),
})

const takenOut = (part: string): Example => ({
  relations: ofUnit,
  aim: async (world, _caller, relation) => ({ path: `/api/studies/${(await run(world, relation, true)).studyId}${part}` }),
})

export const studiesExamples: Record<string, Example> = {
  listStudies: { relations: ['same'], aim: async () => ({ path: '/api/studies' }) },
  addStudy: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({
      path: '/api/studies',
      body: { source: 'signals', title: `Made ${++count}`, unitId: world.units[relation as 'same'], measure: 'csat' },
    }),
  },
  readStudy: ofStudy(''),
  changeStudy: ofStudy('', { body: { title: 'Changed' }, version: 1 }),
  removeStudy: ofStudy(''),
  setStudyTeams: ofStudy('/teams', { body: { teams: [] }, version: 1 }),
  // Nobody takes part: whoever may draw hears that first.
  drawStudyLot: ofStudy('/lot', { body: { waves: [{ startDay: '2026-11-30', count: 1 }] } }, { passes: [422] }),
  registerStudy: ofStudy('/registration', { body: {} }, { passes: [409] }),
  closeStudy: ofStudy('/closing', {}, { state: 'registered' }),
  askStudyRun: ofStudy('/runs', { body: { kind: 'power' } }),
  readStudyRun: ofRun(''),
  cancelStudyRun: ofRun('/cancellation'),
  takeStudyPanel: takenOut('/panel'),
  takeStudyScript: takenOut('/r-script'),
  takeStudyPlot: takenOut('/plot'),
  takeStudyAnswer: takenOut('/answer'),
  nameStudyColumns: {
    relations: ofFile,
    aim: async (world, _caller, relation) => ({
      path: `/api/studies/${await study(world, relation, 'plan', 'file')}/columns`,
      body: { unit: 'a', time: 'a', outcome: 'a', firstTreated: 'a' },
      version: 1,
    }),
  },
}
export const studiesElsewhere: Record<string, string> = {
  putStudyFile: 'a PUT of a form, which this test sends by POST; studies.test.ts',
}
