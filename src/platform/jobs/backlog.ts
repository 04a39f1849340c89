// What waits, and since when: the question of each visit, and the figure of /metrics and doctor.
import { sql } from '../db/sql.ts'
import { instantOfId, isUuid } from '../ids.ts'
import type { Platform } from '../platform.ts'
import type { Round } from './kinds.ts'

type Seen = Pick<Platform, 'db' | 'clock'>

/** The rounds for which something waits in the organisation, with the time since when. One read. */
export async function waitingOf(platform: Seen, organisationId: string, rounds: readonly Round[]): Promise<Map<Round, Date>> {
  if (rounds.length === 0) return new Map()
  const at = platform.clock.now()
  const columns = rounds.map((round, i) => sql`(${round.waiting(organisationId, at)}) as ${sql.ref(`r${i}`)}`)
  const [row = {}] = await platform.db.read(organisationId, sql<Record<string, string | null>>`select ${sql.join(columns)}`)
  const waiting = new Map<Round, Date>()
  for (const [i, round] of rounds.entries()) {
    const oldest = row[`r${i}`]
    if (oldest != null) waiting.set(round, isUuid(oldest) ? instantOfId(oldest) : new Date(oldest))
  }
  return waiting
}

export interface Backlog {
  round: string
  /** Age of the oldest waiting work in any organisation; 0 when nothing waits. */
  oldestSeconds: number
  organisations: number
}

/** Looks at up to `most` organisations: a figure for people and dashboards, not for decisions. */
export async function readBacklog(platform: Seen, rounds: readonly Round[], most = 500): Promise<Backlog[]> {
  const organisations = await platform.db.controlRead(sql<{ id: string }>`select id from organisations order by id limit ${most}`)
  const backlog = new Map(rounds.map((round) => [round, { round: round.name, oldestSeconds: 0, organisations: 0 }]))
  for (const { id } of organisations) {
    const nowMs = platform.clock.now().getTime()
    for (const [round, since] of await waitingOf(platform, id, rounds)) {
      const entry = backlog.get(round)!
      entry.organisations += 1
      entry.oldestSeconds = Math.max(entry.oldestSeconds, (nowMs - since.getTime()) / 1000)
    }
  }
  return [...backlog.values()]
}
