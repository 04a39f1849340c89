import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readFigures } from '../../../test/data/text/read.ts'
import { falseDiscovery } from '../distributions/false-discovery.ts'
import { seeded, shuffledPlaces } from '../item/seeded.ts'
import { logLikelihoodRatio } from './log-likelihood.ts'
import { countTerms } from './term-counts.ts'
import { readTerms, singleWords } from './terms.ts'
import { whatChanged } from './what-changed.ts'

const counts = fc.nat(5000)

test('G² is that of Dunning’s table', (t) => {
  const { rows } = readFigures<{
    rows: { bigram: string; k11: number; k12: number; k21: number; k22: number; published: number; computed: number }[]
  }>('dunning_llr_expected.json')
  let largest = 0
  for (const { k11, k12, k21, k22, published, computed, bigram } of rows) {
    const ratio = logLikelihoodRatio(k11, k12, k21, k22)!
    largest = Math.max(largest, Math.abs(ratio - computed))
    assert.ok(Math.abs(ratio - computed) <= 1e-9, bigram)
    assert.equal(ratio.toFixed(2), published.toFixed(2))
  }
  assert.equal(rows.length, 4)
  t.diagnostic(`largest difference: ${largest}`)
})

test('G² does not care which side is called first, is 0 where shares are alike, and doubles with the counts', () => {
  fc.assert(
    fc.property(counts, counts, counts, counts, (a, b, c, d) => {
      const ratio = logLikelihoodRatio(a, b, c, d)!
      const within = 1e-9 * Math.max(1, a + b + c + d)
      assert.ok(Number.isFinite(ratio))
      assert.ok(Math.abs(logLikelihoodRatio(d, c, b, a)! - ratio) <= within)
      assert.ok(Math.abs(logLikelihoodRatio(c, d, a, b)! + ratio) <= within)
      assert.ok(Math.abs(logLikelihoodRatio(a, c, b, d)! - ratio) <= within)
      assert.ok(Math.abs(logLikelihoodRatio(2 * a, 2 * b, 2 * c, 2 * d)! - 2 * ratio) <= within)
      assert.ok(Math.abs(logLikelihoodRatio(a, b, 3 * a, 3 * b)!) <= within)
    }),
  )
})

test('what is no count gives no ratio, empty sides give 0, and huge counts do not overflow', () => {
  for (const bad of [-1, 0.5, Number.NaN, Infinity, 1e300]) assert.equal(logLikelihoodRatio(bad, 1, 1, 1), null)
  for (const [a, b, c, d] of [
    [0, 0, 0, 0],
    [0, 0, 3, 4],
    [3, 4, 0, 0],
    [3, 0, 4, 0],
    [0, 3, 0, 4],
  ] as const)
    assert.equal(logLikelihoodRatio(a, b, c, d), 0)
  const huge = logLikelihoodRatio(2 ** 50, 1, 1, 2 ** 50)!
  assert.ok(Math.abs(huge / (2 ** 52 * Math.LN2) - 1) < 1e-9)
})

test('adjusted probabilities are those of Benjamini and Hochberg’s example', () => {
  const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1]
  const adjusted = falseDiscovery(Float64Array.from(p))!
  // Their section 3.2: four of the fifteen at 5 %.
  assert.equal(adjusted.filter((one) => one <= 0.05).length, 4)
  assert.ok(Math.abs(adjusted[3]! - (0.0095 * 15) / 4) < 1e-15)
  assert.ok(Math.abs(adjusted[5]! - (0.0298 * 15) / 7) < 1e-15)
  assert.equal(adjusted[14], 1)
  assert.deepEqual([...falseDiscovery(Float64Array.of())!], [])
  for (const bad of [-0.1, 1.1, Number.NaN, Infinity]) assert.equal(falseDiscovery(Float64Array.of(0.5, bad)), null)
})

test('adjusted probabilities keep the order, are never smaller, and do not care for the order they come in', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), fc.integer(), (p, seed) => {
      const adjusted = falseDiscovery(Float64Array.from(p))!
      const order = shuffledPlaces(p.length, seeded(String(seed)))
      const moved = falseDiscovery(Float64Array.from(order, (i) => p[i]!))!
      for (const [at, i] of order.entries()) assert.equal(moved[at], adjusted[i])
      for (const [i, one] of p.entries()) {
        assert.ok(adjusted[i]! >= one && adjusted[i]! <= 1)
        for (const [k, other] of p.entries()) if (one < other) assert.ok(adjusted[i]! <= adjusted[k]!)
      }
    }),
  )
})

