// The weekly message without a database: what stands in it, from when on it comes, and how often where nobody opens it.
import { localTime, maySendTo, mondayOf, type Reachable, startOfDay } from '#features/people/public.ts'
import type { DigestItem, DigestKind, MessageSettings } from './contract.ts'

export const mostItems = 5
/** People first: what customers and colleagues said, then what was answered, and at the end what there is to do. */
const order: readonly DigestKind[] = ['words', 'thanks', 'answer', 'plan', 'practice']

/** The best of each kind, in their order; what room is left is filled by the second ones, and so on. */
export function choose(found: readonly DigestItem[]): DigestItem[] {
  const turns = order.map((kind) => found.filter((item) => item.kind === kind))
  const chosen: DigestItem[] = []
  for (let turn = 0; turns.some((items) => items.length > turn); turn++)
    for (const items of turns) if (items[turn] && chosen.length < mostItems) chosen.push(items[turn]!)
  return chosen.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

export const usualTime = '09:00'
/** Before anybody has said anything: the first day of their week, at nine. */
export const usualSettings = (workingDays: readonly number[], mayMail: boolean): MessageSettings => ({
  channel: mayMail ? 'mail' : 'attune',
  weekday: workingDays.length > 0 ? Math.min(...workingDays) : 1,
  fromTime: usualTime,
})

/** Every week; every second one after three that nobody opened, every fourth after six. One that is opened, or a little practice, and it comes weekly again. */
export const everyWeeks = (unread: number): number => (unread < 3 ? 1 : unread < 6 ? 2 : 4)

const weekMs = 7 * 86_400_000
/** `last`: the week of the last one that came. */
export const isResting = (week: string, last: string | null, unread: number): boolean =>
  last !== null && Date.parse(week) - Date.parse(last) < everyWeeks(unread) * weekMs

/** Whether the chosen day and hour of this week have come. */
export const isItsHour = ({ weekday, fromTime }: MessageSettings, local: { weekday: number; time: string }): boolean =>
  local.weekday > weekday || (local.weekday === weekday && local.time >= fromTime)

const quarterMs = 15 * 60_000
const longestMs = 35 * 86_400_000
/** The next quarter of an hour in which a message may come. `doneWeek`: the last week that was looked at. */
export function nextMessage(
  person: Reachable,
  settings: MessageSettings,
  { doneWeek, last, unread }: { doneWeek: string | null; last: string | null; unread: number },
  now: Date,
): Date | null {
  let at = now
  while (at.getTime() - now.getTime() <= longestMs) {
    const next = maySendTo(person, at)
    if (!next) return null
    const local = localTime(person.timeZone, next)
    const week = mondayOf(local.day)
    if ((doneWeek === null || week > doneWeek) && !isResting(week, last, unread) && isItsHour(settings, local)) return next
    at = new Date((Math.floor(next.getTime() / quarterMs) + 1) * quarterMs)
  }
  return null
}

/** A letter that could not be handed over goes no more when its week is over. */
export const endOfWeek = (week: string, timeZone: string): Date =>
  startOfDay(timeZone, new Date(Date.parse(week) + weekMs).toISOString().slice(0, 10))
/** How far a first message, or one after a long rest, looks back. */
export const sinceOf = (lastAt: Date | null, at: Date): Date => {
  const days = (count: number) => new Date(at.getTime() - count * 86_400_000)
  if (lastAt === null) return days(14)
  return lastAt < days(35) ? days(35) : lastAt
}
