// kill -9 of Node, of PostgreSQL and of both under mixed writes; the same as test/kills, oftener. Options: --rounds 50 --seed 20261130
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { runKills } from '../test/kills/kills.ts'
import { keep, percentile, say } from './figures.ts'

const limitMs = 5000

export async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string', default: '20261130' } },
    allowPositionals: true,
  })
  const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
  const dataDir = mkdtempSync(path.join(tmpdir(), 'attune-kills-'))
  try {
    const { acknowledged, retries, lost, doubled, unknown, backMs, faults, stop } = await runKills({ dataDir, rounds, seed, say })
    await stop()
    const times = backMs.map(({ ms }) => ms)
    const [medianMs, p99Ms] = [Math.round(percentile(times, 0.5)), Math.round(percentile(times, 0.99))]
    say(`kills: seed ${seed}, ${rounds} rounds, ${acknowledged} writes acknowledged, ${retries} retries, lost ${lost}, doubled ${doubled}`)
    say(`  back after ${medianMs} ms (median), ${p99Ms} ms (p99); limit ${limitMs} ms`)
    for (const fault of faults) say(`  ${fault}`)
    keep('kills', { seed, rounds, acknowledged, retries, lost, doubled, unknown, medianMs, p99Ms })
    if (faults.length > 0 || medianMs > limitMs) process.exitCode = 1
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) await run()
