import assert from 'node:assert/strict'
import test from 'node:test'
import { assertNone, withTree } from './fixture.ts'
import { checkNames, checkSizes, sizeReport } from './sizes.ts'
import { readSources } from './source.ts'

const code = '{src,test,bench,scripts,db}/**/*.{ts,tsx,mjs,js,css,sql}'
const line = '-- one\n'
const inTree = (files: Record<string, string>) => withTree(files, (folder) => readSources(code, folder))

test('a file of 501 lines is found, one of 500 and a generated one are not', () => {
  const files = inTree({ 'src/long.ts': line.repeat(501), 'src/fits.ts': line.repeat(500), 'src/list.generated.ts': line.repeat(900) })
  const problems = checkSizes(files)
  assert.equal(problems.length, 1)
  assert.match(problems[0]!, /^src\/long\.ts has 501 lines.*one verb per file/)
})

for (const name of [
  'src/PersonName.ts',
  'src/person_name.ts',
  'src/ui/person-name.tsx',
  'src/Odd_Folder/file.ts',
  'src/people/utils.ts',
  'src/shared/clock.ts',
  'src/session-manager.ts',
  'src/ui/BaseField.tsx',
]) {
  test(`${name} is found`, () => assert.equal(checkNames(inTree({ [name]: '' })).length, 1))
}

test('good names pass', () => {
  const names = [
    'src/person-name.ts',
    'src/ui/PersonName.tsx',
    'src/web.tsx',
    'src/features/people/web/parts.tsx',
    'src/database.ts',
    'src/a.test.ts',
  ]
  assert.deepEqual(checkNames(inTree(Object.fromEntries(names.map((name) => [name, ''])))), [])
})

test('no file is too long', (t) => {
  const files = readSources(code)
  t.diagnostic(sizeReport(files.filter(({ name }) => name.startsWith('src/') && !name.endsWith('.test.ts'))))
  assert.ok(files.length >= 50)
  assertNone(checkSizes(files))
})

test('every file says what it holds', () => {
  assertNone(checkNames(readSources(code)))
})
