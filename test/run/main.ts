// One run of `npm test`: stage after stage, on one database server, to the line `N passed, N failed`.
import path from 'node:path'
import { ensureChromium } from '../support/chromium.ts'
import { type Cluster, embeddedBinaries, startCluster } from '../support/cluster.ts'
import { ensureServerBinaries } from '../support/postgres15.ts'
import { ensureTemplate } from '../support/template.ts'
import { checks, runChecks } from './checks.ts'
import { type Options, parseOptions, type StageName, stageNames, usage } from './options.ts'
import { runFiles } from './run-files.ts'
import { Tally } from './tally.ts'
import { findTestFiles, type TestFile } from './test-files.ts'
import { keepTimes, longestFirst } from './times.ts'

const root = path.resolve(import.meta.dirname, '../..')

// Two cores: what waits for a database or a browser runs in pairs; what measures time, or needs the machine for itself, runs alone.
const pace: Partial<Record<StageName, { concurrency: number; limitMs: number }>> = {
  guards: { concurrency: 2, limitMs: 120_000 },
  unit: { concurrency: 2, limitMs: 120_000 },
  // One more than cores: leases, backups and kills mostly wait.
  features: { concurrency: 3, limitMs: 240_000 },
  start: { concurrency: 3, limitMs: 420_000 },
  browser: { concurrency: 3, limitMs: 300_000 },
  axe: { concurrency: 1, limitMs: 600_000 },
  postgres15: { concurrency: 3, limitMs: 240_000 },
}

/** `name.timing.test.ts` compares times or keeps a tight limit, `name.alone.test.ts` changes or counts what others share: nothing else runs beside them. */
const isAlone = (name: string): boolean => /\.(timing|alone)\.test\.ts$/.test(name)

async function main(options: Options): Promise<number> {
  const startedMs = performance.now()
  const tally = new Tally()
  const abort = new AbortController()
  const clusters: Cluster[] = []
  const leave = async (status: number) => {
    tally.say('\nStopped.')
    abort.abort()
    await Promise.all(clusters.map((cluster) => cluster.stop()))
    process.exit(status)
  }
  process.once('SIGINT', () => void leave(130))
  process.once('SIGTERM', () => void leave(143))
  if (options.isFailFast) tally.onFailure = () => abort.abort()

  const serverFrom = async (binDir: string): Promise<Cluster> => {
    const cluster = await startCluster(binDir)
    clusters.push(cluster)
    process.env.ATTUNE_TEST_DATABASE = cluster.adminUrl
    await ensureTemplate(cluster.adminUrl)
    return cluster
  }
  const runTests = async (stage: StageName, files: TestFile[], prefix?: string) => {
    const names = longestFirst(files.map(({ name }) => name))
    const run = (some: string[], concurrency: number) =>
      runFiles({ root, names: some, prefix, signal: abort.signal, limitMs: pace[stage]!.limitMs, concurrency }, tally)
    await run(
      names.filter((name) => !isAlone(name)),
      pace[stage]!.concurrency,
    )
    await run(names.filter(isAlone), 1)
  }

  Object.assign(process.env, options.environment)
  const files = findTestFiles(root, options.paths)
  const filesOf = (stage: StageName) => files.filter((file) => file.stage === stage)
  if (options.paths.length > 0 && files.length === 0) {
    tally.fail({ where: options.paths.join(' '), what: 'no test file is there', detail: 'Name a test file or a folder that holds some.' })
  }

  for (const stage of stageNames.filter((name) => options.stages.has(name))) {
    if (abort.signal.aborted) break
    const list = checks[stage]
    if (list) await tally.stage(stage, () => runChecks(root, list, tally, abort.signal))
    else if (stage === 'postgres15') await tally.stage(stage, () => runOnSystemServer(files.filter((file) => file.isForBothServers)))
    else if (filesOf(stage).length > 0) {
      await tally.stage(stage, async () => {
        if (clusters.length === 0) await serverFrom(embeddedBinaries())
        if ((stage === 'browser' || stage === 'axe') && !browserIsThere(filesOf(stage))) return
        await runTests(stage, filesOf(stage))
      })
    }
  }

  function browserIsThere(waiting: TestFile[]): boolean {
    const browser = ensureChromium((line) => tally.say(`  ${line}`))
    if ('file' in browser) process.env.CHROMIUM_PATH = browser.file
    else for (const { name } of waiting) tally.fail({ where: name, what: 'there is no browser', detail: browser.missing })
    return 'file' in browser
  }

  async function runOnSystemServer(waiting: TestFile[]): Promise<void> {
    const found = ensureServerBinaries((line) => tally.say(`  ${line}`))
    if ('missing' in found) return tally.say(`  Not run: ${found.missing}`)
    const { version } = await serverFrom(found.binDir)
    // What measures time or memory needs no second measurement: such a test may skip itself by this.
    process.env.ATTUNE_TEST_PASS = 'postgres15'
    tally.say(`  PostgreSQL ${version}`)
    if (waiting.length > 0) await runTests('postgres15', waiting, `PostgreSQL ${Number.parseInt(version, 10)}: `)
  }

  await Promise.all(clusters.map((cluster) => cluster.stop()))
  keepTimes(tally.fileTimes)
  tally.summary(performance.now() - startedMs)
  return tally.failed === 0 && tally.passed > 0 ? 0 : 1
}

try {
  const options = parseOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(usage)
  else process.exitCode = await main(options)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n\n${usage}`)
  process.exitCode = 2
}
