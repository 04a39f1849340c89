import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '../item/seeded.ts'
import { arrange } from './arrange.ts'
import { groupTimeEffects } from './group-time.ts'
import { type Rows, usualDesign } from './rows.ts'
import { rangeOf, smallSample } from './sample.ts'
import { studyOf } from './study.ts'

const near = (actual: number, wanted: number, within = 1e-9) =>
  assert.ok(Math.abs(actual - wanted) <= within * Math.max(1, Math.abs(wanted)), `${actual} is not ${wanted} within ${within}`)

/** Units that start as told, 0 never; outcomes of level and noise, an effect of 1. */
function drawn(starts: readonly number[], periods: number, random: () => number): Rows {
  const rows = starts.flatMap((start, unit) => {
    const level = 5 * random()
    return Array.from({ length: periods }, (_, p) => ({
      unit,
      start,
      time: p + 1,
      outcome: level + random() + random() + random() + (start > 0 && p + 1 >= start ? 1 : 0),
    }))
  })
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Float64Array.from(rows, ({ time }) => time),
    outcome: Float64Array.from(rows, ({ outcome }) => outcome),
    firstTreated: Float64Array.from(rows, ({ start }) => start),
  }
}
const effectsOf = (rows: Rows) => groupTimeEffects(arrange(rows, usualDesign).panel!, usualDesign)
const many = (start: number, count: number) => Array.from({ length: count }, () => start)

test('one treated unit has the error of Student’s test of one against many, while the reference’s own error stays', () => {
  const others = 9
  const rows = drawn([2, ...many(0, others)], 2, seeded('one'))
  const changes = Array.from({ length: others + 1 }, (_, unit) => rows.outcome[unit * 2 + 1]! - rows.outcome[unit * 2]!)
  const mean = changes.slice(1).reduce((sum, value) => sum + value, 0) / others
  const squares = changes.slice(1).reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const { simple, sample, cells } = effectsOf(rows)
  near(simple.estimate, changes[0]! - mean)
  near(simple.se, Math.sqrt(squares) / others)
  const { se, df } = smallSample(simple.givenShares, sample)
  near(se, Math.sqrt((squares / (others - 1)) * (1 + 1 / others)))
  assert.ok(df > others - 1 && df < others + 1.5, String(df))
  const { lower, upper } = rangeOf(simple.estimate, simple.givenShares, sample)
  near(cells[0]!.lower, lower)
  near(cells[0]!.upper, upper)
})

test('ranges of cohorts of one cluster hold the truth about as often as they say', (t) => {
  const random = seeded('cohorts of one')
  const [runs, starts] = [300, [4, 5, 6, 7, ...many(0, 12)]]
  let [overall, cohorts, plainly] = [0, 0, 0]
  for (let run = 0; run < runs; run++) {
    const { simple, group, sample } = effectsOf(drawn(starts, 8, random))
    const holds = (influence: Float64Array, estimate: number) => {
      const { lower, upper } = rangeOf(estimate, influence, sample)
      return lower <= 1 && 1 <= upper
    }
    if (holds(simple.givenShares, simple.estimate)) overall++
    for (const { estimate, influence, se } of group.parts) {
      if (holds(influence, estimate)) cohorts += 1 / 4
      if (Math.abs(estimate - 1) < 1.96 * se) plainly += 1 / 4
    }
  }
  t.diagnostic(`of ${runs}: overall ${overall}, cohorts ${cohorts}, with the plain error ${plainly}`)
  assert.ok(overall / runs > 0.91 && overall / runs < 0.99)
  assert.ok(cohorts / runs > 0.91 && cohorts / runs < 0.99)
  assert.ok(plainly / runs < 0.7, 'the fault this is for')
})

test('where nobody can lend, most treated being alone at their start is a reason to refuse; drawn by lot, to be careful', () => {
  const starts = [4, 5, 6, 7, 8, ...many(9, 3)]
  const rows = drawn(starts, 9, seeded('alone'))
  const reasonOf = (isRandomised: boolean) => {
    const { study } = studyOf(rows, { random: seeded('x'), isRandomised, draws: 100 })
    assert.equal(study!.effects.sample.borrowed, null)
    return study!.reasons.find(({ code }) => code === 'single-clusters')!.level
  }
  assert.deepEqual([reasonOf(false), reasonOf(true)], ['refuse', 'caution'])
  const lent = studyOf(drawn([4, 5, 6, 7, ...many(0, 8)], 9, seeded('lent')), { random: seeded('x'), draws: 100 }).study!
  assert.equal(lent.effects.sample.borrowed!.lenders.length, 8)
  assert.deepEqual(lent.reasons.find(({ code }) => code === 'single-clusters')?.values, { found: 4, isBorrowed: 1 })
  const { lower, upper } = rangeOf(lent.effects.simple.estimate, lent.effects.simple.givenShares, lent.effects.sample)
  assert.deepEqual([lent.overall.lower, lent.overall.upper], [lower, upper])
})

test('more cohorts of one than there is room for borrow from fewer lenders, or not at all', () => {
  const rows = (singles: number, never: number) =>
    drawn([...Array.from({ length: singles }, (_, i) => i + 2), ...many(0, never)], singles + 3, seeded('room'))
  const sampleFor = (singles: number, never: number) => effectsOf(rows(singles, never)).sample
  const some = sampleFor(25, 1600)
  assert.ok(some.borrowed!.lenders.length <= 800 && some.borrowed!.lenders.length >= 500, String(some.borrowed!.lenders.length))
  assert.equal(some.width, some.clusters + 25 * some.borrowed!.lenders.length)
})

test('a band is never narrower than the range of one effect, however few clusters there are', () => {
  for (const starts of [[4, 4, 6, 6, 0, 0, 0, 0], [4, 5, 6, 7, ...many(0, 6)], many(0, 20).map((_, i) => [4, 6, 0][i % 3]!)]) {
    const { study } = studyOf(drawn(starts, 8, seeded(starts.join())), { random: seeded('band') })
    for (const { band, lower, upper } of study!.dynamic.parts) assert.ok(band!.lower <= lower && band!.upper >= upper)
  }
})
