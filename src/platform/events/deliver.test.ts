import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { createJobs } from '#platform/jobs/jobs.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { addOrganisation, barePlatform } from '../../../test/support/bare-platform.ts'
import { asAdmin } from '../../../test/support/template.ts'
import { announce } from './announce.ts'
import { eventRounds } from './deliver.ts'
import { type AnyListener, defineListener, gatherAudience } from './listener.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const platform = await barePlatform({ clock })
// Where listeners of these tests leave their effect: in the transaction, as real ones do.
await asAdmin(platform.database.ownerUrl, (client) =>
  client.query(`create table heard (organisation_id uuid not null, event_id uuid not null, listener text not null);
    select tenant_table('heard'); grant all on heard to attune_app`),
)

const hear = (name: string, event: string, fault?: (event: { payload: Record<string, unknown> }) => void): AnyListener =>
  defineListener({
    name,
    event,
    async handle(_ctx, delivered, tx) {
      void tx.run(sql`insert into heard values (${tx.organisationId}, ${delivered.id}, ${name})`)
      fault?.(delivered)
    },
  })

const heardBy = async (organisationId: string, name: string): Promise<number> =>
  (
    await platform.db.read(
      organisationId,
      sql<{ count: number }>`select count(*) as count from heard where organisation_id = ${organisationId} and listener = ${name}`,
    )
  )[0]!.count
const count = async (organisationId: string, table: string): Promise<number> =>
  (
    await platform.db.read(
      organisationId,
      sql<{ count: number }>`select count(*) as count from ${sql.ref(table)} where organisation_id = ${organisationId}`,
    )
  )[0]!.count

const announceSome = (organisationId: string, type: string, times = 1) =>
  systemContext(platform, organisationId, newId()).write(async (tx) => {
    for (let i = 0; i < times; i++) tx.announce({ type, payload: { i } })
  })

test('every listener of an event works once, and the outbox is empty afterwards', async () => {
  const organisationId = await addOrganisation(platform)
  const audience = gatherAudience([hear('a.count', 'thing-done'), hear('b.count', 'thing-done'), hear('c.count', 'other-done')], {
    'nobody-hears': 'a test',
  })
  await announceSome(organisationId, 'thing-done', 450)
  await announceSome(organisationId, 'nobody-hears', 3)
  await settleRounds(platform, eventRounds(audience), [organisationId])
  assert.equal(await heardBy(organisationId, 'a.count'), 450)
  assert.equal(await heardBy(organisationId, 'b.count'), 450)
  assert.equal(await heardBy(organisationId, 'c.count'), 0)
  assert.equal(await count(organisationId, 'outbox_events'), 0)
})

test('an event of a type that this version does not know stays for one that does', async () => {
  const organisationId = await addOrganisation(platform)
  await announceSome(organisationId, 'from-the-future')
  await settleRounds(platform, eventRounds(gatherAudience([hear('a.count', 'thing-done')], {})), [organisationId])
  assert.equal(await count(organisationId, 'outbox_events'), 1)
})

test('an event whose transaction commits late is delivered although younger ones went before', async () => {
  const organisationId = await addOrganisation(platform)
  const rounds = eventRounds(gatherAudience([hear('a.count', 'thing-done')], {}))
  await platform.db.inOrganisation(organisationId, { readOnly: false }, async (late) => {
    await announce(late, { type: 'thing-done', payload: {} }, clock.now())
    clock.advance(5)
    await announceSome(organisationId, 'thing-done')
    await settleRounds(platform, rounds, [organisationId])
    assert.equal(await heardBy(organisationId, 'a.count'), 1)
  })
  await settleRounds(platform, rounds, [organisationId])
  assert.equal(await heardBy(organisationId, 'a.count'), 2)
})

test('a listener that fails costs the others nothing, is tried again later, and leaves no half effect', async () => {
  const organisationId = await addOrganisation(platform)
  let isBroken = true
  const broken = hear('b.count', 'thing-done', () => {
    if (isBroken) throw new Error('not today')
  })
  const rounds = eventRounds(gatherAudience([broken, hear('a.count', 'thing-done')], {}))
  await announceSome(organisationId, 'thing-done', 3)
  await settleRounds(platform, rounds, [organisationId])
  assert.equal(await heardBy(organisationId, 'a.count'), 3)
  assert.equal(await heardBy(organisationId, 'b.count'), 0)
  isBroken = false
  await settleRounds(platform, rounds, [organisationId])
  assert.equal(await heardBy(organisationId, 'b.count'), 0, 'its time has not come')
  clock.advance(10_000)
  await settleRounds(platform, rounds, [organisationId])
  assert.equal(await heardBy(organisationId, 'b.count'), 3)
  assert.equal(await heardBy(organisationId, 'a.count'), 3)
  assert.equal(await count(organisationId, 'event_deliveries'), 0)
})

