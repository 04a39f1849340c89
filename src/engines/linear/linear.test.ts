import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cholesky, inverseOfCholesky, quadraticForm, solveCholesky } from './cholesky.ts'
import { independentColumns, leastSquares } from './least-squares.ts'
import { logistic } from './logistic.ts'

const near = (actual: number, wanted: number, within = 1e-9) =>
  assert.ok(Math.abs(actual - wanted) <= within * Math.max(1, Math.abs(wanted)), `${actual} is not ${wanted} within ${within}`)
const matrix = fc
  .integer({ min: 1, max: 5 })
  .chain((k) =>
    fc.tuple(fc.constant(k), fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: k * (k + 3), maxLength: k * (k + 3) })),
  )

test('a triangle solves, inverts and measures; without full rank there is none', () => {
  fc.assert(
    fc.property(matrix, ([k, values]) => {
      const a = new Float64Array(k * k)
      for (let i = 0; i < k; i++)
        for (let j = 0; j < k; j++) {
          for (let r = 0; r < k + 3; r++) a[i * k + j]! += values[r * k + i]! * values[r * k + j]!
          if (i === j) a[i * k + j]! += 0.5
        }
      const l = cholesky(a, k)!
      const b = Float64Array.from({ length: k }, (_, i) => i + 1)
      const x = solveCholesky(l, b, k)
      const inverse = inverseOfCholesky(l, k)
      let form = 0
      for (let i = 0; i < k; i++) {
        let sum = 0
        let same = 0
        for (let j = 0; j < k; j++) {
          sum += a[i * k + j]! * x[j]!
          same += inverse[i * k + j]! * b[j]!
        }
        near(sum, b[i]!)
        near(same, x[i]!)
        form += b[i]! * x[i]!
      }
      near(quadraticForm(a, b, k)!, form)
    }),
  )
  assert.equal(cholesky(Float64Array.of(1, 1, 1, 1), 2), null)
  assert.equal(cholesky(Float64Array.of(Number.NaN), 1), null)
  assert.equal(cholesky(Float64Array.of(Infinity), 1), null)
})

test('least squares finds the line that was drawn, whatever the scale, and says when columns depend on each other', () => {
  const one = Float64Array.from({ length: 7 }, () => 1)
  const x = Float64Array.of(1, 2, 3, 4, 5, 7, 11)
  for (const scale of [1e-150, 1e-8, 1, 1e8, 1e150]) {
    const y = x.map((value) => (3 - 2 * value) * scale)
    const fit = leastSquares([one, x], y, null)!
    near(fit.coefficients[0]! / scale, 3)
    near(fit.coefficients[1]! / scale, -2)
  }
  assert.equal(leastSquares([one, x, x.map((value) => 1 - value)], x, null), null)
  assert.equal(leastSquares([one, Float64Array.of(1, 2, 3, 4, 5, 6, Number.NaN)], x, null), null)
  assert.equal(leastSquares([one, x], Float64Array.of(1, 2, 3, 4, 5, 6, Infinity), null), null)
  assert.equal(leastSquares([Float64Array.of(1), Float64Array.of(2)], Float64Array.of(1), null), null)
  assert.deepEqual(independentColumns([one, x, x.map((value) => 1 - value), x.map(Math.sqrt), one.map(() => 0)]), [0, 1, 3])
})

test('whole weights are rows written several times', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 1, max: 3 })), { minLength: 4, maxLength: 20 }),
      (rows) => {
        const x = Float64Array.from(rows, (_, i) => i % 4)
        const y = Float64Array.from(rows, ([value]) => value)
        const weights = Float64Array.from(rows, ([, weight]) => weight)
        const places = rows.flatMap(([, weight], i) => Array.from({ length: weight }, () => i))
        const pick = (column: Float64Array) => Float64Array.from(places, (i) => column[i]!)
        const weighted = leastSquares([x.map(() => 1), x], y, weights)!
        const written = leastSquares([pick(x.map(() => 1)), pick(x)], pick(y), null)!
        for (const key of ['coefficients', 'inverse'] as const) weighted[key].forEach((value, i) => near(value, written[key][i]!, 1e-8))
      },
    ),
  )
})

test('logistic regression gives back shares, and none where groups are apart', () => {
  const d = Float64Array.of(1, 0, 0, 1, 1, 0, 1, 1, 1, 0)
  const x = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1, 1, 1)
  const fit = logistic([x.map(() => 1), x], d, null)!
  near(fit.fitted[0]!, 2 / 4)
  near(fit.fitted[5]!, 4 / 6)
  near(fit.inverse[0]!, 1)
  assert.equal(logistic([x.map(() => 1), x.map(() => 1)], d, null), null)
  const apart = logistic([x.map(() => 1), x], x, null)
  assert.ok(apart === null || Math.max(...apart.fitted) > 0.999)
})
