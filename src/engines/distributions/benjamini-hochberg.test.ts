import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benjaminiHochberg } from './benjamini-hochberg.ts'

test('the figures of R, in the order given', () => {
  // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "BH") and p.adjust(c(0.8, 0.005, 0.04, 0.01), "BH")
  assert.deepEqual(
    benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05]).map((p) => Math.round(p * 1e9) / 1e9),
    [0.05, 0.05, 0.05, 0.05, 0.05],
  )
  const found = benjaminiHochberg([0.8, 0.005, 0.04, 0.01])
  for (const [i, wanted] of [0.8, 0.02, 0.16 / 3, 0.02].entries()) assert.ok(Math.abs(found[i]! - wanted) < 1e-12, `${i}: ${found[i]}`)
})

test('never smaller than p, never above 1, and one test stays as it is', () => {
  assert.deepEqual(benjaminiHochberg([]), [])
  assert.deepEqual(benjaminiHochberg([0.3]), [0.3])
  assert.deepEqual(benjaminiHochberg([1, 1, 1]), [1, 1, 1])
  const p = [0.2, 0.9, 0.2, 0.001]
  assert.ok(benjaminiHochberg(p).every((adjusted, i) => adjusted >= p[i]! && adjusted <= 1))
})
