// Assembles the program: settings, lock, database, migrations, features, server. Nobody imports this file.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { buildPages } from '#platform/cli/build-pages.ts'
import { type Command, defineCommand, type Needs, type Provided } from '#platform/cli/command.ts'
import { dispatch } from '#platform/cli/dispatch.ts'
import { doctorCommand } from '#platform/cli/doctor/command.ts'
import { type Ground, type OpenGround, openGround } from '#platform/cli/ground.ts'
import { listen } from '#platform/cli/listen.ts'
import { migrateCommand } from '#platform/cli/migrate-command.ts'
import { terminal } from '#platform/cli/terminal.ts'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config.ts'
import { loadSecrets } from '#platform/data-dir/secrets.ts'
import { openDatabase } from '#platform/db/database.ts'
import { type ReachedDatabase, type ServerCommand, serverCommands } from '#platform/db/embedded/reach.ts'
import { migrate } from '#platform/db/migrate.ts'
import { createServer } from '#platform/http/server.ts'
import { type Lifecycle, startLifecycle } from '#platform/lifecycle.ts'
import { createLog } from '#platform/log.ts'
import type { Platform } from '#platform/platform.ts'
import { commands as featureCommands, createAuthenticate, policy, routes, setUpNotice } from './assembly.ts'

const root = path.resolve(import.meta.dirname, '..')
const migrationsDir = path.join(root, 'db', 'migrations')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }

async function assemble(ground: Ground, database: ReachedDatabase): Promise<{ platform: Platform; close(): Promise<void> }> {
  const { config, clock, log } = ground
  // A backup before the first change to a database that holds data belongs here: migrate's beforeChange.
  const { role } = await migrate({ ownerUrl: database.ownerUrl, migrationsDir, log })
  const hasOwnLogin = database.appUrl !== database.ownerUrl
  const db = openDatabase({ appUrl: database.appUrl, role: hasOwnLogin ? undefined : role, log, max: config.databasePool })
  const platform: Platform = { config, clock, db, log, secrets: loadSecrets(config.dataDir), policy, wake: () => undefined }
  return { platform, close: () => db.close() }
}

let lifecycle: Lifecycle | undefined
const interrupted = new AbortController()

async function runServer(role: ServerCommand, ground: Ground, hasPages: boolean): Promise<void> {
  // First of all the lock on DATA_DIR: a second start must leave without having touched anything.
  const database = await ground.database()
  const pages = role === 'work' || !hasPages ? undefined : buildPages(path.join(root, 'scripts', 'build-pages.mjs'), ground.signal)
  // Awaited below; until then a failure must not end the process.
  pages?.catch(() => undefined)
  const platform = await ground.platform()
  if (role !== 'work') {
    await pages
    const pagesDir = hasPages ? { pagesDir: path.join(root, 'dist', 'web') } : {}
    const server = await createServer({ platform, routes, authenticate: createAuthenticate(platform), version, ...pagesDir })
    const address = await listen(server, platform.config)
    lifecycle?.onStop('requests in flight', () => server.close(), 14_000)
    database.announce(address)
    terminal.out(`Attune is ready: ${address}`)
    const notice = await setUpNotice(platform)
    if (notice) terminal.out(notice)
  } else {
    database.announce('no address, it works in the background')
    terminal.out('Attune is working in the background.')
  }
  await new Promise(() => undefined)
}

const summaries: Record<ServerCommand, string> = {
  all: 'Start the server and the background work. The default without a command.',
  serve: 'Start the server alone. Needs DATABASE_URL to run beside `work`.',
  work: 'Do the background work alone.',
}
const servers = serverCommands.map((name) =>
  defineCommand({
    name,
    summary: summaries[name],
    options: { 'without-pages': { type: 'boolean', description: 'Neither build nor serve the pages; for development.' } },
    needs: 'settings',
    run: (ground, options) => runServer(name, ground, !options['without-pages']),
  }),
)

async function provide<N extends Needs>(needs: N, command: Command): Promise<Provided[N]> {
  if (needs === 'nothing') return undefined as Provided[N]
  const config = loadConfig()
  const isServer = (serverCommands as readonly string[]).includes(command.name)
  const log = isServer ? createLog(config.logLevel) : createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, 'stderr')
  lifecycle = startLifecycle({ log, signalStatus: isServer ? 0 : 1 })
  lifecycle.signal.addEventListener('abort', () => interrupted.abort(lifecycle?.signal.reason))
  const ground: OpenGround = openGround({
    config,
    log,
    clock: systemClock,
    signal: lifecycle.signal,
    command: command.name,
    say: (text) => terminal.err(text),
    assemble,
  })
  lifecycle.onStop('the database', () => ground.close())
  lifecycle.onExit(() => ground.abandon())
  return (needs === 'database' ? await ground.platform() : ground) as Provided[N]
}

const commands = [...servers, migrateCommand(migrationsDir), doctorCommand(migrationsDir), ...featureCommands]
const words = process.argv.slice(2)
const status = await dispatch(words.length === 0 ? ['all'] : words, { commands, terminal, signal: interrupted.signal, provide })
if (lifecycle === undefined) process.exitCode = status
else await lifecycle.stop(undefined, status)
