// The two-parameter model at 1,000 and 10,000 people by 40 items, with how far the estimates lie from the truth in their own errors; Rasch's; and raters' alpha with 1,000 draws.
// Ends with 1 beyond the limits.
import { krippendorffAlpha } from '#engines/assessment/agreement/krippendorff.ts'
import type { Curve } from '#engines/assessment/item-response/answers.ts'
import { rasch, twoParameter } from '#engines/assessment/item-response/fit.ts'
import { seeded } from '#engines/item/seeded.ts'
import { keep, say } from './figures.ts'

const items = 40
const limits = [
  { people: 1000, ms: 400 },
  { people: 10_000, ms: 2000 },
]
const turns = 5

function drawn(people: number): { curves: Curve[]; rights: Int8Array } {
  const random = seeded(`assessment ${people}`)
  const curves = Array.from({ length: items }, () => ({ slope: 0.5 + 1.5 * random(), intercept: -2 + 4 * random() }))
  const rights = new Int8Array(people * items)
  for (let person = 0; person < people; person++) {
    const ability = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    for (const [item, { slope, intercept }] of curves.entries())
      rights[person * items + item] = random() < 1 / (1 + Math.exp(-intercept - slope * ability)) ? 1 : 0
  }
  return { curves, rights }
}

/** The middle and the slowest of some turns, the first of which compiles. */
function timed(work: () => void): { firstMs: number; middleMs: number; slowestMs: number } {
  const found = Array.from({ length: turns }, () => {
    const beganMs = performance.now()
    work()
    return Math.round(performance.now() - beganMs)
  })
  const sorted = found.toSorted((a, b) => a - b)
  return { firstMs: found[0]!, middleMs: sorted[Math.floor(turns / 2)]!, slowestMs: sorted.at(-1)! }
}

function measure(people: number) {
  const { curves, rights } = drawn(people)
  const timings = timed(() => twoParameter({ rights, items }))
  const fit = twoParameter({ rights, items })
  if (fit.problem) throw new Error(`${people} people: ${fit.problem.code}`)
  const squared = fit.items.reduce((sum, item, i) => sum + ((item.slope - curves[i]!.slope) / item.slopeSe) ** 2 / items, 0)
  return {
    people,
    twoParameter: { ...timings, rounds: fit.rounds, squaredDistanceInErrors: Number(squared.toFixed(2)) },
    rasch: timed(() => rasch({ rights, items })),
  }
}

export async function run(): Promise<void> {
  const results = limits.map((limit) => {
    const figures = measure(limit.people)
    const isWithin = figures.twoParameter.slowestMs < limit.ms
    const { firstMs, middleMs, slowestMs, rounds, squaredDistanceInErrors } = figures.twoParameter
    say(
      `assessment: 2PL, ${limit.people} x ${items}: ${middleMs} ms (first ${firstMs}, slowest ${slowestMs} of ${limit.ms}), ${rounds} rounds, slopes ${squaredDistanceInErrors} squared errors from the truth; Rasch ${figures.rasch.middleMs} ms${isWithin ? '' : '   BEYOND THE LIMIT'}`,
    )
    if (!isWithin) process.exitCode = 1
    return figures
  })
  const random = seeded('raters')
  const ratings = Float64Array.from({ length: 500 * 4 }, (_, at) => 1 + ((Math.floor(at / 4) + Math.floor(random() * 3)) % 5))
  const raters = timed(() => krippendorffAlpha(ratings, 4, 'ordinal', { random, draws: 1000 }))
  say(`assessment: Krippendorff's alpha, 500 units x 4 raters, 1,000 draws: ${raters.middleMs} ms`)
  keep('assessment', { items, limits, results, raters })
}

if (process.argv[1] === import.meta.filename) await run()
