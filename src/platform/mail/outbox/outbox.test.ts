import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import type { Platform } from '#platform/platform.ts'
import { readMail, reply, startMailServer } from '../../../../test/mail/mail-server.ts'
import { addOrganisation, barePlatform } from '../../../../test/support/bare-platform.ts'
import { bareServer, type Caller } from '../../../../test/support/bare-server.ts'
import { asAdmin } from '../../../../test/support/template.ts'
import { policy } from './access.ts'
import { eraseMailsTo, queueMail, withdrawMails } from './queue.ts'
import { routes } from './routes.ts'
import { openSecrets, sealSecrets } from './secrets.ts'
import { jobs } from './send.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const platform = await barePlatform({ clock, policy })
const rounds = jobs.filter((job): job is Round => job.kind === 'round')
const link = 'https://attune.example/invitations/s3cret-canary'

interface Letter {
  personId?: string
  address?: string
  expiresAt?: Date
}
const queue = (
  organisationId: string,
  { personId = newId(), address = 'amira@example.org', expiresAt = new Date('2026-12-07T08:00:00Z') }: Letter = {},
) => {
  const ctx = systemContext(platform, organisationId, newId())
  const organisation = { name: 'Harbour Hotels', mantra: 'Nobody waits alone', timeZone: 'Europe/Berlin' }
  return ctx.write(async (tx) =>
    queueMail(ctx, tx, {
      kind: 'invitation',
      personId,
      address,
      language: 'en',
      data: { organisation, name: 'Amira Haddad', link, until: expiresAt },
      expiresAt,
    }),
  )
}
type MailServer = Awaited<ReturnType<typeof startMailServer>>
const withServer = async (
  work: (platform: Platform, server: MailServer) => Promise<void>,
  options: Parameters<typeof startMailServer>[0] = {},
) => {
  const server = await startMailServer(options)
  const config = { ...platform.config, smtpUrl: `smtp://127.0.0.1:${server.port}`, mailFrom: 'Attune <attune@example.org>' }
  try {
    await work({ ...platform, config }, server)
  } finally {
    await server.close()
  }
}
const rowOf = async (organisationId: string, id: string) =>
  (
    await platform.db.read(
      organisationId,
      sql<{ state: string; hasSecrets: boolean; attempts: number; lastFault: string | null }>`
        select state, secrets is not null as has_secrets, attempts, last_fault from mails where organisation_id = ${organisationId} and id = ${id}`,
    )
  )[0]

test('a letter goes out with its link, which is then gone from the database', async () => {
  const organisationId = await addOrganisation(platform)
  const id = await queue(organisationId)
  assert.deepEqual(await rowOf(organisationId, id), { state: 'queued', hasSecrets: true, attempts: 0, lastFault: null })
  await withServer(async (sending, server) => {
    await settleRounds(sending, rounds, [organisationId])
    assert.equal(server.deliveries.length, 1)
    const { headers, text } = readMail(server.deliveries[0]!.source)
    assert.deepEqual(server.deliveries[0]!.to, ['amira@example.org'])
    assert.match(headers.get('message-id')!, new RegExp(id))
    assert.ok(text.includes(link))
  })
  assert.deepEqual(await rowOf(organisationId, id), { state: 'sent', hasSecrets: false, attempts: 1, lastFault: null })
})

test('a waiting letter’s link stands nowhere in the database in clear, and opens only in its own row and with the key', async () => {
  const organisationId = await addOrganisation(platform)
  await queue(organisationId)
  const rows = await asAdmin(
    platform.database.adminUrl,
    async (client) => (await client.query('select mails::text as row from mails where organisation_id = $1', [organisationId])).rows,
  )
  assert.ok(!JSON.stringify(rows).includes('canary'))
  const sealed = sealSecrets('pepper', organisationId, 'a', { link })
  assert.deepEqual(openSecrets('pepper', organisationId, 'a', sealed), { link })
  assert.throws(() => openSecrets('pepper', organisationId, 'b', sealed))
  assert.throws(() => openSecrets('other', organisationId, 'a', sealed))
  sealed[sealed.length - 1]! ^= 1
  assert.throws(() => openSecrets('pepper', organisationId, 'a', sealed))
})

