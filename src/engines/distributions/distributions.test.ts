import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tDistribution, tQuantile } from '../scores/student-t.ts'
import { incompleteBeta } from './beta.ts'
import { logGamma, upperGamma } from './gamma.ts'
import { chiSquareTail, fTail, normalDistribution, normalQuantile, tCritical, tTails } from './tails.ts'

const near = (actual: number, wanted: number, within = 1e-12) =>
  assert.ok(Math.abs(actual - wanted) <= within * Math.max(1, Math.abs(wanted)), `${actual} is not ${wanted} within ${within}`)

test('tails at known quantiles are what tables print', () => {
  near(chiSquareTail(3.841458820694124, 1), 0.05)
  near(chiSquareTail(7.79123662720035, 5), 0.16812, 5e-6)
  near(chiSquareTail(16.792941, 1) / 4.168809e-5, 1, 1e-5)
  near(fTail(2.2281388519649385 ** 2, 1, 10), 0.05000000000180871)
  near(fTail(1, 7, 7), 0.5)
  near(tTails(2.2281388519649385, 10), 0.05000000000180871)
  near(tTails(12.706204736174698, 1), 0.05)
  near(normalQuantile(0.975), 1.959963984540054)
  near(normalQuantile(1e-10), -6.361340902404056)
  near(normalDistribution(-6), 9.865876450376981e-10, 1e-20)
  near(normalDistribution(1.96), 0.9750021048517795)
  near(tCritical(0.05, 10), 2.228138852, 1e-10)
  near(tCritical(0.05, Infinity), 1.959963984540054)
  near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)))
  near(upperGamma(1, 3), Math.exp(-3))
})

test('distributions are monotone, mirror and undo their quantiles', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
      fc.double({ min: 0.6, max: 300, noNaN: true }),
      fc.double({ min: 0.6, max: 300, noNaN: true }),
      (p, a, b) => {
        near(normalDistribution(normalQuantile(p)), p, 1e-12)
        near(tTails(tCritical(p, a), a), p, 1e-10)
        near(incompleteBeta(p, a, b), 1 - incompleteBeta(1 - p, b, a), 1e-9)
        assert.ok(fTail(p, a, b) >= fTail(p * 2, a, b) - 1e-12)
        assert.ok(chiSquareTail(p, a) >= chiSquareTail(p * 2, a) - 1e-12)
      },
    ),
  )
  near(tCritical(0.05, 7), tQuantile(0.975, 7), 1e-11)
  near(tDistribution(1.3, 4), 1 - tTails(1.3, 4) / 2)
})

test('what is no number stays none, and impossible degrees of freedom give none', () => {
  for (const value of [
    chiSquareTail(Number.NaN, 3),
    fTail(Number.NaN, 1, 2),
    fTail(1, 0, 2),
    chiSquareTail(1, 0),
    tTails(1, -1),
    upperGamma(1, Number.NaN),
  ])
    assert.ok(Number.isNaN(value))
  assert.throws(() => normalQuantile(0), RangeError)
  assert.throws(() => normalQuantile(1), RangeError)
  assert.throws(() => tCritical(0.05, 0), RangeError)
})

test('the log gamma function keeps its digits at both ends', () => {
  // ln Γ(x) = -ln x - γ x + … near 0, and half a step far out is half a logarithm.
  for (const x of [1e-300, 1e-15, 1e-10, 1e-6]) near(logGamma(x), -Math.log(x) - 0.5772156649015329 * x, 1e-12)
  near(logGamma(1e6 + 0.5) - logGamma(1e6), Math.log(1e6) / 2 - 1.25e-7, 1e-8)
  near(logGamma(171), 706.5730622457874)
})
