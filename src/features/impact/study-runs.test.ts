// Runs of studies through HTTP, on what was measured: the truth that was put in is found, or no number is shown.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { testServer } from '../../../test/support/server.ts'
import { measure, mondayOf, studyHouse, type StudyHouse } from '../../../test/support/study-house.ts'
import { runStudies } from './service/studies/work.ts'

const before = '2026-03-02T08:00:00Z'
const after = '2026-08-20T08:00:00Z'
const clock = fixedClock(before)
const server = await testServer({ clock })

const work = (house: StudyHouse) =>
  runStudies(systemContext(server.platform, house.world.organisationId, newId()), new AbortController().signal)

/** A quarter starts in week 12, a quarter in week 18, half is compared with. */
const starts = (count: number) => Array.from({ length: count }, (_, i) => (i % 4 === 0 ? mondayOf(12) : i % 4 === 1 ? mondayOf(18) : null))
const startWeek = (team: number): number => (team % 4 === 0 ? 12 : team % 4 === 1 ? 18 : Infinity)

interface Options {
  teams?: number
  share: (team: number, week: number) => number
  answers?: (team: number, week: number) => number
  change?: Record<string, unknown>
}
/** Registered before the start, run after the window. */
async function studied({ teams = 24, share, answers = () => 60, change = {} }: Options) {
  clock.set(before)
  const house = await studyHouse(server, teams)
  const { id } = await house.plan(starts(teams), change)
  const registered = await house.call('POST', `/api/studies/${id}/registration`, { body: { expectation: 'Some points.' } })
  assert.equal(registered.status, 200, registered.text)
  await measure(server, house, { share, answers })
  clock.set(after)
  return { house, id, study: await run(house, id) }
}
async function run(house: StudyHouse, id: string, kind: 'study' | 'power' = 'study') {
  clock.advance(1000)
  await house.signIn()
  const asked = await house.call('POST', `/api/studies/${id}/runs`, { body: { kind } })
  assert.equal(asked.status, 202, asked.text)
  await work(house)
  const { body, status, text } = await house.call('GET', `/api/studies/${id}`)
  assert.equal(status, 200, text)
  return body
}
const rising = (team: number, week: number) => 0.68 + (team % 5) * 0.02 + (week >= startWeek(team) ? 0.08 : 0)
const codes = (list: { code: string }[]) => list.map(({ code }) => code).toSorted()

