// A year of 200 people in four time zones with the real job, outbox and a real mail server: whose hour it is, who is away, who switches everything off and on
// again, a mail server that is down for hours, a worker that is down for days. What arrives is judged by the test's own idea of each person's day.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { seeded } from '#engines/item/seeded.ts'
import { sendingHours } from '#features/people/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql, valuesList } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round, Timed } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { registerSendingHours } from '#platform/mail/outbox/hours.ts'
import { jobs as mailJobs } from '#platform/mail/outbox/send.ts'
import { startQuickMailServer } from '../../../test/mail/quick-mail-server.ts'
import { testServer } from '../../../test/support/server.ts'
import { jobs } from './jobs.ts'

const quarterMs = 15 * 60_000
const dayMs = 86_400_000
const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Riyadh'] as const
const clock = fixedClock('2026-01-05T00:00:00Z')
interface Arrived {
  index: number
  at: Date
  mailId: string
}
let arrived: Arrived[] = []
let isMailDown = false
const mailServer = await startQuickMailServer({
  isDown: () => isMailDown,
  onLetter(to, source) {
    // Whoever made the house gets messages too; they are not judged.
    const index = /^p(\d+)@/.exec(to)?.[1]
    if (index !== undefined) arrived.push({ index: Number(index), at: clock.now(), mailId: /Message-ID: <([^@]+)@/i.exec(source)![1]! })
  },
})
after(() => mailServer.close())
const config = { smtpUrl: `smtp://127.0.0.1:${mailServer.port}`, publicUrl: 'https://attune.hollin.example' }
const server = await testServer({ clock, config })
const digestJob = jobs.find((one): one is Timed => one.name === 'practice.digest')!
const sending = mailJobs.filter((job): job is Round => job.kind === 'round')

/** What the test knows of somebody, apart from all code under test. */
interface Known {
  id: string
  zone: string
  days: number[]
  quiet: [number, number][]
  away: [string, string][]
  isOff: boolean
}
const formats = new Map<string, Intl.DateTimeFormat>()
function wallClock(zone: string, at: Date): { day: string; minute: number; weekday: number } {
  let format = formats.get(zone)
  if (!format)
    formats.set(
      zone,
      (format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })),
    )
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const day = `${part['year']}-${part['month']}-${part['day']}`
  return { day, minute: Number(part['hour']) * 60 + Number(part['minute']), weekday: new Date(day).getUTCDay() || 7 }
}
const weekOf = (day: string): string => new Date(Date.parse(day) - ((new Date(day).getUTCDay() + 6) % 7) * dayMs).toISOString().slice(0, 10)

type Fault = 'none' | 'outbox-looks-no-more' | 'weeks-are-forgotten' | 'switch-is-deaf'
interface Outcome {
  messages: number
  inQuietHours: number
  onDaysOff: number
  doubled: number
  secondInAWeek: number
  afterTheSwitch: number
  stopped: number
  postponed: number
}

