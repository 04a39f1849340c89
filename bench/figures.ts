// What every benchmark needs: middle and slow values, CPU time of PostgreSQL, and a file with the figures.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import path from 'node:path'

export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** CPU time of PostgreSQL so far in ms: of the processes whose parent is the postmaster, in clock ticks of 10 ms. Linux and the embedded server only. */
export function databaseCpuMs(postmasterPid: number): number {
  let ticks = 0
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      if (Number(fields[1]) === postmasterPid) ticks += Number(fields[11]) + Number(fields[12])
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks * 10
}

/** The last figures of each benchmark lie in bench/results, for comparison and for the record. */
export function keep(name: string, figures: object): void {
  const dir = path.join(import.meta.dirname, 'results')
  mkdirSync(dir, { recursive: true })
  const machine = { node: process.version, cores: availableParallelism(), model: cpus()[0]?.model ?? '', load: loadavg()[0] }
  writeFileSync(path.join(dir, `${name}.json`), `${JSON.stringify({ machine, ...figures }, null, 2)}\n`)
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`)
