import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { checkEvents, checkProblems, checkTables, problemTypes } from './declared.ts'
import { assertNone, withTree } from './fixture.ts'
import { readSources, root } from './source.ts'

const sources = (from?: string) => readSources('src/**/*.ts', from)
const pages = (from?: string) => readSources('docs/problems/*.md', from)
const readmes = (from?: string) => readSources('src/**/README.md', from)

const declaration = "export const nameTaken = problemType({ slug: 'name-taken', status: 409, title: 'That name is in use' })\n"
const page =
  '# That name is in use\n\n`/problems/name-taken` · status 409\n\n**What it means.** Another one has it.\n\n**What to do.** Choose another.\n'
const problemsOf = (code: string, docs: Record<string, string>) =>
  withTree({ 'src/features/people/problems.ts': code, ...docs }, (folder) => checkProblems(sources(folder), pages(folder)))

test('a problem with its page passes', () => {
  assert.deepEqual(problemsOf(declaration, { 'docs/problems/name-taken.md': page }), [])
})

const problemFaults: [string, string, Record<string, string>, RegExp][] = [
  ['a problem without a page', declaration, {}, /write docs\/problems\/name-taken\.md/],
  ['a page without a problem', '', { 'docs/problems/name-taken.md': page }, /remove the page/],
  ['another title', declaration, { 'docs/problems/name-taken.md': page.replace('in use', 'taken') }, /begins with/],
  ['another status', declaration, { 'docs/problems/name-taken.md': page.replace('409', '422') }, /status 409/],
  ['no advice', declaration, { 'docs/problems/name-taken.md': page.replace('What to do', 'Hm') }, /What to do/],
  ['a slug that is no literal', declaration.replace("'name-taken'", 'slug'), {}, /as literals/],
  ['a problem declared twice', declaration + declaration.replace('nameTaken', 'again'), { 'docs/problems/name-taken.md': page }, /already/],
]
for (const [what, code, docs, message] of problemFaults) {
  test(`${what} is found`, () => {
    const faults = problemsOf(code, docs)
    assert.equal(faults.length, 1, faults.join('\n'))
    assert.match(faults[0]!, message)
  })
}

test('every problem has its page, and every page its problem', () => {
  assert.ok(problemTypes(sources()).declared.length >= 15)
  assertNone(checkProblems(sources(), pages()))
})

const events = "export type Moved = Event<'unit-moved', { unitId: string }>\n"
const listener = "export const listeners = [defineListener<Moved>({ event: 'unit-moved', name: 'impact.redraw', handle })]\n"
const eventsOf = (announces: string, hears = '') =>
  withTree({ 'src/features/people/events.ts': announces, 'src/features/impact/listeners.ts': hears }, (folder) =>
    checkEvents(sources(folder)),
  )
const unheard = (reason: string, type = 'unit-moved') => `export const unheard = { '${type}': '${reason}' }\n`

test('an event that is heard passes, and so does one that says why not', () => {
  assert.deepEqual(eventsOf(events, listener), [])
  assert.deepEqual(eventsOf(events + unheard('impact listens when it comes')), [])
})

const eventFaults: [string, string, string, RegExp][] = [
  ['an event that nobody hears', events, '', /nobody hears unit-moved/],
  ['a reason of no words', events + unheard(''), '', /say why/],
  ['a reason for what is heard', events + unheard('impact listens when it comes'), listener, /take it out/],
  ['a reason for what is not announced', events + unheard('impact listens when it comes', 'unit-lost'), listener, /not announced/],
  ['a listener to nothing', '', listener, /nobody announces unit-moved/],
]
for (const [what, announces, hears, message] of eventFaults) {
  test(`${what} is found`, () => {
    const faults = eventsOf(announces, hears)
    assert.equal(faults.length, 1, faults.join('\n'))
    assert.match(faults[0]!, message)
  })
}

test('every event is heard or says why not', () => {
  assertNone(checkEvents(sources()))
})

test('a table without a README, one with two owners and one that is gone are found', () => {
  const schema = 'create table units (\n  id uuid\n);\ncreate table sites (\n  id uuid\n);\n'
  const faults = withTree(
    {
      'src/features/people/README.md': '- **Tables:** `units`,\n  `people_old`.\n- **Hears:** `sites`.\n',
      'src/features/impact/README.md': '- **Tables:** `units`.\n',
    },
    (folder) => checkTables(schema, readmes(folder)),
  )
  assert.equal(faults.length, 3, faults.join('\n'))
  assert.match(faults.join('\n'), /sites stands in no README[\s\S]*both own the table units[\s\S]*no table people_old/)
})

test('every table stands in the README of its owner', () => {
  assertNone(checkTables(readFileSync(path.join(root, 'db/schema.sql'), 'utf8'), readmes()))
})
