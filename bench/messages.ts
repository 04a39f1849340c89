// A year of weekly messages to 2,000 people in four time zones, each quarter of an hour, by the program's own rules (day, hour, quiet hours, absences, the
// switch, rest for what nobody opens); judged by this file's own idea of everybody's day. Beside it the same year of a sender that asks nobody, which shows
// that the judge can see. No database, no clock; the same figures on every machine.
import { seeded } from '#engines/item/seeded.ts'
import { localTime, maySendTo, mondayOf, type Reachable } from '#features/people/public.ts'
import type { MessageSettings } from '#features/practice/contract.ts'
import { isItsHour, isResting } from '#features/practice/digest-rules.ts'

const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Riyadh'] as const
const quarterMs = 15 * 60_000
const dayMs = 86_400_000
const quartersOfYear = 52 * 7 * 96

export interface MessagesOutcome {
  messages: number
  inQuietHours: number
  onDaysOff: number
  secondInAWeek: number
  afterTheSwitch: number
  /** People who switched everything off for some of the year. */
  switchedOff: number
}
interface One extends Reachable {
  settings: MessageSettings
  opens: number
  switches: readonly number[]
  isOff: boolean
  away: { startsOn: string; lastDay: string }[]
  doneWeek: string | null
  last: string | null
  unread: number
  lookAgainMs: number
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const wall = new Map<string, Intl.DateTimeFormat>(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  ]),
)
const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function population(people: number): One[] {
  const random = seeded('messages')
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return Array.from({ length: people }, (_, i): One => {
    const workingDays = i % 4 === 3 ? [1, 2, 3, 4, 7] : pick([[1, 2, 3, 4, 5], [2, 3, 6, 7], [3]])
    const own =
      i % 3 === 0
        ? pick([
            ['16:00', '09:00'],
            ['12:00', '13:00'],
            ['00:00', '10:00'],
          ] as const)
        : [null, null]
    const works =
      i % 5 === 0
        ? pick([
            ['06:00', '14:00'],
            ['14:00', '22:00'],
            ['08:00', '17:00'],
          ] as const)
        : [null, null]
    const holiday = Date.UTC(2026, 0, 5) + Math.floor(random() * 330) * dayMs
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
    return {
      startedOn: null,
      timeZone: zones[i % 4]!,
      workingDays,
      quietFrom: '19:00',
      quietUntil: '07:00',
      ownQuietFrom: own[0],
      ownQuietUntil: own[1],
      worksFrom: works[0],
      worksUntil: works[1],
      away: [{ startsOn: day(holiday), lastDay: day(holiday + 20 * dayMs) }],
      isOff: false,
      settings: {
        channel: 'mail',
        weekday: pick(workingDays),
        fromTime: `${String(7 + Math.floor(random() * 11)).padStart(2, '0')}:${pick(['00', '15', '30', '45'])}`,
      },
      opens: random(),
      switches: random() < 0.3 ? [Math.floor(random() * quartersOfYear), Math.floor(random() * quartersOfYear)].sort((a, b) => a - b) : [],
      doneWeek: null,
      last: null,
      unread: 0,
      lookAgainMs: 0,
    }
  })
}

export function simulateMessages(people: number, asks: boolean): MessagesOutcome {
  const random = seeded(`messages ${asks}`)
  const everybody = population(people)
  const out: MessagesOutcome = {
    messages: 0,
    inQuietHours: 0,
    onDaysOff: 0,
    secondInAWeek: 0,
    afterTheSwitch: 0,
    switchedOff: everybody.filter(({ switches }) => switches.length > 0).length,
  }
  const weeksHad = new Set<string>()
  function judge(person: One, index: number, at: Date): void {
    const part = Object.fromEntries(
      wall
        .get(person.timeZone)!
        .formatToParts(at)
        .map(({ type, value }) => [type, value]),
    )
    const minute = Number(part['hour']) * 60 + Number(part['minute'])
    const day = `${part['year']}-${part['month']}-${part['day']}`
    const within = (from: number, until: number) => (from <= until ? minute >= from && minute < until : minute >= from || minute < until)
    const quiet = [
      [person.quietFrom, person.quietUntil],
      [person.ownQuietFrom, person.ownQuietUntil],
      [person.worksUntil, person.worksFrom],
    ]
    out.messages++
    if (quiet.some(([from, until]) => from && until && within(minutesOf(from), minutesOf(until)))) out.inQuietHours++
    const isAway = person.away.some(({ startsOn, lastDay }) => startsOn <= day && day <= lastDay)
    if (isAway || !person.workingDays.includes(names.indexOf(part['weekday']!) + 1)) out.onDaysOff++
    if (person.isOff) out.afterTheSwitch++
    const week = `${index} ${new Date(Date.parse(day) - names.indexOf(part['weekday']!) * dayMs).toISOString().slice(0, 10)}`
    if (weeksHad.has(week)) out.secondInAWeek++
    weeksHad.add(week)
  }
  const start = Date.UTC(2026, 0, 5)
  const turn = (person: One, quarter: number) => {
    if (!person.switches.includes(quarter)) return
    person.isOff = !person.isOff
    person.lookAgainMs = 0
  }
  for (let quarter = 0; quarter < quartersOfYear; quarter++) {
    const at = new Date(start + quarter * quarterMs)
    const clocks = new Map<string, { time: string; weekday: number; week: string }>()
    for (const zone of zones) {
      const local = localTime(zone, at)
      clocks.set(zone, { ...local, week: mondayOf(local.day) })
    }
    for (const [index, person] of everybody.entries()) {
      if (person.switches.length > 0) turn(person, quarter)
      if (!asks) {
        if (random() < 1 / (7 * 96)) judge(person, index, at)
        continue
      }
      if (at.getTime() < person.lookAgainMs) continue
      const local = clocks.get(person.timeZone)!
      if (person.doneWeek === local.week || !isItsHour(person.settings, local)) continue
      const when = maySendTo(person, at)
      if (when?.getTime() !== at.getTime()) {
        // Who has no time for it at all is looked at once a day.
        person.lookAgainMs = when ? when.getTime() : at.getTime() + dayMs
        continue
      }
      person.doneWeek = local.week
      if (isResting(local.week, person.last, person.unread)) continue
      person.last = local.week
      person.unread = random() < person.opens ? 0 : person.unread + 1
      judge(person, index, at)
    }
  }
  return out
}
