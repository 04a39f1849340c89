// The only file that asks for the time, so that every test can say what time it is.
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that moves only when told. */
export function fixedClock(start: string | Date): Clock & { advance(ms: number): void; set(to: string | Date): void } {
  let current = new Date(start).getTime()
  return {
    now: () => new Date(current),
    advance: (ms) => {
      current += ms
    },
    set: (to) => {
      current = new Date(to).getTime()
    },
  }
}

// Making a formatter takes 0.3 ms, using one 0.002.
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** Calendar day (YYYY-MM-DD) of an instant in a time zone. */
export function dayIn(timeZone: string, instant: Date): string {
  let format = dayFormats.get(timeZone)
  if (!format) dayFormats.set(timeZone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone })))
  return format.format(instant)
}

/** Milliseconds from a monotonic start; for measuring, never for storing. */
export const monotonicMs = (): number => performance.now()
