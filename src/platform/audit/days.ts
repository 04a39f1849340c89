// Days of a time zone as instants. Computed here and not in SQL: PostgreSQL and Intl do not know the same names of zones.
import { dayIn } from '../clock.ts'

const minuteMs = 60_000
const reachMs = 26 * 3_600_000

/** The first minute whose date in the zone is `day` or later; a day that the zone skips begins with the next one. */
export function startOfDay(day: string, timeZone: string): Date {
  const middleMs = Date.parse(`${day}T00:00:00Z`)
  let beforeMs = middleMs - reachMs
  let sinceMs = middleMs + reachMs
  while (sinceMs - beforeMs > minuteMs) {
    const tryMs = beforeMs + Math.floor((sinceMs - beforeMs) / 2 / minuteMs) * minuteMs
    if (dayIn(timeZone, new Date(tryMs)) < day) beforeMs = tryMs
    else sinceMs = tryMs
  }
  return new Date(sinceMs)
}

export const startOfNextDay = (day: string, timeZone: string): Date =>
  startOfDay(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), timeZone)
