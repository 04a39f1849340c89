// One program per DATA_DIR. The kernel holds the lock (flock), so it ends with its process however that dies, and also keeps apart two containers that
// share the folder and can't see each other's processes. The file says who holds it. Where there is no flock, the process that the file names decides.
import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Clock } from '../clock.ts'
import { processIdentity } from './processes.ts'

export interface LockHolder {
  pid: number
  /** serve, work, all, or the name of a one-off command. */
  command: string
  /** Where it answers, once it does. */
  address?: string
  startedAt: string
  identity: string
}

export interface DataDirLock {
  /** Lets a second start say where the first one answers. */
  announce(address: string): void
  release(): void
}

function readHolder(file: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockHolder
  } catch {
    return undefined
  }
}

function askKernel(fd: number): 'mine' | 'taken' | 'unknown' {
  // The lock belongs to the open file, which flock shares with us and which stays open here after flock has ended.
  const { status, error } = spawnSync('flock', ['--exclusive', '--nonblock', '--conflict-exit-code', '99', '3'], {
    stdio: ['ignore', 'ignore', 'ignore', fd],
  })
  if (error !== undefined) return 'unknown'
  return status === 0 ? 'mine' : status === 99 ? 'taken' : 'unknown'
}

/** DATA_DIR can't be used by this user; `remedy` says what to do. */
export class DataDirError extends Error {
  override name = 'DataDirError'
  readonly remedy = 'Run Attune as the user who owns that folder, or choose another one with DATA_DIR.'
}

function openLock(dataDir: string, file: string): number {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    return openSync(file, 'a+', 0o600)
  } catch (error) {
    throw new DataDirError(`The folder for data can't be used: ${(error as Error).message}.`, { cause: error })
  }
}

export type LockOutcome = { lock: DataDirLock } | { lock: undefined; holder: LockHolder | undefined }

/** Takes DATA_DIR for this process, or says who has it, where that can be seen from here. Never waits. */
export function lockDataDir(dataDir: string, options: { command: string; clock: Clock; name?: string }): LockOutcome {
  const file = path.join(dataDir, `${options.name ?? 'attune'}.lock`)
  const fd = openLock(dataDir, file)
  const kernel = askKernel(fd)
  const holder = lockHolder(dataDir, options.name)
  if (kernel === 'taken' || (kernel === 'unknown' && holder !== undefined)) {
    closeSync(fd)
    return { lock: undefined, holder }
  }
  const mine: LockHolder = {
    pid: process.pid,
    command: options.command,
    startedAt: options.clock.now().toISOString(),
    identity: processIdentity(process.pid) ?? '',
  }
  const write = (content: string) => {
    ftruncateSync(fd)
    writeSync(fd, content)
  }
  write(JSON.stringify(mine))
  let isHeld = true
  return {
    lock: {
      announce: (address) => {
        if (isHeld) write(JSON.stringify({ ...mine, address }))
      },
      release: () => {
        if (!isHeld) return
        isHeld = false
        // The file stays: removing it could remove the lock of somebody who has just opened it.
        ftruncateSync(fd)
        closeSync(fd)
      },
    },
  }
}

/** Who holds DATA_DIR now; undefined when nobody does. */
export function lockHolder(dataDir: string, name = 'attune'): LockHolder | undefined {
  const holder = readHolder(path.join(dataDir, `${name}.lock`))
  return holder !== undefined && processIdentity(holder.pid) === holder.identity ? holder : undefined
}
