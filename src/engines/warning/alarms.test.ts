import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalQuantile } from '../distributions/tails.ts'
import { seeded } from '../item/seeded.ts'
import { type AlarmOptions, alarms, watch } from './alarms.ts'
import { settingsFor } from './budget.ts'

function sure<T extends { problem: unknown }>(found: T): Extract<T, { problem: null }> {
  assert.equal(found.problem, null, JSON.stringify(found.problem))
  return found as Extract<T, { problem: null }>
}

/** Unhappy answers of `length` periods; from `from` on `shift` times as likely. Shares differ from period to period by `extra` of themselves. */
function periods(random: () => number, { length = 60, from = Infinity, shift = 1, extra = 0, centre = 0.2 } = {}) {
  const size = Float64Array.from({ length }, () => 80 + Math.floor(random() * 80))
  const hits = size.map((n, i) => {
    const share = centre * (1 + extra * normalQuantile(0.0005 + 0.999 * random())) * (i >= from ? shift : 1)
    let count = 0
    for (let k = 0; k < n; k++) if (random() < share) count++
    return count
  })
  return { hits, size }
}
const weekly: AlarmOptions = { kind: 'share', periodsPerYear: 52, baseline: 24 }

test('charts on which nothing happens raise at most one alarm a year, weekly and monthly, with extra spread and without', (t) => {
  for (const [periodsPerYear, baseline, extra] of [
    [52, 12, 0],
    [52, 24, 0.2],
    [12, 8, 0],
    [12, 12, 0.2],
  ] as const) {
    const random = seeded(`year ${periodsPerYear} ${baseline}`)
    let [found, charts] = [0, 0]
    for (; charts < 400; charts++) {
      const result = sure(alarms(periods(random, { length: baseline + periodsPerYear, extra }), { ...weekly, periodsPerYear, baseline }))
      found += result.alarms.length
    }
    t.diagnostic(
      `${periodsPerYear} a year, baseline ${baseline}, extra spread ${extra}: ${(found / charts).toFixed(2)} false alarms a year`,
    )
    assert.ok(found / charts <= 1)
  }
})

test('the points between two false alarms are what the settings say, where nothing is estimated', (t) => {
  const settings = settingsFor(52, Infinity)!
  const random = seeded('arl')
  const z = Float64Array.from({ length: 60_000 }, () => normalQuantile(0.5e-9 + (1 - 1e-9) * random()))
  const found = z.length / watch(z, 0, settings).length
  t.diagnostic(`points between two false alarms: ${found.toFixed(1)}, stated ${settings.arl0}`)
  assert.ok(Math.abs(found / settings.arl0 - 1) < 0.12)
  // The rules alone: Champ and Woodall (1987) give 91.75.
  const rules = z.length / watch(z, 0, { ...settings, width: Infinity }).length
  assert.ok(Math.abs(rules / 91.75 - 1) < 0.12, String(rules))
})

test('a share that rises by half is noticed within weeks, and an event raises one alarm', () => {
  const random = seeded('shift')
  let within = 0
  for (let chart = 0; chart < 100; chart++) {
    const { alarms: found } = sure(alarms(periods(random, { length: 80, from: 50, shift: 1.5 }), weekly))
    const first = found.find(({ at }) => at >= 50)
    if (first && first.at < 56 && first.side === 'above') within++
  }
  assert.ok(within >= 85, `${within} of 100`)
  const quiet = periods(seeded('one'), { length: 40 })
  quiet.hits[30] = Math.round(quiet.size[30]! * 0.7)
  const found = sure(alarms(quiet, weekly)).alarms.filter(({ at }) => at >= 30 && at < 33)
  assert.equal(found.length, 1)
  assert.ok(found[0]!.at === 30 && found[0]!.signals.some(({ rule }) => rule === 1))
})

test('settings grow stricter with points a year, shorter baselines and smaller budgets', () => {
  const lines = (...args: Parameters<typeof settingsFor>) => settingsFor(...args)!.action
  assert.equal(lines(52, Infinity), 3)
  assert.equal(lines(12, 12), 3)
  assert.ok(
    lines(52, 12) > lines(52, 24) &&
      lines(52, 24) > lines(52, 104) &&
      lines(52, 24, 0.3) > lines(52, 24) &&
      lines(365, 104) > lines(52, 104),
  )
  for (const periodsPerYear of [4, 12, 26, 52])
    for (const baseline of [8, 10, 24, 60, Infinity]) {
      const settings = settingsFor(periodsPerYear, baseline)
      assert.ok(
        settings && settings.falseAlarmsPerYear <= 0.8 && Math.abs(settings.falseAlarmsPerYear * settings.arl0 - periodsPerYear) < 1e-9,
      )
    }
  for (const [year, baseline, most] of [
    [365, 8, 1],
    [52, 7, 1],
    [52, Number.NaN, 1],
    [0, 24, 1],
    [Number.NaN, 24, 1],
    [52, 24, 0],
    [52, 24, 1e-6],
    [Infinity, 24, 1],
  ] as const)
    assert.equal(settingsFor(year, baseline, most), null)
})

test('what no chart can be drawn of is refused', () => {
  const good = periods(seeded('good'), { length: 30 })
  const code = (counts: Partial<typeof good>, options: Partial<AlarmOptions> = {}) =>
    alarms({ ...good, ...counts }, { ...weekly, ...options }).problem?.code
  assert.equal(code({}), undefined)
  assert.equal(code({}, { baseline: 7 }), 'baseline-length')
  assert.equal(code({}, { baseline: 31 }), 'baseline-length')
  assert.equal(code({}, { baseline: 8, periodsPerYear: 365 }), 'budget-too-small')
  for (const options of [{ baseline: 8.5 }, { baseline: -1 }, { baseline: Number.NaN }, { periodsPerYear: 0 }, { mostPerYear: Number.NaN }])
    assert.equal(code({}, options), 'bad-setting')
  assert.equal(code({ hits: good.size.map(() => 1) }), 'too-few-events')
  assert.equal(code({ hits: good.size.map((n) => n - 1) }), 'too-few-events')
  assert.equal(code({ hits: new Float64Array(30) }), 'no-variation')
  assert.equal(code({}, { baseline: 0, known: { centre: 0.2, sigmaZ: 1 } }), undefined)
  assert.equal(code({}, { baseline: 0, known: { centre: 1, sigmaZ: 1 } }), 'bad-setting')
})
