import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf, dueFrom, findSimilar, halfWithin, initialsOf, isPossible, leadersUpwards, likeness, withManager } from './rules.ts'

test('the clock shows day 1 at once, day 14 on the last day, and days late after it', () => {
  const openedAt = new Date('2026-11-02T09:00:00Z')
  const at = (text: string) => clockOf(openedAt, dueFrom(openedAt), new Date(text))
  assert.deepEqual(at('2026-11-02T09:00:01Z'), { day: 1, of: 14, daysLate: 0 })
  assert.deepEqual(at('2026-11-16T08:59:59Z'), { day: 14, of: 14, daysLate: 0 })
  assert.deepEqual(at('2026-11-16T09:00:00Z'), { day: 15, of: 14, daysLate: 0 })
  assert.deepEqual(at('2026-11-18T12:00:00Z'), { day: 17, of: 14, daysLate: 3 })
})

test('the nearest leader up the tree answers, and nobody what they raised themselves', () => {
  const leaders = [
    { personId: 'top', unitId: 'root' },
    { personId: 'lea', unitId: 'packing' },
    { personId: 'marta', unitId: 'depot' },
  ]
  const upwards = (raiser: string) => leadersUpwards(['root', 'depot', 'packing'], leaders, raiser).map(({ personId }) => personId)
  assert.deepEqual(upwards('amina'), ['lea', 'marta', 'top'])
  assert.deepEqual(upwards('lea'), ['marta', 'top'])
  assert.deepEqual(leadersUpwards(['other'], leaders, null), [])
})

test('where the own unit names no leader, the raiser’s manager comes before those above', () => {
  const [top, lea, marta] = [
    { personId: 'top', unitId: 'root' },
    { personId: 'lea', unitId: 'packing' },
    { personId: 'marta', unitId: 'depot' },
  ]
  const order = (leaders: (typeof top)[], manager: typeof top | null) =>
    withManager(leaders, 'packing', manager).map(({ personId }) => personId)
  assert.deepEqual(order([top], marta), ['marta', 'top'])
  assert.deepEqual(order([marta, top], top), ['top', 'marta'])
  assert.deepEqual(order([lea, marta, top], lea), ['lea', 'marta', 'top'])
  assert.deepEqual(order([lea, top], marta), ['lea', 'marta', 'top'])
  assert.deepEqual(order([], null), [])
})

const open = [
  'No void filler after 18:00, a rule of the depot',
  'The refund form asks for a photo that many customers cannot take',
  'Two lifts, one key',
  'We must ask for an ID for parcels under EUR 20',
  'Nach 18 Uhr gibt es kein Füllmaterial mehr',
  'لا توجد مواد حشو بعد الساعة السادسة مساء',
].map((title, id) => ({ id, title }))

test('open ones that say the same in other words are found, with slips and endings, in each language', () => {
  const found = (words: string) => findSimilar(words, open).map(({ id }) => id)
  for (const [words, expected] of [
    ['there is no void filer after six', 0],
    ['void filler runs out at 18:00', 0],
    ['refund forms want photos', 1],
    ['the lift key is missing', 2],
    ['asking for ID for small parcels', 3],
    ['Füllmaterialien fehlen nach 18 Uhr', 4],
    ['مواد الحشو تنفد بعد السادسة', 5],
  ] as const)
    assert.equal(found(words)[0], expected, words)
})

test('what has nothing to do with them is not offered, nor is a word that all share', () => {
  assert.deepEqual(findSimilar('The coffee machine in the canteen is broken', open), [])
  assert.deepEqual(findSimilar('the', open), [])
  assert.deepEqual(findSimilar('xy', open), [])
  assert.deepEqual(findSimilar('anything', []), [])
})

test('likeness: same, same beginning, nearly the same letters, different', () => {
  assert.equal(likeness('filler', 'filler'), 1)
  assert.equal(likeness('photo', 'photos'), 0.8)
  assert.ok(likeness('depto', 'depot') < 1)
  assert.equal(likeness('key', 'kay'), 0)
  assert.equal(likeness('parcel', 'window'), 0)
})

test('a law can’t be removed; what is ours can', () => {
  assert.equal(isPossible('red', 'removed'), false)
  for (const answer of ['changed', 'kept'] as const) assert.equal(isPossible('red', answer), true)
  assert.equal(isPossible('green', 'removed'), true)
  assert.equal(isPossible(null, 'removed'), true)
})

test('half of the answers: the median with its interval from order statistics; too few give none', () => {
  assert.equal(halfWithin([{ days: 3, n: 4 }]), null)
  assert.deepEqual(halfWithin([{ days: 3, n: 5 }]), { days: 3, low: 3, high: 3, n: 5 })
  // 1 to 33, one each: the median is the 17th, the ranks of the interval 10 and 24 (Conover 1999, n/2 -+ 1.96 sqrt(n)/2).
  const each = Array.from({ length: 33 }, (_, i) => ({ days: 33 - i, n: 1 }))
  assert.deepEqual(halfWithin(each), { days: 17, low: 10, high: 24, n: 33 })
})

test('initials are the first and the last name’s', () => {
  assert.deepEqual(['Marta Kovač', 'Ines Maria Duarte', 'Li', '', 'Packer 1204'].map(initialsOf), ['MK', 'ID', 'L', '', 'P'])
})