const read = readTerms(singleWords)
/** 200 comments before, 100 now: the parcel comes up, the queue goes. */
const months = [
  ...Array.from({ length: 200 }, (_, i) => ({
    text: `${i % 2 ? 'queue' : 'staff'} friendly${i % 40 === 0 ? ' parcel' : ''}`,
    isNow: false,
  })),
  ...Array.from({ length: 100 }, (_, i) => ({
    text: `${i % 10 ? 'staff' : 'queue'} friendly${i % 4 === 0 ? ' parcel' : ''}`,
    isNow: true,
  })),
]
const changesOf = (comments: readonly { text: string; isNow: boolean }[], options = {}) =>
  whatChanged(
    countTerms(
      comments.map(({ text }) => ({ text, language: 'fr' })),
      read,
    ),
    comments.map(({ isNow }) => isNow),
    options,
  )!

test('what is different this month is named with its counts, more and less, and what is alike is not', () => {
  const { terms, tested, now, before } = changesOf(months)
  assert.deepEqual([tested, now, before], [4, 100, 200])
  assert.deepEqual(terms.map(({ term, ratio }) => `${term} ${Math.sign(ratio)}`).toSorted(), ['parcel 1', 'queue -1', 'staff 1'])
  assert.ok(terms.every(({ ratio }, i) => i === 0 || Math.abs(ratio) <= Math.abs(terms[i - 1]!.ratio)))
  const parcel = terms.find(({ term }) => term === 'parcel')!
  assert.deepEqual([parcel.now, parcel.before, parcel.shareNow, parcel.shareBefore], [25, 5, 0.25, 0.025])
  assert.ok(parcel.p <= parcel.adjusted && parcel.adjusted <= 0.05)
})

test('a term of fewer than five comments is not looked at, and one comment that repeats it a hundred times is one', () => {
  const loud = [...months, { text: 'scandal '.repeat(100), isNow: true }]
  assert.equal(
    changesOf(loud).terms.some(({ term }) => term === 'scandal'),
    false,
  )
  const rare = [...months, ...Array.from({ length: 4 }, () => ({ text: 'leak', isNow: true }))]
  assert.equal(
    changesOf(rare).terms.some(({ term }) => term === 'leak'),
    false,
  )
  const enough = [...rare, { text: 'leak', isNow: true }]
  assert.equal(
    changesOf(enough).terms.some(({ term }) => term === 'leak'),
    true,
  )
  assert.equal(
    changesOf(rare, { leastComments: 4 }).terms.some(({ term }) => term === 'leak'),
    true,
  )
})

test('without one of the months, without words or with other lengths there is nothing to compare', () => {
  const none = { terms: [], tested: 0 }
  assert.deepEqual(changesOf([]), { ...none, now: 0, before: 0 })
  assert.deepEqual(changesOf(months.map(({ text }) => ({ text, isNow: true }))), { ...none, now: 300, before: 0 })
  assert.deepEqual(
    changesOf([
      { text: '👍', isNow: true },
      { text: '', isNow: false },
    ]),
    { ...none, now: 1, before: 1 },
  )
  assert.equal(whatChanged(countTerms([], read), [true]), null)
})

test('neither the order of comments matters nor which of two equal months comes first', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const order = shuffledPlaces(months.length, seeded(String(seed)))
      assert.deepEqual(changesOf(order.map((i) => months[i]!)), changesOf(months))
    }),
    { numRuns: 20 },
  )
  const turned = changesOf(months.map(({ text, isNow }) => ({ text, isNow: !isNow })))
  for (const { term, ratio } of changesOf(months).terms)
    assert.ok(Math.abs(turned.terms.find((one) => one.term === term)!.ratio + ratio) < 1e-9)
})

test('words by chance raise hardly an alarm', () => {
  let alarms = 0
  for (let turn = 0; turn < 100; turn++) {
    const random = seeded(`quiet ${turn}`)
    const quiet = Array.from({ length: 200 }, (_, i) => ({
      text: Array.from({ length: 6 }, () => `w${Math.floor(random() * 60)}`).join(' '),
      isNow: i % 2 === 0,
    }))
    if (changesOf(quiet).terms.length > 0) alarms++
  }
  // With no word changed, a share of false alarms of 5 % is an alarm in one of twenty months.
  assert.ok(alarms <= 12, `${alarms} of 100`)
})
