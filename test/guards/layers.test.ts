import assert from 'node:assert/strict'
import test from 'node:test'
import { assertNone, withTree } from './fixture.ts'
import { checkLayers, fewestFiles } from './layers.ts'
import { readSources } from './source.ts'

const pattern = 'src/**/*.{ts,tsx}'
const filling = Object.fromEntries(
  Array.from({ length: fewestFiles }, (_, i) => [`src/engines/filling/file-${i}.ts`, 'export const value = 1\n']),
)
const check = (files: Record<string, string>) => withTree({ ...filling, ...files }, (folder) => checkLayers(readSources(pattern, folder)))

// [what, the file, its one line, the advice]
const faults: [string, string, string, RegExp][] = [
  [
    'a feature imports one to its right',
    'src/features/people/service.ts',
    "import { may } from '#features/authority/public.ts'",
    /announce an event that authority hears/,
  ],
  [
    'a feature reaches past public.ts',
    'src/features/voice/service.ts',
    "import { rows } from '#features/people/store.ts'",
    /only public\.ts of people/,
  ],
  [
    'a relative path reaches past public.ts',
    'src/features/voice/service.ts',
    "import { rows } from '../people/store.ts'",
    /only public\.ts of people/,
  ],
  ['a side-effect import', 'src/features/people/service.ts', "import '#features/voice/public.ts'", /right of people/],
  ['a re-export', 'src/features/people/public.ts', "export * from '#features/voice/public.ts'", /right of people/],
  [
    'a dynamic import',
    'src/features/people/service.ts',
    "export const later = () => import('#features/voice/public.ts')",
    /right of people/,
  ],
  ['a type import', 'src/features/people/service.ts', "export type Voice = import('#features/voice/public.ts').Voice", /right of people/],
  ['require', 'src/features/people/service.ts', "const voice = require('../voice/public.ts')", /right of people/],
  ['a worker file', 'src/features/people/service.ts', "new Worker(new URL('../voice/worker.ts', import.meta.url))", /right of people/],
  [
    'an import that hides its path',
    'src/features/people/service.ts',
    'export const later = (name: string) => import(name)',
    /write the path out/,
  ],
  ['a feature without a place in the order', 'src/features/weather/service.ts', 'export {}', /weather has no place in the order/],
  [
    'platform imports a feature',
    'src/platform/http/server.ts',
    "import { routes } from '#features/people/routes.ts'",
    /platform imports nothing else of ours/,
  ],
  [
    'platform imports an engine',
    'src/platform/http/server.ts',
    "import { fold } from '#engines/text/fold.ts'",
    /platform imports nothing else/,
  ],
  ['ui imports platform', 'src/ui/Shell.tsx', "import { newId } from '#platform/ids.ts'", /ui imports nothing else/],
  ['an engine imports ui', 'src/engines/text/fold.ts', "import { words } from '#ui/words.ts'", /engines imports nothing else/],
  ['an engine reads files', 'src/engines/text/fold.ts', "import { readFile } from 'node:fs/promises'", /engines are pure/],
  ['an engine uses a package with I/O', 'src/engines/text/fold.ts', "import pg from 'pg'", /engines are pure/],
  ['Node in ui', 'src/ui/Shell.tsx', "import path from 'node:path'", /no Node in the browser/],
  ['Node in a page', 'src/features/people/web/PersonPage.tsx', "import path from 'node:path'", /no Node in the browser/],
  [
    'a page imports its service',
    'src/features/people/web/PersonPage.tsx',
    "import { move } from '../service.ts'",
    /only its own contract\.ts/,
  ],
  [
    'a page imports values of its contract',
    'src/features/people/web/PersonPage.tsx',
    "import { person } from '../contract.ts'",
    /import type/,
  ],
  [
    'a page imports another contract',
    'src/features/language/web/WordPage.tsx',
    "import type { Person } from '#features/people/contract.ts'",
    /only web\/parts\.tsx/,
  ],
  [
    'a page imports another page',
    'src/features/language/web/WordPage.tsx',
    "import { PersonPage } from '#features/people/web/PersonPage.tsx'",
    /only web\/parts\.tsx/,
  ],
  [
    'a page imports parts to its right',
    'src/features/people/web/PersonPage.tsx',
    "import { Word } from '#features/language/web/parts.tsx'",
    /offer a slot that language fills/,
  ],
  ['a page imports platform', 'src/features/people/web/PersonPage.tsx', "import { newId } from '#platform/ids.ts'", /runs in the browser/],
  [
    'a page gathers pages of others',
    'src/features/people/web/pages.tsx',
    "export const all = import.meta.glob('../../*/web/pages.tsx')",
    /only web\/parts\.tsx/,
  ],
  ['the server imports a page', 'src/features/people/service.ts', "import { PersonCard } from './web/parts.tsx'", /Node can’t run \.tsx/],
  ['the server imports ui', 'src/features/people/service.ts', "import { t } from '#ui/translate.ts'", /server does not import ui/],
  ['the store calls the service', 'src/features/people/store.ts', "import { move } from './service.ts'", /store stands below service/],
  ['rules open the database', 'src/features/people/rules.ts', "import { sql } from '#platform/db/sql.ts'", /rules are pure/],
  [
    'a service hears events',
    'src/features/people/service.ts',
    "import type { Response } from '#features/voice/events.ts'",
    /announce an event/,
  ],
  [
    'a listener takes values from events',
    'src/features/people/listeners.ts',
    "import { types } from '#features/voice/events.ts'",
    /import type/,
  ],
  [
    'a feature imports the demonstration',
    'src/features/today/service.ts',
    "import { makeDemo } from '../../demo/make-demo.ts'",
    /demo stands to the right/,
  ],
  [
    'the demonstration reaches into a store',
    'src/demo/make-demo.ts',
    "import { rows } from '#features/people/store.ts'",
    /only public\.ts of people/,
  ],
  ['main reaches into a store', 'src/main.ts', "import { rows } from '#features/people/store.ts'", /stays theirs/],
  ['web.tsx reaches into a page', 'src/web.tsx', "import { PersonPage } from '#features/people/web/PersonPage.tsx'", /web\.tsx joins/],
  ['desk.tsx lists a part', 'src/desk.tsx', "import.meta.glob('/src/features/people/web/parts.tsx')", /desk\.tsx lists/],
  ['somebody imports main', 'src/features/people/service.ts', "import { server } from '../../main.ts'", /nobody imports main/],
  ['a feature imports the assembly', 'src/features/people/service.ts', "import { routes } from '../../assembly.ts'", /assembled by main/],
  [
    'code imports from test/',
    'src/features/people/service.ts',
    "import { testDatabase } from '../../../test/support/database.ts'",
    /only tests import/,
  ],
  ['a file belongs to no room', 'src/shed/tool.ts', 'export {}', /belongs to no room/],
]

