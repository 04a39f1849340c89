// Goes round the organisations. Row level security shows one organisation at a time, so no query finds all waiting work; a wake after a commit is
// only a hint, and a crash may lose it. Hence every organisation is looked at: one cheap read per visit, each second while something
// happens there, each third second when it is quiet, and never more than about a hundred visits a second.
import { setTimeout as delay } from 'node:timers/promises'
import { monotonicMs } from '../clock.ts'
import { sql } from '../db/sql.ts'
import { systemContext } from '../http/context.ts'
import { newId } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { waitingOf } from './backlog.ts'
import { describeFault, isConnectionFault } from './fault.ts'
import type { Round } from './kinds.ts'

const quietMs = 3000
const activeForMs = 60_000
const listOrganisationsMs = 10_000
const visitsPerSecond = 100
const visitsAtOnce = 2
/** Runs of one round in one visit, before others get their turn. */
const runsPerVisit = 20
const stopWithinMs = 15_000

interface Place {
  organisationId: string
  dueMs: Map<Round, number>
  nextMs: number
  activeUntilMs: number
  failures: Map<Round, number>
}

export interface Rounds {
  wake(organisationId: string): void
  start(): void
  /** Ends after the visits under way, or after 15 s: what is cut off rolls back and is done by the next worker. */
  stop(): Promise<void>
}

