import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shorten } from './shorten.ts'

test('long words are cut between two of them, one long word where it has to be', () => {
  assert.equal(shorten('two words', 9), 'two words')
  assert.equal(shorten('two words more', 9), 'two words …')
  assert.equal(shorten('two words more', 8), 'two …')
  assert.equal(shorten('w'.repeat(30), 9), `${'w'.repeat(9)} …`)
  assert.equal(shorten(` ${'w'.repeat(30)}`, 4), ' www …')
})
