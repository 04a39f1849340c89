import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { betaQuantile, fQuantile } from '#engines/distributions/quantiles.ts'
import { fTail } from '#engines/distributions/tails.ts'
import { seeded } from '#engines/item/seeded.ts'
import { betaBinomialMastery, evenPrior, type Mastery, mastery, masteryModel, priorOf } from './mastery.ts'

const near = (a: number, b: number, by = 1e-9) => assert.ok(Math.abs(a - b) <= by * Math.max(1, Math.abs(b)), `${a} is not ${b}`)
function told<T extends { problem: unknown }>(result: T): Extract<T, { problem: null }> {
  assert.equal(result.problem, null)
  return result as Extract<T, { problem: null }>
}

test('with an even prior the chance of mastery is the binomial sum it has to be', () => {
  // P(beta(a, b) >= c) = P(binomial(a + b - 1, c) <= a - 1).
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k)
  for (const [right, asked, cut] of [
    [8, 10, 0.7],
    [0, 5, 0.5],
    [5, 5, 0.9],
    [0, 0, 0.8],
  ] as const) {
    const n = asked + 1
    let sum = 0
    for (let k = 0; k <= right; k++) sum += choose(n, k) * cut ** k * (1 - cut) ** (n - k)
    const one = told(betaBinomialMastery({ right, asked }, cut))
    near(one.probability, sum)
    near(one.estimate, (right + 1) / (asked + 2))
  }
  // The quantile of beta(1, 1) is its probability; of beta(1, n) 1 - (1 - p)^(1/n).
  const nothing = told(betaBinomialMastery({ right: 0, asked: 0 }, 0.5))
  near(nothing.lower, 0.025)
  near(nothing.upper, 0.975)
  near(told(betaBinomialMastery({ right: 0, asked: 9 }, 0.5)).upper, 1 - 0.025 ** 0.1)
})

test('more right answers make mastery likelier, a higher cut less so, and right and wrong mirror', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (right, wrong, cut) => {
      const asked = right + wrong
      const one = told(betaBinomialMastery({ right, asked }, cut))
      const better = told(betaBinomialMastery({ right: right + 1, asked: asked + 1 }, cut))
      const mirror = told(betaBinomialMastery({ right: wrong, asked }, 1 - cut))
      assert.ok(better.probability >= one.probability - 1e-12 && one.lower < one.estimate && one.estimate < one.upper)
      assert.ok(told(betaBinomialMastery({ right, asked }, Math.min(0.995, cut + 0.005))).probability <= one.probability + 1e-12)
      near(mirror.probability, 1 - one.probability)
      near(mirror.lower, 1 - one.upper)
    }),
  )
})

test('counts, cuts and priors that can’t be are refused', () => {
  for (const [right, asked] of [
    [3, 2],
    [-1, 2],
    [0.5, 2],
    [Number.NaN, 2],
    [0, Infinity],
  ] as const)
    assert.deepEqual(betaBinomialMastery({ right, asked }, 0.5), { problem: 'no-counts' })
  for (const cut of [0, 1, Number.NaN, -1, Infinity])
    assert.deepEqual(betaBinomialMastery({ right: 1, asked: 2 }, cut), { problem: 'not-a-number' })
  for (const right of [0, -1, Number.NaN, Infinity])
    assert.deepEqual(betaBinomialMastery({ right: 1, asked: 2 }, 0.5, { right, wrong: 1 }), { problem: 'not-a-number' })
  const million = told(betaBinomialMastery({ right: 800_000, asked: 1_000_000 }, 0.79))
  assert.ok(million.probability > 0.999999 && million.upper - million.lower < 0.002)
})

