import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { textFaults, translationFaults } from './check.ts'
import { gradeItem } from './grade.ts'
import type { Item, ItemKind } from './item.ts'
import { parseItems, serialiseItems } from './parse.ts'
import { seeded, shuffledPlaces } from './seeded.ts'

const option = (text: string, isRight = false, worth: number | null = null) => ({ text, isRight, worth, feedback: `Why ${text}` })
const blank = { options: [], pairs: [] as [string, string][], order: [], accepted: [] }
const make = (kind: ItemKind, more: Partial<Item> = {}): Item => ({
  key: `own-${kind}`,
  theme: 'own',
  level: 1,
  kind,
  families: [],
  prompt: 'What now?',
  ...blank,
  ...(kind === 'choice' ? { options: [option('a'), option('b', true)] } : {}),
  ...(kind === 'multiple' ? { options: [option('a', true), option('b'), option('c', true)] } : {}),
  ...(kind === 'judgement' ? { options: [option('a', false, 0), option('b', false, 2), option('c', false, 3)] } : {}),
  ...(kind === 'order' ? { order: ['hear', 'say sorry', 'mend'] } : {}),
  ...(kind === 'match'
    ? {
        pairs: [
          ['a', '1'],
          ['b', '2'],
        ] as [string, string][],
      }
    : {}),
  ...(kind === 'short' ? { accepted: ['sorry'] } : {}),
  explanation: 'Because.',
  source: '',
  ...more,
})
const all = (['choice', 'multiple', 'order', 'match', 'short', 'judgement'] as const).map((kind) => make(kind))

test('a file of every kind is read, and written again it is the same', () => {
  const text = serialiseItems(all)
  const parsed = parseItems(text)
  assert.deepEqual(parsed.faults, [])
  assert.deepEqual(parsed.items, all)
  assert.equal(serialiseItems(parsed.items), text)
})

test('whatever words an item holds, reading what was written gives the same', () => {
  const word = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).map((one) => `x${one}`.normalize('NFC').trim())
  fc.assert(
    fc.property(
      word,
      word,
      fc.constantFrom(1, 2, 3, 4),
      fc.array(fc.constantFrom('warehouse', 'delivery'), { maxLength: 2 }),
      (prompt, right, level, families) => {
        const item = make('choice', { prompt, level, families, options: [option(`1${right}`), option(`2${right}`, true)] })
        item.options.forEach((one) => (one.feedback = one.feedback.normalize('NFC').trim()))
        const text = serialiseItems([item])
        const { items, faults } = parseItems(text)
        assert.deepEqual([items, faults], [[item], []])
        assert.equal(serialiseItems(items!), text)
      },
    ),
    { numRuns: 200 },
  )
})

test('a mistake is told with its line and column', () => {
  const fault = (text: string) => {
    const { faults } = parseItems(text)
    return faults.map(({ line, column, message }) => `${line}:${column} ${message}`)
  }
  assert.deepEqual(fault('{}'), ['1:1 this must be a list of items'])
  assert.deepEqual(fault('[\n  { "key": "a" "b" }\n]'), ['2:16 "," or "}" is expected here'])
  assert.deepEqual(fault('[1,'), ['1:4 the file ends here too early'])
  assert.deepEqual(fault('[{"__proto__": 1}]'), ['1:3 "__proto__" can\'t be a name'])
  assert.match(fault('['.repeat(40))[0]!, /too deep/)
  const text = serialiseItems([make('choice')]).replace('"isRight": true', '"isRigth": true')
  assert.deepEqual(fault(text), [
    '8:16 options has 0 right options; a choice has one',
    '16:20 options 1 isRigth "isRigth" is not known here',
  ])
  assert.deepEqual(fault(serialiseItems([make('short'), make('short')]))[0]?.replace(/^\d+:\d+ /, ''), 'key stands in this file twice')
  assert.match(fault(serialiseItems([make('choice', { level: 7 })]))[0]!, /level is 1, 2, 3 or 4/)
})

