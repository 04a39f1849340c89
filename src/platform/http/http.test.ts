// The door of the program: what is refused before any feature sees it, and how.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { fixedClock } from '../clock.ts'
import { httpsNeededPage } from './https-needed-page.ts'
import { createRateLimits, networkOf } from './rate-limits.ts'

let server: TestServer
let world: World
before(async () => {
  server = await testServer()
  world = await server.organisation()
})
const raw = (payload: string, headers: Record<string, string> = {}) =>
  server.call(world.admin, 'POST', '/api/job-roles', { raw: payload, headers: { 'content-type': 'application/json', ...headers } })

test('every refusal is a problem document with its request id', async () => {
  const cases: [string, Promise<{ status: number; body: Record<string, unknown>; headers: Record<string, unknown> }>, number][] = [
    ['malformed-request', raw('{"name":'), 400],
    ['malformed-request', raw('{"name":"a\\u0000b"}'), 400],
    ['malformed-request', raw('{"name":"\\ud800"}'), 400],
    ['malformed-request', raw('{"__proto__":{"x":1},"name":"a"}'), 400],
    ['malformed-request', raw('{"constructor":{"prototype":{}},"name":"a"}'), 400],
    ['malformed-request', raw(`${'['.repeat(100)}${']'.repeat(100)}`), 400],
    ['unsupported-media-type', raw('name=a', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['too-large', raw(JSON.stringify({ name: 'x'.repeat(200_000) })), 413],
    ['invalid-input', raw('{"name":""}'), 422],
    ['invalid-input', raw('{"name":"a","extra":1}'), 422],
    ['sign-in-needed', server.call(null, 'GET', '/api/people'), 401],
    ['not-found', server.call(world.admin, 'GET', '/api/nothing'), 404],
    ['not-found', server.call(world.admin, 'GET', '/api/people/not-an-id'), 404],
    ['method-not-allowed', server.call(world.admin, 'PUT', '/api/people'), 405],
    ['foreign-origin', raw('{"name":"a"}', { origin: 'https://elsewhere.example' }), 403],
    ['foreign-origin', raw('{"name":"a"}', { 'sec-fetch-site': 'cross-site' }), 403],
  ]
  for (const [slug, pending, status] of cases) {
    const { status: got, body, headers } = await pending
    assert.deepEqual([got, body.type, body.status], [status, `/problems/${slug}`, status])
    assert.equal(body.requestId, headers['x-request-id'])
    assert.match(String(headers['content-type']), /^application\/problem\+json/)
  }
})

test('a method that is not known names those that are', async () => {
  const answer = await server.call(world.admin, 'PUT', '/api/people')
  assert.deepEqual(String(answer.headers['allow']).split(', ').sort(), ['GET', 'POST'])
})

test('headers keep scripts, frames and referrers out', async () => {
  const { headers } = await server.call(world.admin, 'GET', '/api/organisation')
  assert.match(String(headers['content-security-policy']), /default-src 'none';script-src 'self';style-src 'self'/)
  assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/)
  assert.deepEqual(
    [headers['referrer-policy'], headers['x-content-type-options'], headers['cache-control']],
    ['no-referrer', 'nosniff', 'no-store'],
  )
})

test('plain http from another machine is told what to do, also by the API', async () => {
  const answer = await server.call(world.admin, 'GET', '/api/organisation', { headers: { host: '10.0.0.5:3000' } })
  assert.deepEqual([answer.status, answer.body.type], [421, '/problems/needs-https'])
  for (const [language, words] of [
    ['en', 'This address needs https'],
    ['de', 'Diese Adresse braucht https'],
    ['ar', 'هذا العنوان يحتاج إلى https'],
  ] as const) {
    const page = httpsNeededPage('10.0.0.5<script>', `${language},en;q=0.5`)
    assert.ok(page.includes(words) && page.includes('TLS_CERT') && !page.includes('<script'))
  }
})

test('IPv6 callers are counted by their /64, IPv4 callers by address', () => {
  assert.equal(networkOf('2001:db8:1:2:aaaa::1'), networkOf('2001:db8:1:2:bbbb:1:2:3'))
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
  assert.equal(networkOf('::ffff:192.0.2.7'), '192.0.2.7')
  assert.equal(networkOf('fe80::1'), 'fe80:0:0:0::/64')
})

test('the limit of a minute ends with the minute', () => {
  const clock = fixedClock('2026-11-30T08:00:10Z')
  const limits = createRateLimits(clock, { network: 2, device: 0, account: 0 })
  assert.deepEqual(
    [1, 2, 3].map(() => limits.countAndWait('network', 'a')),
    [0, 0, 50],
  )
  assert.equal(limits.countAndWait('network', 'b'), 0)
  assert.equal(limits.countAndWait('account', 'a'), 0)
  clock.advance(50_000)
  assert.equal(limits.countAndWait('network', 'a'), 0)
})

test('settings are changed only from the version that was read', async () => {
  const read = await server.call(world.admin, 'GET', '/api/organisation')
  const body = { quietFrom: '21:00' }
  assert.equal((await server.call(world.admin, 'PATCH', '/api/organisation', { body })).status, 428)
  const changed = await server.call(world.admin, 'PATCH', '/api/organisation', { body, version: read.body.version })
  assert.deepEqual([changed.status, changed.body.quietFrom], [200, '21:00'])
  const late = await server.call(world.admin, 'PATCH', '/api/organisation', { body, version: read.body.version })
  assert.deepEqual([late.status, late.body.type], [412, '/problems/version-changed'])
})
