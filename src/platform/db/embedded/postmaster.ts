// The server process: its pid file, what earlier ones left behind, start and stop.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { isAlive, isServerOf, waitUntil } from '../../data-dir/processes.ts'
import type { Logger } from '../../log.ts'
import type { Binaries } from './binaries.ts'
import { serverEnvironment } from './cluster.ts'
import { EmbeddedDatabaseError } from './error.ts'
import type { Folders } from './folders.ts'
import type { Launcher } from './launcher.ts'

export const fastStopMs = 8000
const immediateStopMs = 1500
const logLimitBytes = 5_000_000

const pidFile = (folders: Folders): string => path.join(folders.cluster, 'postmaster.pid')

/** postmaster.pid: pid, folder, start time, port, socket folder, address, shared memory key, state. */
export function readPidFile(folders: Folders): { pid: number; isReady: boolean } | undefined {
  try {
    const lines = readFileSync(pidFile(folders), 'utf8').split('\n')
    const pid = Number(lines[0])
    return Number.isInteger(pid) && pid > 0 ? { pid, isReady: lines[7]?.trim() === 'ready' } : undefined
  } catch {
    return undefined
  }
}

/** Asks for a fast shutdown, then for an immediate one (the next start repairs from the log), then ends the process. */
export async function stopProcess(pid: number, hasEnded: () => boolean = () => !isAlive(pid)): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', fastStopMs],
    ['SIGQUIT', immediateStopMs],
    ['SIGKILL', immediateStopMs],
  ]
  for (const [signal, limitMs] of steps) {
    if (hasEnded()) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    if (await waitUntil(hasEnded, limitMs)) return
  }
}

/**
 * Only for the holder of the DATA_DIR lock: whatever server still runs there was left behind by a killed program, so it is stopped. A pid file that
 * names a dead process, or one that is something else by now, is removed: PostgreSQL itself would take a zombie or a reused number for a running server.
 */
export async function clearLeftovers(folders: Folders, log: Logger): Promise<void> {
  const left = readPidFile(folders)
  if (left === undefined) return
  if (isServerOf(left.pid, folders.cluster)) {
    log.warn({ postgresPid: left.pid }, 'stopping the database server that an earlier run left behind')
    await stopProcess(left.pid)
  }
  if (readPidFile(folders)?.pid === left.pid) rmSync(pidFile(folders), { force: true })
}

export interface Postmaster {
  pid: number
  child: ChildProcess
  hasEnded: () => boolean
}

/** Starts the server in a session of its own, so that Ctrl-C in a terminal does not hit it in the middle of a write. */
export function spawnServer(folders: Folders, binaries: Binaries, launcher: Launcher): Postmaster {
  const { file, args, ...as } = launcher.launch(binaries.postgres, ['-D', folders.cluster])
  rotate(folders.log)
  const output = openSync(folders.log, 'a', 0o600)
  try {
    const child = spawn(file, args, { ...as, detached: true, cwd: '/', stdio: ['ignore', output, output], env: serverEnvironment })
    let hasEnded = false
    child.once('exit', () => (hasEnded = true))
    child.once('error', () => (hasEnded = true))
    child.unref()
    if (child.pid === undefined)
      throw new EmbeddedDatabaseError(`${file} can't be started.`, 'Delete node_modules, then run npm start again.')
    return { pid: child.pid, child, hasEnded: () => hasEnded }
  } finally {
    closeSync(output)
  }
}

/** Waits as long as the server lives: after a crash it may have to repair for a while. False when it ended instead. */
export async function waitUntilReady(folders: Folders, server: Postmaster, log: Logger): Promise<boolean> {
  for (let seconds = 10; ; seconds += 10) {
    let isReady = false
    await waitUntil(() => {
      const now = readPidFile(folders)
      isReady = now?.pid === server.pid && now.isReady
      return isReady || server.hasEnded()
    }, 10_000)
    if (isReady) return true
    if (server.hasEnded()) return false
    log.info(`the database server is still starting after ${seconds} s, perhaps repairing itself after a crash`)
  }
}

function rotate(file: string): void {
  try {
    if (statSync(file).size > logLimitBytes) renameSync(file, `${file}.1`)
  } catch {
    // There is none yet.
  }
}

/** The last lines that the server wrote, for a message about why it did not start. */
export function lastWords(folders: Folders): string {
  try {
    return readFileSync(folders.log, 'utf8').trim().split('\n').slice(-5).join('\n  ')
  } catch {
    return ''
  }
}
