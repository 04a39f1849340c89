// The program on a PostgreSQL of the system, oldest version that we support first, as an owner that is no superuser.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { findServerBinaries } from '../support/postgres15.ts'
import { asAdmin } from '../support/template.ts'
import { attune, npmStart, processesNaming, temporaryFolder, until } from './program.ts'

const binDir = findServerBinaries()
const skip = binDir === undefined ? 'no PostgreSQL 15 or newer is installed (Debian: apt-get install postgresql)' : false
let cluster: Cluster | undefined

after(() => cluster?.stop())

/** A database of its own whose owner may only log in. */
async function ownedDatabase(name: string, before: string[] = []): Promise<string> {
  cluster ??= await startCluster(binDir!)
  const { adminUrl } = cluster
  await asAdmin(adminUrl, async (client) => {
    for (const statement of before) await client.query(statement)
    await client.query(`create role ${name} login nosuperuser nocreaterole nobypassrls`)
    await client.query(`create database ${name} owner ${name}`)
  })
  const url = new URL(adminUrl)
  url.username = name
  url.pathname = `/${name}`
  return url.href
}

test('the server runs on it, and no database is made in DATA_DIR', { skip }, async () => {
  const url = await ownedDatabase('plain_owner')
  const dataDir = temporaryFolder()
  const server = npmStart(dataDir, { env: { DATABASE_URL: url } })
  const { address } = await server.ready()
  assert.equal((await fetch(`${address}/ready`)).status, 200)
  const doctor = attune(dataDir, ['doctor', '--json'], { env: { DATABASE_URL: url } })
  await doctor.ended
  assert.match(doctor.stdout, /by DATABASE_URL/)
  assert.match(doctor.stdout, /forced on all \d+ tables/)
  const second = npmStart(dataDir, { env: { DATABASE_URL: url } })
  assert.equal((await second.ended).code, 1)
  assert.match(second.stderr, /already running/)
  server.kill('SIGTERM')
  await until('nothing runs', () => processesNaming(dataDir).length === 0, 10_000)
})

test('serve and work run beside each other on one database', { skip }, async () => {
  const env = { DATABASE_URL: await ownedDatabase('shared_owner') }
  const dataDir = temporaryFolder()
  const server = npmStart(dataDir, { env, words: ['serve', '--without-pages'] })
  await server.ready()
  const worker = npmStart(dataDir, { env, words: ['work'] })
  await until('the worker works', () => worker.stdout.includes('working in the background'))
  for (const program of [server, worker]) program.kill('SIGTERM')
  await until('nothing runs', () => processesNaming(dataDir).length === 0, 10_000)
})

test('a database that can’t be reached is named with what to do', async () => {
  const program = attune(temporaryFolder(), ['migrate', '--json'], { env: { DATABASE_URL: 'postgres://nobody:canary@127.0.0.1:1/none' } })
  assert.equal((await program.ended).code, 1)
  assert.match(JSON.parse(program.stdout).error.detail, /Check DATABASE_URL/)
  assert.doesNotMatch(program.output, /canary/)
})