export function createRounds(platform: Platform, rounds: readonly Round[]): Rounds {
  const log = platform.log.child({ part: 'rounds' })
  const places = new Map<string, Place>()
  const visits = new Map<Place, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let isRunning = false
  let listedMs = -Infinity
  let listing: Promise<void> | undefined
  let pausedUntilMs = 0

  function placeOf(organisationId: string): Place {
    let place = places.get(organisationId)
    if (!place) {
      place = {
        organisationId,
        dueMs: new Map(rounds.map((round) => [round, 0])),
        nextMs: 0,
        activeUntilMs: monotonicMs() + activeForMs,
        failures: new Map(),
      }
      places.set(organisationId, place)
    }
    return place
  }

  async function listOrganisations(): Promise<void> {
    try {
      const rows = await platform.db.controlRead(sql<{ id: string }>`select id from organisations`)
      const known = new Set(rows.map(({ id }) => id))
      for (const id of places.keys()) if (!known.has(id)) places.delete(id)
      for (const id of known) placeOf(id)
      listedMs = monotonicMs()
    } catch (error) {
      pause(error)
    }
  }

  function pause(error: unknown): void {
    const nowMs = monotonicMs()
    if (pausedUntilMs + 5000 < nowMs) log.warn({ fault: describeFault(error) }, 'the database does not answer; rounds wait')
    pausedUntilMs = nowMs + 500
  }

  function arm(): void {
    clearTimeout(timer)
    if (!isRunning) return
    let nextMs = listing ? Infinity : listedMs + listOrganisationsMs
    if (visits.size < visitsAtOnce)
      for (const place of places.values()) if (!visits.has(place) && place.nextMs < nextMs) nextMs = place.nextMs
    const waitMs = Math.min(1000, Math.max(1, Math.max(nextMs, pausedUntilMs) - monotonicMs()))
    timer = setTimeout(turn, waitMs)
  }

  function turn(): void {
    const nowMs = monotonicMs()
    if (nowMs >= pausedUntilMs) {
      if (!listing && listedMs + listOrganisationsMs <= nowMs) listing = listOrganisations().finally(() => ((listing = undefined), arm()))
      const due = [...places.values()].filter((place) => place.nextMs <= nowMs && !visits.has(place)).sort((a, b) => a.nextMs - b.nextMs)
      for (const place of due.slice(0, visitsAtOnce - visits.size)) {
        const visit = visitPlace(place).finally(() => (visits.delete(place), arm()))
        visits.set(place, visit)
      }
    }
    arm()
  }

  async function visitPlace(place: Place): Promise<void> {
    const nowMs = monotonicMs()
    // Where little happens, what is due soon comes along, so that one read serves all.
    const aheadMs = place.activeUntilMs > nowMs ? 20 : quietMs
    const due = rounds.filter((round) => place.dueMs.get(round)! <= nowMs + aheadMs)
    // From here on a wake sets the time anew, and it counts when the visit is over.
    for (const round of due) place.dueMs.set(round, Infinity)
    const again = new Set<Round>()
    let rest = due
    try {
      const waiting = await waitingOf(platform, place.organisationId, due)
      rest = due.filter((round) => waiting.get(round))
      if (rest.length > 0) place.activeUntilMs = monotonicMs() + activeForMs
      for (const round of rest) if (await runRound(place, round)) again.add(round)
    } catch (error) {
      if (isConnectionFault(error)) pause(error)
      else log.error({ fault: describeFault(error), organisationId: place.organisationId }, 'a visit failed')
    }
    const doneMs = monotonicMs()
    const leastMs = place.activeUntilMs > doneMs ? 0 : Math.max(quietMs, (places.size / visitsPerSecond) * 1000)
    for (const round of due) {
      const failures = place.failures.get(round) ?? 0
      const pauseMs = failures > 0 ? Math.min(60_000, 1000 * 2 ** (failures - 1)) : Math.max(leastMs, round.everySeconds * 1000)
      const nextMs = again.has(round) ? doneMs : doneMs + pauseMs
      place.dueMs.set(round, failures > 0 ? nextMs : Math.min(place.dueMs.get(round)!, nextMs))
    }
    place.nextMs = Math.min(...place.dueMs.values())
  }

  /** True when it is to go on at once. */
  async function runRound(place: Place, round: Round): Promise<boolean> {
    try {
      const ctx = systemContext(platform, place.organisationId, newId())
      let runs = 0
      while (await round.handle(ctx)) if (!isRunning || ++runs >= runsPerVisit) return true
      place.failures.delete(round)
      return false
    } catch (error) {
      if (isConnectionFault(error)) throw error
      place.failures.set(round, (place.failures.get(round) ?? 0) + 1)
      log.error({ fault: describeFault(error), round: round.name, organisationId: place.organisationId }, 'a round failed')
      return false
    }
  }

  return {
    wake(organisationId) {
      if (!isRunning) return
      const place = placeOf(organisationId)
      const nowMs = monotonicMs()
      place.activeUntilMs = nowMs + activeForMs
      let isSooner = false
      for (const round of rounds) {
        if (round.gatherMs === undefined || (place.failures.get(round) ?? 0) > 0) continue
        const dueMs = nowMs + round.gatherMs
        if (dueMs < place.dueMs.get(round)!) {
          place.dueMs.set(round, dueMs)
          isSooner = true
        }
      }
      if (!isSooner || visits.has(place)) return
      place.nextMs = Math.min(...place.dueMs.values())
      arm()
    },
    start() {
      isRunning = true
      turn()
    },
    async stop() {
      isRunning = false
      clearTimeout(timer)
      const deadline = new AbortController()
      const late = delay(stopWithinMs, undefined, { signal: deadline.signal, ref: false }).catch(() => undefined)
      await Promise.race([Promise.allSettled([...visits.values(), listing]), late])
      deadline.abort()
      clearTimeout(timer)
    },
  }
}

/** For tests and commands: runs all rounds of these organisations until nothing waits, or what waits can't be done now. A failure is thrown. */
export async function settleRounds(platform: Platform, rounds: readonly Round[], organisationIds: readonly string[]): Promise<void> {
  for (const organisationId of organisationIds) {
    const ctx = systemContext(platform, organisationId, newId())
    let before = ''
    for (;;) {
      const waiting = await waitingOf(platform, organisationId, rounds)
      const now = JSON.stringify([...waiting].map(([{ name }, since]) => [name, since]))
      if (now === before || waiting.size === 0) break
      before = now
      for (const round of waiting.keys()) for (let isMore = true; isMore;) isMore = await round.handle(ctx)
    }
  }
}
