import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { addOrganisation, barePlatform } from '../../../test/support/bare-platform.ts'
import { appRole, asAdmin, silentLog } from '../../../test/support/template.ts'
import { installJobs } from './install.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { defineRound, defineTask, defineTimed, type Job } from './kinds.ts'

const platform = await barePlatform()
const organisationId = await addOrganisation(platform)
const install = () => installJobs({ ownerUrl: platform.database.ownerUrl, role: appRole, log: silentLog })
assert.equal(await install(), true)

async function until(isDone: () => boolean | Promise<boolean>, withinMs: number, what: string): Promise<number> {
  const startedMs = performance.now()
  while (!(await isDone())) {
    assert.ok(performance.now() - startedMs < withinMs, `${what}: not within ${withinMs} ms`)
    await delay(20)
  }
  return performance.now() - startedMs
}
async function working<T>(jobs: readonly Job[], work: (jobs: Jobs) => Promise<T>): Promise<T> {
  const running = createJobs(platform, jobs)
  running.start('work')
  try {
    return await work(running)
  } finally {
    await running.stop()
  }
}
const enqueue = (jobs: Jobs, name: string, input: Record<string, unknown>) =>
  systemContext(platform, organisationId, newId()).write((tx) => jobs.enqueue(tx, name, input))
const task = (name: string, handle: (input: Record<string, unknown>, organisationId: string) => Promise<void>) =>
  defineTask({ name, retryLimit: 3, retryDelaySeconds: 1, expireSeconds: 60, handle: (ctx, input) => handle(input, ctx.organisationId) })

test('the job tables are installed once', async () => {
  assert.equal(await install(), false)
})

test('a task runs if and only if the transaction that asked for it commits', async () => {
  const ran: unknown[] = []
  const list = [task('test.note', async (input, id) => void ran.push({ ...input, id }))]
  await working(list, async (jobs) => {
    await assert.rejects(
      systemContext(platform, organisationId, newId()).write(async (tx) => {
        await jobs.enqueue(tx, 'test.note', { say: 'never' })
        throw new Error('rolled back')
      }),
    )
    await enqueue(jobs, 'test.note', { say: "it's $1", list: [1, 2] })
    jobs.wake(organisationId)
    await until(() => ran.length > 0, 20_000, 'the task')
    assert.deepEqual(ran, [{ say: "it's $1", list: [1, 2], id: organisationId }])
  })
})

test('a task that fails is tried again, and only words that may be stored are', async () => {
  let tries = 0
  const list = [
    task('test.fail', async () => {
      tries += 1
      if (tries < 2) await platform.db.read(organisationId, sql`select ${'Anna Canary'}::uuid`)
    }),
  ]
  await working(list, async (jobs) => {
    await enqueue(jobs, 'test.fail', {})
    await until(() => tries === 2, 30_000, 'the second try')
  })
  const outputs = await asAdmin(
    platform.database.ownerUrl,
    async (client) => (await client.query('select output::text from pgboss.job')).rows,
  )
  assert.ok(!JSON.stringify(outputs).includes('Canary'))
})

test('a timed job runs for every organisation, also when it fails for one', async () => {
  const second = await addOrganisation(platform, 'Second')
  const seen = new Set<string>()
  const list = [
    defineTimed({
      name: 'test.nightly',
      cron: '0 3 * * *',
      async perOrganisation(ctx) {
        seen.add(ctx.organisationId)
        if (ctx.organisationId === organisationId) throw new Error('this one is broken')
      },
    }),
  ]
  const isScheduled = async () =>
    (await platform.db.controlRead(sql`select 1 from pgboss.schedule where name = 'test.nightly' and cron = '0 3 * * *'`)).length === 1
  await working(list, () => until(isScheduled, 20_000, 'the schedule'))
  // What pg-boss does when the time has come; a worker that starts looks at once.
  await asAdmin(platform.database.ownerUrl, (client) =>
    client.query(`insert into pgboss.job (name, data, policy, retry_limit) values ('test.nightly', '{}', 'exclusive', 0)`),
  )
  await working(list, () => until(() => seen.has(organisationId) && seen.has(second), 30_000, 'both organisations'))
})

test('a bad list of jobs does not start', () => {
  const round = defineRound({ name: 'test.round', everySeconds: 1, waiting: () => sql`null`, handle: async () => false })
  assert.throws(() => createJobs(platform, [round, round]), /stands twice/)
  assert.throws(() => createJobs(platform, [{ ...round, name: 'Round' }]), /feature\.verb/)
  assert.throws(() => createJobs(platform, [defineTimed({ name: 'test.timed', cron: '* * * * *' })]), /either perOrganisation or once/)
})

test('a killed worker’s task is taken over within a minute', async () => {
  const worker = spawn(
    process.execPath,
    [path.resolve(import.meta.dirname, '../../../test/support/hanging-worker.ts'), platform.database.appUrl],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const sender = createJobs(platform, [task('test.work', async () => undefined)])
  await enqueue(sender, 'test.work', {})
  await once(worker.stdout, 'data')
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  let isTaken = false
  const tookMs = await working([task('test.work', async () => void (isTaken = true))], () => until(() => isTaken, 60_000, 'the takeover'))
  await sender.stop()
  console.log(`taken over after ${(tookMs / 1000).toFixed(1)} s`)
})
