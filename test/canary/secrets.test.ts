// A canary in every field that takes a secret, in every shape that is accepted or refused: none may lie anywhere afterwards.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openApiDocument } from '#platform/http/openapi.ts'
import { routes } from '../../src/assembly.ts'
import { type Document, endpointsOf } from '../fuzz/requests.ts'
import { type Schema, valueOf } from '../fuzz/values.ts'
import { addPerson, comeInByBadge, type Method, password } from '../support/house.ts'
import { everyPlace, hits, watchedHouse } from './places.ts'

const seed = 20_261_130
const secretFields = ['password', 'secret', 'current', 'pin', 'code', 'badge', 'setUpCode']
const watched = await watchedHouse()
const organisation = await watched.house.setUp()

/** Bodies after the schema, with a canary in each field that takes a secret, and one in a field that nobody knows. */
function bodiesOf(schema: Schema, canary: () => string): unknown[] {
  const hide = (value: unknown, name: string): unknown => {
    if (secretFields.includes(name)) return canary()
    if (Array.isArray(value)) return value.map((item) => hide(item, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(item, key)]))
  }
  const bodies = fc.sample(valueOf(schema, ''), { seed, numRuns: 6 }).map((value) => hide(value, ''))
  return [...bodies, { ...(bodies[0] as object), [canary()]: canary() }, { ...(bodies[1] as object), secret: canary().repeat(40) }]
}

test('a canary in a name is found in the rows and in the archive: the look reaches there', async () => {
  await addPerson(organisation, { givenName: 'Sichtvogel' })
  watched.house.platform.log.info('Sichtvogel')
  assert.deepEqual(hits(await everyPlace(watched), ['sichtvogel']), ['log: sichtvogel', 'rows: sichtvogel', 'archive: sichtvogel'])
})

test('no secret that was sent, in whatever field, lies in log, rows, metrics, files or archive', async (t) => {
  const { house } = watched
  const canaries: string[] = []
  const canary = () => {
    canaries.push(`geheimvogel-${canaries.length}-7q`)
    return canaries.at(-1)!
  }
  let sent = 0
  const document = openApiDocument(routes, 'test') as unknown as Document
  for (const { method, path, operation } of endpointsOf(document)) {
    const schema = operation.requestBody?.content['application/json']?.schema
    if (!schema || !secretFields.some((field) => JSON.stringify(schema).includes(`"${field}":`))) continue
    // A unit's code is a word of the organisation, no secret.
    if (path.startsWith('/api/units')) continue
    for (const body of bodiesOf(schema, canary))
      for (const browser of [organisation.admin, house.stranger()]) {
        await browser.call(method as Method, path, body as object)
        sent++
      }
  }
  const personId = await addPerson(organisation, { givenName: 'Nora', email: 'nora@hollin.example' })
  const { browser, badge } = await comeInByBadge(house, organisation, personId, '936158')
  await browser.call('POST', '/api/sessions', { method: 'switch', accountId: personId, secret: canary() })
  await house.browser({ token: canary() }).expect(401, 'GET', '/api/session')
  await house.stranger().call('GET', '/api/session', undefined, { headers: { cookie: `attune=${canary()}` } })
  await house.stranger().call('GET', `/api/people?search=${canary()}`)
  const { token } = await organisation.admin.expect(201, 'POST', '/api/api-tokens', { name: 'Roster', role: 'hr' })
  const { code } = await organisation.admin.expect(201, 'POST', '/api/reset-codes', { personId })
  const chosen = canary()
  await house.browser().expect(200, 'POST', '/api/resets', { code, secret: chosen })
  // So many wrong ones were noticed; what was counted is forgotten by then.
  house.platform.clock.advance(2 * 3_600_000)
  await organisation.admin.expect(204, 'POST', '/api/password-changes', { current: password, password: canary() })
  const handedOut = [badge.split('#')[1]!, code, code.replaceAll('-', ''), token, '936158', password]
  const cookies = [...organisation.admin.cookies.values(), ...browser.cookies.values()]
  const found = hits(await everyPlace(watched), [...canaries, ...handedOut, ...cookies])
  t.diagnostic(`${sent} requests, ${canaries.length + handedOut.length + cookies.length} secrets, ${found.length} hits`)
  assert.deepEqual(found, [])
  assert.ok(sent > 100)
})
