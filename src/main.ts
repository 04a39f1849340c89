// Assembles the program: settings, lock, database, migrations, features, server. Nobody imports this file.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Registry } from 'prom-client'
import { backupBeforeMigration } from '#platform/backup/before-change.ts'
import { backupCommands } from '#platform/backup/commands.ts'
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
import { installJobs } from '#platform/jobs/install.ts'
import { createJobs, type Jobs } from '#platform/jobs/jobs.ts'
import { addJobMetrics } from '#platform/jobs/metrics.ts'
import { type Lifecycle, startLifecycle } from '#platform/lifecycle.ts'
import { createLog } from '#platform/log.ts'
import type { Platform } from '#platform/platform.ts'
import { returnMemory } from '#platform/return-memory.ts'
import { commands as featureCommands, createAuthenticate, jobs as featureJobs, policy, routes, setUpNotice } from './assembly.ts'

const root = path.resolve(import.meta.dirname, '..')
const migrationsDir = path.join(root, 'db', 'migrations')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
const program = `attune ${version}`

async function bringUpToDate(ground: Ground): Promise<{ applied: string[]; role: string | undefined }> {
  const { config, clock, log, signal } = ground
  const { ownerUrl } = await ground.database()
  const beforeChange = backupBeforeMigration({ ownerUrl, dataDir: config.dataDir, clock, log, program, signal })
  const { applied, role } = await migrate({ ownerUrl, migrationsDir, log, beforeChange })
  await installJobs({ ownerUrl, role, log })
  return { applied, role }
}

interface Assembled {
  platform: Platform
  jobs: Jobs
  close(): Promise<void>
}

async function assemble(ground: Ground, { appUrl, ownerUrl }: ReachedDatabase): Promise<Assembled> {
  const { config, clock, log } = ground
  const { role } = await bringUpToDate(ground)
  const db = openDatabase({ appUrl, role: appUrl === ownerUrl ? role : undefined, log, max: config.databasePool })
  const wake = (organisationId: string) => jobs.wake(organisationId)
  const enqueue: Platform['enqueue'] = (tx, taskName, input) => jobs.enqueue(tx, taskName, input)
  const platform: Platform = { config, clock, db, log, secrets: loadSecrets(config.dataDir), policy, wake, enqueue }
  const jobs = createJobs(platform, featureJobs)
  return { platform, jobs, close: () => db.close() }
}

let lifecycle: Lifecycle | undefined
const interrupted = new AbortController()

async function runServer(role: ServerCommand, ground: Ground<Assembled>, hasPages: boolean): Promise<void> {
  // First of all the lock on DATA_DIR: a second start must leave without having touched anything.
  const database = await ground.database()
  const pages = role === 'work' || !hasPages ? undefined : buildPages(path.join(root, 'scripts', 'build-pages.mjs'), ground.signal)
  // Awaited below; until then a failure must not end the process.
  pages?.catch(() => undefined)
  const { platform, jobs } = await ground.assembled()
  const closing: (() => Promise<void>)[] = [() => jobs.stop()]
  lifecycle?.onStop('the work in flight', async () => void (await Promise.all(closing.map((close) => close()))), 15_000)
  if (role === 'work') {
    returnMemory()
    database.announce('no address, it works in the background')
    terminal.out('Attune is working in the background.')
  } else {
    await pages
    const pagesDir = hasPages ? { pagesDir: path.join(root, 'dist', 'web') } : {}
    const addMetrics = (registry: Registry) => addJobMetrics(registry, jobs)
    const server = await createServer({ platform, routes, authenticate: createAuthenticate(platform), version, addMetrics, ...pagesDir })
    closing.push(() => server.close())
    returnMemory()
    const address = await listen(server, platform.config)
    database.announce(address)
    terminal.out(`Attune is ready: ${address}`)
    const notice = await setUpNotice(platform)
    if (notice !== undefined) terminal.out(notice)
  }
  // A signal may have come while it was starting; what was stopped must not begin.
  if (!ground.signal.aborted) jobs.start(role)
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
    run: (ground, options) => runServer(name, ground as Ground<Assembled>, !options['without-pages']),
  }),
)

async function provide<N extends Needs>(needs: N, command: Command): Promise<Provided[N]> {
  if (needs === 'nothing') return undefined as Provided[N]
  const config = loadConfig()
  const isServer = (serverCommands as readonly string[]).includes(command.name)
  const log = isServer ? createLog(config.logLevel) : createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, 'stderr')
  lifecycle = startLifecycle({ log, signalStatus: isServer ? 0 : 1 })
  lifecycle.signal.addEventListener('abort', () => interrupted.abort(lifecycle?.signal.reason))
  const ground: OpenGround<Assembled> = openGround({
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
  // Whoever was interrupted clears away first what was half done.
  if (!isServer) lifecycle.onStop('the command', async () => void (await running), 10_000)
  return (needs === 'database' ? (await ground.assembled()).platform : ground) as Provided[N]
}

const commands = [
  ...servers,
  migrateCommand(bringUpToDate),
  doctorCommand(migrationsDir, featureJobs),
  ...backupCommands({ migrationsDir, program }),
  ...featureCommands,
]
const words = process.argv.slice(2)
const running = dispatch(words.length === 0 ? ['all'] : words, { commands, terminal, signal: interrupted.signal, provide })
const status = await running
if (lifecycle === undefined) process.exitCode = status
else await lifecycle.stop(undefined, status)
