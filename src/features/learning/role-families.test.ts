import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'

let server: TestServer
let world: World
let author: Person
let packer: string
const listed = async () => (await server.call(author, 'GET', '/api/role-families')).body.items

before(async () => {
  server = await testServer()
  world = await server.organisation()
  packer = (await server.call(world.admin, 'POST', '/api/job-roles', { body: { name: 'Packer' } })).body.id
  author = await server.person(world, { roles: [{ role: 'author' }], jobRoleId: packer })
})

test('each job role stands there with its guessed family, until somebody says another', async () => {
  assert.deepEqual(await listed(), [{ jobRole: { id: packer, name: 'Packer' }, family: 'warehouse', isGuess: true, people: 1 }])
  const said = await server.call(author, 'PUT', `/api/role-families/${packer}`, { body: { family: 'delivery' } })
  assert.deepEqual([said.status, said.body.items[0].family, said.body.items[0].isGuess], [200, 'delivery', false])
  const again = await server.call(author, 'PUT', `/api/role-families/${packer}`, { body: { family: null } })
  assert.deepEqual([again.body.items[0].family, again.body.items[0].isGuess], ['warehouse', true])
})

test('a family that is none, a job role of elsewhere and a person who only learns are turned away', async () => {
  assert.equal((await server.call(author, 'PUT', `/api/role-families/${packer}`, { body: { family: 'kitchen' } })).status, 422)
  const other = await server.organisation()
  const theirs = (await server.call(other.admin, 'POST', '/api/job-roles', { body: { name: 'Driver' } })).body.id
  assert.equal((await server.call(author, 'PUT', `/api/role-families/${theirs}`, { body: { family: 'delivery' } })).status, 404)
  const learner = await server.person(world)
  assert.equal((await server.call(learner, 'GET', '/api/role-families')).status, 403)
})

test('a job role takes its mapping with it', async () => {
  const gone = (await server.call(world.admin, 'POST', '/api/job-roles', { body: { name: 'Courier' } })).body.id
  await server.call(author, 'PUT', `/api/role-families/${gone}`, { body: { family: 'warehouse' } })
  assert.equal((await server.call(world.admin, 'DELETE', `/api/job-roles/${gone}`)).status, 204)
  assert.equal((await listed()).length, 1)
})
