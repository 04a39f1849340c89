import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiledQuery, compileQuery } from './sql.ts'

test('what was compiled is run as it is', () => {
  const query = { text: 'select $1', values: [5] }
  assert.equal(compileQuery(compiledQuery(query)), query)
})