test('a letter that the server can’t take now is tried again later, one that it refuses has failed', async () => {
  const organisationId = await addOrganisation(platform)
  const busy = await queue(organisationId, { address: 'busy@example.org' })
  const refused = await queue(organisationId, { address: 'nobody@example.org' })
  const good = await queue(organisationId)
  let isBusy = true
  const onRcptTo = ({ address }: { address: string }, _session: unknown, done: (error?: Error) => void) => {
    if (address.startsWith('nobody')) return done(reply(550, 'no such user nobody@example.org'))
    if (address.startsWith('busy') && isBusy) return done(reply(451, 'greylisted busy@example.org'))
    done()
  }
  await withServer(
    async (sending, server) => {
      await settleRounds(sending, rounds, [organisationId])
      assert.deepEqual(await rowOf(organisationId, busy), { state: 'queued', hasSecrets: true, attempts: 1, lastFault: 'later 451' })
      assert.deepEqual(await rowOf(organisationId, refused), { state: 'failed', hasSecrets: true, attempts: 1, lastFault: 'refused' })
      assert.equal((await rowOf(organisationId, good))!.state, 'sent')
      isBusy = false
      clock.advance(60_000)
      await settleRounds(sending, rounds, [organisationId])
      assert.equal((await rowOf(organisationId, busy))!.state, 'sent')
      assert.equal(server.deliveries.length, 2)
    },
    { onRcptTo },
  )
})

test('a letter whose sender died is sent once more after five minutes, under the same Message-ID', async () => {
  const organisationId = await addOrganisation(platform)
  const id = await queue(organisationId)
  await asAdmin(platform.database.adminUrl, (client) =>
    client.query(`update mails set state = 'sending', attempts = 1, next_try_at = $2 where id = $1`, [
      id,
      new Date(clock.now().getTime() + 300_000),
    ]),
  )
  await withServer(async (sending, server) => {
    await settleRounds(sending, rounds, [organisationId])
    assert.equal(server.deliveries.length, 0)
    clock.advance(301_000)
    await settleRounds(sending, rounds, [organisationId])
    assert.equal(server.deliveries.length, 1)
  })
})

test('two workers send each letter once', async () => {
  const organisationId = await addOrganisation(platform)
  for (let i = 0; i < 12; i++) await queue(organisationId, { address: `p${i}@example.org` })
  await withServer(async (sending, server) => {
    await Promise.all([1, 2, 3].map(() => settleRounds(sending, rounds, [organisationId])))
    assert.equal(new Set(server.deliveries.map(({ to }) => to[0])).size, 12)
    assert.equal(server.deliveries.length, 12)
  })
})

test('what is out of date, printed or replaced loses its link and is not sent', async () => {
  const organisationId = await addOrganisation(platform)
  const ctx = systemContext(platform, organisationId, newId())
  const personId = newId()
  const printed = await queue(organisationId, { personId })
  await ctx.write((tx) => withdrawMails(ctx, tx, personId, 'invitation', 'printed'))
  const replaced = await queue(organisationId, { personId })
  await ctx.write((tx) => withdrawMails(ctx, tx, personId, 'invitation', 'replaced'))
  const late = await queue(organisationId, { expiresAt: new Date(clock.now().getTime() + 1000) })
  clock.advance(2000)
  await withServer(async (sending, server) => {
    await settleRounds(sending, rounds, [organisationId])
    assert.equal(server.deliveries.length, 0)
  })
  for (const [id, state] of [
    [printed, 'printed'],
    [replaced, 'expired'],
    [late, 'expired'],
  ] as const) {
    const row = await rowOf(organisationId, id)
    assert.deepEqual([row!.state, row!.hasSecrets], [state, false])
  }
})

test('an erased person’s letters are gone', async () => {
  const organisationId = await addOrganisation(platform)
  const personId = newId()
  const id = await queue(organisationId, { personId })
  await systemContext(platform, organisationId, newId()).write((tx) => eraseMailsTo(tx, personId))
  assert.equal(await rowOf(organisationId, id), undefined)
})

