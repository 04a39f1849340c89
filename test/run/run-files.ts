// Runs test files, each in a process group of its own, so that nothing outlives its file. Not node:test's run(): it waits for ever
// for a file whose tests have ended while a server or a timer still keeps it alive.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { Tally } from './tally.ts'
import { Watch } from './watch.ts'

export interface RunOptions {
  root: string
  names: string[]
  /** Files at once. */
  concurrency: number
  /** A file that takes longer is ended and has failed. */
  limitMs: number
  /** So is a file that still runs so long after its last test. */
  leakLimitMs?: number
  /** Put before the file names in the report. */
  prefix?: string | undefined
  signal: AbortSignal
}

export interface TestEvent {
  type: 'enqueue' | 'complete' | 'pass' | 'fail' | 'note' | 'end'
  name: string
  line?: number
  skip?: string | boolean
  todo?: string | boolean
  kind?: 'suite' | 'test'
  detail?: string
  isOnlyByChild?: boolean
}

const reporter = path.resolve(import.meta.dirname, '../reporter.mjs')

export async function runFiles(options: RunOptions, tally: Tally): Promise<void> {
  const waiting = [...options.names]
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined && !options.signal.aborted; name = waiting.shift()) {
      await runFile(name, options, tally)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work))
}

async function runFile(name: string, options: RunOptions, tally: Tally): Promise<void> {
  const startedMs = performance.now()
  const display = `${options.prefix ?? ''}${name}`
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const fail = (what: string, detail: string, line?: number) => {
    counts.failed += 1
    tally.fail({ where: line ? `${display}:${line}` : display, what, detail })
  }

  let isWhole = false
  const { NODE_TEST_CONTEXT: _, ...given } = process.env
  // Compiling the program anew for each file is a third of what a short file costs; the folder is the one that `npm start` fills.
  const env = { NODE_COMPILE_CACHE: path.join(options.root, 'node_modules/.cache/compile'), ...given }
  const child = spawn(process.execPath, [`--test-reporter=${reporter}`, path.join(options.root, name)], {
    cwd: options.root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const exited = once(child, 'exit')
  const closed = once(child, 'close')
  const printed = lastWords(child)
  const watch = new Watch(options.limitMs, options.leakLimitMs ?? 60_000, () => endGroup(child))
  const stop = () => endGroup(child)
  options.signal.addEventListener('abort', stop)

  createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
    const event = JSON.parse(line) as TestEvent
    if (event.type === 'end') isWhole = true
    else if (event.type === 'note') tally.say(`  ${event.name}`)
    else watch.see(event)
    if (event.type === 'fail' && !event.isOnlyByChild) fail(event.name, event.detail ?? '', event.line)
    if (event.type !== 'pass' || event.kind === 'suite') return
    if (event.skip === undefined && event.todo === undefined) {
      counts.passed += 1
      tally.pass()
    } else {
      counts.skipped += 1
      tally.skip(display, event.name, event.skip ?? event.todo)
    }
  })

  const [code, signal] = (await exited) as [number | null, NodeJS.Signals | null]
  // What a test started in its group and did not stop; a process that left the group may still hold our pipes.
  endGroup(child)
  await Promise.race([closed, delay(2000, undefined, { ref: false })])
  watch.stop()
  options.signal.removeEventListener('abort', stop)
  if (options.signal.aborted) return
  const { failed, passed, skipped } = counts
  if (watch.verdict) fail('the file', watch.verdict)
  else if (signal !== null || (code !== 0 && failed === 0)) fail('the file', `ended with ${signal ?? code}`)
  else if (passed + failed + skipped === 0) fail('no test ran', 'A test file without a test proves nothing.')
  else if (!isWhole) fail('the file', 'ended before its tests had')
  if (counts.failed > 0 && printed() !== '') tally.say(`  what ${display} printed:\n${printed().replace(/^/gm, '    | ')}`)
  tally.file(display, performance.now() - startedMs, counts)
}

function lastWords({ stdout, stderr }: ChildProcess): () => string {
  let text = ''
  for (const stream of [stdout, stderr]) stream?.setEncoding('utf8').on('data', (more: string) => (text = (text + more).slice(-8000)))
  return () => text.trim()
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}
