// How often charts alarm where nothing happened, seeded: the table that settings are chosen by, and the alarms per year of counts as they come. Ends with 1 over budget.
import { normalQuantile } from '#engines/distributions/tails.ts'
import { seeded } from '#engines/item/seeded.ts'
import { alarms, watch } from '#engines/warning/alarms.ts'
import { baselines, levels, settingsAt, settingsFor } from '#engines/warning/budget.ts'
import { keep, say } from './figures.ts'

const charts = 6000
const points = 400

/** Normal values by a table of quantiles, which is quick; its steps are a 16,384th. */
const steps = 16_384
const quantiles = Float64Array.from({ length: steps }, (_, i) => normalQuantile((i + 0.5) / steps))
// Two draws, so that tails are not cut where the table ends.
const normal = (random: () => number): number =>
  (quantiles[Math.floor(random() * steps)]! + quantiles[Math.floor(random() * steps)]!) / Math.SQRT2

/** Points of charts whose centre and moving range come from `baseline` points of the same. */
function standardised(baseline: number, random: () => number): Float64Array {
  const known = Number.isFinite(baseline) ? baseline : 0
  const values = Float64Array.from({ length: known + points }, () => normal(random))
  if (known === 0) return values
  const first = values.subarray(0, known)
  const centre = first.reduce((sum, value) => sum + value, 0) / known
  let range = 0
  for (let i = 1; i < known; i++) range += Math.abs(first[i]! - first[i - 1]!)
  const sd = range / (known - 1) / 1.128
  return values.map((value) => (value - centre) / sd)
}

/** Points between two false alarms, of each level and length of baseline. */
function table() {
  const random = seeded('table')
  const found = levels.map(({ scale, run }) => baselines.map(() => ({ scale, run, alarms: 0 })))
  for (const [column, baseline] of baselines.entries()) {
    for (let chart = 0; chart < charts; chart++) {
      const z = standardised(baseline, random)
      const from = z.length - points
      for (const row of found) row[column]!.alarms += watch(z, from, settingsAt(row[column]!.scale, row[column]!.run, 0, 0)).length
    }
  }
  return found.map((row) => ({
    scale: row[0]!.scale,
    run: row[0]!.run,
    arl0: row.map((one) => Math.round((charts * points) / one.alarms)),
  }))
}

export interface Case {
  kind: 'share' | 'rate'
  periodsPerYear: number
  baseline: number
  size: number
  centre: number
  /** Spread of the true share or rate from point to point, as a part of itself. */
  extra: number
}

function poisson(mean: number, random: () => number): number {
  if (mean > 30) return poisson(mean / 2, random) + poisson(mean / 2, random)
  let left = Math.exp(-mean)
  let count = 0
  for (let u = random(); u > left; count++) {
    u -= left
    left *= mean / (count + 1)
    if (count > 500) break
  }
  return count
}
const binomial = (n: number, p: number, random: () => number): number => {
  let hits = 0
  for (let i = 0; i < n; i++) if (random() < p) hits++
  return hits
}

/** Spread of a point of usual size beside that of counting alone. */
function trueSigmaZ({ kind, size, centre, extra }: Case): number {
  const counting = (kind === 'share' ? centre * (1 - centre) : centre) / size
  return Math.sqrt(1 + (centre * extra) ** 2 / counting)
}

/** False alarms a year, on average over charts with a baseline of their own and a year after it. */
function perYear(one: Case, runs: number) {
  const random = seeded(JSON.stringify(one))
  let [found, refused] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const length = one.baseline + one.periodsPerYear
    const size = Float64Array.from({ length }, () => Math.round(one.size * (0.6 + 0.8 * random())))
    const hits = size.map((n) => {
      const centre = Math.min(0.999, Math.max(1e-3, one.centre * (1 + one.extra * normal(random))))
      return one.kind === 'share' ? binomial(n, centre, random) : poisson(n * centre, random)
    })
    const known = one.baseline === 0 ? { known: { centre: one.centre, sigmaZ: trueSigmaZ(one) } } : {}
    const result = alarms({ hits, size }, { ...one, ...known })
    if (result.problem) refused++
    else found += result.alarms.length
  }
  return { ...one, falseAlarmsPerYear: found / (runs - refused), refused }
}

/** Points until a lasting shift of so many standard errors is noticed, on average, beside the lines of a chart whose usual is known. */
function delays() {
  const random = seeded('delays')
  return [52, 12].flatMap((periodsPerYear) =>
    [1, 1.5, 2, 3].map((shift) => {
      const settings = settingsFor(periodsPerYear, Infinity)!
      let sum = 0
      for (let chart = 0; chart < charts / 3; chart++) {
        const z = Float64Array.from({ length: 20 + points }, (_, i) => normal(random) + (i < 20 ? 0 : shift))
        const first = watch(z, 0, settings).find(({ at }) => at >= 20)
        sum += (first?.at ?? z.length) - 19
      }
      return { periodsPerYear, shift, points: sum / (charts / 3) }
    }),
  )
}

const cases: Case[] = [52, 12].flatMap((periodsPerYear) =>
  [0, 12, 24, 52].flatMap(
    (baseline) =>
      [
        { kind: 'share', periodsPerYear, baseline, size: 100, centre: 0.3, extra: 0 },
        { kind: 'share', periodsPerYear, baseline, size: 100, centre: 0.08, extra: 0 },
        { kind: 'share', periodsPerYear, baseline, size: 400, centre: 0.2, extra: 0.15 },
        { kind: 'rate', periodsPerYear, baseline, size: 100, centre: 0.06, extra: 0 },
        { kind: 'rate', periodsPerYear, baseline, size: 1000, centre: 0.1, extra: 0.2 },
      ] satisfies Case[],
  ),
)

export async function run(): Promise<void> {
  const simulated = table()
  for (const { scale, run: length, arl0 } of simulated) say(`lines x ${scale}, run ${length}: ${arl0.join(' ')}`)
  const years = cases.map((one) => perYear(one, 3000))
  for (const one of years)
    say(
      `${one.kind} of ${one.size} at ${one.centre} (extra ${one.extra}), ${one.periodsPerYear} a year, baseline ${one.baseline || 'known'}: ${one.falseAlarmsPerYear.toFixed(2)} a year, ${one.refused} refused`,
    )
  const noticed = delays()
  for (const { periodsPerYear, shift, points: after } of noticed)
    say(`${periodsPerYear} a year: a shift of ${shift} is noticed after ${after.toFixed(1)} points`)
  keep('warning', { baselines: baselines.map(String), table: simulated, years, noticed })
  const isOff = simulated.some(({ arl0 }, level) => arl0.some((one, i) => Math.abs(one / levels[level]!.arl0[i]! - 1) > 0.1))
  if (isOff) say('the table of src/engines/warning/budget.ts is not what was simulated')
  if (isOff || years.some(({ falseAlarmsPerYear }) => falseAlarmsPerYear > 1)) process.exitCode = 1
}
