import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertNone, withTree } from '../guards/fixture.ts'
import { checkAddress, checkMessages, readGerman, readPages, readTexts } from './messages.ts'

const check = (files: Record<string, string>): string[] => withTree(files, (folder) => checkMessages(readTexts(folder), readPages(folder)))

const page = `import { useT } from '#ui/i18n.ts'
export function Page() {
  const t = useT('people')
  return [t('title'), t('found', { count: 2 }), t.rich('more', {}), t(\`role.\${1 + 1}\`)]
}`
const english = {
  title: 'People',
  found_one: '{{count}} person',
  found_other: '{{count}} people',
  more: 'Read <link>more</link>',
  role: { a: 'A', b: 'B' },
}
const arabic = {
  title: 'الناس',
  found_zero: 'لا أحد',
  found_one: 'شخص',
  found_two: 'شخصان',
  found_few: '{{count}} أشخاص',
  found_many: '{{count}} شخصًا',
  found_other: '{{count}} شخص',
  more: 'اقرأ <link>المزيد</link>',
  role: { a: 'أ', b: 'ب' },
}

function tree(change: { en?: object; de?: object; ar?: object; page?: string } = {}): Record<string, string> {
  const at = 'src/features/people/web'
  return {
    [`${at}/messages/en.json`]: JSON.stringify({ ...english, ...change.en }),
    [`${at}/messages/de.json`]: JSON.stringify({ ...english, ...change.de }),
    [`${at}/messages/ar.json`]: JSON.stringify({ ...arabic, ...change.ar }),
    [`${at}/Page.tsx`]: change.page ?? page,
  }
}

test('texts that agree in three languages and are all used have no fault', () => {
  assert.deepEqual(check(tree()), [])
})

test('each seeded fault is found', () => {
  const seeded: [Parameters<typeof tree>[0], RegExp][] = [
    [{ de: { title: undefined } }, /people\/de\.json lacks title/],
    [{ ar: { extra: 'x' } }, /people\/ar\.json has extra/],
    [{ ar: { found_few: undefined } }, /ar\.json: found_few is missing; ar counts in 6 forms/],
    [{ de: { found_many: '{{count}}' } }, /de\.json: found_many is a form that de never uses/],
    [{ de: { found_other: 'viele' } }, /found_other lacks count/],
    [{ ar: { more: 'اقرأ المزيد' } }, /more lacks <link>/],
    [{ de: { title: '{{name}}' } }, /title has name, which English has not/],
    [{ de: { title: ' ' } }, /title is empty/],
    [{ de: { title: 'Menschen!' } }, /title has an exclamation mark/],
    [{ page: page.replace("t('title')", "t('titel')") }, /Page\.tsx:4 asks for people:titel.*[\s\S]*people:title is used nowhere/],
    [{ page: page.replace('role.', 'rolle.') }, /asks for people:rolle\.\*/],
    [{ page: page.replace("t('title')", "t('title'), t('ui:nothing')") }, /asks for ui:nothing/],
  ]
  for (const [change, expected] of seeded) assert.match(check(tree(change)).join('\n'), expected)
})

test('every text of the pages exists in English, German and Arabic, and every text is used', (t) => {
  const texts = readTexts()
  const pages = readPages()
  assert.ok(pages.length >= 50, `only ${pages.length} files of pages were read`)
  const keys = texts.map(({ namespace, of }) => `${namespace} ${of.get('en')?.size ?? 0}`)
  t.diagnostic(`texts: ${keys.join(', ')}`)
  assertNone(checkMessages(texts, pages))
})

test('German says du to employees, ihr to a team and never Sie', (t) => {
  for (const text of [
    'Wählen Sie einen Tag.',
    'Gespeichert. Sie können gehen.',
    'Ihr Passwort',
    'Fertig; Ihre PIN gilt.',
    'Wir helfen Ihnen.',
  ])
    assert.equal(checkAddress(new Map([['people:title', text]])).length, 1, text)
  for (const text of ['Wähle einen Tag.', 'Die Regel ist neu. Sie gilt ab heute.', 'Ihr entscheidet zu zweit.', 'Sieh ihre Arbeit an.'])
    assert.deepEqual(checkAddress(new Map([['people:title', text]])), [], text)
  const seeded = {
    'src/features/people/web/messages/de.json': '{"title": "Ihre Leute"}',
    'src/x/words.json': '{"de": {"a": ["Tippen Sie."]}}',
  }
  assert.equal(withTree(seeded, (folder) => checkAddress(readGerman(folder))).length, 2)
  const german = readGerman()
  t.diagnostic(`${german.size} German texts`)
  assert.ok(german.size >= 2500)
  assertNone(checkAddress(german))
})
