// The first start, and the commands that do the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dispatch } from '#platform/cli/dispatch.ts'
import { sql } from '#platform/db/sql.ts'
import { everyRow, password, startHouse } from '../../../test/support/house.ts'
import { commands } from './commands.ts'
import { jobs } from './jobs.ts'
import { createAuthenticate, setUpNotice } from './public.ts'
import { setupCodeOf } from './secrets/codes.ts'

const body = (more: object = {}) => ({
  name: 'Hollin Parcel',
  languages: ['de', 'en'],
  defaultLanguage: 'de',
  timeZone: 'Europe/Berlin',
  administrator: { givenName: 'Ada', familyName: 'Quist', email: 'ada@hollin.example', password },
  mantra: { wording: 'Every parcel is a promise to someone waiting, and to each other.', language: 'en' },
  ...more,
})

test('on this machine whoever comes first sets the server up, once', async () => {
  const house = await startHouse()
  const before = await house.browser().expect(200, 'GET', '/api/installation')
  assert.deepEqual(before, { isSetUp: false, hasDemo: false, needsSetUpCode: false, sendsMail: false, languages: ['en', 'de', 'ar'] })
  assert.match((await setUpNotice(house.platform)) ?? '', /[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}/)
  const browsers = Array.from({ length: 8 }, () => house.browser())
  const answers = await Promise.all(browsers.map((browser) => browser.call('POST', '/api/organisations', body())))
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, ...Array.from({ length: 7 }, () => 409)],
  )
  const first = browsers[answers.findIndex(({ status }) => status === 201)]!
  const session = await first.expect(200, 'GET', '/api/session')
  assert.deepEqual(session.roles.toSorted(), ['administrator', 'employee', 'team-leader'])
  assert.equal(session.organisation.mantra, 'Every parcel is a promise to someone waiting, and to each other.')
  assert.equal(session.language, 'de')
  assert.equal((await first.expect(200, 'GET', '/api/installation')).isSetUp, true)
  assert.equal(await setUpNotice(house.platform), undefined)
  assert.equal((await house.browser().call('POST', '/api/organisations', body())).body.type, '/problems/already-set-up')
})

test('from another machine it takes the code of the console, and guessing it is slowed', async () => {
  const house = await startHouse()
  const from = '198.51.100.4'
  const browser = house.browser({ from })
  assert.equal((await browser.expect(200, 'GET', '/api/installation')).needsSetUpCode, true)
  assert.equal((await browser.call('POST', '/api/organisations', body())).body.type, '/problems/set-up-code-needed')
  let tries = 1
  while ((await browser.call('POST', '/api/organisations', body({ setUpCode: `AAAA-AAAA-${1000 + tries}` }))).status === 403) tries++
  assert.equal(tries, 200)
  const setUpCode = setupCodeOf(house.platform.secrets.pepper).toLowerCase().replaceAll('-', ' ')
  await browser.expect(429, 'POST', '/api/organisations', body({ setUpCode }))
  await house.browser({ from: '203.0.113.1' }).expect(201, 'POST', '/api/organisations', body({ setUpCode }))
})

test('behind a proxy that is on the same machine the code is asked as well', async () => {
  const house = await startHouse({ config: { publicUrl: 'https://attune.hollin.example' } })
  assert.equal((await house.browser().expect(200, 'GET', '/api/installation')).needsSetUpCode, true)
  await house.browser().expect(403, 'POST', '/api/organisations', body())
})

test('what is missing or weak is said with its place', async () => {
  const house = await startHouse()
  const browser = house.browser()
  const errors = async (more: object) =>
    (await browser.expect(422, 'POST', '/api/organisations', body(more))).errors.map(({ pointer }: any) => pointer)
  assert.deepEqual(await errors({ defaultLanguage: 'ar' }), ['/defaultLanguage'])
  assert.deepEqual(await errors({ timeZone: 'Nowhere/Land' }), ['/timeZone'])
  const administrator = { givenName: 'Ada', familyName: 'Quist', email: 'ada@hollin.example', password: 'hollinparcel' }
  assert.deepEqual(await errors({ administrator }), ['/administrator/password'])
})

