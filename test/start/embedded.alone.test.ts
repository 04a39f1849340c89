// What no other server may run beside: it would miss a library, or share the memory that is counted.
import assert from 'node:assert/strict'
import { readFileSync, symlinkSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { pino } from 'pino'
import { findBinaries } from '#platform/db/embedded/binaries.ts'
import { startEmbedded } from '#platform/db/embedded/supervisor.ts'
import { temporaryFolder, until } from './program.ts'

test('the library links are made where install scripts did not run', async () => {
  const { home } = findBinaries()
  const link = path.join(home, 'lib', 'libicuuc.so.60')
  unlinkSync(link)
  symlinkSync('nowhere', link)
  findBinaries()
  assert.equal(readFileSync(link).length > 0, true)
})

test('at rest the server stays below 200 MB', async (t) => {
  const dataDir = temporaryFolder()
  const database = await startEmbedded({ dataDir, log: pino({ level: 'silent' }) })
  t.after(() => database.stop())
  const client = new pg.Client({ connectionString: database.appUrl })
  await client.connect()
  await client.query('select 1')
  await client.end()
  const kilobytes = await until('all its processes', () => {
    try {
      return [database.pid, ...childrenOf(database.pid)].map(proportionalKilobytes)
    } catch {
      return undefined // one of them has just ended
    }
  })
  const megabytes = kilobytes.reduce((sum, one) => sum + one, 0) / 1024
  t.diagnostic(`${megabytes.toFixed(0)} MB in ${kilobytes.length} processes`)
  assert.ok(megabytes > 5 && megabytes < 200)
})

const proportionalKilobytes = (pid: number): number => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1])
const childrenOf = (pid: number): number[] => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