test('the administrator sees recipient, kind, state and times, and nothing of what a letter says', async () => {
  const organisationId = await addOrganisation(platform)
  const administrator: Caller = { organisationId, roles: ['administrator'] }
  const id = await queue(organisationId)
  const call = await bareServer(platform, routes)
  const { status, body, text } = await call(administrator, 'GET', '/api/mails')
  assert.equal(status, 200)
  assert.equal(body.hasMailServer, false)
  assert.deepEqual(Object.keys(body.items[0]).sort(), [
    'attempts',
    'createdAt',
    'fault',
    'id',
    'kind',
    'nextTryAt',
    'recipient',
    'settledAt',
    'state',
  ])
  assert.equal(body.items[0].state, 'no-mail-server')
  assert.ok(!/canary|Haddad|Nobody waits/.test(text))
  assert.equal((await call({ organisationId, roles: ['employee', 'hr', 'auditor'] }, 'GET', '/api/mails')).status, 403)
  assert.equal((await call(null, 'GET', '/api/mails')).status, 401)
  const elsewhere: Caller = { organisationId: await addOrganisation(platform), roles: ['administrator'] }
  assert.equal((await call(elsewhere, 'GET', '/api/mails')).body.items.length, 0)
  assert.equal((await call(elsewhere, 'POST', `/api/mails/${id}/retries`)).status, 404)
  assert.equal((await call(administrator, 'GET', '/api/mails?state=settled')).body.items.length, 0)
  assert.equal((await call(administrator, 'GET', '/api/mails?after=x')).status, 422)
})

test('a failed letter is tried again when asked, and a settled one can’t be', async () => {
  const organisationId = await addOrganisation(platform)
  const administrator: Caller = { organisationId, roles: ['administrator'], accountId: newId() }
  const id = await queue(organisationId)
  await asAdmin(platform.database.adminUrl, (client) => client.query(`update mails set state = 'failed', attempts = 9 where id = $1`, [id]))
  await withServer(async (sending) => {
    const call = await bareServer(sending, routes)
    const key = { 'idempotency-key': 'retry-0001' }
    assert.equal((await call(administrator, 'POST', `/api/mails/${id}/retries`, undefined, key)).body.state, 'waiting')
    assert.equal((await call(administrator, 'POST', `/api/mails/${id}/retries`, undefined, key)).status, 202)
    await settleRounds(sending, rounds, [organisationId])
    assert.equal((await rowOf(organisationId, id))!.state, 'sent')
    const again = await call(administrator, 'POST', `/api/mails/${id}/retries`)
    assert.deepEqual([again.status, again.body.type], [409, '/problems/mail-is-settled'])
    assert.equal((await call(administrator, 'POST', `/api/mails/${newId()}/retries`)).status, 404)
  })
})

test('a test letter is sent at once, and its failure is told with the mail server’s code', async () => {
  const organisationId = await addOrganisation(platform)
  const administrator: Caller = { organisationId, roles: ['administrator'] }
  const ask = async (sending: Platform) =>
    (await bareServer(sending, routes))(administrator, 'POST', '/api/test-mails', { address: 'admin@example.org' })
  const without = await ask(platform)
  assert.deepEqual([without.status, without.body.type], [409, '/problems/no-mail-server'])
  await withServer(async (sending, server) => {
    assert.deepEqual((await ask(sending)).body, { state: 'sent' })
    assert.deepEqual(server.deliveries[0]!.to, ['admin@example.org'])
  })
  const onMailFrom = (_address: unknown, _session: unknown, done: (error?: Error) => void) => done(reply(451, 'wait, admin@example.org'))
  await withServer(
    async (sending) => {
      const { status, body, text } = await ask(sending)
      assert.deepEqual([status, body.type, body.trouble], [409, '/problems/mail-not-sent', 'later'])
      assert.ok(!text.includes('wait,'))
    },
    { onMailFrom },
  )
})
