// Wakes between processes: gathered for a moment, then sent by NOTIFY outside of any transaction of a write (inside, it cost 70 % of the write
// rate). A lost wake costs a few seconds, no more (rounds.ts), so nothing here is tried twice.
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { sql } from '../db/sql.ts'
import type { Platform } from '../platform.ts'
import { describeFault } from './fault.ts'

const channel = 'attune_wakes'
const gatherMs = 50
/** A payload may have 8,000 bytes; an id has 36. */
const idsPerNotice = 200
/** Stands in a payload for: tasks were enqueued. */
const tasksMark = 'tasks'

export interface WakeSender {
  send(organisationId: string, hasTasks: boolean): void
  stop(): void
}

export function createWakeSender(platform: Platform): WakeSender {
  let words = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  async function flush(): Promise<void> {
    timer = undefined
    const sending = [...words]
    words = new Set()
    for (let i = 0; i < sending.length; i += idsPerNotice) {
      const payload = sending.slice(i, i + idsPerNotice).join(',')
      await platform.db.controlRead(sql`select pg_notify(${channel}, ${payload})`).catch(() => undefined)
    }
  }
  return {
    send(organisationId, hasTasks) {
      words.add(organisationId)
      if (hasTasks) words.add(tasksMark)
      timer ??= setTimeout(() => void flush(), gatherMs).unref()
    },
    stop: () => clearTimeout(timer),
  }
}

export interface WakeListener {
  stop(): Promise<void>
}

export function listenForWakes(platform: Platform, hear: { wake(organisationId: string): void; hurryTasks(): void }): WakeListener {
  let client: pg.PoolClient | undefined
  const stopping = new AbortController()
  async function listen(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        client = await platform.db.connect()
        // A stop in the meantime found no connection to end.
        stopping.signal.throwIfAborted()
        const ended = new Promise<Error>((resolve) =>
          client!.once('error', resolve).once('end', () => resolve(new Error('the connection ended'))),
        )
        client.on('notification', ({ payload = '' }) => {
          for (const word of payload.split(',')) {
            if (word === tasksMark) hear.hurryTasks()
            else if (word !== '') hear.wake(word)
          }
        })
        await client.query(`listen ${channel}`)
        const fault = await ended
        if (!stopping.signal.aborted)
          platform.log.warn({ part: 'rounds', fault: describeFault(fault) }, 'no wakes are heard; listening again')
      } catch {
        // No database at the moment: the rounds say so.
      }
      client?.release(true)
      client = undefined
      await delay(1000, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const listening = listen()
  return {
    async stop() {
      stopping.abort()
      // Destroying the connection ends the wait above.
      await client?.end().catch(() => undefined)
      await listening
    },
  }
}
