import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '#engines/item/seeded.ts'
import expected from '../../../../test/data/assessment/item-response.json' with { type: 'json' }
import lsat from '../../../../test/data/assessment/lsat6.json' with { type: 'json' }
import {
  type Ability,
  abilityByMean,
  abilityByWeightedLikelihood,
  type AbilityResult,
  itemInformation,
  testInformation,
} from './ability.ts'
import { type Answers, normalGrid, patternsOf } from './answers.ts'
import { curvature, expectedAnswers } from './expectation.ts'
import { type Fit, type FitResult, rasch, twoParameter } from './fit.ts'

const near = (a: number, b: number, by = 1e-9) => assert.ok(Math.abs(a - b) <= by * Math.max(1, Math.abs(b)), `${a} is not ${b}`)
function fitted(result: FitResult): Fit {
  assert.equal(result.problem, null, JSON.stringify(result.problem))
  return result
}
function ability(result: AbilityResult): Ability {
  assert.equal(result.problem, null)
  return result
}
const answers: Answers = {
  rights: Int8Array.from(Object.keys(lsat.patterns).flatMap((pattern) => [...pattern].map(Number))),
  times: Float64Array.from(Object.values(lsat.patterns)),
  items: 5,
}
const models = {
  twoParameter: fitted(twoParameter(answers)),
  raschSlopeOne: fitted(rasch(answers, { slope: 1 })),
  raschSlopeFree: fitted(rasch(answers)),
}
const { patterns } = patternsOf(answers) as Extract<ReturnType<typeof patternsOf>, { problem: null }>

test('the answers are the thousand of Bock and Lieberman, with the shares that R counts', () => {
  assert.equal(patterns.people, 1000)
  assert.deepEqual(
    Array.from(patterns.right, (right) => right / 1000),
    lsat.p,
  )
})

test('item parameters and their errors are those of R ltm within 2e-3', (t) => {
  for (const [name, fit] of Object.entries(models)) {
    const theirs = expected[name as keyof typeof models]
    const largest = { slope: 0, intercept: 0, difficulty: 0, se: 0 }
    const far = (key: keyof typeof largest, a: number, b: number) => (largest[key] = Math.max(largest[key], Math.abs(a - b)))
    for (const [i, item] of fit.items.entries()) {
      const one = theirs.items[i]!
      far('slope', item.slope, one.slope)
      far('intercept', item.intercept, -one.slope * one.difficulty)
      far('difficulty', item.difficulty!, one.difficulty)
      far('se', item.difficultySe!, one.difficultySe)
      far('se', item.slopeSe, one.slopeSe)
      // Of a difficulty of -3 with an error of 0.9, to 2e-3 of itself: R stops a little short there (next test).
      near(item.difficulty!, one.difficulty, 2e-3)
    }
    assert.ok(largest.slope <= 2e-3 && largest.intercept <= 2e-3 && largest.se <= 2e-3, `${name} ${JSON.stringify(largest)}`)
    near(fit.logLikelihood, theirs.logLikelihood, 1e-7)
    t.diagnostic(
      `${name}, largest differences from R ltm: ${JSON.stringify(largest, (_, v: unknown) => (typeof v === 'number' ? Number(v.toPrecision(2)) : v))}`,
    )
  }
})

test('ours is the top of the likelihood, and R’s lies just below it', () => {
  const grid = normalGrid(121, 8)
  const ours = fitted(twoParameter(answers, { grid })).items
  const theirs = expected.twoParameter.items.map(({ slope, difficulty }) => ({ slope, intercept: -slope * difficulty }))
  const slopeOf = (curves: typeof theirs) => Math.hypot(...curvature(patterns, curves, grid).gradient)
  assert.ok(expectedAnswers(patterns, ours, grid).logLikelihood > expectedAnswers(patterns, theirs, grid).logLikelihood)
  assert.ok(slopeOf(ours) < 1e-3 && slopeOf(theirs) > 1e-2)
})

test('gradient and information are the derivatives of the likelihood, also with items that were not asked', () => {
  const random = seeded('gaps')
  const rights = Int8Array.from({ length: 40 * 4 }, () => Math.floor(random() * 3) - 1)
  const grid = normalGrid(41, 6)
  for (const given of [answers, { rights, items: 4 }]) {
    const { patterns } = patternsOf(given) as Extract<ReturnType<typeof patternsOf>, { problem: null }>
    const start = Array.from({ length: given.items }, (_, i) => ({ slope: 0.6 + i / 5, intercept: 0.3 * i - 0.4 }))
    const moved = (a: number, by: number) =>
      start.map(({ slope, intercept }, i) => ({
        slope: slope + (a === given.items + i ? by : 0),
        intercept: intercept + (a === i ? by : 0),
      }))
    const { gradient, information } = curvature(patterns, start, grid)
    for (let a = 0; a < 2 * given.items; a++) {
      const up = moved(a, 1e-5)
      const down = moved(a, -1e-5)
      near(
        (expectedAnswers(patterns, up, grid).logLikelihood - expectedAnswers(patterns, down, grid).logLikelihood) / 2e-5,
        gradient[a]!,
        1e-5,
      )
      const [above, below] = [curvature(patterns, up, grid).gradient, curvature(patterns, down, grid).gradient]
      for (let b = 0; b < 2 * given.items; b++) near((below[b]! - above[b]!) / 2e-5, information[a * 2 * given.items + b]!, 1e-6)
    }
  }
})

