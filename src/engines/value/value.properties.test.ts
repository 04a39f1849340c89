import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seeded, shuffledPlaces } from '../item/seeded.ts'
import { kaplanMeier } from '../survival/kaplan-meier.ts'
import type { Assumption, Inputs } from './assumption.ts'
import { aliveProbability, type BgNbd, expectedFuture, expectedPurchases, fitBgNbd, type Purchases } from './bg-nbd.ts'
import { contractValue, residualValue, steadyContractValue, survivalByPeriod } from './customer-value.ts'
import { expectedValue, fitGammaGamma } from './gamma-gamma.ts'
import { type Investment, returnOnInvestment } from './return-on-investment.ts'
import { type TurnoverAssumptions, turnoverCost } from './turnover-cost.ts'

const near = (actual: number, wanted: number, within = 1e-9) =>
  assert.ok(Math.abs(actual - wanted) <= within * Math.max(1, Math.abs(wanted)), `${actual} is not ${wanted} within ${within}`)
const seeds = fc.integer({ min: 1, max: 1e6 })

const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
/** Gamma of shape k, 1 or more as a sum of parts, else by Johnk's boost. */
function gammaOf(k: number, random: () => number): number {
  if (k < 1) return gammaOf(k + 1, random) * random() ** (1 / k)
  const d = k - 1 / 3
  for (;;) {
    const x = normal(random)
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}
/** Customers as the model has them. */
function bought({ r, alpha, a, b }: BgNbd, customers: number, until: number, random: () => number): Purchases {
  const [repeats, recency] = [new Float64Array(customers), new Float64Array(customers)]
  for (let i = 0; i < customers; i++) {
    const rate = gammaOf(r, random) / alpha
    const [u, v] = [gammaOf(a, random), gammaOf(b, random)]
    for (let t = -Math.log(1 - random()) / rate; t <= until; t -= Math.log(1 - random()) / rate) {
      repeats[i]!++
      recency[i] = t
      if (random() < u / (u + v)) break
    }
  }
  return { repeats, recency, observed: new Float64Array(customers).fill(until) }
}
const usual: BgNbd = { r: 0.8, alpha: 6, a: 0.9, b: 2.5 }

test('BG/NBD finds again what customers were drawn with, to within its errors', () => {
  let within = 0
  for (let run = 0; run < 12; run++) {
    const { fit } = fitBgNbd(bought(usual, 1500, 50, seeded(`bg ${run}`)))
    for (const key of ['r', 'alpha', 'a', 'b'] as const) if (Math.abs(fit!.parameters[key] - usual[key]) < 1.96 * fit!.errors[key]) within++
  }
  assert.ok(within >= 40, `${within} of 48`)
})

test('neither the order of customers nor the unit of time matters to BG/NBD; customers twice halve its variance', () => {
  const one = bought(usual, 600, 50, seeded('order'))
  const of = (places: readonly number[], scale = 1): Purchases => ({
    repeats: Float64Array.from(places, (i) => one.repeats[i]!),
    recency: Float64Array.from(places, (i) => one.recency[i]! * scale),
    observed: Float64Array.from(places, (i) => one.observed[i]! * scale),
  })
  const all = [...one.repeats.keys()]
  const plain = fitBgNbd(one).fit!
  const same = (purchases: Purchases, scale = 1, copies = 1) => {
    const { parameters, errors, logLikelihood } = fitBgNbd(purchases).fit!
    const unit = { r: 1, alpha: scale, a: 1, b: 1 }
    for (const key of ['r', 'alpha', 'a', 'b'] as const) {
      near(parameters[key] / unit[key] / plain.parameters[key], 1, 1e-5)
      near((errors[key] * Math.sqrt(copies)) / unit[key] / plain.errors[key], 1, 1e-3)
    }
    const total = one.repeats.reduce((sum, x) => sum + x, 0)
    near(logLikelihood / copies + total * Math.log(scale), plain.logLikelihood, 1e-8)
  }
  same(of(shuffledPlaces(all.length, seeded('places'))))
  same(of([...all, ...all]), 1, 2)
  for (const scale of [1e-12, 7, 1e200]) same(of(all, scale), scale)
  const random = seeded('many')
  const many = bought(usual, 12_000, 50, random)
  near(fitBgNbd(many).fit!.parameters.r, usual.r, 0.1)
})

/** 2F1 by its series: for the arguments below only. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let [term, sum] = [1, 1]
  for (let n = 0; n < 100_000 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z
    sum += term
  }
  return sum
}

const positive = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
const models = fc.record({ r: positive(0.05, 8), alpha: positive(0.1, 50), a: positive(0.05, 8), b: positive(0.05, 20) })

test('expected purchases are those of the closed form where it holds, and smooth where it breaks', () => {
  fc.assert(
    fc.property(models, positive(0, 100), ({ r, alpha, a, b }, t) => {
      fc.pre(Math.abs(a - 1) > 0.05 && a + b > 1.05)
      const closed = ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + t)) ** r * hypergeometric(r, b, a + b - 1, t / (alpha + t)))
      near(expectedPurchases({ r, alpha, a, b }, t)!, closed, 1e-8)
    }),
  )
  for (const b of [0.05, 2]) {
    const at = (a: number) => expectedPurchases({ ...usual, a, b }, 40)!
    near(at(1), (at(1 - 1e-6) + at(1 + 1e-6)) / 2, 1e-9)
    near(at(1 - b / 2), (at(1 - b / 2 - 1e-6) + at(1 - b / 2 + 1e-6)) / 2, 1e-9)
  }
  // Nobody ever leaves: the mean rate times time. All leave at once: one purchase, if there is any.
  near(expectedPurchases({ r: 2, alpha: 5, a: 1e-12, b: 1 }, 30)!, 12, 1e-6)
  near(expectedPurchases({ r: 2, alpha: 5, a: 1, b: 1e-12 }, 30)!, 1 - (5 / 35) ** 2, 1e-6)
  // A start so unlikely that it is no number must not end the sum.
  near(expectedPurchases({ r: 5000, alpha: 1, a: 1e-12, b: 1 }, 3)!, 15_000, 1e-6)
})

test('expectations grow with time, never beyond the rate; who bought lately is alive, and what can’t be has no answer', () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 0, max: 60 }), positive(0.01, 1), positive(0.1, 90), (model, repeats, share, observed) => {
      const customer = { repeats, recency: repeats > 0 ? observed * share : 0, observed }
      const alive = aliveProbability(model, customer)!
      assert.ok(alive >= 0 && alive <= 1)
      if (repeats > 0) assert.ok(aliveProbability(model, { ...customer, recency: observed })! >= alive)
      const [soon, later] = [expectedFuture(model, customer, 5)!, expectedFuture(model, customer, 20)!]
      assert.ok(soon >= 0 && soon <= later && later <= (20 * (model.r + repeats)) / (model.alpha + observed) + 1e-9)
      assert.equal(expectedFuture(model, customer, 0), 0)
    }),
  )
  for (const customer of [
    { repeats: 1, recency: 9, observed: 8 },
    { repeats: 1, recency: 0, observed: 8 },
    { repeats: 0, recency: 1, observed: 8 },
    { repeats: 1.5, recency: 1, observed: 8 },
    { repeats: -1, recency: 1, observed: 8 },
    { repeats: 1, recency: Number.NaN, observed: 8 },
    { repeats: 0, recency: 0, observed: 0 },
    { repeats: 0, recency: 0, observed: Infinity },
  ]) {
    assert.equal(aliveProbability(usual, customer), null)
    assert.equal(expectedFuture(usual, customer, 1), null)
  }
  for (const t of [-1, Number.NaN, Infinity, 1e300]) assert.equal(expectedPurchases(usual, t), null)
  const lively = { repeats: 1e6, recency: 364.9, observed: 365 }
  assert.ok(expectedFuture(usual, lively, 1)! > 0)
  near(aliveProbability(usual, { repeats: 3, recency: 1e-300, observed: 1e300 })!, 0)
})

test('purchases that tell nothing, or can’t be, are refused', () => {
  const of = (repeats: number[], recency: number[], observed: number[]) =>
    fitBgNbd({ repeats: Float64Array.from(repeats), recency: Float64Array.from(recency), observed: Float64Array.from(observed) }).problem
  assert.equal(of([], [], [])?.code, 'no-rows')
  assert.equal(of([1], [1], [])?.code, 'lengths-differ')
  assert.equal(of([0, 0], [0, 0], [5, 5])?.code, 'no-repeats')
  assert.deepEqual(of([0, 1], [0, 6], [5, 5]), { code: 'impossible-purchases', name: null, row: 1 })
  assert.deepEqual(of([0, Number.NaN], [0, 1], [5, 5]), { code: 'not-a-number', name: 'repeats', row: 1 })
  assert.deepEqual(of([0, 1], [0, -1], [5, 5]), { code: 'negative', name: 'recency', row: 1 })
  assert.equal(of([0, 1], [0, 1], [0, 5])?.name, 'observed')
  // One customer, or all alike: any spread fits.
  assert.equal(of([3], [4], [5])?.code, 'not-identified')
  assert.equal(of([3, 3, 3, 3], [4, 4, 4, 4], [5, 5, 5, 5])?.code, 'not-identified')
})

test('Gamma-Gamma finds again what was drawn, whatever the currency and the order, and refuses what tells nothing', () => {
  const random = seeded('spending')
  const truth = { p: 4, q: 5, gamma: 30 }
  const repeats = Float64Array.from({ length: 3000 }, () => Math.floor(random() * 6))
  const meanValue = repeats.map((x) => (x > 0 ? gammaOf(truth.p * x, random) / x / (gammaOf(truth.q, random) / truth.gamma) : 0))
  const { fit } = fitGammaGamma({ repeats, meanValue })
  for (const key of ['p', 'q', 'gamma'] as const) assert.ok(Math.abs(fit!.parameters[key] - truth[key]) < 2.6 * fit!.errors[key], key)
  assert.equal(fit!.n, repeats.filter((x) => x > 0).length)
  assert.ok(Math.abs(fit!.correlation!) < 0.1)
  for (const scale of [1e-100, 100, 1e150]) {
    const other = fitGammaGamma({ repeats: repeats.toReversed(), meanValue: meanValue.toReversed().map((one) => one * scale) }).fit!
    near(other.parameters.p, fit!.parameters.p, 1e-5)
    near(other.parameters.gamma / scale, fit!.parameters.gamma, 1e-5)
    near(expectedValue(other.parameters, 2, 10 * scale)! / scale, expectedValue(fit!.parameters, 2, 10)!, 1e-6)
  }
  // Drawn towards the mean of all, the less the more purchases there are.
  const mean = expectedValue(truth, 0, Number.NaN)!
  near(mean, 30)
  const [few, more] = [expectedValue(truth, 1, 100)!, expectedValue(truth, 50, 100)!]
  assert.ok(mean < few && few < more && more < 100)
  assert.equal(expectedValue({ p: 0.5, q: 0.4, gamma: 3 }, 1, 10), null)
  assert.equal(expectedValue(truth, 1, -3), null)
  const problemOf = (x: number[], z: number[]) => fitGammaGamma({ repeats: Float64Array.from(x), meanValue: Float64Array.from(z) }).problem
  assert.equal(problemOf([], [])?.code, 'no-rows')
  assert.equal(problemOf([1], [])?.code, 'lengths-differ')
  assert.equal(problemOf([0, 0], [0, 0])?.code, 'no-repeats')
  assert.deepEqual(problemOf([1, 2], [3, 0]), { code: 'negative', name: 'meanValue', row: 1 })
  assert.deepEqual(problemOf([1, 2], [3, Infinity]), { code: 'not-a-number', name: 'meanValue', row: 1 })
  assert.equal(problemOf([1, 0.5], [3, 4])?.code, 'impossible-purchases')
  assert.equal(problemOf([2, 2, 2, 2], [7, 7, 7, 7])?.code, 'not-identified')
  assert.equal(problemOf([3], [7])?.code, 'not-identified')
  assert.equal(problemOf([1, 1], [1e300, 1e-300])?.code, 'not-identified')
})

test('a contract’s value is what its periods pay, discounted; a curve as far as it is known', () => {
  const terms = { margin: 100, discount: 0.1, paid: 'end' as const }
  const value = (survival: number[], more = {}) => contractValue(Float64Array.from(survival), { ...terms, ...more })
  near(value([1, 0.8, 0.6]).contract!.value, 80 / 1.1 + 60 / 1.21)
  near(value([1, 0.8, 0.6], { paid: 'start' }).contract!.value, 100 + 80 / 1.1)
  assert.deepEqual(value([1, 0.5, 0.25], { discount: 0 }).contract, { value: 75, expectedPeriods: 0.75, stillThere: 0.25 })
  fc.assert(
    fc.property(positive(0, 0.97), positive(0.001, 0.5), fc.constantFrom('start', 'end'), (retention, discount, paid) => {
      const long = Float64Array.from({ length: 2000 }, (_, i) => retention ** i)
      const steady = steadyContractValue(retention, { margin: -7, discount, paid }).contract!
      const summed = contractValue(long, { margin: -7, discount, paid }).contract!
      near(steady.value, summed.value, 1e-8)
      near(steady.expectedPeriods, summed.expectedPeriods, 1e-8)
    }),
  )
  const { curve } = kaplanMeier({ time: Float64Array.of(1, 2, 3, 4), event: Uint8Array.of(1, 1, 0, 0) })
  assert.deepEqual(Array.from(survivalByPeriod(curve!, 2, 10)), [1, 0.5, 0.5])
  assert.deepEqual(Array.from(survivalByPeriod(curve!, 0, 10)), [1])
  assert.equal(value([1]).problem?.code, 'no-rows')
  assert.deepEqual(value([1, 0.5, 0.6]).problem, { code: 'not-a-share', name: 'survival', row: 2 })
  assert.equal(value([0.9, 0.5]).problem?.row, 0)
  assert.equal(value([1, Number.NaN]).problem?.row, 1)
  assert.equal(value([1, 0.5], { discount: -0.1 }).problem?.code, 'negative')
  assert.equal(value([1, 0.5], { margin: Number.NaN }).problem?.code, 'not-a-number')
  assert.equal(value([1, 1, 1], { margin: 1e308, discount: 0 }).problem?.code, 'too-large')
  assert.equal(steadyContractValue(1, terms).problem?.code, 'endless')
  assert.equal(steadyContractValue(1.2, terms).problem?.code, 'not-a-share')
})

test('the value of purchases to come is their number times value without discount, and less with it', () => {
  const customer = { repeats: 4, recency: 20, observed: 30 }
  const of = (discount: number, periods = 12) =>
    residualValue(usual, customer, { valueEach: 50, margin: 0.4, horizon: { periods, length: 4, discount } })
  near(of(0)!, expectedFuture(usual, customer, 48)! * 20)
  assert.ok(of(0.01)! < of(0)! && of(0.01, 24)! > of(0.01)!)
  for (const bad of [of(-1), of(Number.NaN), of(0, 0), of(0, 1.5)]) assert.equal(bad, null)
})

const exact = (value: number): Assumption => ({ kind: 'exact', value })
const range = (low: number, high: number, likely?: number): Assumption => ({
  kind: 'range',
  low,
  high,
  ...(likely === undefined ? {} : { likely }),
})
const inputs: Inputs = {
  effect: { kind: 'estimate', estimate: 2, lower: 0.5, upper: 3.5 },
  units: range(900, 1100),
  unitValue: range(20, 60, 30),
  content: range(8000, 12_000),
  learners: exact(200),
  hours: range(2, 4),
  costPerHour: exact(35),
}
const investment = (change: Partial<Record<keyof typeof inputs, Assumption>> = {}, scale = 1): Investment => ({
  inputs: { ...inputs, ...(change as Inputs), currency: exact(scale) },
  benefits: [{ name: 'points', factors: ['effect', 'units', 'unitValue', 'currency'] }],
  costs: [{ name: 'content', factors: ['content', 'currency'] }],
  learnerTime: { name: 'hours', factors: ['learners', 'hours', 'costPerHour', 'currency'] },
})
const drawn = (one: Investment, seed = 'roi', draws = 4000) => {
  const { result, problem } = returnOnInvestment(one, { random: seeded(seed), draws })
  assert.ok(result, problem?.code)
  return result
}

test('the drawn return has the spread of its inputs, holds its centre and names what moves it most', () => {
  const result = drawn(investment())
  const central = (2 * 1000 * 30) / (10_000 + 200 * 3 * 35) - 1
  near(result.roi.central, central)
  assert.ok(result.roi.lower < central && central < result.roi.upper && result.roi.lower < result.roi.median)
  assert.ok(result.probabilityAboveZero > 0.7 && result.probabilityAboveZero < 1)
  assert.equal(result.drivers[0]!.name, 'effect')
  assert.deepEqual(result.drivers.map(({ name }) => name).toSorted(), ['content', 'effect', 'hours', 'unitValue', 'units'])
  const hours = result.drivers.find(({ name }) => name === 'hours')!
  assert.ok(hours.atLow > hours.atHigh, 'more hours, less return')
  // Drawn alone, an estimate gives back its own interval, lopsided or not, with few degrees of freedom too.
  for (const df of [3, 30, undefined]) {
    const alone: Investment = {
      inputs: { effect: { kind: 'estimate', estimate: 1, lower: 0.2, upper: 3, ...(df ? { df } : {}) }, one: exact(1) },
      benefits: [{ name: 'effect', factors: ['effect'] }],
      costs: [],
      learnerTime: { name: 'hours', factors: ['one'] },
    }
    const { benefits } = drawn(alone, `df ${df}`, 40_000)
    near(benefits.median, 1, 0.03)
    near(benefits.lower, 0.2, 0.06)
    near(benefits.upper, 3, 0.03)
  }
})

test('currency, names of items and the order of inputs don’t matter; without spread there is none; wider inputs widen it', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(1e-200, 0.01, 1e200), (seed, scale) => {
      const one = investment({}, 1)
      const [plain, other] = [drawn(one, String(seed), 400), drawn(investment({}, scale), String(seed), 400)]
      for (const key of ['central', 'median', 'lower', 'upper'] as const) {
        near(other.roi[key], plain.roi[key])
        near(other.net[key] / scale, plain.net[key])
      }
      assert.equal(other.probabilityAboveZero, plain.probabilityAboveZero)
      const turned = { ...one, inputs: Object.fromEntries(Object.entries(one.inputs).toReversed()) }
      assert.deepEqual(drawn(turned, String(seed), 400), plain)
      assert.ok(plain.roi.lower <= plain.roi.median && plain.roi.median <= plain.roi.upper)
      const wide = drawn(investment({ effect: { kind: 'estimate', estimate: 2, lower: -1, upper: 5 } }), String(seed), 400)
      assert.ok(wide.roi.upper - wide.roi.lower > plain.roi.upper - plain.roi.lower)
    }),
    { numRuns: 30 },
  )
  const still = drawn(
    investment({
      effect: { kind: 'estimate', estimate: 2, lower: 2, upper: 2 },
      units: range(5, 5),
      unitValue: range(3, 3, 3),
      content: exact(1),
      hours: exact(1),
    }),
  )
  assert.ok(still.roi.lower === still.roi.upper)
  assert.ok(still.drivers.every(({ atLow, atHigh }) => atLow === atHigh))
})

test('an account with a side missing, a bad range or a number too large is refused by name', () => {
  const refused = (one: Investment, draws = 200) => {
    const { problem } = returnOnInvestment(one, { random: seeded('x'), draws })
    return [problem?.code, problem?.name]
  }
  const one = investment()
  assert.deepEqual(refused(one, 99), ['too-few-draws', null])
  assert.deepEqual(refused(one, Number.NaN), ['too-few-draws', null])
  assert.deepEqual(refused(investment({ units: range(3, 2) })), ['range-reversed', 'units'])
  assert.deepEqual(refused(investment({ units: range(1, 2, 3) })), ['range-reversed', 'units'])
  assert.deepEqual(refused(investment({ effect: { kind: 'estimate', estimate: 4, lower: 1, upper: 3 } })), ['range-reversed', 'effect'])
  assert.deepEqual(refused(investment({ effect: { kind: 'estimate', estimate: 2, lower: 1, upper: 3, df: 0 } })), ['negative', 'effect'])
  assert.deepEqual(refused(investment({ units: exact(Number.NaN) })), ['not-a-number', 'units'])
  assert.deepEqual(refused(investment({ units: range(0, Infinity) })), ['not-a-number', 'units'])
  assert.deepEqual(refused(investment({ content: range(-1, 2) })), ['negative', 'content'])
  assert.deepEqual(refused(investment({ hours: exact(0) })), ['no-learner-time', 'hours'])
  assert.deepEqual(refused(investment({ hours: { kind: 'estimate', estimate: 1, lower: -90, upper: 92 } })), ['costs-not-positive', null])
  assert.deepEqual(refused(investment({ units: exact(1e308) })), ['too-large', null])
  assert.deepEqual(refused({ ...one, benefits: [] }), ['no-items', 'benefits'])
  assert.deepEqual(refused({ ...one, costs: [{ name: 'room', factors: [] }] }), ['no-items', 'room'])
  assert.deepEqual(refused({ ...one, costs: [{ name: 'room', factors: ['toString'] }] }), ['unknown-input', 'toString'])
})

const leaving: TurnoverAssumptions = {
  leavers: exact(12),
  separationHours: exact(6),
  costPerHour: exact(40),
  vacancyDays: range(20, 60),
  vacancyLossPerDay: exact(90),
  hiringFees: range(500, 3000, 800),
  hiringHours: exact(20),
  learnerHours: exact(80),
  learnerCostPerHour: exact(25),
  trainerHours: exact(30),
  rampUpDays: range(30, 90),
  rampUpLostShare: range(0.2, 0.5),
  workPerDay: exact(200),
}

test('turnover costs what its items add up to, per leaver too, and nothing that was not stated', () => {
  const options = () => ({ random: seeded('turnover'), draws: 2000 })
  const { cost } = turnoverCost(leaving, options())
  const { items, total, each } = cost!
  const wanted = {
    separation: 2880,
    vacancy: 43_200,
    hiringFees: 9600,
    hiringTime: 9600,
    learning: 24_000,
    training: 14_400,
    rampUp: 50_400,
  }
  for (const [name, value] of Object.entries(wanted)) near(items[name as keyof typeof items].central, value)
  near(
    total.central,
    Object.values(wanted).reduce((sum, one) => sum + one, 0),
  )
  near(each!.central * 12, total.central)
  near(each!.median * 12, total.median)
  assert.ok(total.lower < total.median && total.median < total.upper && items.separation.lower === items.separation.upper)
  const nobody = turnoverCost({ ...leaving, leavers: exact(0) }, options()).cost!
  assert.deepEqual([nobody.total.upper, nobody.each], [0, null])
  const twice = turnoverCost({ ...leaving, leavers: exact(24) }, options()).cost!
  near(twice.total.median, total.median * 2)
  near(twice.each!.upper, each!.upper)
  const refused = (change: Partial<TurnoverAssumptions>) => {
    const { problem } = turnoverCost({ ...leaving, ...change }, options())
    return [problem?.code, problem?.name]
  }
  assert.deepEqual(refused({ vacancyDays: range(-5, 5) }), ['negative', 'vacancyDays'])
  assert.deepEqual(refused({ vacancyDays: { kind: 'estimate', estimate: 5, lower: 4, upper: 6 } }), ['negative', 'vacancyDays'])
  assert.deepEqual(refused({ rampUpLostShare: range(0.5, 1.5) }), ['not-a-share', 'rampUpLostShare'])
  assert.deepEqual(refused({ costPerHour: exact(Infinity) }), ['not-a-number', 'costPerHour'])
  assert.deepEqual(refused({ costPerHour: exact(1e308) }), ['too-large', null])
})
