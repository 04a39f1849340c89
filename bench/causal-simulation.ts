// Designs whose truth is known, seeded: how often the range holds the truth, how often the gate sends a sound design away, what becomes of effects that grow
// (where two-way fixed effects turns the sign) and of comparisons that drifted before, and of clusters that start alone. Ends with 1 outside the limits.
import { arrange } from '#engines/causal/arrange.ts'
import { cr2 } from '#engines/causal/clustered-regression.ts'
import { hasFailed } from '#engines/causal/gate.ts'
import { groupTimeEffects } from '#engines/causal/group-time.ts'
import { type Rows, usualDesign } from '#engines/causal/rows.ts'
import { rangeOf } from '#engines/causal/sample.ts'
import { stackedRegression } from '#engines/causal/stacked.ts'
import { studyOf } from '#engines/causal/study.ts'
import { normalQuantile } from '#engines/distributions/tails.ts'
import { seeded } from '#engines/item/seeded.ts'
import { keep, say } from './figures.ts'

interface Plan {
  units: number
  periods: number
  /** First treated periods, 0 never; units are dealt out evenly. */
  starts: readonly number[]
  effect: (sinceStart: number, start: number) => number
  /** Added per period to whoever starts, from the first period on. */
  drift: number
}

const normal = (random: () => number): number => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, random())))

/** Level of the unit + period's shock + errors that remember (0.4) + effect. Returns the true mean effect over treated unit-periods of cohorts with a comparison. */
function simulated({ units, periods, starts, effect, drift }: Plan, random: () => number): { rows: Rows; truth: number } {
  const shocks = Array.from({ length: periods }, () => normal(random))
  const last = Math.max(...starts)
  const hasNever = starts.includes(0)
  const length = units * periods
  const rows = {
    unit: new Int32Array(length),
    time: new Float64Array(length),
    outcome: new Float64Array(length),
    firstTreated: new Float64Array(length),
  }
  let [sum, count, row] = [0, 0, 0]
  for (let unit = 0; unit < units; unit++) {
    const start = starts[unit % starts.length]!
    const level = 2 * normal(random)
    let error = normal(random)
    for (let period = 1; period <= periods; period++, row++) {
      error = 0.4 * error + Math.sqrt(1 - 0.16) * normal(random)
      const isTreated = start > 0 && period >= start
      const gain = isTreated ? effect(period - start, start) : 0
      if (isTreated && (hasNever || (start < last && period < last))) {
        sum += gain
        count++
      }
      rows.unit[row] = unit
      rows.time[row] = period
      rows.firstTreated[row] = start
      rows.outcome[row] = level + shocks[period - 1]! + error + gain + (start > 0 ? drift * period : 0)
    }
  }
  return { rows, truth: sum / count }
}

/** The coefficient of two-way fixed effects, for contrast: treatment and outcome cleared of unit and period means. */
function twoWay(rows: Rows): number {
  const { panel } = arrange(rows, { ...usualDesign, control: 'notyet' })
  if (!panel) return Number.NaN
  const treated = Float64Array.from(rows.time, (time, i) => (rows.firstTreated[i]! > 0 && time >= rows.firstTreated[i]! ? 1 : 0))
  const cleared = (values: Float64Array): Float64Array => {
    const means = (key: (i: number) => number) => {
      const sums = new Map<number, [number, number]>()
      values.forEach((value, i) => {
        const one = sums.get(key(i)) ?? [0, 0]
        sums.set(key(i), [one[0] + value, one[1] + 1])
      })
      return (i: number) => sums.get(key(i))![0] / sums.get(key(i))![1]
    }
    const [ofUnit, ofTime] = [means((i) => rows.unit[i]!), means((i) => rows.time[i]!)]
    const whole = values.reduce((sum, value) => sum + value, 0) / values.length
    return values.map((value, i) => value - ofUnit(i) - ofTime(i) + whole)
  }
  const d = cleared(treated)
  const y = cleared(rows.outcome)
  return d.reduce((sum, value, i) => sum + value * y[i]!, 0) / d.reduce((sum, value) => sum + value * value, 0)
}

