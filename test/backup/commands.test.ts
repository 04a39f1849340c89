// The commands from outside, as people use them: beside a running server, into a machine that has nothing, killed in the middle.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { backupCommands } from '#platform/backup/commands.ts'
import { tableChecksums } from '#platform/backup/snapshot.ts'
import { dispatch } from '#platform/cli/dispatch.ts'
import { openGround } from '#platform/cli/ground.ts'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config.ts'
import { findRunning } from '#platform/db/embedded/attach.ts'
import { migrate } from '#platform/db/migrate.ts'
import { attune, isReady, Program, type ProgramOptions, root, temporaryFolder, until } from '../start/program.ts'
import { emptyDatabase } from '../support/database.ts'
import { migrationsDir, silentLog } from '../support/template.ts'
import { asOwner, fill, folder, organisations, writeMigrations } from './specimen.ts'

const main = path.join(root, 'scripts', 'program.mjs')
/** Without npm, so that a signal meets the program itself. */
const direct = (dataDir: string, words: string[], options: ProgramOptions = {}) =>
  new Program(process.execPath, [main, ...words], { ...options, env: { DATA_DIR: dataDir, ...options.env } })
const serve = (dataDir: string) => direct(dataDir, ['all', '--without-pages'], { env: { PORT: '0' } })
const keysOf = (dataDir: string) => JSON.parse(readFileSync(path.join(dataDir, 'secrets', 'application.json'), 'utf8')) as unknown

async function done(program: Program, input = ''): Promise<Record<string, any>> {
  program.child.stdin?.end(input)
  const { code } = await program.ended
  assert.equal(code, 0, program.output)
  return JSON.parse(program.stdout.slice(program.stdout.indexOf('{'))) as Record<string, any>
}

/** In this process: exit status, and what went wrong or what became of the keys. */
async function answerOf(env: Record<string, string>, words: string[], input: string) {
  const config = loadConfig(env)
  const { signal } = new AbortController()
  const say = () => undefined
  const ground = openGround({ config, log: silentLog, clock: systemClock, signal, command: words[0]!, say, assemble: () => assert.fail() })
  const out: string[] = []
  const status = await dispatch([...words, '--json'], {
    commands: backupCommands({ migrationsDir, program: 'attune test' }),
    terminal: { out: (text: string) => void out.push(text), err: say, readStdin: async () => input },
    signal,
    provide: async () => ground as never,
  })
  await ground.close()
  const { error, secrets } = JSON.parse(out.join('\n')) as { error?: { title: string }; secrets?: string }
  return { status, text: error?.title ?? secrets ?? '' }
}

async function answers(env: Record<string, string>, status: number, text: RegExp, words: string[], input = ''): Promise<void> {
  const answer = await answerOf(env, words, input)
  assert.match(answer.text, text)
  assert.equal(answer.status, status)
}

test('from a running server into an empty machine: every table and the keys are the same', async () => {
  const [from, to, work] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
  const file = path.join(work, 'house.tar')
  const phrase = 'four quiet horses run\n'
  const server = serve(from)
  const { address } = await server.ready()
  await done(direct(from, ['demo', '--json']))
  const running = (await findRunning(from))!
  const expected = await tableChecksums(running.ownerUrl)
  assert.ok(expected.find(({ table }) => table === 'people')!.rows > 250)

  const backup = await done(attune(from, ['backup', '--to', file, '--passphrase-stdin', '--json']), phrase)
  assert.equal(await isReady(address), true, 'the server is undisturbed')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(backup.bytes, statSync(file).size)
  await answers({ DATA_DIR: from }, 1, /Attune is running on/, ['restore', '--from', file, '--without-secrets'])
  server.kill('SIGTERM')
  await server.ended

  const restore = await done(direct(to, ['restore', '--from', file, '--passphrase-stdin', '--json']), phrase)
  assert.deepEqual(restore.tables, backup.tables)
  assert.deepEqual(keysOf(to), keysOf(from))
  const restored = serve(to)
  await restored.ready()
  // Of the rest, a server that runs writes its own: seals, deliveries.
  const still = new Set(['organisations', 'people', 'assignments', 'units', 'accounts', 'person_keys', 'audit_entries'])
  const found = (await tableChecksums((await findRunning(to))!.ownerUrl)).filter(({ table }) => still.has(table))
  assert.deepEqual(
    found,
    expected.filter(({ table }) => still.has(table)),
  )
  restored.kill('SIGTERM')
  await restored.ended
})

test('killed in the middle, a backup leaves nothing under its name, and the next one works', async () => {
  const { ownerUrl, ...database } = await emptyDatabase()
  await fill({ ownerUrl, ...database }, writeMigrations('commands'), 1)
  // Slow enough to be met: 200 MB to read, next to nothing on the disk.
  await asOwner(ownerUrl, (client) =>
    client.query(`begin; set local app.organisation_id = '${organisations[0]}';
      insert into oddities (organisation_id, id, words) select '${organisations[0]}', md5(i::text)::uuid, repeat('Attune ', 400000) from generate_series(1, 75) i; commit`),
  )
  const dataDir = temporaryFolder()
  const target = path.join(dataDir, 'killed.tar')
  const words = ['backup', '--to', target, '--without-secrets']
  const start = () => direct(dataDir, words, { env: { DATABASE_URL: ownerUrl } })
  const partial = () => readdirSync(dataDir).find((name) => name.startsWith('killed.tar.'))
  const isUnderWay = () => partial() !== undefined && statSync(path.join(dataDir, partial()!)).size > 1_000_000

  const interrupted = start()
  await until('the backup is under way', isUnderWay, 60_000)
  interrupted.kill('SIGINT')
  assert.equal((await interrupted.ended).code, 1, interrupted.output)
  assert.deepEqual([existsSync(target), partial()], [false, undefined], 'who is asked to stop clears away')

  const killed = start()
  await until('the backup is under way', isUnderWay, 60_000)
  killed.kill('SIGKILL')
  await killed.ended
  assert.equal(existsSync(target), false)
  assert.match(partial()!, /\.partial$/)

  await asOwner(ownerUrl, (client) =>
    client.query(`begin; set local app.organisation_id = '${organisations[0]}'; delete from oddities where words like 'Attune %'; commit`),
  )
  await answers({ DATA_DIR: dataDir, DATABASE_URL: ownerUrl }, 0, /left-out/, words)
  assert.equal(existsSync(target), true)
})

test('a choice about the keys is asked for, and failures are told as JSON with status 1 or 2', async () => {
  const { ownerUrl } = await emptyDatabase()
  await migrate({ ownerUrl, migrationsDir, log: silentLog })
  const env = { DATA_DIR: temporaryFolder(), DATABASE_URL: ownerUrl }
  const file = path.join(folder, 'choice.tar')
  const phrase = 'four quiet horses run'
  await answers(env, 2, /Say what to do with the keys/, ['backup', '--to', file])
  await answers(env, 2, /exclude each other/, ['backup', '--to', file, '--without-secrets', '--passphrase-stdin'], phrase)
  await answers(env, 1, /There are no keys in/, ['backup', '--to', file, '--passphrase-stdin'], phrase)
  await answers(env, 2, /--to is missing/, ['backup'])
  await answers(env, 1, /can't be read/, ['restore', '--from', file])
  await answers(env, 0, /left-out/, ['backup', '--to', file, '--without-secrets'])
  await answers(env, 1, /is there already/, ['backup', '--to', file, '--without-secrets'])
})