test('each kind needs what it needs', () => {
  const messages = (item: Item) => textFaults(item).map(({ pointer, message }) => `${pointer} ${message}`)
  for (const item of all) assert.deepEqual(messages(item), [], item.kind)
  const table: [Item, RegExp][] = [
    [make('choice', { options: [option('a', true)] }), /options needs at least 2/],
    [make('choice', { options: [option('a', true), option('b', true)] }), /2 right options/],
    [make('choice', { options: [{ ...option('a', true), feedback: ' ' }, option('b')] }), /options\/0\/feedback says nothing/],
    [make('choice', { options: [option('a', true), option('A ')] }), /options\/1\/text stands here twice/],
    [make('multiple', { options: [option('a'), option('b')] }), /no right option/],
    [make('judgement', { options: [option('a', false, 3), option('b')] }), /worth is 0, 1, 2 or 3/],
    [make('judgement', { options: [option('a', false, 3), option('b', false, 2)] }), /then any answer passes/],
    [make('order', { order: ['a', 'b'] }), /order needs at least 3/],
    [
      make('match', {
        pairs: [
          ['a', '1'],
          ['b', ' 1'],
        ],
      }),
      /pairs\/1\/1 stands here twice/,
    ],
    [make('short', { accepted: [] }), /accepted needs at least one/],
    [make('short', { explanation: '' }), /explanation says nothing/],
    [make('short', { prompt: 'x'.repeat(501) }), /prompt has 501 letters; 500 at most/],
  ]
  for (const [item, pattern] of table) assert.match(messages(item).join('; '), pattern)
})

test('a translation has as many options and the same ones right', () => {
  assert.deepEqual(translationFaults('choice', all[0]!, all[0]!), [])
  assert.equal(translationFaults('choice', all[0]!, { ...all[0]!, options: all[0]!.options.toReversed() }).length, 2)
  assert.equal(translationFaults('order', all[2]!, { ...all[2]!, order: ['a', 'b', 'c', 'd'] }).length, 1)
  assert.deepEqual(translationFaults('short', all[4]!, { ...all[4]!, accepted: ['a', 'b'] }), [], 'another language has other words for it')
})

test('answers are graded by kind', () => {
  const grade = (kind: ItemKind, places: number[], text = '') => {
    const { isRight, share } = gradeItem(make(kind), { places, text })
    return [isRight, Math.round(share * 100)]
  }
  assert.deepEqual(
    [grade('choice', [1]), grade('choice', [0])],
    [
      [true, 100],
      [false, 0],
    ],
  )
  assert.deepEqual(
    [grade('multiple', [0, 2]), grade('multiple', [2, 0]), grade('multiple', [0]), grade('multiple', [])],
    [
      [true, 100],
      [true, 100],
      [false, 67],
      [false, 33],
    ],
  )
  assert.deepEqual(
    [grade('judgement', [0]), grade('judgement', [1]), grade('judgement', [2])],
    [
      [false, 0],
      [true, 67],
      [true, 100],
    ],
  )
  assert.deepEqual(
    [grade('order', [0, 1, 2]), grade('order', [0, 2, 1]), grade('order', [2, 1, 0])],
    [
      [true, 100],
      [false, 50],
      [false, 0],
    ],
  )
  assert.deepEqual(
    [grade('match', [0, 1]), grade('match', [1, 0])],
    [
      [true, 100],
      [false, 0],
    ],
  )
  assert.deepEqual(
    [grade('short', [], 'Sorry'), grade('short', [], 'no')],
    [
      [true, 100],
      [false, 0],
    ],
  )
})

test('what is no answer to the item is refused', () => {
  const table: [ItemKind, number[]][] = [
    ['choice', []],
    ['choice', [2]],
    ['choice', [-1]],
    ['choice', [0, 1]],
    ['multiple', [0, 0]],
    ['order', [0, 1]],
    ['match', [0]],
    ['short', [0]],
    ['choice', [0.5]],
  ]
  for (const [kind, places] of table)
    assert.throws(() => gradeItem(make(kind), { places, text: '' }), RangeError, `${kind} ${places.join()}`)
})

test('what is shuffled has every place once, is the same for the same words, and never stands as it is right', () => {
  for (let i = 0; i < 200; i++) {
    const places = shuffledPlaces(4, seeded(`word ${i}`))
    assert.deepEqual(places.toSorted(), [0, 1, 2, 3])
    assert.notDeepEqual(places, [0, 1, 2, 3])
  }
  assert.deepEqual(shuffledPlaces(6, seeded('x')), shuffledPlaces(6, seeded('x')))
})
