// Whoever reads the log reads words: no deed may stand there as the name that the program gives it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { assertNone } from '../guards/fixture.ts'

const root = path.resolve(import.meta.dirname, '../..')
const languages = ['en', 'de', 'ar'] as const
type Words = { audit: { actions: Record<string, string>; subjects: Record<string, string> } }
const wordsOf = (language: string) =>
  (JSON.parse(readFileSync(path.join(root, `src/features/people/web/messages/${language}.json`), 'utf8')) as Words).audit

/** "noun.deed" in the lines that belong to an entry; what is put together from parts is named below. */
const deedsIn = (source: string): string[] =>
  source
    .split('\n')
    .filter((line) => /\baction\b/.test(line))
    .flatMap((line) => line.match(/'[a-z-]+\.[a-z-]+'/g) ?? [])
    .map((deed) => deed.slice(1, -1))
const putTogether = [
  ...['situation', 'remedy'].flatMap((noun) => [`${noun}.added`, `${noun}.changed`]),
  'response.shown',
  'response.kept-back',
]

test('every deed of the log has its words in every language', () => {
  assert.deepEqual(deedsIn("tx.audit({ action: 'moon.moved' })"), ['moon.moved'])
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => !file.startsWith('ui/') && file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  const deeds = new Set([...files.flatMap((file) => deedsIn(readFileSync(path.join(root, 'src', file), 'utf8'))), ...putTogether])
  assert.ok(deeds.size > 90)
  assertNone(
    languages.flatMap((language) => {
      const { actions } = wordsOf(language)
      return [...deeds].filter((deed) => !actions[deed.replace('.', '-')]).map((deed) => `${language}: no words for ${deed}`)
    }),
  )
})
