import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Registry } from 'prom-client'
import { sql } from '#platform/db/sql.ts'
import { addOrganisation, barePlatform } from '../../../test/support/bare-platform.ts'
import { asAdmin } from '../../../test/support/template.ts'
import { checkWork } from '../cli/doctor/work.ts'
import type { Ground } from '../cli/ground.ts'
import { systemClock } from '../clock.ts'
import type { Context } from '../http/context.ts'
import { holdRound } from './hold-round.ts'
import { createJobs } from './jobs.ts'
import { defineRound, type Round } from './kinds.ts'
import { addJobMetrics } from './metrics.ts'

const platform = await barePlatform({ clock: systemClock })
await asAdmin(platform.database.ownerUrl, (client) =>
  client.query(`create table chores (organisation_id uuid not null, name text not null, since timestamptz not null);
    select tenant_table('chores'); grant all on chores to attune_app`),
)
const addChore = (organisationId: string, name: string, since = new Date()) =>
  platform.db.inOrganisation(organisationId, { readOnly: false }, (tx) =>
    tx.run(sql`insert into chores values (${organisationId}, ${name}, ${since.toISOString()})`),
  )
const choresLeft = async (organisationId: string, name: string): Promise<number> =>
  (await platform.db.read(organisationId, sql`select 1 from chores where organisation_id = ${organisationId} and name = ${name}`)).length

/** Does away with the chores of its name. */
const chore = (name: string, more: Partial<Round> = {}): Round => ({
  ...defineRound({
    name: `test.${name}`,
    everySeconds: 1,
    waiting: (organisationId) =>
      sql`select since from chores where organisation_id = ${organisationId} and name = ${name} order by since limit 1`,
    handle: (ctx) =>
      ctx.write(async (tx) => {
        if (await holdRound(tx, `test.${name}`))
          await tx.run(sql`delete from chores where organisation_id = ${ctx.organisationId} and name = ${name}`)
        return false
      }),
  }),
  ...more,
})
async function until(isDone: () => Promise<boolean>, withinMs: number, what: string): Promise<void> {
  const startedMs = performance.now()
  while (!(await isDone().catch(() => false))) {
    assert.ok(performance.now() - startedMs < withinMs, `${what}: not within ${withinMs} ms`)
    await delay(20)
  }
}
async function working(rounds: readonly Round[], work: () => Promise<void>): Promise<void> {
  const jobs = createJobs(platform, rounds)
  jobs.start('work')
  try {
    await work()
  } finally {
    await jobs.stop()
  }
}

test('work of every organisation is found without a wake', async () => {
  const ids = [await addOrganisation(platform), await addOrganisation(platform), await addOrganisation(platform)]
  await working([chore('sweep')], async () => {
    for (const id of ids) await addChore(id, 'sweep')
    for (const id of ids) await until(async () => (await choresLeft(id, 'sweep')) === 0, 15_000, 'a sweep')
  })
})

test('a round that fails, and one that hangs on somebody else, hold up nobody', async () => {
  const [one, two] = [await addOrganisation(platform), await addOrganisation(platform)]
  let tries = 0
  const failing = chore('fail', {
    handle: async () => {
      tries += 1
      throw new Error('broken')
    },
  })
  const released = new AbortController()
  const hanging = chore('hang', {
    isSlow: true,
    handle: async () => {
      while (!released.signal.aborted) await delay(10)
      return false
    },
  })
  await working([failing, hanging, chore('sweep')], async () => {
    for (const id of [one, two]) for (const name of ['fail', 'hang', 'sweep']) await addChore(id, name)
    for (const id of [one, two]) await until(async () => (await choresLeft(id, 'sweep')) === 0, 15_000, 'a sweep')
    await until(async () => tries >= 2, 20_000, 'another try')
    released.abort()
  })
  await platform.db.inOrganisation(one, { readOnly: false }, (tx) => tx.run(sql`delete from chores where organisation_id = ${one}`))
  await platform.db.inOrganisation(two, { readOnly: false }, (tx) => tx.run(sql`delete from chores where organisation_id = ${two}`))
})

test('work goes on when the database has dropped every connection', async () => {
  const id = await addOrganisation(platform)
  await working([chore('sweep')], async () => {
    await addChore(id, 'sweep')
    await until(async () => (await choresLeft(id, 'sweep')) === 0, 15_000, 'the first sweep')
    await asAdmin(platform.database.adminUrl, (client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`),
    )
    await until(async () => (await addChore(id, 'sweep')).length === 0, 10_000, 'a new connection')
    await until(async () => (await choresLeft(id, 'sweep')) === 0, 15_000, 'the second sweep')
  })
})

test('stopping waits for the round under way', async () => {
  const id = await addOrganisation(platform)
  let [hasBegun, hasEnded] = [false, false]
  const slow = chore('linger', {
    handle: async (ctx: Context) => {
      hasBegun = true
      await delay(300)
      await ctx.write((tx) => tx.run(sql`delete from chores where organisation_id = ${ctx.organisationId} and name = 'linger'`))
      hasEnded = true
      return false
    },
  })
  await working([slow], async () => {
    await addChore(id, 'linger')
    await until(async () => hasBegun, 15_000, 'the beginning')
  })
  assert.equal(hasEnded, true)
})

test('what waits, and for how long, is in /metrics, and doctor tells it', async () => {
  const id = await addOrganisation(platform)
  await addChore(id, 'rest', new Date(Date.now() - 300_000))
  const jobs = createJobs(platform, [chore('rest'), chore('nothing')])
  const registry = new Registry()
  addJobMetrics(registry, jobs)
  const text = await registry.metrics()
  assert.match(text, /attune_waiting_seconds\{round="test.rest"\} 30\d/)
  assert.match(text, /attune_waiting_seconds\{round="test.nothing"\} 0\n/)
  const { config, clock, log } = platform
  const database = {
    appUrl: platform.database.appUrl,
    ownerUrl: platform.database.ownerUrl,
    kind: 'server' as const,
    announce: () => undefined,
    close: async () => undefined,
  }
  const finding = await checkWork({ config, clock, log } as Ground, database, [chore('rest'), chore('nothing')])
  assert.deepEqual([finding.about, finding.state], ['background work', 'problem'])
  assert.match(finding.text, /test\.rest for 30\d s/)
  assert.equal((await checkWork({ config, clock, log } as Ground, database, [chore('nothing')])).state, 'ok')
})