async function run(platform: unknown, argv: string[], stdin = ''): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text), readStdin: () => Promise.resolve(stdin) }
  const provide = () => Promise.resolve(platform as never)
  const status = await dispatch(argv, { commands, terminal, signal: new AbortController().signal, provide })
  return { status, out, err }
}

test('organisation create and token create suffice to drive everything', async () => {
  const house = await startHouse()
  const create = [
    'organisation',
    'create',
    '--name',
    'Hollin Parcel',
    '--admin-email',
    'ada@hollin.example',
    '--admin-password-stdin',
    '--json',
  ]
  const made = await run(house.platform, create, `${password}\n`)
  assert.equal(made.status, 0, made.err)
  const { organisationId } = JSON.parse(made.out)
  const browser = house.browser()
  await browser.expect(200, 'POST', '/api/sessions', { method: 'password', email: 'ada@hollin.example', password })
  const key = await run(house.platform, ['token', 'create', '--organisation', organisationId, '--role', 'administrator', '--json'])
  const { token } = JSON.parse(key.out)
  const program = house.browser({ token })
  const { items } = await program.expect(200, 'GET', '/api/units')
  await program.expect(201, 'POST', '/api/people', { givenName: 'Kim', familyName: 'Berg', unitId: items[0].id })
  const bySlug = await run(house.platform, [
    'token',
    'create',
    '--organisation',
    'hollin-parcel',
    '--role',
    'hr',
    '--expires-in-days',
    '7',
    '--json',
  ])
  assert.equal(JSON.parse(bySlug.out).expiresAt, '2026-12-07T08:00:00.000Z')
  assert.ok(![made.out, made.err].join().includes(password))
})

test('commands refuse with what to do, and tell wrong usage apart', async () => {
  const house = await startHouse()
  const weak = await run(
    house.platform,
    ['organisation', 'create', '--name', 'H', '--admin-email', 'a@b.example', '--admin-password-stdin'],
    'short\n',
  )
  assert.deepEqual([weak.status, /at least 10 characters/.test(weak.err)], [1, true])
  const statusOf = async (...argv: string[]) => (await run(house.platform, argv)).status
  assert.equal(await statusOf('organisation', 'create', '--name', 'H', '--admin-email', 'nobody', '--admin-password-stdin'), 2)
  assert.equal(await statusOf('token', 'create', '--organisation', 'none', '--role', 'hr'), 1)
  assert.equal(await statusOf('token', 'create', '--organisation', 'none', '--role', 'king'), 2)
  assert.equal(await statusOf('token', 'create', '--role', 'hr'), 2)
})

test('what has had its time is forgotten by the hourly job', async () => {
  const house = await startHouse()
  const hollin = await house.setUp()
  await house.browser().call('POST', '/api/sessions', { method: 'password', email: 'nobody@hollin.example', password })
  house.platform.clock.advance(200 * 86_400_000)
  const sweep = jobs.find(({ name }) => name === 'accounts.sweep')
  assert.ok(sweep?.kind === 'timed' && sweep.once)
  await sweep.once(house.platform, new AbortController().signal)
  const rows = await house.platform.db.control((tx) =>
    tx.run(
      sql<{
        n: number
      }>`select (select count(*) from sessions) + (select count(*) from devices) + (select count(*) from sign_in_limits) as n`,
    ),
  )
  assert.equal(rows[0]!.n, 0)
  assert.ok((await everyRow(house)).includes(hollin.adminEmail))
})

test('the hot path is one statement, and one more a minute for the last use', async () => {
  const house = await startHouse()
  const hollin = await house.setUp()
  let statements = 0
  const { db } = house.platform
  const counted = { ...db, controlRead: (query: Parameters<typeof db.controlRead>[0]) => (statements++, db.controlRead(query)) }
  const authenticate = createAuthenticate({ ...house.platform, db: counted as typeof db })
  const credentials = { cookies: Object.fromEntries(hollin.admin.cookies), authorization: undefined, isSecure: false }
  house.platform.clock.advance(60_000)
  for (let i = 0; i < 10; i++) assert.ok(await authenticate(credentials))
  assert.equal(statements, 11)
})
