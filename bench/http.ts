// A person, the directory's first page at 50,000 people, and a write with audit, event and signal, each beside the twin of performance.md on the same
// PostgreSQL, turn and turn about. Ends with 1 where the program reaches less than half of the twin's rate. Options: --rounds 4 --seconds 2 --only person
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { databaseCpuMs, keep, median, percentile, say } from './figures.ts'
import { openGround, type Setting } from './ground.ts'
import { load, type Question } from './load.ts'

const leastRatio = 0.5
/** Requests before anything is counted: by then V8 has compiled what is hot. */
const warmUp = 15_000
/** The program as `npm start` starts it; the twin with Node's own ways. */
const flags = { program: ['--max-semi-space-size=4'], twin: [] }
const sides = ['program', 'twin'] as const
type Side = (typeof sides)[number]

export interface Served {
  port: number
  cpuMs: () => Promise<number>
  stop: () => Promise<void>
}

export async function serve(side: Side, setting: Setting): Promise<Served> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'serve.ts'), [side], {
    env: { ...process.env, BENCH_SETTING: JSON.stringify(setting) },
    execArgv: [...flags[side], ...(process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [])],
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

const questionsOf = ({ personIds, unitId, token }: Setting): Record<string, (count: number) => Question> => {
  const headers = { host: '127.0.0.1', cookie: `attune=${token}` }
  const body = JSON.stringify({ unitId, day: '2026-11-30', value: 7 })
  const run = process.hrtime.bigint()
  return {
    person: (count) => ({ method: 'GET', path: `/api/people/${personIds[count % personIds.length]}`, headers }),
    directory: () => ({ method: 'GET', path: '/api/people', headers }),
    write: (count) => ({
      method: 'POST',
      path: '/api/bench-facts',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `bench-${run}-${performance.now()}-${count}` },
      body,
    }),
  }
}

export async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '4' }, seconds: { type: 'string', default: '2' }, only: { type: 'string' } },
    allowPositionals: true,
  })
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
  const ground = await openGround()
  const served = new Map<Side, Served>()
  const results: Record<string, unknown> = {}
  try {
    for (const side of sides) served.set(side, await serve(side, ground.setting))
    say(`http: 16 connections, 50,000 people, ${rounds} rounds of ${seconds} s for each side, medians`)
    for (const [name, question] of Object.entries(questionsOf(ground.setting))) {
      if (values.only && values.only !== name) continue
      const figures = new Map(sides.map((side) => [side, { rates: [] as number[], waitsMs: [] as number[], cpuMs: 0, databaseMs: 0 }]))
      for (const side of sides) await load(served.get(side)!.port, question, { seconds: 15, most: warmUp })
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
        return {
          side,
          rate: Math.round(median(rates)),
          p50Ms: Number(percentile(waitsMs, 0.5).toFixed(2)),
          p99Ms: Number(percentile(waitsMs, 0.99).toFixed(2)),
          applicationCpuMs: Number((cpuMs / n).toFixed(3)),
          databaseCpuMs: Number((databaseMs / n).toFixed(3)),
        }
      })
      results[name] = { ratio: Number(ratio.toFixed(3)), sides: lines }
      for (const { side, rate, p50Ms, p99Ms, applicationCpuMs, databaseCpuMs: inDatabaseMs } of lines)
        say(
          `  ${name.padEnd(10)} ${side.padEnd(8)} ${String(rate).padStart(6)}/s   p50 ${p50Ms} ms   p99 ${p99Ms} ms   CPU ms each: application ${applicationCpuMs}, database ${inDatabaseMs}`,
        )
      say(`  ${name.padEnd(10)} ratio ${ratio.toFixed(2)}${ratio < leastRatio ? `   LESS THAN ${leastRatio}` : ''}`)
      if (ratio < leastRatio) process.exitCode = 1
    }
  } finally {
    await Promise.all([...served.values()].map((one) => one.stop()))
    await ground.close()
  }
  keep('http', { connections: 16, people: 50_000, rounds, seconds, results })
}

if (process.argv[1] === import.meta.filename) await run()
