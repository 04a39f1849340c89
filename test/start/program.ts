// Runs the program as people do, in processes of its own, and looks at it from outside.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'

export const root = path.resolve(import.meta.dirname, '../..')

/** Polls until there is an answer that is not undefined or false. Throws with `what` when the time is over. */
export async function until<T>(what: string, ask: () => T | Promise<T>, limitMs = 20_000): Promise<NonNullable<T>> {
  const end = performance.now() + limitMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer
    if (performance.now() > end) throw new Error(`within ${limitMs} ms not seen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A new folder, removed when the file's tests have ended. */
export function temporaryFolder(options: { mode?: number; owner?: { uid: number; gid: number } } = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'attune-start-'))
  if (options.owner) chownSync(folder, options.owner.uid, options.owner.gid)
  if (options.mode !== undefined) chmodSync(folder, options.mode)
  folders.push(folder)
  return folder
}
const folders: string[] = []

after(async () => {
  for (const folder of folders) {
    for (const pid of processesNaming(folder)) ask(() => String(process.kill(pid, 'SIGKILL')))
    await until(`nobody works in ${folder}`, () => processesNaming(folder).length === 0)
    rmSync(folder, { recursive: true, force: true })
  }
})

const ask = (read: () => string): string => {
  try {
    return read()
  } catch {
    return ''
  }
}

/** Live processes whose command line or environment names the folder, or that work below it. Linux only. */
export function processesNaming(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      const isNamed = ['cmdline', 'environ'].some((what) => ask(() => readFileSync(`/proc/${pid}/${what}`, 'utf8')).includes(folder))
      return isNamed || ask(() => readlinkSync(`/proc/${pid}/cwd`)).startsWith(folder)
    })
    .map(Number)
}

export interface ProgramOptions {
  env?: Record<string, string>
  as?: { uid: number; gid: number }
  /** A process group of its own, to be signalled as a whole. */
  isGroup?: boolean
  cwd?: string
}

export class Program {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  stdout = ''
  stderr = ''
  readonly #startedMs = performance.now()

  constructor(command: string, args: readonly string[], { env = {}, as = {} as never, isGroup = false, cwd = root }: ProgramOptions = {}) {
    const clean = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|ATTUNE_|DATABASE_|DATA_DIR|PORT|HOST)/.test(name)),
    )
    this.child = spawn(command, args, { cwd, env: { ...clean, ...env }, detached: isGroup, stdio: ['pipe', 'pipe', 'pipe'], ...as })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text))
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text))
    this.child.stdin?.on('error', () => undefined)
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve({ code, signal }))
      this.child.once('error', () => resolve({ code: -1, signal: null }))
    })
  }

  get pid(): number {
    return this.child.pid ?? 0
  }
  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }
  get output(): string {
    return `--- stdout\n${this.stdout}\n--- stderr\n${this.stderr}`
  }

  /** Milliseconds from the start until /ready answers 200. */
  async ready(limitMs = 60_000): Promise<{ address: string; ms: number }> {
    const address = await until(
      `an address\n${this.output}`,
      () => {
        if (this.hasEnded) throw new Error(`ended before it was ready\n${this.output}`)
        return /Attune is ready: (\S+)/.exec(this.stdout)?.[1]
      },
      limitMs,
    )
    await until('/ready', () => isReady(address), limitMs)
    return { address, ms: performance.now() - this.#startedMs }
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    if (!this.hasEnded) this.child.kill(signal)
  }
}

export const isReady = (address: string): Promise<boolean> =>
  fetch(`${address}/ready`).then(
    ({ status }) => status === 200,
    () => false,
  )

const npm = (words: string[], options?: ProgramOptions) => new Program('npm', words, options)

/** `npm start` on this DATA_DIR, on a free port. Without pages, unless they matter: building them is not what these tests are about. */
export const npmStart = (dataDir: string, options: ProgramOptions & { words?: string[] } = {}): Program =>
  npm(['start', '--', ...(options.words ?? ['all', '--without-pages'])], {
    ...options,
    env: { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'info', ...options.env },
  })

/** `npm run attune -- ...` on this DATA_DIR. */
export const attune = (dataDir: string, words: string[], options: ProgramOptions = {}): Program =>
  npm(['run', 'attune', '--', ...words], { ...options, env: { DATA_DIR: dataDir, ...options.env } })

/** The process that holds DATA_DIR. */
export const serverPid = (dataDir: string): number => {
  const text = ask(() => readFileSync(path.join(dataDir, 'attune.lock'), 'utf8'))
  return text === '' ? 0 : (JSON.parse(text) as { pid: number }).pid
}

export const postgresPid = (dataDir: string): number =>
  Number(ask(() => readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])

const stopLimitMs = 10_000

/** After it was told to stop: in time, and with nothing left behind. */
export async function assertGone(dataDir: string, program: Program): Promise<void> {
  const since = performance.now()
  await until(`nobody names DATA_DIR\n${program.output}`, () => processesNaming(dataDir).length === 0, stopLimitMs)
  await program.ended
  assert.ok(performance.now() - since < stopLimitMs)
}
