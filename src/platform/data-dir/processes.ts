// What the operating system says about a process. A number alone proves nothing: numbers are given out again, above all in containers.
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { monotonicMs } from '../clock.ts'

const hasProc = process.platform === 'linux'

const askPs = (pid: number, column: string): string | undefined =>
  spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined

/** Same text = same process; undefined when it has ended. A killed process that nobody reaped yet (a zombie) has ended. */
export function processIdentity(pid: number): string | undefined {
  if (!hasProc) return askPs(pid, 'lstart')
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold spaces; state is the first field after it, the start (clock ticks since boot) the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`
  } catch {
    return undefined
  }
}

export const isAlive = (pid: number): boolean => processIdentity(pid) !== undefined

/** Whether the process is a PostgreSQL server that works in this data directory. */
export function isServerOf(pid: number, directory: string): boolean {
  if (!isAlive(pid)) return false
  if (!hasProc) return askPs(pid, 'command')?.includes(directory) ?? false
  const ask = (read: () => string) => {
    try {
      return read()
    } catch {
      return ''
    }
  }
  return (
    ask(() => readlinkSync(`/proc/${pid}/cwd`)) === directory ||
    ask(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      .split('\0')
      .includes(directory)
  )
}

/** Polls until the condition holds; false when the time is over. */
export async function waitUntil(isTrue: () => boolean | Promise<boolean>, limitMs: number, stepMs = 15): Promise<boolean> {
  const end = monotonicMs() + limitMs
  for (;;) {
    if (await isTrue()) return true
    if (monotonicMs() > end) return false
    await new Promise((resolve) => setTimeout(resolve, stepMs))
  }
}
