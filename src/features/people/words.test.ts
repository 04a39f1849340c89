// Codes made by the server have words in each language: import problems, what is recorded, who sees it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { roles } from '#platform/access/policy.ts'
import { parsePersonalComment, retentionDays } from './data-protection.ts'
import { parametersOf, problemSentences, type ImportCode } from './import/codes.ts'
import { importFields } from './import/fields.ts'

const root = path.resolve(import.meta.dirname, '..', '..', '..')
type Tree = { [key: string]: Tree | string }
const read = (language: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'web', 'messages', `${language}.json`), 'utf8')) as Tree
const find = (tree: Tree, key: string): string | undefined => {
  let node: Tree | string | undefined = tree
  for (const part of key.split('.')) node = typeof node === 'object' ? node[part] : undefined
  return typeof node === 'string' ? node : undefined
}
const comments = readdirSync(path.join(root, 'db', 'migrations'))
  .flatMap((name) => [
    ...readFileSync(path.join(root, 'db', 'migrations', name), 'utf8').matchAll(/is '(personal: [a-z-]+; for: [a-z-]+; kept: [a-z-]+)'/g),
  ])
  .map(([, comment]) => parsePersonalComment('t', 'c', comment!)!)

const wanted = [
  ...comments.flatMap(({ what, purpose, retention }) => [
    `recorded.whats.${what}`,
    `recorded.purposes.${purpose}`,
    `recorded.retentions.${retention}`,
  ]),
  ...Object.keys(problemSentences).map((code) => `import.code.${code}`),
  ...importFields.map((field) => `import.field.${field}`),
  ...['self', 'manager', 'employee', 'team-leader', 'hr', 'administrator', 'auditor', 'head-of-cx'].map((who) => `sees.${who}`),
]
const missing = (tree: Tree) => [...new Set(wanted)].filter((key) => find(tree, key) === undefined)

for (const language of ['en', 'de', 'ar'])
  test(`every code of the server has its words in ${language}`, () => {
    const tree = read(language)
    assert.ok(comments.length > 60)
    assert.ok(roles.includes('auditor'))
    assert.deepEqual(missing(tree), [])
    for (const code of Object.keys(problemSentences) as ImportCode[])
      for (const name of parametersOf(code))
        assert.ok(find(tree, `import.code.${code}`)!.includes(`{{${name}}}`), `${code} leaves out ${name}`)
  })

test('a code without words is noticed', () => {
  const tree = read('en')
  delete (tree['recorded'] as Record<string, Tree>)['whats']!['absence']
  assert.deepEqual(missing(tree), ['recorded.whats.absence'])
})

test('every retention code says its days, or that it has none', () => {
  for (const { retention } of comments) assert.ok(retention in retentionDays, retention)
})
