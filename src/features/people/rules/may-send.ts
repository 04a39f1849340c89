// The one question before anything goes out that nobody asked for: may this person be written to, and when? Working days and hours, days away, the house's
// quiet hours and the person's own beside them, and the switch that stops all. `peopleToTellNow` in store/reach.ts says the same as SQL; a test holds them together.
export interface Reachable {
  /** The switch: no messages. */
  isOff: boolean
  /** The first day of work; null: long ago. */
  startedOn: string | null
  timeZone: string
  /** Monday 1 to Sunday 7. */
  workingDays: readonly number[]
  /** Local times `19:00` to `07:00`, which may run over midnight: of the house, which nobody can narrow. The same time twice is no time. */
  quietFrom: string
  quietUntil: string
  /** What the person adds. */
  ownQuietFrom: string | null
  ownQuietUntil: string | null
  /** Paid time, where it is known. */
  worksFrom: string | null
  worksUntil: string | null
  /** Days on which the person is not there, first and last one. */
  away: readonly { startsOn: string; lastDay: string }[]
}
export interface LocalTime {
  /** YYYY-MM-DD */
  day: string
  /** HH:MM */
  time: string
  /** Monday 1 to Sunday 7. */
  weekday: number
}

interface Zone {
  format: Intl.DateTimeFormat
  known: Map<number, LocalTime>
}
const zones = new Map<string, Zone>()
const mostKnown = 20_000
function localAt(timeZone: string, ms: number): LocalTime {
  let zone = zones.get(timeZone)
  if (!zone) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    zones.set(timeZone, (zone = { format, known: new Map() }))
  }
  const before = zone.known.get(ms)
  if (before) return before
  const [day = '', time = ''] = zone.format.format(ms).split(' ')
  const local = { day, time, weekday: weekdayOf(day) }
  if (zone.known.size >= mostKnown) zone.known.clear()
  zone.known.set(ms, local)
  return local
}
/** A round asks the same minute of the same few time zones again and again: the format takes 2 µs, a look-up a twentieth of that. */
export const localTime = (timeZone: string, at: Date): LocalTime => localAt(timeZone, at.getTime())

/** Of a day: Monday 1 to Sunday 7. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
/** The Monday of a day's week. */
export const mondayOf = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - (weekdayOf(day) - 1) * 86_400_000).toISOString().slice(0, 10)

/** When a day begins in a time zone. */
export function startOfDay(timeZone: string, day: string): Date {
  const guess = Date.parse(`${day}T00:00:00Z`)
  const { day: there, time } = localTime(timeZone, new Date(guess))
  return new Date(guess - (Date.parse(`${there}T${time}:00Z`) - guess))
}

const isWithin = (time: string, from: string, until: string): boolean =>
  from <= until ? time >= from && time < until : time >= from || time < until
export const isQuiet = ({ quietFrom, quietUntil, ownQuietFrom, ownQuietUntil, worksFrom, worksUntil }: Reachable, time: string): boolean =>
  isWithin(time, quietFrom, quietUntil) ||
  (ownQuietFrom !== null && ownQuietUntil !== null && isWithin(time, ownQuietFrom, ownQuietUntil)) ||
  (worksFrom !== null && worksUntil !== null && worksFrom !== worksUntil && !isWithin(time, worksFrom, worksUntil))

const isDayAt = ({ startedOn, workingDays, away }: Reachable, { day, weekday }: LocalTime): boolean =>
  (startedOn === null || startedOn <= day) &&
  workingDays.includes(weekday) &&
  !away.some(({ startsOn, lastDay }) => startsOn <= day && day <= lastDay)

const quarterMs = 15 * 60_000
/** Whoever is away for longer has no use for what was to be said before. */
const longestWaitMs = 35 * 86_400_000

/** From this moment on, when may something go out that this person did not ask for: `at` itself, the first quarter of an hour that suits, or null: not at all. */
export function maySendTo(person: Reachable, at: Date): Date | null {
  if (person.isOff) return null
  let next = at.getTime()
  while (next - at.getTime() <= longestWaitMs) {
    const local = localAt(person.timeZone, next)
    const isDay = isDayAt(person, local)
    if (isDay && !isQuiet(person, local.time)) return new Date(next)
    // No step over a day's end: an hour at most, and days are told apart by their name, however long they are.
    next = (Math.floor(next / quarterMs) + (isDay || local.time >= '23' ? 1 : 4)) * quarterMs
  }
  return null
}
