import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gradeItem } from '#engines/item/grade.ts'
import lsat from '../../../test/data/assessment/lsat6.json' with { type: 'json' }
import { changeOfMany, changeOfOne } from './change.ts'
import { asWritten, drawItems, withoutAnswer } from './draw.ts'
import { type ItemMoments, itemStatistics, optionStatistics } from './item-statistics.ts'

const near = (a: number, b: number, by = 1e-9) => assert.ok(Math.abs(a - b) < by, `${a} is not ${b}`)
function momentsOf(pairs: readonly (readonly [number, number])[]): ItemMoments {
  const sum = (of: (x: number, y: number) => number) => pairs.reduce((total, [x, y]) => total + of(x, y), 0)
  return {
    n: pairs.length,
    sumX: sum((x) => x),
    sumXx: sum((x) => x * x),
    sumY: sum((_, y) => y),
    sumYy: sum((_, y) => y * y),
    sumXy: sum((x, y) => x * y),
  }
}

test('difficulty and corrected point-biserial of LSAT 6 are those of R', () => {
  const rows = Object.entries(lsat.patterns).flatMap(([pattern, times]) => Array.from({ length: times }, () => [...pattern].map(Number)))
  assert.equal(rows.length, 1000)
  lsat.p.forEach((p, item) => {
    const pairs = rows.map((row) => [row[item]!, (row.reduce((a, b) => a + b, 0) - row[item]!) / (row.length - 1)] as const)
    const { difficulty, discrimination, verdict } = itemStatistics(momentsOf(pairs))
    near(difficulty!, p)
    near(discrimination!.estimate, lsat.pointBiserialCorrected[item]!)
    assert.ok(discrimination!.low < discrimination!.estimate && discrimination!.estimate < discrimination!.high)
    assert.equal(verdict, 'works')
  })
})

test('an item that those who know more get wrong is flagged, and few answers say so instead', () => {
  const turned = (n: number) => Array.from({ length: n }, (_, i) => [i % 10 < 5 ? 1 : 0, (i % 10) / 10] as const)
  assert.equal(itemStatistics(momentsOf(turned(30))).verdict, 'negative')
  assert.ok(itemStatistics(momentsOf(turned(30))).discrimination!.estimate < 0)
  assert.deepEqual([itemStatistics(momentsOf(turned(29))).verdict, itemStatistics(momentsOf(turned(29))).discrimination], ['few', null])
  assert.equal(itemStatistics(momentsOf(turned(4))).difficulty, null)
  assert.equal(itemStatistics(momentsOf(Array.from({ length: 40 }, (_, i) => [1, (i % 7) / 7] as const))).verdict, 'same')
  assert.equal(itemStatistics(momentsOf([])).verdict, 'few')
  assert.throws(() => itemStatistics({ ...momentsOf([]), n: -1 }), RangeError)
})

test('turning an item round turns the sign of its discrimination', () => {
  const answer = fc.tuple(
    fc.constantFrom(0, 1 / 3, 1),
    fc.integer({ min: 0, max: 9 }).map((y) => y / 9),
  )
  fc.assert(
    fc.property(fc.array(answer, { minLength: 30, maxLength: 80 }), (pairs) => {
      const straight = itemStatistics(momentsOf(pairs)).discrimination
      const turned = itemStatistics(momentsOf(pairs.map(([x, y]) => [1 - x, y] as const))).discrimination
      if (straight && turned) near(straight.estimate, -turned.estimate, 1e-6)
    }),
  )
})

test('a wrong option that nobody takes is idle, one that the able take is tempting', () => {
  const options = optionStatistics(100, 60, [
    { chosen: 60, sumY: 42, isRight: true },
    { chosen: 30, sumY: 9, isRight: false },
    { chosen: 8, sumY: 8, isRight: false },
    { chosen: 2, sumY: 1, isRight: false },
  ])
  assert.deepEqual(
    options.map(({ verdict }) => verdict),
    ['fine', 'fine', 'tempting', 'idle'],
  )
  assert.equal(optionStatistics(10, 5, [{ chosen: 0, sumY: 0, isRight: false }])[0]!.verdict, 'fine')
})

const bank = Array.from({ length: 20 }, (_, i) => ({ id: `i${i}`, principleId: i < 12 ? 'a' : i < 18 ? 'b' : 'c' }))
test('a draw is the same for its seed, fair to each principle, and never asks twice', () => {
  const drawn = drawItems(bank, 9, 'one')
  assert.deepEqual(drawItems(bank, 9, 'one'), drawn)
  assert.notDeepEqual(drawItems(bank, 9, 'two'), drawn)
  const of = (principle: string) => drawn.filter(({ principleId }) => principleId === principle).length
  assert.deepEqual([of('c'), of('a') + of('b'), Math.abs(of('a') - of('b')) <= 1], [2, 7, true])
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (seed, count) => {
      const ids = drawItems(bank, count, seed).map(({ id }) => id)
      assert.equal(new Set(ids).size, Math.min(count, bank.length))
      assert.equal(ids.length, Math.min(count, bank.length))
    }),
  )
})

const blank = { options: [], pairs: [] as [string, string][], order: [] as string[], accepted: [] as string[], explanation: 'Because.' }
test('what is shown holds nothing of the answer, and an answer to it is understood', () => {
  const order = { ...blank, prompt: 'In which order?', order: ['hear', 'say', 'mend', 'ask'] }
  const shown = withoutAnswer('order', order, 's')
  assert.notDeepEqual(shown.order, order.order)
  const laid = order.order.map((words) => shown.order.indexOf(words))
  assert.equal(gradeItem({ ...order, kind: 'order' }, asWritten('order', order, 's', { places: laid, text: '' })).isRight, true)
  const pairs = {
    ...blank,
    prompt: 'Which?',
    pairs: [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ] as [string, string][],
  }
  const seen = withoutAnswer('match', pairs, 's')
  assert.deepEqual(
    seen.pairs.map(([left]) => left),
    ['a', 'b', 'c'],
  )
  const put = pairs.pairs.map(([, right]) => seen.pairs.findIndex(([, one]) => one === right))
  assert.equal(gradeItem({ ...pairs, kind: 'match' }, asWritten('match', pairs, 's', { places: put, text: '' })).isRight, true)
  const choice = { ...blank, prompt: '?', options: [{ text: 'a', isRight: true, worth: null, feedback: 'yes' }], accepted: ['x'] }
  assert.deepEqual(withoutAnswer('choice', choice, 's'), {
    prompt: '?',
    options: [{ text: 'a', isRight: false, worth: null, feedback: '' }],
    pairs: [],
    order: [],
    accepted: [],
    explanation: '',
  })
})

test('a change carries its range: one person of ten questions proves little, forty people prove it', () => {
  const one = changeOfOne({ right: 5, asked: 10 }, { right: 8, asked: 10 })
  near(one.estimate, 0.3)
  assert.ok(one.low < 0 && one.high > 0.5)
  assert.equal(changeOfMany({ n: 4, sum: 1, sumSquares: 0.3 }), null)
  const many = changeOfMany({ n: 40, sum: 12, sumSquares: 4.4 })!
  near(many.estimate, 0.3)
  assert.ok(many.low > 0.2 && many.high < 0.4)
})
