import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileAny, compiledQuery, compileQuery, isAmong, sql, valuesList } from './sql.ts'

const ids = ['01968f00-0000-7000-8000-000000000001', '01968f00-0000-7000-8000-000000000002']

test('every kind of query is compiled to what kysely makes of it', () => {
  const nested = sql`select ${sql`${1} + ${2}`} from x where ${isAmong('x.id', ids)} and y = ${null} and z = any(${ids}::uuid[])`
  const queries = [
    sql`select 1`,
    sql`select ${'a'}, ${'b'}`,
    nested,
    sql`select ${sql.join([1, nested, 'c'], sql` or `)}`,
    sql`insert into x (a, b) values ${valuesList([
      [1, 'two'],
      [3, undefined],
    ])}`,
    sql`select ${sql.ref('x.y')}, ${sql.lit("it's")}, ${sql.raw('now()')}, ${sql.id('s', 't')} where a = ${7}`.$castTo<number>(),
  ]
  for (const query of queries) assert.deepEqual(compileQuery(query), compileAny(query))
})

test('what was compiled is run as it is', () => {
  const query = { text: 'select $1', values: [5] }
  assert.equal(compileQuery(compiledQuery(query)), query)
})
