import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byStage, contentsOf, listedFor, type PageRoute, type Stage } from '#ui/routes.ts'
import { formatNumber, translate } from '#ui/translate.ts'

const messages = {
  title: 'People',
  found_one: '{{count}} person in {{place}}',
  found_other: '{{count}} people in {{place}}',
  deep: { er: 'down' },
}

test('a text is found by its path, its blanks are filled, numbers in the figures of the language', () => {
  assert.equal(translate(messages, 'en', 'deep.er'), 'down')
  assert.equal(translate(messages, 'en', 'found', { count: 1, place: 'Leiden' }), '1 person in Leiden')
  assert.equal(translate(messages, 'en', 'found', { count: 1470, place: 'Leiden' }), '1,470 people in Leiden')
  assert.equal(translate(messages, 'de', 'found', { count: 1470, place: '2026' }), '1.470 people in 2026')
  assert.equal(formatNumber('ar', 14), '١٤')
})

test('a key that is no text is undefined, whatever an object inherits', () => {
  for (const key of ['', 'deep', 'deep.er.more', 'constructor', '__proto__', 'toString', 'nothing']) {
    assert.equal(translate(messages, 'en', key), undefined)
  }
})

test('a blank without a value stays visible, and a value is never read as a blank', () => {
  assert.equal(translate({ a: '{{x}} {{y}}' }, 'en', 'a', { x: '{{y}} $& $1' }), '{{y}} $& $1 {{y}}')
})

test('Arabic counts in six forms', () => {
  const forms = Object.fromEntries(['zero', 'one', 'two', 'few', 'many', 'other'].map((form) => [`n_${form}`, form]))
  assert.deepEqual(
    [0, 1, 2, 3, 11, 100].map((count) => translate(forms, 'ar', 'n', { count })),
    ['zero', 'one', 'two', 'few', 'many', 'other'],
  )
})

test("a surface's contents are its listed pages that the person may open, in order", () => {
  const page = (path: string, more: Partial<PageRoute>): PageRoute => ({
    path,
    surface: 'admin',
    titleKey: 'x:y',
    component: () => Promise.resolve(() => null),
    ...more,
  })
  const pages = [
    page('/c', { nav: { order: 30 } }),
    page('/a', { nav: { order: 10 }, may: 'a.read' }),
    page('/b', { nav: { order: 20 }, may: 'b.read' }),
    page('/inner', {}),
    page('/t', { nav: { order: 5 }, surface: 'team' }),
  ]
  assert.deepEqual(
    contentsOf(pages, 'admin', ['b.read']).map(({ path }) => path),
    ['/b', '/c'],
  )
})

test('pages of one stage stand together, and an inner page lies under the listed one with the longest address', () => {
  const page = (path: string, order: number, stage?: Stage) =>
    ({ path, surface: 'studio', titleKey: 'a:b', nav: { order, ...(stage ? { stage } : {}) }, component: 'a/APage' }) as PageRoute
  const pages = [page('/a', 1, 'define'), page('/a/b', 2, 'define'), page('/c', 3), page('/d', 4, 'train')]
  assert.deepEqual(
    byStage(pages).map(({ stage, pages: some }) => [stage, ...some.map(({ path }) => path)]),
    [
      ['define', '/a', '/a/b'],
      [undefined, '/c'],
      ['train', '/d'],
    ],
  )
  assert.deepEqual(
    ['/a/$id', '/a/b/c', '/a', '/ab'].map((path) => listedFor(pages, path)?.path),
    ['/a', '/a/b', '/a', undefined],
  )
})
