// The program beside its twin (performance.md) on one PostgreSQL, turn and turn about: rates, waits, CPU time, and the limits of both.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { databaseCpuMs, median, percentile, say } from './figures.ts'
import type { Ground, Setting } from './ground.ts'
import { load, type Question } from './load.ts'

export type Side = 'program' | 'twin'
const sides: readonly Side[] = ['program', 'twin']

export interface Served {
  port: number
  cpuMs: () => Promise<number>
  stop: () => Promise<void>
}

export async function serve(side: Side, setting: Setting): Promise<Served> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'serve.ts'), [side], {
    env: { ...process.env, BENCH_SETTING: JSON.stringify(setting) },
    execArgv: process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [],
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    port,
    async cpuMs() {
      child.send('cpu')
      const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }]
      return (cpu.user + cpu.system) / 1000
    },
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

/** Asked with a number that is never given twice in a run. */
export type Ask = (count: number) => Question
export interface Comparing {
  title: string
  rounds: number
  seconds: number
  only: string | undefined
  /** Before anything is counted: by then V8 has compiled what is hot. */
  warmUp: { seconds: number; most: number }
  /** `p95Times`: the wait that 5 % exceed, against the twin's: holds on a busy machine too. */
  limits: { ratio: number; p95Ms?: number; p95Times?: number }
}

/** Ends the process with 1 where the program is slower than the limits. */
export async function compare(ground: Ground, questions: Record<string, Ask>, comparing: Comparing): Promise<Record<string, unknown>> {
  const { title, rounds, seconds, only, warmUp, limits } = comparing
  const served = new Map<Side, Served>()
  const results: Record<string, unknown> = {}
  let asked = 0
  try {
    for (const side of sides) served.set(side, await serve(side, ground.setting))
    say(`${title}, 16 connections, ${rounds} rounds of ${seconds} s for each side, medians`)
    for (const [name, ask] of Object.entries(questions)) {
      if (only && !only.split(',').includes(name)) continue
      const question = () => ask(asked++)
      const figures = new Map(sides.map((side) => [side, { rates: [] as number[], waitsMs: [] as number[], cpuMs: 0, databaseMs: 0 }]))
      for (const side of sides) await load(served.get(side)!.port, question, warmUp)
      for (let round = 0; round < rounds; round++)
        // Turned about, so that a machine that grows slower or faster favours nobody.
        for (const side of round % 2 ? sides.toReversed() : sides) {
          const { port, cpuMs } = served.get(side)!
          const databaseMs = () => (ground.postmasterPid ? databaseCpuMs(ground.postmasterPid) : 0)
          const [cpuBefore, databaseBefore] = [await cpuMs(), databaseMs()]
          const { rate, waitsMs, failed, firstFailure } = await load(port, question, { seconds })
          if (failed > 0) throw new Error(`${name}, ${side}: ${failed} of ${waitsMs.length} failed: ${firstFailure}`)
          const figure = figures.get(side)!
          figure.rates.push(rate)
          figure.waitsMs.push(...waitsMs)
          figure.cpuMs += (await cpuMs()) - cpuBefore
          figure.databaseMs += databaseMs() - databaseBefore
        }
      const ratio = median(figures.get('program')!.rates) / median(figures.get('twin')!.rates)
      const lines = sides.map((side) => {
        const { rates, waitsMs, cpuMs, databaseMs } = figures.get(side)!
        const n = waitsMs.length
        const wait = (share: number) => Number(percentile(waitsMs, share).toFixed(2))
        return {
          side,
          rate: Math.round(median(rates)),
          p50Ms: wait(0.5),
          p95Ms: wait(0.95),
          p99Ms: wait(0.99),
          applicationCpuMs: Number((cpuMs / n).toFixed(3)),
          databaseCpuMs: Number((databaseMs / n).toFixed(3)),
        }
      })
      results[name] = { ratio: Number(ratio.toFixed(3)), sides: lines }
      for (const { side, rate, p50Ms, p95Ms, p99Ms, applicationCpuMs, databaseCpuMs: inDatabaseMs } of lines)
        say(
          `  ${name.padEnd(10)} ${side.padEnd(8)} ${String(rate).padStart(6)}/s   p50 ${p50Ms} ms   p95 ${p95Ms} ms   p99 ${p99Ms} ms   CPU ms each: application ${applicationCpuMs}, database ${inDatabaseMs}`,
        )
      const isSlow = ratio < limits.ratio
      const mostMs = limits.p95Ms ?? (limits.p95Times === undefined ? Infinity : limits.p95Times * lines[1]!.p95Ms)
      const isLate = lines[0]!.p95Ms > mostMs
      say(
        `  ${name.padEnd(10)} ratio ${ratio.toFixed(2)}${isSlow ? `   LESS THAN ${limits.ratio}` : ''}${isLate ? `   p95 OVER ${mostMs.toFixed(0)} ms` : ''}`,
      )
      if (isSlow || isLate) process.exitCode = 1
    }
  } finally {
    await Promise.all([...served.values()].map((one) => one.stop()))
  }
  return results
}