for (const [what, name, text, advice] of faults) {
  test(`${what}: found, with what to do instead`, () => {
    const problems = check({ [name]: `${text}\n` })
    assert.equal(problems.length, 1, problems.join('\n'))
    assert.ok(problems[0]!.startsWith(`${name}:1 `))
    assert.match(problems[0]!, advice)
  })
}

test('what the rules allow passes', () => {
  const problems = check({
    'src/main.ts': "import { routes } from '#features/people/routes.ts'\nimport '#platform/http/server.ts'\nimport './assembly.ts'\n",
    'src/web.tsx':
      "import '#ui/app/start.tsx'\nimport.meta.glob(['/src/features/*/web/pages.tsx', '!/src/features/voice/web/pages.tsx'])\nimport.meta.glob('/src/features/*/web/messages/*.json')\n",
    'src/desk.tsx': "import.meta.glob('/src/features/*/web/**/*Page.tsx')\n",
    'src/features/voice/service.ts':
      "import { person } from '#features/people/public.ts'\nimport '#engines/text/fold.ts'\nimport './store.ts'\nimport './rules.ts'\n// import '#features/today/public.ts'\n",
    'src/features/people/listeners.ts': "import type { Response } from '#features/voice/events.ts'\nimport { move } from './service.ts'\n",
    'src/features/voice/web/AnswerPage.tsx':
      "import type { Answer } from '../contract.ts'\nimport type { Asked } from '../contract/asked.ts'\nimport { PersonCard } from '#features/people/web/parts.tsx'\nimport { Table } from '#ui/Table.tsx'\nimport React from 'react'\nimport './answer.css'\n",
    'src/demo/make-demo.ts': "import { addPerson } from '#features/people/public.ts'\nimport '#platform/ids.ts'\n",
    'src/assembly.ts': "import { commands } from './demo/commands.ts'\n",
    'src/features/voice/voice.test.ts':
      "import test from 'node:test'\nimport { testDatabase } from '../../../test/support/database.ts'\nimport './store.ts'\nimport '#features/people/access.ts'\n",
  })
  assert.deepEqual(problems, [])
})

test('a guard that sees too few files fails', () => {
  const problems = withTree({ 'src/main.ts': 'export {}\n' }, (folder) => checkLayers(readSources(pattern, folder)))
  assert.match(problems.join(), /looks in the wrong place/)
})

test('every import of the program keeps to the layers', () => {
  assertNone(checkLayers(readSources(pattern)))
})
