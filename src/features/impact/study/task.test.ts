// What the thread computes, asked directly: whom nobody may recognise, and how much an outcome moves by itself.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalQuantile } from '#engines/distributions/tails.ts'
import { seeded } from '#engines/item/seeded.ts'
import { powerTask } from './power-task.ts'
import { spreadOf } from './spread.ts'
import { studyTask } from './study-task.ts'

const design = { control: 'notyet' as const, anticipation: 0 }
const columns = { unit: 'agent', time: 'month', outcome: 'csat', firstTreated: 'trained', covariates: [] }
/** Agents over ten months; `starts` says when each starts, 0 never. */
function file(starts: readonly number[]): Uint8Array {
  const random = seeded('task')
  const lines = ['agent,month,csat,trained']
  for (const [agent, start] of starts.entries())
    for (let month = 1; month <= 10; month++) {
      const outcome = 70 + random() * 4 + (start > 0 && month >= start ? 3 : 0)
      lines.push(`a${agent},${month},${outcome.toFixed(3)},${start}`)
    }
  return Buffer.from(lines.join('\n'))
}
const study = (starts: readonly number[]) =>
  studyTask(
    {
      job: 'study',
      source: { kind: 'file', bytes: file(starts), columns },
      design,
      isRandomised: false,
      isWordingChanged: false,
      seed: 'seed',
    },
    () => undefined,
  ).answer!
const many = (start: number, count: number) => Array.from({ length: count }, () => start)

test('of a file nothing is shown behind which stand fewer than five units', () => {
  // Three start first: alone they would be seen in month 5, and nine months after it they are the only ones.
  const answer = study([...many(4, 3), ...many(6, 12), ...many(0, 12)])
  assert.notEqual(answer.verdict, 'refuse', JSON.stringify(answer.reasons))
  assert.deepEqual(
    answer.group.map(({ group, units }) => [group, units]),
    [['6', 12]],
  )
  assert.deepEqual(
    answer.arms.map(({ start, units }) => [start, units]),
    [
      ['6', 12],
      [null, 12],
    ],
  )
  assert.ok(!answer.groupTime.some(({ group }) => group === '4'))
  assert.deepEqual(
    answer.calendar.map(({ time }) => time),
    ['6', '7', '8', '9', '10'],
  )
  const events = answer.dynamic.map(({ event }) => event)
  assert.ok(!events.includes(5) && events.includes(4), events.join())
  // With five of them all of it is there.
  const whole = study([...many(4, 5), ...many(6, 12), ...many(0, 12)])
  assert.deepEqual([whole.group.length, whole.calendar.length, whole.arms.length], [2, 7, 3])
  assert.ok(whole.dynamic.some(({ event }) => event === 6))
})

test('four units that start are too few, and the refusal has no number', () => {
  const answer = study([...many(5, 4), ...many(0, 12)])
  assert.equal(answer.verdict, 'refuse')
  assert.ok(answer.reasons.some(({ code }) => code === 'small-groups'))
  assert.deepEqual([answer.overall, answer.dynamic, answer.group, answer.levels], [null, [], [], null])
  const none = study(many(0, 20))
  assert.deepEqual(
    none.reasons.map(({ code }) => code),
    ['no-treated'],
  )
  assert.deepEqual([none.overall, none.others, none.lot], [null, [], null])
})

const normal = (random: () => number) => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, random())))
function rowsOf(units: number, periods: number, { unitSd = 3, errorSd = 2, memory = 0 }) {
  const random = seeded(`spread ${units} ${periods} ${memory}`)
  const length = units * periods
  const rows = {
    unit: new Int32Array(length),
    time: new Float64Array(length),
    outcome: new Float64Array(length),
    firstTreated: new Float64Array(length),
  }
  const common = Array.from({ length: periods }, () => 5 * normal(random))
  for (let unit = 0, row = 0; unit < units; unit++) {
    const level = 50 + unitSd * normal(random)
    let error = normal(random)
    for (let period = 0; period < periods; period++, row++) {
      if (period > 0) error = memory * error + Math.sqrt(1 - memory * memory) * normal(random)
      rows.unit[row] = unit
      rows.time[row] = period + 1
      rows.outcome[row] = level + common[period]! + errorSd * error
    }
  }
  return rows
}

test('the spread that was put in is found, whatever moves all alike', () => {
  for (const memory of [0, 0.5]) {
    const found = spreadOf(rowsOf(400, 12, { memory }))!
    assert.ok(Math.abs(found.errorSd - 2) < 0.15, `memory ${memory}: ${found.errorSd}`)
    assert.ok(Math.abs(found.memory - memory) < 0.06, `memory ${memory}: ${found.memory}`)
    assert.ok(Math.abs(found.unitSd - 3) < 0.4, `memory ${memory}: ${found.unitSd}`)
  }
})

test('too little of the past tells nothing, and never a number that is none', () => {
  for (const [units, periods] of [
    [0, 0],
    [1, 12],
    [10, 1],
    [10, 2],
  ] as const)
    assert.equal(spreadOf(rowsOf(units, periods, {})), null, `${units} x ${periods}`)
  const still = rowsOf(10, 6, {})
  assert.equal(spreadOf({ ...still, outcome: new Float64Array(60).fill(7) }), null, 'constant')
  const huge = spreadOf({ ...still, outcome: still.outcome.map((value) => value * 1e300) })
  assert.ok(huge === null || Number.isFinite(huge.errorSd))
})

test('of many units some are simulated, and answer as all would', () => {
  const panel = (units: number) => ({
    rows: rowsOf(200, 12, {}),
    labels: [],
    others: [],
    starts: Float64Array.from({ length: units }, (_, i) => [0, 6, 9][i % 3]!),
    strata: new Int32Array(units),
    tooFewAnswers: 0,
    tooFewPeople: 0,
    lastDay: null,
  })
  const power = (units: number) =>
    powerTask(
      { job: 'power', source: { kind: 'teams', panel: panel(units) }, design, starts: null, periods: 12, seed: 's' },
      () => undefined,
    ).power!
  const [all, thinned] = [power(240), power(960)]
  assert.deepEqual([thinned.teams, thinned.comparison], [960, 320])
  // Four times as many: half the error.
  assert.ok(Math.abs(thinned.meanSe / (all.meanSe / 2) - 1) < 0.02, `${all.meanSe} ${thinned.meanSe}`)
  assert.ok(Math.abs(thinned.detectable / (all.detectable / 2) - 1) < 0.1)
  const nobody = powerTask(
    { job: 'power', source: { kind: 'teams', panel: panel(30) }, design, starts: new Float64Array(30), periods: 12, seed: 's' },
    () => undefined,
  )
  assert.deepEqual(nobody, { power: null, problem: 'no-plan' })
})
