import assert from 'node:assert/strict'
import test from 'node:test'
import { checkDoors, idleKeepers } from './doors.ts'
import { assertNone, withTree } from './fixture.ts'
import { readSources } from './source.ts'

const pattern = 'src/**/*.{ts,tsx}'
const check = (name: string, text: string) => withTree({ [name]: `${text}\n` }, (folder) => checkDoors(readSources(pattern, folder)))

const faults: [string, RegExp][] = [
  ["import { sql } from '#platform/db/sql.ts'", /in store\.ts/],
  ["import { sql } from '../../platform/db/sql.ts'", /in store\.ts/],
  ["import { sql } from 'kysely'", /in store\.ts/],
  ["import pg from 'pg'", /in store\.ts/],
  ["export const later = () => import('pg')", /in store\.ts/],
  ['export const port = process.env.PORT', /platform\/config\.ts/],
  ["export const port = process.env['PORT']", /platform\/config\.ts/],
  ['const { env } = process', /platform\/config\.ts/],
  ["import { env } from 'node:process'", /platform\/config\.ts/],
  ['export const at = Date.now()', /clock/],
  ['export const at = new Date()', /clock/],
  ['export const at = new Date', /clock/],
  ['export const at = Date()', /clock/],
  ['export const at = performance.now()', /clock/],
  ['export const at = process.hrtime.bigint()', /clock/],
  ["import { performance } from 'node:perf_hooks'", /clock/],
  ['export const due = sql`select id from steps where due_at < now()`', /clock/],
  ['export const due = sql<Row>`select id from steps where due_on < ${day} or due_on = CURRENT_DATE`', /clock/],
  ['export const dice = Math.random()', /newId/],
  ["import { randomUUID } from 'node:crypto'", /newId/],
  ["import { createHash, randomBytes as bytes } from 'crypto'", /newId/],
  ['export const id = crypto.randomUUID()', /newId/],
  ['export const id = globalThis.crypto.getRandomValues(new Uint8Array(4))', /newId/],
]

for (const [text, advice] of faults) {
  test(`found: ${text}`, () => {
    const problems = check('src/features/people/service.ts', text)
    assert.equal(problems.length, 1, problems.join('\n'))
    assert.match(problems[0]!, advice)
  })
}

test('what only looks like it passes', () => {
  const text = [
    "import type { RawBuilder } from '#platform/db/sql.ts'",
    "import { createHash } from 'node:crypto'",
    '// new Date() and process.env and Math.random()',
    "export const words = 'new Date() Date.now() process.env'",
    'export const day = new Date(0)',
    'export const at = ctx.now()',
    'export const name = sql`select knows() from known_dates`',
  ]
  assert.deepEqual(check('src/features/people/service.ts', text.join('\n')), [])
})

test('a store writes SQL', () => {
  assert.deepEqual(check('src/features/people/store/people.ts', "import { sql } from '#platform/db/sql.ts'"), [])
  assert.deepEqual(check('src/platform/mail/letter-store.ts', "import { sql } from '../db/sql.ts'"), [])
})

test('an exception that nobody needs is found', () => {
  const idle = withTree({ 'src/platform/config.ts': 'export {}\n' }, (folder) => idleKeepers(readSources(pattern, folder)))
  assert.ok(idle.some((problem) => problem.startsWith('src/platform/config.ts may go for process.env')))
})

test('SQL, environment, time and randomness each come through their door', () => {
  const files = readSources(pattern)
  assert.ok(files.length >= 50)
  assertNone([...checkDoors(files), ...idleKeepers(files)])
})