const share = (values: readonly boolean[]): number => values.filter(Boolean).length / values.length

function valid(units: number, runs: number) {
  const random = seeded(`valid ${units}`)
  const plan: Plan = { units, periods: 12, starts: [0, 5, 7, 9], effect: (since) => 0.6 + 0.1 * since, drift: 0 }
  const results = Array.from({ length: runs }, () => {
    const { rows, truth } = simulated(plan, random)
    const { study } = studyOf(rows, { random, draws: 100 })
    const { lower, upper, estimate, se } = study!.overall
    return {
      isCovered: lower <= truth && truth <= upper,
      isCoveredPlainly: Math.abs(estimate - truth) <= 1.959964 * se,
      isRejected: hasFailed(study!.preTrend),
      isRefused: study!.verdict === 'refuse',
      isRejectedByWald: (study!.effects.wald?.p ?? 1) < 0.05,
    }
  })
  return {
    units,
    runs,
    coverage: share(results.map(({ isCovered }) => isCovered)),
    coveragePlain: share(results.map(({ isCoveredPlainly }) => isCoveredPlainly)),
    gateRejects: share(results.map(({ isRejected }) => isRejected)),
    refused: share(results.map(({ isRefused }) => isRefused)),
    waldRejects: share(results.map(({ isRejectedByWald }) => isRejectedByWald)),
  }
}

/** Early starters gain more and more, late ones little: two-way fixed effects takes the early ones' growth for a comparison. */
function heterogeneous(runs: number) {
  const random = seeded('heterogeneous')
  const plan: Plan = {
    units: 120,
    periods: 24,
    starts: [5, 9],
    effect: (since, start) => (start === 5 ? 0.3 * (since + 1) : 0.3),
    drift: 0,
  }
  const results = Array.from({ length: runs }, () => {
    const { rows, truth } = simulated(plan, random)
    const { study } = studyOf(rows, { random, draws: 100 })
    return { truth, ours: study!.overall.estimate, twoWay: twoWay(rows), isCertain: study!.overall.lower > 0 }
  })
  return {
    runs,
    truth: results.reduce((sum, { truth }) => sum + truth, 0) / runs,
    ours: results.reduce((sum, { ours }) => sum + ours, 0) / runs,
    twoWay: results.reduce((sum, one) => sum + one.twoWay, 0) / runs,
    rightSign: share(results.map(({ ours }) => ours > 0)),
    rightSignTwoWay: share(results.map((one) => one.twoWay > 0)),
  }
}

function broken(runs: number) {
  const random = seeded('broken')
  const plan: Plan = { units: 120, periods: 12, starts: [0, 6, 8, 10], effect: () => 0.3, drift: 0.25 }
  const verdicts = Array.from({ length: runs }, () => studyOf(simulated(plan, random).rows, { random, draws: 100 }).study!.verdict)
  return { runs, refused: share(verdicts.map((verdict) => verdict === 'refuse')) }
}

