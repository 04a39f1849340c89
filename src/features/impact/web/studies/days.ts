// A study's weeks go from Monday to Sunday.
const at = (day: string): Date => new Date(`${day}T12:00:00Z`)
const textOf = (date: Date): string => date.toISOString().slice(0, 10)
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at(text).getTime())

export function addDays(day: string, days: number): string {
  const date = at(day)
  date.setUTCDate(date.getUTCDate() + days)
  return textOf(date)
}

/** The Monday of the day's week, the Sunday of it; '' for what is no day yet. */
export const mondayOf = (day: string): string => (isDay(day) ? addDays(day, -((at(day).getUTCDay() + 6) % 7)) : '')
export const sundayOf = (day: string): string => (isDay(day) ? addDays(mondayOf(day), 6) : '')

/** Where a day lies in a window, 0 to 1. */
export function placeIn(day: string, firstDay: string, lastDay: string): number {
  const [from, to] = [at(firstDay).getTime(), at(addDays(lastDay, 1)).getTime()]
  return Math.min(1, Math.max(0, (at(day).getTime() - from) / (to - from || 1)))
}

/** Whole periods in a window. */
export const periodsIn = (firstDay: string, lastDay: string, weeksEach: number): number =>
  Math.floor((at(addDays(lastDay, 1)).getTime() - at(firstDay).getTime()) / 86_400_000 / 7 / weeksEach)
