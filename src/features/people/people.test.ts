import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { testServer, type TestServer, type World } from '../../../test/support/server.ts'

let server: TestServer
let world: World
before(async () => {
  server = await testServer()
  world = await server.organisation()
})

test('a person is added once, however often the same request comes', async () => {
  const body = { givenName: 'Amina', familyName: 'Diallo', hrNumber: 'H-1', unitId: world.rootUnitId }
  const first = await server.call(world.admin, 'POST', '/api/people', { body, key: 'once-upon-a-time' })
  const second = await server.call(world.admin, 'POST', '/api/people', { body, key: 'once-upon-a-time' })
  assert.equal(first.status, 201)
  assert.deepEqual([second.status, second.body], [201, first.body])
  const other = await server.call(world.admin, 'POST', '/api/people', { body: { ...body, givenName: 'Anna' }, key: 'once-upon-a-time' })
  assert.deepEqual([other.status, other.body.type], [422, '/problems/key-reused'])
})
