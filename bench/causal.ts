// Group-time effects with analytic errors and all aggregates over 24 periods, each size in a process of its own, with its memory; and 1,000 draws of the bootstrap.
// Ends with 1 beyond the limits of performance.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { arrange } from '#engines/causal/arrange.ts'
import { multiplierBootstrap } from '#engines/causal/bootstrap.ts'
import { groupTimeEffects } from '#engines/causal/group-time.ts'
import { preTrend } from '#engines/causal/pre-trend.ts'
import { type Rows, usualDesign } from '#engines/causal/rows.ts'
import { seeded } from '#engines/item/seeded.ts'
import { keep, say } from './figures.ts'

const periods = 24
const limits = [
  { units: 1000, ms: 50, megabytes: 600, bootstrapMs: null },
  { units: 10_000, ms: 300, megabytes: 600, bootstrapMs: 1000 },
  { units: 100_000, ms: 3000, megabytes: 600, bootstrapMs: null },
]
const starts = [0, 8, 10, 12, 14, 16, 18, 20]

interface Figures {
  units: number
  cells: number
  arrangeMs: number
  effectsMs: number
  ms: number
  bootstrapMs: number
  megabytes: number
}

/** Eight cohorts, in an order of chance. */
function rowsOf(units: number): Rows {
  const random = seeded(`causal ${units}`)
  const length = units * periods
  const rows = {
    unit: new Int32Array(length),
    time: new Float64Array(length),
    outcome: new Float64Array(length),
    firstTreated: new Float64Array(length),
  }
  for (let unit = 0, row = 0; unit < units; unit++) {
    const start = starts[Math.floor(random() * starts.length)]!
    const level = random() * 10
    for (let period = 1; period <= periods; period++, row++) {
      rows.unit[row] = unit
      rows.time[row] = period
      rows.outcome[row] = level + period * 0.1 + random() + (start > 0 && period >= start ? 0.5 : 0)
      rows.firstTreated[row] = start
    }
  }
  return rows
}

function measure(units: number): Figures {
  const rows = rowsOf(units)
  const best: Figures = { units, cells: 0, arrangeMs: 0, effectsMs: 0, ms: Infinity, bootstrapMs: Infinity, megabytes: 0 }
  // The first run compiles; a study is computed once, so that the first counts for the largest only, where compiling is nothing.
  for (let turn = 0; turn < (units < 50_000 ? 5 : 1); turn++) {
    const beganMs = performance.now()
    const { panel } = arrange(rows, usualDesign)
    const arrangedMs = performance.now()
    const effects = groupTimeEffects(panel!, usualDesign)
    preTrend(effects.dynamic, effects.sample, usualDesign)
    const endedMs = performance.now()
    const bands = multiplierBootstrap(
      effects.dynamic.parts.map(({ influence }) => influence),
      effects.sample.n,
      { draws: 1000, random: seeded('bands') },
    )
    if (!(bands.critical > 1.96)) throw new Error(`a band of ${bands.critical} is narrower than one interval`)
    const bootstrapMs = performance.now() - endedMs
    if (endedMs - beganMs < best.ms)
      Object.assign(best, {
        cells: effects.cells.length,
        arrangeMs: arrangedMs - beganMs,
        effectsMs: endedMs - arrangedMs,
        ms: endedMs - beganMs,
      })
    best.bootstrapMs = Math.min(best.bootstrapMs, bootstrapMs)
  }
  for (const key of ['arrangeMs', 'effectsMs', 'ms', 'bootstrapMs'] as const) best[key] = Math.round(best[key])
  return { ...best, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }
}

export async function run(): Promise<void> {
  const results: Figures[] = []
  for (const limit of limits) {
    const child = fork(import.meta.filename, [String(limit.units)], { env: { ...process.env, BENCH_CAUSAL: '1' } })
    const [figures] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${code}`))),
    ])) as [Figures]
    child.disconnect()
    const before = results.at(-1)
    results.push(figures)
    const isWithin =
      figures.ms < limit.ms &&
      figures.megabytes < limit.megabytes &&
      (limit.bootstrapMs === null || figures.bootstrapMs < limit.bootstrapMs)
    const growth = before
      ? `, ${(figures.ms / before.ms).toFixed(1)} times the time for ${figures.units / before.units} times the units`
      : ''
    say(
      `causal: ${figures.units} x ${periods}: ${figures.ms} ms of ${limit.ms} (in order ${figures.arrangeMs}, ${figures.cells} cells ${figures.effectsMs}), ${figures.megabytes} MB, 1,000 draws ${figures.bootstrapMs} ms${growth}${isWithin ? '' : '   BEYOND THE LIMIT'}`,
    )
    if (!isWithin) process.exitCode = 1
  }
  keep('causal', { limits, results })
}

if (process.env.BENCH_CAUSAL && process.send) process.send(measure(Number(process.argv[2])))
else if (process.argv[1] === import.meta.filename) await run()
