// The one question before anything goes out that nobody asked for: may this person be written to, and when? Working days and hours, days away, the house's
// quiet hours and the person's own beside them, and the switch that stops all. `isReachable` in store/reach.ts says the same as SQL; a test holds them together.
export interface Reachable {
  /** The switch: no messages. */
  isOff: boolean
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
}

const formats = new Map<string, Intl.DateTimeFormat>()
const known = new Map<string, LocalTime>()
const mostKnown = 20_000
/** A round asks the same minute of the same few time zones again and again: the format takes 2 µs, a look-up a tenth of that. */
export function localTime(timeZone: string, at: Date): LocalTime {
  const key = `${timeZone} ${at.getTime()}`
  const before = known.get(key)
  if (before) return before
  let format = formats.get(timeZone)
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })))
  const [day = '', time = ''] = format.format(at).split(' ')
  if (known.size >= mostKnown) known.clear()
  known.set(key, { day, time })
  return { day, time }
}

/** Of a day: Monday 1 to Sunday 7. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
/** The Monday of a day's week. */
export const mondayOf = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - (weekdayOf(day) - 1) * 86_400_000).toISOString().slice(0, 10)

const isWithin = (time: string, from: string, until: string): boolean =>
  from <= until ? time >= from && time < until : time >= from || time < until
export const isQuiet = ({ quietFrom, quietUntil, ownQuietFrom, ownQuietUntil, worksFrom, worksUntil }: Reachable, time: string): boolean =>
  isWithin(time, quietFrom, quietUntil) ||
  (ownQuietFrom !== null && ownQuietUntil !== null && isWithin(time, ownQuietFrom, ownQuietUntil)) ||
  (worksFrom !== null && worksUntil !== null && worksFrom !== worksUntil && !isWithin(time, worksFrom, worksUntil))

const isDayAt = ({ workingDays, away }: Reachable, day: string): boolean =>
  workingDays.includes(weekdayOf(day)) && !away.some(({ startsOn, lastDay }) => startsOn <= day && day <= lastDay)

const quarterMs = 15 * 60_000
/** Whoever is away for longer has no use for what was to be said before. */
const longestWaitMs = 35 * 86_400_000

/** From this moment on, when may something go out that this person did not ask for: `at` itself, the first quarter of an hour that suits, or null: not at all. */
export function maySendTo(person: Reachable, at: Date): Date | null {
  if (person.isOff) return null
  let next = at.getTime()
  while (next - at.getTime() <= longestWaitMs) {
    const { day, time } = localTime(person.timeZone, new Date(next))
    const isDay = isDayAt(person, day)
    if (isDay && !isQuiet(person, time)) return new Date(next)
    // No step over a day's end: an hour at most, and days are told apart by their name, however long they are.
    next = (Math.floor(next / quarterMs) + (isDay || time >= '23' ? 1 : 4)) * quarterMs
  }
  return null
}