async function simulate(from: string, weeks: number, people: number, fault: Fault): Promise<Outcome> {
  const random = seeded(`${from} ${weeks}`)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  clock.set(`${from}T00:00:00Z`)
  arrived = []
  registerSendingHours(fault === 'outbox-looks-no-more' ? async (_tx, _personId, at) => at : sendingHours)
  const world = await server.organisation()
  const { organisationId } = world
  const run = <T>(work: (tx: Parameters<Parameters<typeof server.platform.db.inOrganisation>[2]>[0]) => Promise<T>) =>
    server.platform.db.inOrganisation(organisationId, { readOnly: false }, work)
  const sites: string[] = []
  for (const timeZone of zones)
    sites.push((await server.call(world.admin, 'POST', '/api/sites', { body: { name: timeZone, timeZone } })).body.id)
  const text = { prompt: 'What first?', accepted: ['sorry'], explanation: 'So.' }
  const principle = { colour: 'leaf', icon: 'link', texts: { en: { name: 'Own it', meaning: 'To the end.' } } }
  const principleId = (await server.call(world.admin, 'POST', '/api/principles', { body: principle })).body.id
  const item = { principleId, kind: 'short', state: 'live', texts: { en: text } }
  const author = await server.session(organisationId, world.admin.personId, [{ role: 'author' }])
  assert.equal((await server.call(author, 'POST', '/api/items', { body: item })).status, 201)

  const known: Known[] = []
  const rows: unknown[][] = []
  const choices: unknown[][] = []
  const hhmm = (minute: number) => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  for (let index = 0; index < people; index++) {
    const place = index % zones.length
    const days = place === 3 ? [1, 2, 3, 4, 7] : pick([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [2, 3, 6, 7], [3]])
    // Every third one adds quiet hours; some work late or early shifts.
    const own: [number, number] | null =
      index % 3 === 0
        ? pick([
            [16 * 60, 9 * 60],
            [12 * 60, 13 * 60],
            [0, 600],
          ])
        : null
    const works: [number, number] | null =
      index % 5 === 0
        ? pick([
            [6 * 60, 14 * 60],
            [14 * 60, 22 * 60],
            [8 * 60, 17 * 60],
          ])
        : null
    const quiet: [number, number][] = [
      [19 * 60, 7 * 60],
      ...(own ? [own] : []),
      ...(works ? [[works[1], works[0]] as [number, number]] : []),
    ]
    const id = newId(clock.now().getTime() + index)
    known.push({ id, zone: zones[place]!, days, quiet, away: [], isOff: false })
    rows.push([
      organisationId,
      id,
      `p${index}@hollin.example`,
      `P${index}`,
      `p${index}`,
      sites[place],
      days,
      ...[...(works ?? [null, null]), ...(own ?? [null, null])].map((one) => (one === null ? null : hhmm(one))),
      from,
      from,
    ])
    if (index % 5 !== 4)
      choices.push([organisationId, id, index % 5 < 2 ? 'attune' : 'mail', pick(days), hhmm(Math.floor(7 * 4 + random() * 48) * 15)])
  }
  await run(async (tx) => {
    await tx.run(sql`insert into people (organisation_id, id, email, display_name, sort_key, site_id, working_days, works_from, works_until, quiet_from, quiet_until, created_at, updated_at)
      values ${valuesList(rows)}`)
    await tx.run(sql`insert into digest_settings (organisation_id, person_id, channel, weekday, from_time) values ${valuesList(choices)}`)
  })

  const ctx = systemContext(server.platform, organisationId, newId())
  const out: Outcome = {
    messages: 0,
    inQuietHours: 0,
    onDaysOff: 0,
    doubled: 0,
    secondInAWeek: 0,
    afterTheSwitch: 0,
    stopped: 0,
    postponed: 0,
  }
  const letters = new Set<string>()
  const weeksHad = new Set<string>()
  function judge(): void {
    for (const { index, at, mailId } of arrived.splice(0)) {
      const person = known[index]!
      const { day, minute, weekday } = wallClock(person.zone, at)
      out.messages++
      if (person.quiet.some(([a, b]) => (a <= b ? minute >= a && minute < b : minute >= a || minute < b))) out.inQuietHours++
      if (!person.days.includes(weekday) || person.away.some(([a, b]) => a <= day && day <= b)) out.onDaysOff++
      if (person.isOff) out.afterTheSwitch++
      if (letters.has(mailId)) out.doubled++
      letters.add(mailId)
      const week = `${index} ${weekOf(day)}`
      if (weeksHad.has(week)) out.secondInAWeek++
      weeksHad.add(week)
    }
  }

  let [mailDownUntil, workerDownUntil] = [0, 0]
  const end = clock.now().getTime() + weeks * 7 * dayMs
  let today = ''
  // Quarters of an hour, as the job's calendar has them, but not every one: a worker that is busy or restarts leaves some out.
  for (let now = clock.now().getTime(); now < end; now += quarterMs * pick([1, 8, 20, 32])) {
    clock.set(new Date(now))
    const isNewDay = today !== (today = new Date(now).toISOString().slice(0, 10))
    if (isNewDay) {
      const person = pick(known)
      const there = wallClock(person.zone, new Date(now)).day
      const turn = Math.floor(random() * 8)
      if (turn < 3) {
        person.isOff = !person.isOff
        if (person.isOff) out.stopped++
        if (fault !== 'switch-is-deaf')
          await run((tx) =>
            tx.run(sql`insert into message_switches (organisation_id, person_id, is_off) values (${organisationId}, ${person.id}, ${person.isOff})
              on conflict (organisation_id, person_id) do update set is_off = excluded.is_off`),
          )
      } else if (turn < 5) {
        const last = new Date(Date.parse(there) + Math.floor(random() * 20) * dayMs).toISOString().slice(0, 10)
        person.away.push([there, last])
        await run((tx) =>
          tx.run(sql`insert into absences (organisation_id, person_id, id, starts_on, last_day, created_at)
            values (${organisationId}, ${person.id}, ${newId(now)}, ${there}, ${last}, ${new Date(now).toISOString()})`),
        )
      } else if (turn === 5) mailDownUntil = now + Math.floor(random() * 20) * 3_600_000
      else if (turn === 6) workerDownUntil = now + Math.floor(random() * 60) * 3_600_000
      // A fifth opens its messages.
      await run((tx) =>
        tx.run(sql`update digests set is_read = true where organisation_id = ${organisationId} and items > 0 and not is_read
          and person_id = any(${known.filter((_, index) => index % 5 === 3).map(({ id }) => id)}::uuid[])`),
      )
    }
    // Where the outbox looks no more, letters wait for the evening.
    isMailDown = now < mailDownUntil || (fault === 'outbox-looks-no-more' && new Date(now).getUTCHours() < 22)
    if (now < workerDownUntil) continue
    await digestJob.perOrganisation!(ctx)
    await settleRounds(server.platform, sending, [organisationId])
    judge()
    if (fault === 'weeks-are-forgotten' && isNewDay)
      await run((tx) => tx.run(sql`delete from digests where organisation_id = ${organisationId}`))
  }
  registerSendingHours(sendingHours)
  out.postponed = (
    await run((tx) =>
      tx.run(sql<{ n: number }>`select count(*)::int as n from mails where organisation_id = ${organisationId} and attempts > 1`),
    )
  )[0]!.n
  return out
}

