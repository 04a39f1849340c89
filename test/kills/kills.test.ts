import assert from 'node:assert/strict'
import { test } from 'node:test'
import { temporaryFolder } from '../start/program.ts'
import { findEffects, runKills, withOwner } from './kills.ts'

const seed = 20_261_130
const rounds = 10
const limitMs = 5000

test('through ten kills of Node, of PostgreSQL and of both nothing acknowledged is lost, nothing is doubled', async (t) => {
  const dataDir = temporaryFolder()
  const report = await runKills({ dataDir, rounds, seed, say: (line) => t.diagnostic(line) })
  const times = report.backMs.map(({ ms }) => ms).toSorted((left, right) => left - right)
  const medianMs = times[Math.floor(times.length / 2)]!
  t.diagnostic(
    `seed ${seed}: ${report.acknowledged} writes acknowledged, ${report.retries} retries, lost ${report.lost}, doubled ${report.doubled}; back after ${Math.round(medianMs)} ms (median), ${Math.round(times.at(-1)!)} ms (p99)`,
  )
  assert.deepEqual(report.faults, [])
  const byKind = Map.groupBy(report.ledger.acknowledged, ({ kind }) => kind)
  t.diagnostic([...byKind].map(([kind, some]) => `${kind} ${some.length}`).join(', '))
  for (const kind of ['review', 'submission', 'step', 'lesson-answer'] as const) assert.ok(byKind.has(kind), `no ${kind}`)
  assert.ok(report.acknowledged > 100, `${report.acknowledged} writes`)
  assert.ok(medianMs <= limitMs, `back after ${medianMs} ms`)

  // The look would have seen it: one row is taken away, another one stands twice.
  const damaged = await withOwner(dataDir, report.organisationId, async (client) => {
    await client.query(`delete from absences where id = (select id from absences limit 1)`)
    await client.query(
      `insert into absences select organisation_id, person_id, gen_random_uuid(), starts_on, last_day, deputy_id, created_at from absences limit 1`,
    )
    return report.ledger.compare(await findEffects(client))
  })
  assert.deepEqual([damaged.lost.length, damaged.doubled.length], [1, 1])
})