test('abilities are those of R ltm and catR within 2e-3, with their errors', (t) => {
  const largest = { mean: 0, catR: 0, weighted: 0 }
  const far = (key: keyof typeof largest, ...pairs: [number, number][]) =>
    (largest[key] = Math.max(largest[key], ...pairs.map(([a, b]) => Math.abs(a - b))))
  const curves = models.twoParameter.items
  for (const [pattern, [estimate, se]] of Object.entries(expected.byMean)) {
    const ours = ability(abilityByMean(curves, [...pattern].map(Number)))
    far('mean', [ours.estimate, estimate!], [ours.se, se!])
  }
  // catR looks from -4 to 4, on 33 points by the trapezoidal rule, with R's parameters.
  const grid = normalGrid(33, 4)
  for (const end of [0, 32]) grid.share[end]! /= 2
  const theirs = expected.twoParameter.items.map(({ slope, difficulty }) => ({ slope, intercept: -slope * difficulty }))
  for (const { pattern, byMean, byWeightedLikelihood } of expected.catR) {
    const rights = [...pattern].map(Number)
    const weighted = ability(abilityByWeightedLikelihood(theirs, rights, { from: -4, to: 4 }))
    far('weighted', [weighted.estimate, byWeightedLikelihood[0]!], [weighted.se, byWeightedLikelihood[1]!])
    const mean = ability(abilityByMean(theirs, rights, grid))
    far('catR', [mean.estimate, byMean[0]!], [mean.se, byMean[1]!])
    assert.equal(weighted.isAtEnd, pattern === '00000')
  }
  t.diagnostic(`largest differences: ${JSON.stringify(largest)}`)
  assert.ok(largest.mean <= 2e-3 && largest.weighted <= 2e-3 && largest.catR <= 2e-3, JSON.stringify(largest))
})

test('all right and all wrong have an answer: drawn towards the mean, or far out with a large error', () => {
  const curves = models.twoParameter.items
  const [none, all] = [0, 1].map((answer) => Array.from({ length: 5 }, () => answer))
  const [low, high] = [ability(abilityByMean(curves, none!)), ability(abilityByMean(curves, all!))]
  assert.ok(low.estimate < -1 && high.estimate > 0.5 && low.se < 1 && high.se < 1)
  const far = ability(abilityByWeightedLikelihood(curves, all!))
  assert.ok(far.estimate > high.estimate && far.se > 2 && !far.isAtEnd)
  const near0 = ability(abilityByWeightedLikelihood(curves, none!, { from: -2, to: 2 }))
  near(near0.estimate, -2, 1e-6)
  assert.equal(near0.isAtEnd, true)
  const unasked = Array.from({ length: 5 }, () => -1)
  const nothing = ability(abilityByMean(curves, unasked))
  near(nothing.estimate, 0)
  near(nothing.se, 1, 1e-6)
  assert.equal(nothing.n, 0)
  assert.deepEqual(abilityByWeightedLikelihood(curves, unasked), { problem: 'no-answers' })
  assert.deepEqual(abilityByWeightedLikelihood([{ slope: 0, intercept: 1 }], [1]), { problem: 'no-answers' })
  for (const bad of [Number.NaN, Infinity, 1e300]) {
    assert.deepEqual(abilityByMean([{ slope: bad, intercept: 0 }], [1]), { problem: 'not-a-number' })
    assert.deepEqual(abilityByWeightedLikelihood([{ slope: 1, intercept: bad }], [1]), { problem: 'not-a-number' })
  }
  assert.deepEqual(abilityByMean(curves, [1, 0]), { problem: 'not-a-number' })
  assert.deepEqual(abilityByMean(curves, [1, 0, 2, 0, 0]), { problem: 'not-a-number' })
})

test('an item says most at its difficulty, slope² / 4; a test as much as its items together', () => {
  const curve = { slope: 1.4, intercept: -0.7 }
  near(itemInformation(curve, 0.5), 0.49)
  assert.ok(itemInformation(curve, 0.4) < 0.49 && itemInformation(curve, 0.6) < 0.49)
  near(testInformation([curve, curve, { slope: 0, intercept: 2 }], 0.5), 0.98)
  assert.equal(testInformation([], 0), 0)
})