/** Cohorts of one cluster: of the overall range and the cohorts' own, how often each holds the truth; beside R's error and CR2. */
function alone(name: string, starts: readonly number[], runs: number) {
  const random = seeded(`alone ${name}`)
  const plan: Plan = { units: starts.length, periods: 12, starts, effect: () => 0.6, drift: 0 }
  const holds = ({ lower, upper }: { lower: number; upper: number }) => lower <= 0.6 && 0.6 <= upper
  const plainly = ({ estimate, se }: { estimate: number; se: number }) => Math.abs(estimate - 0.6) <= 1.959964 * se
  const results = Array.from({ length: runs }, () => {
    const panel = arrange(simulated(plan, random).rows, usualDesign).panel!
    const { simple, group, sample } = groupTimeEffects(panel, usualDesign)
    const own = group.parts.map((part) => ({ ...part, ...rangeOf(part.estimate, part.influence, sample), plain: part.se }))
    return {
      overall: holds(rangeOf(simple.estimate, simple.givenShares, sample)),
      overallPlain: plainly(simple),
      overallCr2: holds(cr2(stackedRegression(panel, usualDesign)!)!),
      cohorts: own.map(holds),
      cohortsPlain: own.map(({ estimate, plain }) => plainly({ estimate, se: plain })),
    }
  })
  return {
    name,
    runs,
    overall: share(results.map(({ overall }) => overall)),
    overallPlain: share(results.map(({ overallPlain }) => overallPlain)),
    overallCr2: share(results.map(({ overallCr2 }) => overallCr2)),
    cohorts: share(results.flatMap(({ cohorts }) => cohorts)),
    cohortsPlain: share(results.flatMap(({ cohortsPlain }) => cohortsPlain)),
  }
}

export async function run(): Promise<void> {
  const designs = [valid(40, 250), valid(80, 250), valid(120, 250), valid(200, 250)]
  const whole = (key: 'coverage' | 'coveragePlain' | 'gateRejects' | 'refused' | 'waldRejects') =>
    designs.reduce((sum, one) => sum + one[key], 0) / designs.length
  const grown = heterogeneous(100)
  const drifted = broken(100)
  const never = (count: number) => Array.from({ length: count }, () => 0)
  const single = [
    alone('four alone, 12 never', [5, 6, 7, 8, ...never(12)], 300),
    alone('eight alone, 12 never', [4, 5, 6, 7, 8, 9, 10, 11, ...never(12)], 300),
    alone('one alone of five, 12 never', [5, 7, 7, 7, 7, ...never(12)], 300),
    alone('two pairs, 12 never', [5, 5, 7, 7, ...never(12)], 300),
  ]
  const all = {
    coverage: whole('coverage'),
    coveragePlain: whole('coveragePlain'),
    gateRejects: whole('gateRejects'),
    refused: whole('refused'),
    waldRejects: whole('waldRejects'),
  }
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`
  for (const one of designs)
    say(
      `${one.units} units: range holds the truth ${percent(one.coverage)} (plain ${percent(one.coveragePlain)}), gate rejects ${percent(one.gateRejects)}, refused ${percent(one.refused)}, R's Wald ${percent(one.waldRejects)}`,
    )
  say(
    `1,000 valid designs: range holds the truth ${percent(all.coverage)}, gate rejects ${percent(all.gateRejects)}, R's Wald test ${percent(all.waldRejects)}`,
  )
  say(
    `effects that grow: truth ${grown.truth.toFixed(2)}, ours ${grown.ours.toFixed(2)} (right sign ${percent(grown.rightSign)}), two-way fixed effects ${grown.twoWay.toFixed(2)} (${percent(grown.rightSignTwoWay)})`,
  )
  say(`comparisons that drifted: refused ${percent(drifted.refused)}`)
  for (const one of single)
    say(
      `${one.name}: overall range holds the truth ${percent(one.overall)} (plain ${percent(one.overallPlain)}, CR2 ${percent(one.overallCr2)}), each cohort's ${percent(one.cohorts)} (plain ${percent(one.cohortsPlain)})`,
    )
  keep('causal-simulation', { designs, all, heterogeneous: grown, broken: drifted, single })
  const isWithin =
    all.coverage >= 0.93 &&
    all.coverage <= 0.97 &&
    all.gateRejects >= 0.02 &&
    all.gateRejects <= 0.09 &&
    grown.rightSign === 1 &&
    grown.rightSignTwoWay < 0.5 &&
    drifted.refused > 0.95 &&
    single.every(({ overall }) => overall >= 0.9)
  if (!isWithin) {
    say('OUTSIDE THE LIMITS')
    process.exitCode = 1
  }
  await Promise.resolve()
}

if (process.argv[1] === import.meta.filename) await run()
