import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '#engines/item/seeded.ts'
import { type Candidate, choose, gainOf, mostKept, type Occasion } from './choose.ts'
import { doseLeft, secondsOf, weeksAway } from './dose.ts'
import { afterReview, longestDays, type Memory, restDays } from './memory.ts'

const themes = ['person', 'promise', 'own', 'clear', 'easy', 'better']
const fresh = (n: number): Candidate => ({
  id: `item-${n}`,
  theme: themes[n % themes.length]!,
  kind: n % 5 === 0 ? 'judgement' : 'choice',
  seconds: secondsOf[n % 5 === 0 ? 'judgement' : 'choice'],
  memory: null,
  lastDay: null,
  isSureAndWrong: false,
  isAsked: false,
})
const known = (n: number, stability: number, lastDay: number): Candidate => ({ ...fresh(n), memory: { stability, difficulty: 5 }, lastDay })
const on = (today: number, more: Partial<Occasion> = {}): Occasion => ({
  today,
  seconds: 180,
  weeksAway: 0,
  random: seeded(`${today}`),
  ...more,
})
const ids = (some: readonly Candidate[]) => some.map(({ id }) => id)

test('a session fits three minutes', () => {
  const session = choose(
    Array.from({ length: 80 }, (_, n) => fresh(n)),
    on(0),
  )
  const seconds = session.reduce((sum, one) => sum + one.seconds, 0)
  assert.ok(seconds > 150 && seconds <= 190, `${seconds}`)
})

test('the same session is chosen again, another week another one', () => {
  const bank = Array.from({ length: 80 }, (_, n) => fresh(n))
  assert.deepEqual(ids(choose(bank, on(0))), ids(choose(bank, on(0))))
  assert.notDeepEqual(ids(choose(bank, on(0))), ids(choose(bank, on(7))))
})

test('what is not about to fade stays at rest, and then there is nothing to do', () => {
  assert.deepEqual(choose([known(1, 100, 0), known(2, 60, 0)], on(10)), [])
})

test('sure and wrong goes first, then what rested longest, then what fades', () => {
  const wrong = { ...known(1, 30, 6), isSureAndWrong: true }
  const rested = known(2, 30_000, 7 - longestDays)
  const fading = known(3, 2, -10)
  const session = choose([fading, rested, wrong, known(4, 30, 6)], on(7, { seconds: 40 }))
  assert.deepEqual(new Set(ids(session)), new Set(['item-1', 'item-2']))
  assert.deepEqual(ids(choose([fading, wrong], on(7, { seconds: 20 }))), ['item-1'])
  assert.deepEqual(ids(choose([{ ...wrong, lastDay: 7 }], on(7))), [], 'not twice on one day')
})

test('sure and wrong leads the session whatever else its themes hold', () => {
  const wrong = { ...known(0, 30, -3), isSureAndWrong: true }
  const others = [known(1, 1, -10), known(7, 1, -10), known(13, 1, -10), known(2, 1, -10)]
  assert.equal(ids(choose([...others, wrong], on(7)))[0], 'item-0')
})

test('neighbours have different themes', () => {
  const session = choose(
    Array.from({ length: 80 }, (_, n) => fresh(n)),
    on(3),
  )
  session.forEach((one, i) => assert.ok(i === 0 || one.theme !== session[i - 1]!.theme, ids(session).join(' ')))
  const lopsided = [0, 6, 12, 1, 18].map((n) => known(n, 2, 0))
  const ordered = choose(lopsided, on(30))
  assert.equal(ordered.filter((one, i) => i > 0 && one.theme === ordered[i - 1]!.theme).length, 2, 'four of one theme and one of another')
})

test('new things have three places where much is due, the rest where little is, and none while what is known fills the year', () => {
  const news = (session: readonly Candidate[]) => session.filter(({ memory }) => memory === null).length
  const fresh20 = Array.from({ length: 20 }, (_, n) => fresh(n + 50))
  const due = (count: number) => Array.from({ length: count }, (_, n) => known(n, 2, 0))
  assert.equal(news(choose([...due(30), ...fresh20], on(20))), 3)
  assert.ok(news(choose([...due(3), ...fresh20], on(20))) > 4)
  assert.equal(news(choose([...due(3), ...fresh20], on(20, { weeksAway: 3 }))), 1)
  const full = Array.from({ length: mostKept(180, 22) }, (_, n) => known(n, 300, 19))
  assert.equal(news(choose([...full, fresh(999)], on(20))), 0)
})

