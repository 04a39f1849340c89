import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from './csv.ts'

test('no cell begins like a formula, and quotes and line breaks stay inside their cell', () => {
  assert.equal(csvLine(['=1+1', '+1', '-1', '@x', '\tx', '\rx']), `"'=1+1","'+1","'-1","'@x","'\tx","'\rx"\r\n`)
  assert.equal(csvLine(['say "hi"', 'a\nb', null, '']), '"say ""hi""","a\nb",,""\r\n')
})
