// Pages of a desk are found by name when they are opened; a name that leads nowhere must not wait until somebody clicks.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { assertNone } from '../guards/fixture.ts'

const root = path.resolve(import.meta.dirname, '../..')
const namesIn = (source: string): string[] => [...source.matchAll(/component: '([^']+)'/g)].map(([, name]) => name!)
function leadsTo(name: string): boolean {
  const [place = '', exported = path.basename(place)] = name.split('#')
  const file = path.join(root, 'src/features', `${place.replace('/', '/web/')}.tsx`)
  return existsSync(file) && new RegExp(`export (function|const) ${exported}\\b`).test(readFileSync(file, 'utf8'))
}

test('each page of a desk is where its name says', () => {
  assert.deepEqual(
    ['people/import/ImportPage', 'people/import/NoPage', 'people/import/ImportPage#NoPage'].map(leadsTo),
    [true, false, false],
    'a seeded name is found out',
  )
  const names = globSync('src/features/*/web/**/pages.{ts,tsx}', { cwd: root }).flatMap((file) =>
    namesIn(readFileSync(path.join(root, file), 'utf8')),
  )
  assert.ok(names.length >= 78, `${names.length}`)
  assertNone(names.filter((name) => !leadsTo(name)))
})
