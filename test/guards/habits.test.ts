import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { assertNone, withTree } from './fixture.ts'
import { checkLock, checkTests, checkWords, isOurs } from './habits.ts'
import { readSources, root, type SourceFile } from './source.ts'

const pattern = '{src,test,bench}/**/*.test.ts'
const faultsOf = (text: string) => withTree({ 'src/a.test.ts': text }, (folder) => checkTests(readSources(pattern, folder)))

const faults: [string, RegExp][] = [
  ["test.only('a', () => {})", /alone/],
  ["describe.only('a', () => {})", /alone/],
  ["test('a', { only: true }, () => {})", /alone/],
  ["test.skip('a', () => {})", /no reason/],
  ["test.todo('a')", /no reason/],
  ["test('a', { skip: true }, () => {})", /no reason/],
  ["test('a', (t) => t.skip())", /no reason/],
  ["test('a', (t) => t.mock.method(store, 'read', () => 1))", /mocks/],
  ["import test, { mock } from 'node:test'", /mocks/],
  ["test('it should move a person', () => {})", /what happens/],
]
for (const [text, message] of faults) {
  test(`found in a test file: ${text}`, () => {
    const found = faultsOf(text)
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0]!, message)
  })
}

test('a skip that says why passes', () => {
  assert.deepEqual(faultsOf("test('a', { skip: 'no printer here' }, () => {})\ntest('b', (t) => t.skip('needs root'))\n// test.only\n"), [])
})

test('every test runs, or says why not', () => {
  const files = readSources(pattern)
  assert.ok(files.length >= 10)
  assertNone(checkTests(files))
})

const said = (line: string) => checkWords([{ name: 'src/a.ts', text: line }]).length

const elsewhere = (...parts: string[]) => `see /${parts.join('/')}`

for (const line of [
  '// TODO later',
  '/* FIXME */',
  'Coming soon',
  'throw new Error("Not implemented")',
  elsewhere('work', 'main', 'a.ts'),
  elsewhere('home', 'anna', 'data'),
  `from '${['..', 'shared', 'data.md'].join('/')}'`,
]) {
  test(`found anywhere: ${line}`, () => assert.equal(said(line), 1))
}

test('addresses and ordinary words pass', () => {
  for (const line of [
    "'/api/work/items'",
    'https://host/tmp/file',
    "path.join(home, 'tmp')",
    'todos',
    '${base}/home/page',
    'her work/home balance',
  ])
    assert.equal(said(line), 0, line)
})

test('a lock with hosts is found', () => {
  assert.equal(checkLock('{\n"resolved": "https://registry.npmjs.org/a.tgz"\n}').length, 1)
})

function committed(): string[] {
  const { status, stdout } = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  // Without git, as in an unpacked archive: the folders that are ours.
  return status === 0 ? stdout.trim().split('\n') : readSources('{src,test,docs,db,bench,scripts}/**/*').map(({ name }) => name)
}

test('no unfinished words and no paths of one machine are in the project', () => {
  const files: SourceFile[] = committed()
    .filter((name) => isOurs(name) && existsSync(path.join(root, name)))
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }))
  assert.ok(files.length >= 50)
  assertNone(checkWords(files))
})

test('the lock names no host', () => {
  assertNone(checkLock(readFileSync(path.join(root, 'package-lock.json'), 'utf8')))
})
