// The test run must not lose a failure: each way in which a file can go wrong, tried on files made for it.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test, { after } from 'node:test'
import { runFiles } from '../run/run-files.ts'
import { Tally } from '../run/tally.ts'

const root = mkdtempSync(path.join(tmpdir(), 'attune-runner-'))
after(() => rmSync(root, { recursive: true }))

class SilentTally extends Tally {
  override say(): void {}
}

const head = "import test, { describe } from 'node:test'\nimport assert from 'node:assert/strict'\n"

async function resultOf(text: string): Promise<SilentTally> {
  mkdirSync(root, { recursive: true })
  writeFileSync(path.join(root, 'it.test.mjs'), head + text)
  const tally = new SilentTally()
  const signal = new AbortController().signal
  await runFiles({ root, names: ['it.test.mjs'], concurrency: 1, limitMs: 4000, leakLimitMs: 1000, signal }, tally)
  return tally
}

test('every test of a good file counts once, suites do not', async () => {
  const tally = await resultOf("test('a', () => {}); describe('s', () => { test('b', async (t) => { await t.test('c', () => {}) }) })")
  assert.deepEqual([tally.passed, tally.failed], [3, 0])
})

const faults: [string, string, RegExp][] = [
  ['a wrong assertion', "describe('s', () => { test('a', () => { assert.equal(1, 2) }) })", /1 !== 2/],
  ['an error in a nested test', "test('a', async (t) => { await t.test('b', () => { throw new Error('broke') }) })", /broke/],
  ['a file without a test', '', /proves nothing/],
  ['a file that leaves early', "test('a', () => {}); process.exit(0)", /proves nothing|ended/],
  [
    'a file that leaves in the middle',
    "test('a', () => {}); test('b', async () => { await new Promise((done) => setTimeout(done, 50)); process.exit(0) })",
    /ended before/,
  ],
  ['a file that leaves with a status', "test('a', () => {}); process.exit(3)", /ended with 3/],
  ['a file that is no program', "test('a', () => {}); const = 3", /ended with 1/],
  [
    'an error after the test ended',
    "test('a', () => { setTimeout(() => { throw new Error('late') }, 20) }); test('b', () => new Promise((done) => setTimeout(done, 100)))",
    /ended with 1/,
  ],
  ['a test that never ends', "test('a', () => new Promise(() => setInterval(() => {}, 1000)))", /still running: a/],
  ['something left open', "test('a', () => {}); setInterval(() => {}, 1000)", /left open/],
  ['a killed process', "test('a', () => { process.kill(process.pid, 'SIGKILL') })", /SIGKILL/],
]

for (const [fault, text, message] of faults) {
  test(`${fault} fails the run, once`, async () => {
    const tally = await resultOf(text)
    assert.equal(tally.failed, 1)
    assert.match(tally.failures[0]!.detail, message)
  })
}

test('a skipped test counts neither way and is named with its reason', async () => {
  const tally = await resultOf("test('a', () => {}); test('b', { skip: 'no printer' }, () => {})")
  assert.deepEqual([tally.passed, tally.failed], [1, 0])
  assert.deepEqual(tally.skipped, ['it.test.mjs: b (no printer)'])
})