test('a statement that fails unawaited counts as a failure, and its words with values are not stored', async () => {
  const organisationId = await addOrganisation(platform)
  const sloppy = defineListener({
    name: 'a.sloppy',
    event: 'thing-done',
    async handle(_ctx, _event, tx) {
      void tx.run(sql`select ${'Anna Canary'}::uuid`)
    },
  })
  const rounds = eventRounds(gatherAudience([sloppy, hear('b.count', 'thing-done')], {}))
  await announceSome(organisationId, 'thing-done')
  await settleRounds(platform, rounds, [organisationId])
  assert.equal(await heardBy(organisationId, 'b.count'), 1)
  const [row] = await platform.db.read(
    organisationId,
    sql<{
      attempts: number
      lastFault: string
    }>`select attempts, last_fault from event_deliveries where organisation_id = ${organisationId}`,
  )
  assert.equal(row!.attempts, 1)
  assert.match(row!.lastFault, /^database /)
  assert.doesNotMatch(row!.lastFault, /Canary/)
})

test('a batch that can’t be committed is taken apart, so that one event never stops the line', async () => {
  const organisationId = await addOrganisation(platform)
  // A constraint that is checked at COMMIT: no savepoint catches it.
  await asAdmin(platform.database.ownerUrl, (client) =>
    client.query(`create table late_checks (organisation_id uuid not null, id int not null, unique (organisation_id, id) deferrable initially deferred);
      select tenant_table('late_checks'); grant all on late_checks to attune_app`),
  )
  const poison = defineListener({
    name: 'a.poison',
    event: 'thing-done',
    async handle(_ctx, event, tx) {
      const id = event.payload.i === 1 ? 0 : Number(event.payload.i)
      void tx.run(sql`insert into late_checks values (${tx.organisationId}, ${id})`)
    },
  })
  const rounds = eventRounds(gatherAudience([poison, hear('b.count', 'thing-done')], {}))
  await announceSome(organisationId, 'thing-done', 3)
  await settleRounds(platform, rounds, [organisationId])
  assert.equal(await heardBy(organisationId, 'b.count'), 3)
  assert.equal(await count(organisationId, 'outbox_events'), 0)
  assert.equal(await count(organisationId, 'late_checks'), 2)
  assert.equal(await count(organisationId, 'event_deliveries'), 1)
})

test('after two days of tries a delivery is a dead letter and rests', async () => {
  const organisationId = await addOrganisation(platform)
  let tries = 0
  const rounds = eventRounds(
    gatherAudience(
      [
        hear('a.never', 'thing-done', () => {
          tries += 1
          throw new Error('never')
        }),
      ],
      {},
    ),
  )
  await announceSome(organisationId, 'thing-done')
  for (let day = 0; day < 12; day++) {
    await settleRounds(platform, rounds, [organisationId])
    clock.advance(40 * 3_600_000)
  }
  // The first try takes two runs: in the batch, and once more behind a savepoint.
  assert.equal(tries, 10)
  const [row] = await platform.db.read(
    organisationId,
    sql<{
      gaveUpAt: string | null
      lastFault: string
    }>`select gave_up_at, last_fault from event_deliveries where organisation_id = ${organisationId}`,
  )
  assert.ok(row!.gaveUpAt)
  assert.equal(row!.lastFault, 'Error: never')
})

test('two workers at the same outbox deliver each event once', async () => {
  const organisationId = await addOrganisation(platform)
  const rounds = eventRounds(gatherAudience([hear('a.count', 'thing-done')], {}))
  await announceSome(organisationId, 'thing-done', 1000)
  await Promise.all([1, 2, 3].map(() => settleRounds(platform, rounds, [organisationId])))
  await settleRounds(platform, rounds, [organisationId])
  assert.equal(await heardBy(organisationId, 'a.count'), 1000)
})

test('a running worker delivers within moments of a wake, and within seconds where the wake was lost', async () => {
  const organisationId = await addOrganisation(platform)
  const jobs = createJobs(platform, eventRounds(gatherAudience([hear('a.count', 'thing-done')], {})))
  jobs.start('work')
  try {
    const waitFor = async (expected: number, withinMs: number) => {
      const startedMs = performance.now()
      while ((await heardBy(organisationId, 'a.count')) < expected) {
        assert.ok(performance.now() - startedMs < withinMs, `nothing after ${withinMs} ms`)
        await delay(10)
      }
    }
    await announceSome(organisationId, 'thing-done')
    jobs.wake(organisationId)
    await waitFor(1, 1500)
    await announceSome(organisationId, 'thing-done')
    await waitFor(2, 5000)
  } finally {
    await jobs.stop()
  }
})

test('a process that only serves wakes the one that works', async () => {
  const organisationId = await addOrganisation(platform)
  const list = eventRounds(gatherAudience([hear('a.count', 'thing-done')], {})).map((round) => ({ ...round, everySeconds: 3600 }))
  const working = createJobs(platform, list)
  const serving = createJobs(platform, list)
  working.start('work')
  serving.start('serve')
  try {
    // Once the first visits are over, only a wake can bring the next before an hour is over.
    await announceSome(organisationId, 'thing-done')
    working.wake(organisationId)
    const deadlineMs = performance.now() + 10_000
    while ((await heardBy(organisationId, 'a.count')) < 1 && performance.now() < deadlineMs) await delay(20)
    await announceSome(organisationId, 'thing-done')
    let heard = 1
    // The listening connection may still be opening: wake until heard.
    while (heard < 2 && performance.now() < deadlineMs) {
      serving.wake(organisationId)
      await delay(100)
      heard = await heardBy(organisationId, 'a.count')
    }
    assert.equal(heard, 2)
  } finally {
    await Promise.all([working.stop(), serving.stop()])
  }
})
