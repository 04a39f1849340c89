import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alikeOf, mondayOf, nextInTurn, partsOf, pickWords, teamsOf, weekIndex, weekNumber } from './rules.ts'

test('a day belongs to the Monday of its ISO week, and weeks are numbered by their Thursday', () => {
  assert.deepEqual(['2026-11-29', '2026-11-30', '2026-12-06', '2027-01-01'].map(mondayOf), [
    '2026-11-23',
    '2026-11-30',
    '2026-11-30',
    '2026-12-28',
  ])
  assert.deepEqual(['2026-12-28', '2027-01-04', '2024-12-30', '2018-01-01'].map(weekNumber), [53, 1, 1, 1])
  assert.equal(weekIndex('2026-12-07') - weekIndex('2026-11-30'), 1)
  assert.equal(weekIndex('1970-01-05'), 0)
})

test('principles take turns; all are heard before one returns, and a new one comes soon', () => {
  const ids = ['a', 'b', 'c', 'd']
  const used = new Map<string, string>()
  const weeks: string[] = []
  for (let week = 0; week < 8; week++) {
    const next = nextInTurn(ids, used, 100 + week)!
    used.set(next, `w${week}`)
    weeks.push(next)
  }
  assert.deepEqual(weeks.join(''), 'abcdabcd')
  // A team that joins late has the same principle as the others.
  assert.equal(nextInTurn(ids, new Map(), 103), 'd')
  assert.equal(nextInTurn([...ids, 'new'], used, 108), 'new')
  assert.equal(nextInTurn([], used, 1), null)
})

test('a team is two people or more with a leader, there or above', () => {
  const units = [
    { id: 'root', ancestorIds: ['root'] },
    { id: 'packing', ancestorIds: ['root', 'packing'] },
    { id: 'lonely', ancestorIds: ['root', 'lonely'] },
  ]
  const places = [
    { unitId: 'packing', people: 1 },
    { unitId: 'packing', people: 2 },
    { unitId: 'lonely', people: 1 },
    { unitId: null, people: 9 },
  ]
  assert.deepEqual(teamsOf(units, places, new Set(['root'])), ['packing'])
  assert.deepEqual(teamsOf(units, places, new Set()), [])
})

test('praise is heard first, then what began at a step of ours', () => {
  const quote = (id: string, kind: 'praise' | 'complaint', causeStepId: string | null = null) => ({ id, kind, stepId: null, causeStepId })
  const heard = [quote('p1', 'praise'), quote('p2', 'praise'), quote('c1', 'complaint'), quote('c2', 'complaint', 'packing')]
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  assert.deepEqual(ids(pickWords(heard, new Set(['packing']))), ['p1', 'c2'])
  assert.deepEqual(ids(pickWords(heard, new Set())), ['p1', 'c1'])
  assert.deepEqual(ids(pickWords(heard.slice(0, 2), new Set())), ['p1', 'p2'])
  assert.deepEqual(ids(pickWords([], new Set())), [])
  const complaints = [
    { causeStepId: 'packing', count: 1 },
    { causeStepId: null, count: 1 },
  ]
  assert.deepEqual(alikeOf(heard[3]!, complaints), { n: 1, of: 2 })
  assert.equal(alikeOf(heard[2]!, complaints), null)
})

test('whatever stands on it, a huddle takes less than five minutes', () => {
  const seconds = partsOf({ principle: true, words: 2, answers: true, story: true }).reduce((sum, part) => sum + part.seconds, 0)
  assert.ok(seconds < 300, `${seconds} s`)
})
