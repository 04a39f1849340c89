import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTurn, missingFirst, mineOf, principleOfWeek, quoteOfDay, thanksSince, waysInOf } from './rules.ts'

const at = new Date('2026-11-30T08:00:00Z')
const none = { owed: [], story: [], answered: [], huddle: [], first: [], gap: [], level: [], did: [], learn: [] }

test('what waits for an answer goes before everything else, and no more than three stand there', () => {
  assert.deepEqual(
    inTurn({ ...none, level: ['level'], gap: ['gap'], did: ['did'], learn: ['learn'], huddle: ['huddle'], owed: ['a', 'b'] }),
    ['a', 'b', 'huddle'],
  )
  assert.deepEqual(inTurn({ ...none, story: ['story'], answered: ['answer'], owed: ['a'] }), ['a', 'story', 'answer'])
  assert.deepEqual(inTurn({ ...none, level: ['level'], answered: ['answer'] }), ['answer', 'level'])
  assert.deepEqual(inTurn({ ...none, huddle: ['huddle'], first: ['first'], owed: ['a'] }), ['a', 'first', 'huddle'])
  assert.deepEqual(inTurn(none), [])
})

test('thanks are asked for since the visit before, a month at most and never from tomorrow', () => {
  assert.equal(thanksSince(undefined, at), '2026-11-23T08:00:00.000Z')
  assert.equal(thanksSince('2026-11-29T08:00:00Z', at), '2026-11-29T08:00:00.000Z')
  assert.equal(thanksSince('2020-01-01T00:00:00Z', at), '2026-10-31T08:00:00.000Z')
  assert.equal(thanksSince('2030-01-01T00:00:00Z', at), at.toISOString())
})

test('without news the words take turns by the day, praise alone where there is any', () => {
  const said = (kind: string, receivedAt: string) => ({ kind, receivedAt })
  const old = [said('praise', '2026-11-20T08:00:00Z'), said('praise', '2026-11-19T08:00:00Z'), said('complaint', '2026-11-30T07:00:00Z')]
  const chosen = ['2026-11-30', '2026-12-01'].map((day) => quoteOfDay(old, day, at))
  assert.deepEqual(new Set(chosen), new Set(old.slice(0, 2)))
  assert.equal(quoteOfDay([said('complaint', '2026-11-01T00:00:00Z')], '2026-11-30', at)?.kind, 'complaint')
  assert.equal(quoteOfDay([], '2026-11-30', at), null)
})

test('where it went wrong counts before what it is about', () => {
  const mine = new Set(['a', 'b'])
  assert.equal(mineOf({ stepId: 'a', causeStepId: 'b' }, mine), 'cause')
  assert.equal(mineOf({ stepId: 'a', causeStepId: 'c' }, mine), 'step')
  assert.equal(mineOf({ stepId: null, causeStepId: null }, mine), 'unit')
})

test('the week has a principle also before the first huddle, and none without principles', () => {
  const principles = [{ id: 'a' }, { id: 'b' }]
  assert.equal(principleOfWeek(principles, 'b', '2026-11-30')?.id, 'b')
  const turns = ['2026-11-30', '2026-12-07'].map((monday) => principleOfWeek(principles, null, monday)?.id)
  assert.deepEqual(new Set(turns), new Set(['a', 'b']))
  assert.equal(principleOfWeek([], null, '2026-11-30'), null)
})

test('of what is missing a sign-off stands first: it needs one conversation', () => {
  assert.equal(missingFirst([{ kind: 'knowledge' }, { kind: 'sign-off' }]), 'sign-off')
  assert.equal(missingFirst([]), null)
})

test('people are let in once half of the others can come in; alone nobody is', () => {
  assert.deepEqual(waysInOf(0, 0), { isDone: false, count: 0 })
  assert.deepEqual(waysInOf(5, 2), { isDone: false, count: 3 })
  assert.deepEqual(waysInOf(5, 3), { isDone: true, count: 2 })
})
