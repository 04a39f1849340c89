import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { seeded } from '../item/seeded.ts'
import { aliveProbability, type BgNbd, type Customer, expectedFuture, expectedPurchases, fitBgNbd } from './bg-nbd.ts'
import { expectedValue, fitGammaGamma, type GammaGamma } from './gamma-gamma.ts'
import { returnOnInvestment } from './return-on-investment.ts'

const data = path.resolve(import.meta.dirname, '../../../test/data/value')
const read = (name: string) => readFileSync(path.join(data, name), 'utf8')

interface Expected {
  bgnbd: {
    params: BgNbd
    loglik: number
    n: number
    published_params: BgNbd
    with_published_params: {
      'cond_exp_x2_tx30.43_T38.86_t39': number
      p_alive_same: number
      expected_n: { t: number; e: number }[]
      published_expected: number[]
    }
    p_alive_first10: number[]
    cond_exp39_first10: number[]
  }
  gammagamma: {
    params: GammaGamma
    loglik: number
    n: number
    published: [number, number, number]
    published_cond_mean_first10: number[]
    cond_mean_first10_with_published: number[]
  }
}
const { bgnbd, gammagamma } = JSON.parse(read('cdnow_expected.json')) as Expected

const rows = read('cdnow_customers_summary_with_transactions.csv')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(',').map(Number))
const column = (place: number) => Float64Array.from(rows, (row) => row[place]!)
const [repeats, recency, observed, meanValue] = [1, 2, 3, 4].map(column) as [Float64Array, Float64Array, Float64Array, Float64Array]
const customer = (i: number): Customer => ({ repeats: repeats[i]!, recency: recency[i]!, observed: observed[i]! })

class Differences {
  largest = 0

  near(actual: number, wanted: number, within: number, what: string): void {
    assert.ok(Math.abs(actual - wanted) <= within, `${what}: ${actual} is not ${wanted} within ${within}`)
    this.largest = Math.max(this.largest, Math.abs(actual - wanted))
  }
}

test('BG/NBD of the CDNOW customers is that of direct maximum likelihood and of its authors', (t) => {
  const { fit } = fitBgNbd({ repeats, recency, observed })
  const found = new Differences()
  assert.equal(fit!.n, bgnbd.n)
  for (const key of ['r', 'alpha', 'a', 'b'] as const) {
    found.near(fit!.parameters[key], bgnbd.params[key], 1e-3, key)
    assert.ok(Math.abs(fit!.parameters[key] - bgnbd.published_params[key]) < 1e-3)
    assert.ok(fit!.errors[key] > 0 && fit!.errors[key] < fit!.parameters[key])
  }
  found.near(fit!.logLikelihood, bgnbd.loglik, 1e-6, 'log likelihood')
  for (let i = 0; i < 10; i++) {
    found.near(aliveProbability(fit!.parameters, customer(i))!, bgnbd.p_alive_first10[i]!, 1e-3, `alive ${i}`)
    found.near(expectedFuture(fit!.parameters, customer(i), 39)!, bgnbd.cond_exp39_first10[i]!, 1e-3, `future ${i}`)
  }
  t.diagnostic(`largest difference ${found.largest.toExponential(1)}`)
})

test('expectations with the published parameters are those of the closed form', (t) => {
  const found = new Differences()
  const wanted = bgnbd.with_published_params
  const one = { repeats: 2, recency: 30.43, observed: 38.86 }
  found.near(expectedFuture(bgnbd.published_params, one, 39)!, wanted['cond_exp_x2_tx30.43_T38.86_t39'], 1e-9, 'future')
  found.near(aliveProbability(bgnbd.published_params, one)!, wanted.p_alive_same, 1e-9, 'alive')
  for (const { t: time, e } of wanted.expected_n) found.near(expectedPurchases(bgnbd.published_params, time)!, e, 1e-9, `by ${time}`)
  t.diagnostic(`largest difference ${found.largest.toExponential(1)}`)
})

test('Gamma-Gamma of the CDNOW customers is that of direct maximum likelihood and of its authors', (t) => {
  const { fit } = fitGammaGamma({ repeats, meanValue })
  const found = new Differences()
  assert.equal(fit!.n, gammagamma.n)
  for (const key of ['p', 'q', 'gamma'] as const) found.near(fit!.parameters[key], gammagamma.params[key], 1e-3, key)
  found.near(fit!.logLikelihood, gammagamma.loglik, 1e-6, 'log likelihood')
  assert.ok(Math.abs(fit!.correlation!) < 0.3)
  const [p, q, gamma] = gammagamma.published
  for (let i = 0; i < 10; i++)
    found.near(
      expectedValue({ p, q, gamma }, repeats[i]!, meanValue[i]!)!,
      gammagamma.cond_mean_first10_with_published[i]!,
      1e-9,
      `mean ${i}`,
    )
  t.diagnostic(`largest difference ${found.largest.toExponential(1)}`)
})

test('the return on investment is that of the worked example', () => {
  const { example } = JSON.parse(read('roi_expected.json')) as {
    example: { benefits: number; costs: number; bcr: number; roi_pct: number }
  }
  const exact = (value: number) => ({ kind: 'exact', value }) as const
  const { result } = returnOnInvestment(
    {
      inputs: {
        effect: exact(3),
        units: exact(500),
        unitValue: exact(1000),
        content: exact(125_000),
        learners: exact(600),
        hours: exact(10),
        costPerHour: exact(50),
      },
      benefits: [{ name: 'fewer repeat calls', factors: ['effect', 'units', 'unitValue'] }],
      costs: [{ name: 'content', factors: ['content'] }],
      learnerTime: { name: 'learners’ hours', factors: ['learners', 'hours', 'costPerHour'] },
    },
    { random: seeded('example') },
  )
  assert.equal(result!.benefits.median, example.benefits)
  assert.equal(result!.costs.median, example.costs)
  for (const one of ['central', 'median', 'lower', 'upper'] as const) {
    assert.ok(Math.abs(result!.ratio[one] - example.bcr) < 1e-12)
    assert.ok(Math.abs(result!.roi[one] * 100 - example.roi_pct) < 1e-10)
  }
  assert.deepEqual([result!.probabilityAboveZero, result!.drivers], [1, []])
})
