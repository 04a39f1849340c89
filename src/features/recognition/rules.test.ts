import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSentence } from '#engines/text/sentence.ts'
import { type Counted, saidAt, shownGroups } from './rules.ts'

test('thanks say what happened in three words or more, in any language', () => {
  for (const words of ['', 'Great job', 'Thanks!', '👏 👏 👏', 'Super gemacht', 'شكرا جزيلا']) assert.equal(isSentence(words), false, words)
  for (const words of ['Packed the lamp twice', 'Du hast gewartet', 'غلّفت المصباح مرتين']) assert.equal(isSentence(words), true, words)
})

test('a phone’s clock is believed between 60 days ago and now', () => {
  const now = new Date('2026-11-02T08:00:00Z')
  assert.equal(saidAt(undefined, now), now)
  assert.equal(saidAt('2026-11-01T08:00:00Z', now).toISOString(), '2026-11-01T08:00:00.000Z')
  assert.equal(saidAt('2027-01-01T08:00:00Z', now).toISOString(), now.toISOString())
  assert.equal(saidAt('2020-01-01T08:00:00Z', now).toISOString(), '2026-09-03T08:00:00.000Z')
})

const of = (id: string, people: number): Counted => ({ id, people, reached: 1, thanks: 2 })
test('no group under five is shown, nor can one be told from the whole', () => {
  const ids = (...groups: Counted[]) => shownGroups(groups).map(({ id, people }) => [id, people])
  assert.deepEqual(ids(of('a', 9), of('b', 5)), [
    ['a', 9],
    ['b', 5],
  ])
  assert.deepEqual(ids(of('a', 9), of('b', 3), of('c', 4)), [
    ['a', 9],
    [null, 7],
  ])
  assert.deepEqual(ids(of('a', 9), of('b', 6), of('c', 2)), [
    ['a', 9],
    [null, 8],
  ])
  assert.deepEqual(ids(of('a', 3)), [[null, 3]])
  assert.deepEqual(shownGroups([of('a', 2), of('b', 4)]), [{ id: null, people: 6, reached: 2, thanks: 4 }])
  assert.deepEqual(ids(of('a', 0)), [])
})
