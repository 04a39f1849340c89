import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addAmounts, amountOf, fromDecimal, type Key, noFacetId, nothing, sumByKey, toDecimal } from './rules.ts'

test('values become exact amounts', () => {
  const cases: [value: number, sum: string, squares: string][] = [
    [0, '0.000000', '0.000000'],
    [1, '1.000000', '1.000000'],
    [-2.5, '-2.500000', '6.250000'],
    [0.1, '0.100000', '0.010000'],
    [0.001, '0.001000', '0.000001'],
    [1e9, '1000000000.000000', '1000000000000000000.000000'],
    [123456.789, '123456.789000', '15241578750.190521'],
  ]
  for (const [value, sum, squares] of cases) {
    const amount = amountOf(value, false)
    assert.deepEqual([amount.n, toDecimal(amount.sum), toDecimal(amount.sumSquares)], [1, sum, squares])
  }
})

test('what is too fine, too large or no number is not taken', () => {
  for (const value of [0.0001, 1.2345, 1e9 + 1, -1e10, NaN, Infinity])
    assert.throws(() => amountOf(value, false), RangeError, String(value))
})

test('a correction takes a value back to the last digit, whatever lies in between', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })), (thousandths) => {
      const values = thousandths.map((value) => value / 1000)
      const there = values.map((value) => amountOf(value, false)).reduce(addAmounts, nothing)
      const back = values.toReversed().map((value) => amountOf(value, true))
      assert.deepEqual(back.reduce(addAmounts, there), nothing)
    }),
  )
})

test('decimals survive the way to the database and back', () => {
  fc.assert(fc.property(fc.bigInt(), (millionths) => assert.equal(fromDecimal(toDecimal(millionths)), millionths)))
  assert.equal(fromDecimal('7'), 7_000_000n)
  assert.throws(() => fromDecimal('1.2345678'), RangeError)
  assert.throws(() => fromDecimal('NaN'), RangeError)
})

test('rows are added up by key and come in the order of keys', () => {
  const row = (unitId: string, day: string, value: number) => ({
    ...({ unitId, metric: 'm', facetKind: 'none', facetId: noFacetId, day } satisfies Key),
    ...amountOf(value, false),
  })
  const sums = sumByKey([row('b', '2026-01-02', 1), row('a', '2026-01-01', 2), row('b', '2026-01-02', 3), row('b', '2026-01-01', 4)])
  assert.deepEqual(
    sums.map(({ unitId, day, n, sum }) => [unitId, day, n, toDecimal(sum)]),
    [
      ['a', '2026-01-01', 1, '2.000000'],
      ['b', '2026-01-01', 1, '4.000000'],
      ['b', '2026-01-02', 2, '4.000000'],
    ],
  )
})