test('a study of what was measured finds the eight points that were put in', async () => {
  const { house, id, study } = await studied({ share: rising, change: { others: ['nps', 'thanks'] } })
  const { answer, runs, verdict } = study
  assert.deepEqual([runs.study.state, runs.study.stage, runs.study.progress, runs.study.fault], ['done', 'done', 1, null])
  assert.equal(verdict, 'estimate', JSON.stringify(answer.reasons))
  assert.deepEqual(answer.n, { units: 24, clusters: 24, periods: 16, rows: 384 })
  const { estimate, lower, upper } = answer.overall
  assert.ok(lower < 8 && 8 < upper && estimate > 5 && estimate < 11, `${lower} ${estimate} ${upper}`)
  assert.deepEqual(study.overall.estimate, estimate)
  assert.deepEqual(answer.arms, [
    { start: mondayOf(12), units: 6, clusters: 6 },
    { start: mondayOf(18), units: 6, clusters: 6 },
    { start: null, units: 12, clusters: 12 },
  ])
  assert.deepEqual(
    answer.group.map(({ group, units }: { group: string; units: number }) => [group, units]),
    [
      [mondayOf(12), 6],
      [mondayOf(18), 6],
    ],
  )
  assert.ok(Math.abs(answer.levels.treated - 72) < 3 && Math.abs(answer.levels.comparison - 72) < 3)
  assert.equal(answer.lastDay, '2026-08-16')
  assert.equal(answer.lot, null)
  // Nobody measured these.
  assert.deepEqual(
    answer.others.map((one: { measure: string; verdict: string; overall: null; adjustedP: null }) => [
      one.measure,
      one.verdict,
      one.overall,
      one.adjustedP,
    ]),
    [
      ['nps', 'refuse', null, null],
      ['thanks', 'refuse', null, null],
    ],
  )
  assert.ok(answer.pretrend.leadsF.p > 0.025 && answer.sensitivity.ranges.length > 0)
  const take = async (part: string) => {
    const { status, text, headers } = await house.call('GET', `/api/studies/${id}/${part}`)
    assert.equal(status, 200, `${part}: ${text}`)
    return { text, headers }
  }
  const panel = (await take('panel')).text.split('\r\n')
  assert.equal(panel[0], '\ufeffteam_id,team,period,first_day,csat,first_treated,start_day')
  assert.equal(panel.length, 384 + 2)
  assert.match((await take('r-script')).text, /read\.csv\("panel\.csv", sep = ",", skip = 0(.|\n)*number\(data\[\["first_treated"\]\]\)/)
  const plot = await take('plot')
  assert.match(plot.text, /^<svg [^>]*aria-label="Effect on csat \(points of 100\)/)
  assert.equal(plot.headers['content-type'], 'image/svg+xml')
  const whole = JSON.parse((await take('answer')).text)
  assert.equal(whole.overall.estimate, estimate)
  assert.equal(whole.plan.fingerprint, study.fingerprint)
  assert.ok(whole.groupTime.length > 20 && whole.reasons !== undefined)
  const again = await run(house, id)
  assert.deepEqual(again.answer, answer, 'the same plan and rows, the same study')
  const list = (await house.call('GET', '/api/studies')).body.items[0]
  assert.deepEqual([list.verdict, list.overall.estimate], ['estimate', estimate])
})

test('a changed question and a broken pre-trend are refused, without a number', async () => {
  const drifting = (team: number, week: number) => 0.5 + (startWeek(team) === Infinity ? 0 : Math.min(week, 24) * 0.012)
  for (const [name, options, code] of [
    ['wording', { share: rising, change: { isWordingChanged: true } }, 'changed-wording'],
    ['drift', { share: drifting, answers: () => 200 }, 'broken-pre-trend'],
  ] as const) {
    const { house, id, study } = await studied(options)
    assert.equal(study.verdict, 'refuse', name)
    assert.ok(codes(study.answer.reasons).includes(code), `${name}: ${codes(study.answer.reasons).join()}`)
    const { overall, dynamic, group, calendar, levels, lot, sensitivity } = study.answer
    assert.deepEqual([overall, dynamic, group, calendar, levels, lot, sensitivity], [null, [], [], [], null, null, null])
    assert.equal(study.overall, null)
    assert.match((await house.call('GET', `/api/studies/${id}/plot`)).text, /We cannot tell/)
  }
})

test('a lot that was fixed before the start is judged by chance alone, and what else was measured is adjusted', async () => {
  clock.set(before)
  const house = await studyHouse(server, 20)
  const planned = await house.plan(
    Array.from({ length: 20 }, () => null),
    { others: ['ces', 'answered'] },
  )
  const drawn = await house.call('POST', `/api/studies/${planned.id}/lot`, { body: { waves: [{ startDay: mondayOf(14), count: 10 }] } })
  await house.call('POST', `/api/studies/${planned.id}/registration`, { body: {} })
  const starting = new Set(
    drawn.body.teams.filter((team: { part: string }) => team.part === 'starts').map((team: { unit: { id: string } }) => team.unit.id),
  )
  // Whatever the lot says, the same figures: those that start stand first.
  house.teams.sort((a, b) => Number(starting.has(b)) - Number(starting.has(a)))
  const isOn = (team: number, week: number) => team < 10 && week >= 14
  await measure(server, house, { share: (team, week) => (isOn(team, week) ? 0.8 : 0.7), answers: () => 60 })
  await measure(server, house, { metric: 'answered', share: () => 1, answers: (team) => 20 + (team % 3) })
  await measure(server, house, { metric: 'invited', share: () => 1, answers: (team, week) => 40 + ((team * 7 + week * 3) % 5) })
  clock.set(after)
  const { answer } = await run(house, planned.id)
  assert.equal(answer.verdict, 'estimate', JSON.stringify(answer.reasons))
  assert.deepEqual([answer.lot.isExact, answer.lot.schedules], [false, 1999])
  assert.ok(answer.lot.p < 0.01, `p ${answer.lot.p}`)
  assert.ok(answer.overall.lower < 10 && 10 < answer.overall.upper)
  const [ces, answered] = answer.others
  assert.deepEqual([ces.measure, ces.verdict, ces.adjustedP], ['ces', 'refuse', null])
  assert.equal(answered.measure, 'answered')
  assert.ok(answered.adjustedP > 0.01 && answered.adjustedP <= 1, `${answered.adjustedP}`)
  assert.ok(Math.abs(answered.overall.estimate) < 2)
  // Registered after the first start, the same lot is a comparison like any other.
  clock.set(before)
  await house.signIn()
  const late = await house.plan(Array.from({ length: 20 }, () => null))
  await house.call('POST', `/api/studies/${late.id}/lot`, { body: { waves: [{ startDay: mondayOf(14), count: 10 }] } })
  clock.set(after)
  await house.signIn()
  const gaps = (await house.call('GET', `/api/studies/${late.id}`)).body.gaps
  assert.ok(gaps.some((gap: { code: string; level: string }) => gap.code === 'already-started' && gap.level === 'warns'))
  await house.call('POST', `/api/studies/${late.id}/registration`, { body: {} })
  assert.equal((await run(house, late.id)).answer.lot, null)
})

test('periods with few answers and teams with few people are left out, and counted', async () => {
  const { study } = await studied({ share: rising, answers: (team, week) => (team === 3 && week < 4 ? 1 : 60) })
  assert.equal(study.answer.left.tooFewAnswers, 2)
  assert.equal(study.answer.n.rows, 382)
  assert.ok(codes(study.answer.reasons).includes('incomplete-panel'))
  clock.set(before)
  const house = await studyHouse(server, 12)
  // Six people in half of the teams, one in the others.
  for (const [i, unitId] of house.teams.entries())
    for (let person = 0; person < (i % 2 === 0 ? 6 : 1); person++) await server.person(house.world, { unitId })
  const { id } = await house.plan(
    Array.from({ length: 12 }, (_, i) => (i < 6 ? mondayOf(12) : null)),
    { measure: 'shown' },
  )
  await house.call('POST', `/api/studies/${id}/registration`, { body: {} })
  await measure(server, house, { metric: 'evidence', share: rising })
  clock.set(after)
  const { answer } = await run(house, id)
  assert.equal(answer.left.tooFewPeople, 6)
  assert.equal(answer.verdict, 'refuse')
  assert.ok(codes(answer.reasons).includes('few-treated-clusters'))
  assert.equal(answer.n.units, 6)
})

test('what a plan could show is learned from how the outcome moved before', async () => {
  clock.set(before)
  const house = await studyHouse(server, 24)
  const { id } = await house.plan(starts(24))
  const without = await run(house, id, 'power')
  assert.deepEqual([without.runs.power.state, without.runs.power.fault.code, without.power], ['failed', 'no-past', null])
  await measure(server, house, { share: (team) => 0.68 + (team % 5) * 0.02, answers: () => 60, firstMonday: '2025-08-04', weeks: 30 })
  const { power, runs, gaps } = await run(house, id, 'power')
  assert.equal(runs.power.state, 'done')
  assert.deepEqual([power.teams, power.comparison, power.periods, power.runs, power.power], [24, 12, 16, 500, 0.8])
  assert.equal(power.from.teamPeriods, 24 * 13)
  // 120 answers in a period of a team: √(.72 x .28 / 120) = 4.1 points.
  assert.ok(Math.abs(power.from.errorSd - 4.1) < 0.6, `${power.from.errorSd}`)
  assert.ok(power.detectable > 1.5 && power.detectable < 6, `${power.detectable}`)
  assert.equal(power.curve.length, 21)
  assert.ok(power.curve[0].power < 0.12 && power.curve.at(-1).power > 0.97)
  const at = power.curve.find(({ effect }: { effect: number }) => effect >= power.detectable - 1e-9)
  assert.ok(Math.abs(at.power - 0.8) < 0.02)
  assert.deepEqual(gaps, [])
})