const held = ({ inQuietHours, onDaysOff, doubled, secondInAWeek, afterTheSwitch }: Outcome) => ({
  inQuietHours,
  onDaysOff,
  doubled,
  secondInAWeek,
  afterTheSwitch,
})
const none = { inQuietHours: 0, onDaysOff: 0, doubled: 0, secondInAWeek: 0, afterTheSwitch: 0 }

test('the proof can fail: an outbox that does not look again, weeks that are forgotten, a switch that nobody hears', async () => {
  const outbox = await simulate('2026-03-02', 2, 40, 'outbox-looks-no-more')
  assert.ok(outbox.inQuietHours > 0, JSON.stringify(outbox))
  const weeks = await simulate('2026-03-02', 2, 20, 'weeks-are-forgotten')
  assert.ok(weeks.secondInAWeek > 0, JSON.stringify(weeks))
  const deaf = await simulate('2026-03-02', 6, 40, 'switch-is-deaf')
  assert.ok(deaf.afterTheSwitch > 0, JSON.stringify(deaf))
})

test('in a year nobody gets a message in quiet hours, on a day off, twice, twice in a week, or after the switch', async (t) => {
  const year = await simulate('2026-01-05', 52, 200, 'none')
  t.diagnostic(JSON.stringify(year))
  assert.deepEqual(held(year), none)
  assert.ok(year.messages > 1500 && year.stopped > 40 && year.postponed > 20, JSON.stringify(year))
})