test('a prior is found back from people who were drawn from it, and few people have none', () => {
  const random = seeded('prior')
  const people = Array.from({ length: 4000 }, () => {
    const share = betaQuantile(Math.max(1e-9, random()), 6, 3)
    return { right: Array.from({ length: 12 }, () => Number(random() < share)).reduce((a, b) => a + b, 0), asked: 12 }
  })
  const { right, wrong } = priorOf(people)
  assert.ok(Math.abs(right - 6) < 0.7 && Math.abs(wrong - 3) < 0.4, `${right} ${wrong}`)
  assert.deepEqual(priorOf(people.slice(0, 19)), evenPrior)
  assert.deepEqual(priorOf([]), evenPrior)
  assert.deepEqual(priorOf(Array.from({ length: 30 }, () => ({ right: 5, asked: 5 }))), evenPrior)
  // Nobody differs more than chance: the prior weighs as many answers as it may.
  const alike = priorOf(Array.from({ length: 30 }, () => ({ right: 3, asked: 4 })))
  near(alike.right + alike.wrong, 20)
})

const curve = (intercept: number, n = 200, slope = 1.5) => ({ slope, intercept, n })
const test8 = Array.from({ length: 8 }, (_, i) => curve(-1.4 + i * 0.4))
test('below 200 answers an item the beta-binomial judges, from 200 on the curves, and which one is said with why', () => {
  assert.deepEqual(masteryModel(null), { model: 'beta-binomial', why: 'no-curves' })
  assert.deepEqual(masteryModel([]), { model: 'beta-binomial', why: 'no-curves' })
  assert.deepEqual(masteryModel([...test8, curve(0, 199)]), { model: 'beta-binomial', why: 'few-answers' })
  assert.deepEqual(masteryModel([...test8, curve(0, Number.NaN)]), { model: 'beta-binomial', why: 'few-answers' })
  assert.deepEqual(masteryModel([...test8, curve(0, 500, -0.2)]), { model: 'beta-binomial', why: 'not-rising' })
  assert.deepEqual(masteryModel(test8), { model: 'two-parameter', why: 'enough-answers' })
  const answers = [1, 1, 1, 1, 1, 1, 0, 0] as const
  const few = told(mastery(answers, test8.with(3, curve(0, 10)), 0.7))
  assert.deepEqual([few.model, few.why, few.n], ['beta-binomial', 'few-answers', 8])
  assert.equal(few.probability, (betaBinomialMastery({ right: 6, asked: 8 }, 0.7) as Mastery).probability)
  assert.deepEqual(mastery(answers, test8, 1.5), { problem: 'not-a-number' })
  assert.deepEqual(mastery([1, 0], test8, 0.5), { problem: 'no-counts' })
})

test('with curves a hard draw right counts for more than an easy one right', () => {
  const hard = told(mastery([1, 1, 1, 1, -1, -1, -1, -1], test8, 0.7))
  const easy = told(mastery([-1, -1, -1, -1, 1, 1, 1, 1], test8, 0.7))
  assert.deepEqual([hard.model, hard.why], ['two-parameter', 'enough-answers'])
  assert.ok(hard.probability > easy.probability + 0.05)
  for (const { lower, estimate, upper, probability } of [hard, easy])
    assert.ok(lower < estimate && estimate < upper && probability >= 0 && probability <= 1)
})

test('quantiles of F and beta undo their tails', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true }),
      fc.double({ min: 0.5, max: 500, noNaN: true }),
      fc.double({ min: 0.5, max: 500, noNaN: true }),
      (p, a, b) => {
        near(1 - fTail(fQuantile(p, a, b), a, b), p, 1e-9)
        near(betaQuantile(p, a / 2, b / 2), 1 - betaQuantile(1 - p, b / 2, a / 2), 1e-9)
      },
    ),
  )
  near(fQuantile(0.95, 5, 18), 2.772853153, 1e-8)
  for (const [p, a] of [
    [0, 1],
    [1, 1],
    [0.5, 0],
    [Number.NaN, 1],
    [0.5, Infinity],
  ] as const) {
    assert.throws(() => fQuantile(p, a, 3), RangeError)
    assert.throws(() => betaQuantile(p, 3, a), RangeError)
  }
})