test('after a pause the dose is the same and the first thing is one that is likely still known', () => {
  const bank = [known(0, 2, 0), known(1, 40, 0), known(2, 3, 0), known(3, 4, 0)]
  const session = choose(bank, on(60, { weeksAway: 7 }))
  assert.equal(session[0]!.id, 'item-1')
  assert.ok(session.reduce((sum, one) => sum + one.seconds, 0) <= 190)
})

test('an asked refresher comes before it fades, but not what was seen this week', () => {
  assert.deepEqual(ids(choose([{ ...known(1, 200, 0), isAsked: true }], on(10))), ['item-1'])
  assert.deepEqual(choose([{ ...known(1, 200, 0), isAsked: true }], on(6)), [])
})

test('a moment of a scenario comes last, after the things that it needs, every other week at most', () => {
  const scene = (id: string, more: Partial<Candidate> = {}): Candidate => ({ ...fresh(50), id, kind: 'scene', seconds: 60, ...more })
  const due = Array.from({ length: 20 }, (_, n) => known(n, 2, 0))
  const session = choose([scene('scene'), ...due], on(20))
  assert.equal(session.at(-1)!.id, 'scene')
  assert.ok(session.length > 4)
  assert.ok(session.reduce((sum, one) => sum + one.seconds, 0) <= 190)
  const memory = { stability: 3, difficulty: 5 }
  assert.ok(!ids(choose([scene('scene', { lastDay: 8, memory }), scene('other'), ...due], on(20))).includes('other'))
  assert.ok(ids(choose([scene('scene', { lastDay: 5, memory }), ...due], on(20))).includes('scene'))
  assert.equal(
    choose(
      [scene('new'), scene('known', { lastDay: 5, memory }), scene('safe', { lastDay: 5, memory: { stability: 300, difficulty: 5 } })],
      on(20),
    ).at(-1)!.id,
    'known',
    'what fades goes before what is new',
  )
  assert.deepEqual(
    ids(choose([scene('scene', { lastDay: 12, memory, isSureAndWrong: true })], on(20))),
    ['scene'],
    'sure and wrong comes back the next week',
  )
  assert.deepEqual(choose([scene('scene')], on(20, { seconds: 60 })), [], 'in a minute there are only questions')
})

test('what stands at the edge gains more than what is safe, and nothing gains twice on one day', () => {
  const at = (stability: number, days: number) => gainOf({ stability, difficulty: 5 }, days)
  assert.ok(at(7, 7) > at(300, 7))
  assert.equal(at(7, 0), 0)
})

test('a year of weeks: whatever was answered right six times is asked again within the year', () => {
  for (const size of [40, 80, 400]) {
    const bank = new Map(Array.from({ length: size }, (_, n) => [`item-${n}`, fresh(n)]))
    const asked = new Map<string, number[]>()
    for (let week = 0; week < 156; week++) {
      const today = week * 7
      for (const one of choose([...bank.values()], on(today))) {
        const memory: Memory = afterReview(one.memory, one.lastDay === null ? 0 : today - one.lastDay, 3)
        assert.ok(restDays(memory) <= longestDays)
        bank.set(one.id, { ...one, memory, lastDay: today })
        asked.set(one.id, [...(asked.get(one.id) ?? []), today])
      }
    }
    const known = [...asked.values()].filter((days) => days.length >= 6)
    assert.ok(size === 400 || known.length > 30, `${known.length} of ${size} were right six times`)
    for (const days of asked.values()) {
      const longest = Math.max(...days.map((day, i) => (days[i + 1] ?? 156 * 7 - 1) - day))
      assert.ok(longest < 365, `${size}: ${longest} days of rest after ${days.length}`)
    }
  }
})

test('the dose follows the working days, asks nothing in a week off and makes nothing up', () => {
  assert.deepEqual([doseLeft(5, 0), doseLeft(7, 0), doseLeft(3, 0), doseLeft(1, 0), doseLeft(0, 0)], [180, 180, 108, 60, 0])
  assert.deepEqual([doseLeft(5, 100), doseLeft(5, 165), doseLeft(5, 400)], [80, 0, 0])
})

test('weeks away are whole weeks without practice', () => {
  assert.deepEqual(
    [weeksAway(null, 70), weeksAway(70, 70), weeksAway(69, 70), weeksAway(62, 70), weeksAway(56, 70), weeksAway(40, 70)],
    [0, 0, 0, 1, 1, 4],
  )
})
