import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seeded } from '#engines/item/seeded.ts'
import { abilityByMean, abilityByWeightedLikelihood } from './ability.ts'
import { type Answers, type AnswersProblemCode, type Curve } from './answers.ts'
import { type Fit, type FitResult, rasch, twoParameter } from './fit.ts'

const near = (a: number, b: number, by: number) => assert.ok(Math.abs(a - b) <= by * Math.max(1, Math.abs(b)), `${a} is not ${b}`)
function fitted(result: FitResult): Fit {
  assert.equal(result.problem, null, JSON.stringify(result.problem))
  return result
}
const codeOf = ({ problem }: FitResult): AnswersProblemCode | null => problem?.code ?? null

/** Answers of people with normal abilities; a share of them not asked. */
function drawn(seed: string, people: number, curves: readonly Curve[], left = 0): Answers {
  const random = seeded(seed)
  const rights = new Int8Array(people * curves.length)
  for (let i = 0; i < people; i++) {
    const ability = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    for (const [j, { slope, intercept }] of curves.entries()) {
      const isRight = random() < 1 / (1 + Math.exp(-intercept - slope * ability))
      rights[i * curves.length + j] = random() < left ? -1 : isRight ? 1 : 0
    }
  }
  return { rights, items: curves.length }
}
const eight = Array.from({ length: 8 }, (_, i): Curve => ({ slope: 0.8 + (i % 4) * 0.3, intercept: -1.2 + i * 0.35 }))

test('true parameters lie within their errors, with and without items that were not asked', (t) => {
  for (const left of [0, 0.3]) {
    const squares = { slope: 0, intercept: 0 }
    for (let run = 0; run < 40; run++)
      for (const [i, item] of fitted(twoParameter(drawn(`${left} ${run}`, 600, eight, left))).items.entries()) {
        squares.slope += ((item.slope - eight[i]!.slope) / item.slopeSe) ** 2 / 320
        squares.intercept += ((item.intercept - eight[i]!.intercept) / item.interceptSe) ** 2 / 320
      }
    t.diagnostic(
      `mean squared distance in errors, ${left * 100} % not asked: slope ${squares.slope.toFixed(2)}, intercept ${squares.intercept.toFixed(2)}`,
    )
    for (const square of Object.values(squares)) assert.ok(square > 0.75 && square < 1.3, JSON.stringify(squares))
  }
})

test('names and order of people and items change nothing; everybody twice makes errors smaller by the root of two', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(twoParameter, rasch), (seed, model) => {
      const { rights, items } = drawn(seed, 400, eight.slice(0, 5), 0.1)
      const plain = model({ rights, items })
      if (plain.problem !== null) return
      const people = rights.length / items
      const turned = Int8Array.from(rights, (_, at) => rights[(people - 1 - Math.floor(at / items)) * items + (items - 1 - (at % items))]!)
      const other = fitted(model({ rights: turned, items }))
      const twice = fitted(model({ rights: Int8Array.from([...rights, ...rights]), items }))
      const weighed = fitted(model({ rights, items, times: new Float64Array(people).fill(2) }))
      near(other.logLikelihood, plain.logLikelihood, 1e-8)
      for (const [i, item] of plain.items.entries()) {
        near(other.items[items - 1 - i]!.slope, item.slope, 1e-3)
        near(other.items[items - 1 - i]!.interceptSe, item.interceptSe, 1e-3)
        near(twice.items[i]!.slope, item.slope, 1e-3)
        near(twice.items[i]!.slopeSe * Math.SQRT2, item.slopeSe, 1e-3)
        near(weighed.items[i]!.intercept, twice.items[i]!.intercept, 1e-9)
      }
    }),
    { numRuns: 25 },
  )
})

test('calling right wrong turns difficulties round and keeps slopes', () => {
  const { rights, items } = drawn('turned', 500, eight)
  const plain = fitted(twoParameter({ rights, items }))
  const turned = fitted(twoParameter({ rights: rights.map((one) => 1 - one), items }))
  for (const [i, item] of plain.items.entries()) {
    near(turned.items[i]!.slope, item.slope, 1e-3)
    near(turned.items[i]!.difficulty!, -item.difficulty!, 2e-3)
  }
})

test('more right answers never mean less ability where all slopes are above 0, and estimates stay in range', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(-1, 0, 1), { minLength: 8, maxLength: 8 }), fc.nat(7), (answers, place) => {
      const wrong = answers.with(place, 0)
      const right = answers.with(place, 1)
      for (const estimate of [abilityByMean, abilityByWeightedLikelihood]) {
        const [low, high] = [estimate(eight, wrong), estimate(eight, right)]
        assert.ok(low.problem === null && high.problem === null)
        assert.ok(low.estimate < high.estimate + 1e-9 && Math.abs(low.estimate) <= 6 && low.se > 0)
      }
    }),
    { numRuns: 200 },
  )
})

test('a question that the able get wrong has a slope below 0 and says so', () => {
  const { rights, items } = drawn('wrong key', 2000, [...eight.slice(0, 6), { slope: -0.9, intercept: 0.2 }])
  const fit = fitted(twoParameter({ rights, items }))
  assert.ok(fit.items[6]!.slope + 2 * fit.items[6]!.slopeSe < 0)
  assert.ok(fit.items.slice(0, 6).every(({ slope }) => slope > 0))
})

test('answers that carry no parameters say why instead of giving some', () => {
  const of = (rights: number[], items: number, times?: number[]) =>
    twoParameter({ rights: Int8Array.from(rights), items, times: times && Float64Array.from(times) })
  assert.equal(codeOf(of([], 3)), 'no-answers')
  assert.equal(codeOf(of([-1, -1, -1], 3)), 'no-answers')
  assert.equal(codeOf(of([1, 0], 2)), 'few-items')
  assert.equal(codeOf(of([], 0)), 'few-items')
  assert.equal(codeOf(of([1, 0, 1, 0], 3)), 'not-a-number')
  assert.equal(codeOf(of([1, 0, 2], 3)), 'not-a-number')
  for (const times of [[0], [Number.NaN], [Infinity], [1, 2]]) assert.equal(codeOf(of([1, 0, 1], 3, times)), 'not-a-number')
  assert.deepEqual(of([1, 0, 1, 1, 1, 0], 3).problem, { code: 'same-answers', item: 0 })
  assert.equal(codeOf(rasch({ rights: Int8Array.from([1, 0]), items: 2 }, { slope: Number.NaN })), 'not-a-number')
  assert.equal(codeOf(rasch({ rights: Int8Array.from([1, 0]), items: 2 }, { slope: 0 })), 'not-a-number')
  // One person each, and answers that are a perfect ladder: no finite slope fits best.
  assert.notEqual(codeOf(of([1, 0, 0, 0, 1, 1], 3)), null)
  const ladder = Array.from({ length: 200 }, (_, i) => [i >= 40, i >= 100, i >= 160, i >= 100].map(Number)).flat()
  assert.ok(['unbounded', 'undetermined', 'no-convergence'].includes(codeOf(of(ladder, 4))!), String(codeOf(of(ladder, 4))))
})

test('huge counts are as good as small ones', () => {
  const { rights, items } = drawn('counts', 300, eight.slice(0, 4))
  const plain = fitted(twoParameter({ rights, items }))
  const many = fitted(twoParameter({ rights, items, times: new Float64Array(300).fill(1e12) }))
  for (const [i, item] of plain.items.entries()) {
    near(many.items[i]!.slope, item.slope, 1e-3)
    near(many.items[i]!.slopeSe * 1e6, item.slopeSe, 1e-3)
  }
})
