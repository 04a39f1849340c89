import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measures } from '#features/impact/rules/measures.ts'
import { kinds } from '#features/impact/web/studies/measures.ts'

test('the study pages know every outcome, and write each as what it is', () => {
  assert.deepEqual(kinds, Object.fromEntries(Object.entries(measures).map(([name, { kind }]) => [name, kind])))
})
