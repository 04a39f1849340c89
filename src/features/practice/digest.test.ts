import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { maySendTo, peopleToTell, peopleToTellNow } from '#features/people/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round, Timed } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { jobs as mailJobs } from '#platform/mail/outbox/send.ts'
import { readMail, reply, startMailServer } from '../../../test/mail/mail-server.ts'
import { type Person, testServer, type World } from '../../../test/support/server.ts'
import type { Messages } from './contract.ts'
import { endOfWeek } from './digest-rules.ts'
import { jobs } from './jobs.ts'
import { participant } from './participant.ts'

type Known = Person & { id: string }
const publicUrl = 'https://attune.hollin.example'
let isBusy = false
const mailServer = await startMailServer({
  onRcptTo: (_address, _session, done) => (isBusy ? done(reply(451, 'busy')) : done()),
})
after(() => mailServer.close())
// A Monday, 8:00 in Berlin.
const start = '2026-11-02T07:00:00Z'
const clock = fixedClock(start)
const smtpUrl = `smtp://127.0.0.1:${mailServer.port}`
const server = await testServer({ clock, config: { smtpUrl, publicUrl } })
const rounds = mailJobs.filter((job): job is Round => job.kind === 'round')
const digestJob = jobs.find((one): one is Timed => one.name === 'practice.digest')!
const call = (who: Person | null, method: string, url: string, body?: unknown) =>
  server.call(who, method, url, body === undefined ? {} : { body })
const ctxOf = (world: World) => systemContext(server.platform, world.organisationId, newId())
const make = (world: World) => digestJob.perOrganisation!(ctxOf(world))
const send = (world: World) => settleRounds(server.platform, rounds, [world.organisationId])
const at = (time: string) => clock.set(time)
const lettersTo = (address: string) => mailServer.deliveries.filter(({ to }) => to.includes(address)).map(({ source }) => readMail(source))
const read = async (who: Person): Promise<Messages> => {
  const { status, body, text } = await call(who, 'GET', '/api/messages')
  assert.equal(status, 200, text)
  return body
}
const comeBack = async (...people: Person[]) => {
  for (const who of people) Object.assign(who, await server.session(who.organisationId, who.personId))
}
const outcomes = (world: World, personId: string) =>
  ctxOf(world).read((tx) =>
    tx.run(
      sql<{
        week: string
        outcome: string
        items: number
      }>`select week::text, outcome, items from digests where organisation_id = ${world.organisationId} and person_id = ${personId} order by week`,
    ),
  )

let count = 0
/** Packing with Lea, who leads it, and Amina; one question to practise; Amina was thanked, and her obstacle has its answer. */
async function house() {
  at(start)
  const name = `h${++count}`
  const world = await server.organisation()
  const packing = await server.unit(world, 'Packing')
  const author = await server.person(world, { roles: [{ role: 'author' }] })
  const person = (givenName: string, more: object = {}) =>
    server.person(world, { givenName, unitId: packing, email: `${givenName.toLowerCase()}@${name}.example`, ...more })
  const lea = await person('Lea', { leadsUnit: true, roles: [{ role: 'team-leader', unitId: packing }] })
  const amina = await person('Amina')
  const texts = { en: { name: 'Own it', meaning: 'To the end.' } }
  const principleId = (await call(world.admin, 'POST', '/api/principles', { colour: 'leaf', icon: 'link', texts })).body.id
  const item = {
    principleId,
    kind: 'short',
    state: 'live',
    texts: { en: { prompt: 'What first?', accepted: ['sorry'], explanation: 'So.' } },
  }
  assert.equal((await call(author, 'POST', '/api/items', item)).status, 201)
  const thank = async (to: Known, more: object = {}) => {
    const body = { id: newId(clock.now().getTime()), principleId, toPersonIds: [to.id], happened: 'You found the lost parcel.', ...more }
    const answer = await call(lea, 'POST', '/api/thanks', body)
    assert.equal(answer.status, 201, answer.text)
  }
  return { world, packing, lea, amina, principleId, person, thank, address: (who: string) => `${who}@${name}.example` }
}

test('a person reads what would be in the message now, when it comes, and why a channel can’t work', async () => {
  const { world, lea, amina, thank } = await house()
  await thank(amina)
  const mine = await read(amina)
  assert.deepEqual([mine.isOn, mine.isChosen, mine.settings], [true, false, { channel: 'mail', weekday: 1, fromTime: '09:00' }])
  assert.deepEqual(
    mine.items.map(({ kind }) => kind),
    ['thanks', 'practice'],
  )
  assert.deepEqual([mine.mail.whyNot, mine.next, mine.everyWeeks, mine.hasUnread], [null, '2026-11-02T08:00:00.000Z', 1, false])
  assert.deepEqual(mine.hours.quiet, [{ from: '19:00', until: '07:00', whose: 'house' }])
  assert.deepEqual(
    (await read(lea)).items.map(({ kind }) => kind),
    ['practice'],
  )
  const temp = await server.person(world, { givenName: 'Temp' })
  const theirs = await read(temp)
  assert.deepEqual([theirs.mail, theirs.settings.channel], [{ address: null, whyNot: 'no-address' }, 'attune'])
  const refused = await call(temp, 'PUT', '/api/message-settings', { channel: 'mail', weekday: 1, fromTime: '09:00' })
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [422, '/channel'])
  const { config } = server.platform
  config.smtpUrl = undefined
  assert.equal((await read(amina)).mail.whyNot, 'no-mail-server')
  config.smtpUrl = smtpUrl
  config.publicUrl = undefined
  assert.equal((await read(amina)).mail.whyNot, 'no-public-address')
  config.publicUrl = publicUrl
})

test('a day off, quiet hours and an unknown channel can’t be chosen; a person widens quiet hours, and nobody narrows them', async () => {
  const { world, amina } = await house()
  const put = (settings: object) =>
    call(amina, 'PUT', '/api/message-settings', { channel: 'mail', weekday: 3, fromTime: '10:30', ...settings })
  const pointer = async (settings: object) => {
    const { status, body } = await put(settings)
    return [status, body.errors?.[0]?.pointer]
  }
  assert.deepEqual(await pointer({ weekday: 6 }), [422, '/weekday'])
  assert.deepEqual(await pointer({ fromTime: '19:00' }), [422, '/fromTime'])
  assert.deepEqual(await pointer({ fromTime: '06:59' }), [422, '/fromTime'])
  assert.deepEqual(await pointer({ fromTime: '9' }), [422, '/fromTime'])
  assert.deepEqual(await pointer({ channel: 'pigeon' }), [422, '/channel'])
  const chosen = await put({})
  assert.deepEqual([chosen.status, chosen.body.isChosen, chosen.body.next], [200, true, '2026-11-04T09:30:00.000Z'])
  const settle = async (who: Person, settings: object) => {
    const { body } = await call(who, 'GET', `/api/people/${amina.id}`)
    const { version } = body
    const answer = await server.call(who, 'PATCH', `/api/people/${amina.id}/settings`, { version, body: settings })
    assert.equal(answer.status, 200, answer.text)
  }
  await settle(amina, { quietFrom: '10:00', quietUntil: '11:00' })
  assert.deepEqual(await pointer({}), [422, '/fromTime'])
  assert.deepEqual((await read(amina)).hours.quiet[1], { from: '10:00', until: '11:00', whose: 'own' })
  // What somebody in the office sets stands beside the house's hours, never instead of them.
  await settle(world.admin, { quietFrom: '23:00', quietUntil: '05:00' })
  assert.deepEqual(await pointer({ fromTime: '20:00' }), [422, '/fromTime'])
  await settle(world.admin, { quietFrom: null, quietUntil: null, worksFrom: '12:00', worksUntil: '18:00' })
  assert.deepEqual(await pointer({}), [422, '/fromTime'])
  assert.equal((await put({ fromTime: '12:00' })).status, 200)
})

test('the message goes out once, at its hour, with thanks first and a link that stops everything', async () => {
  const { world, amina, thank, address } = await house()
  await thank(amina)
  await thank(amina, { isPrivate: true, happened: 'Only between us.' })
  await make(world)
  await send(world)
  assert.deepEqual(lettersTo(address('amina')), [], 'not before nine')
  at('2026-11-02T08:00:00Z')
  await Promise.all([make(world), make(world)])
  await make(world)
  await send(world)
  const [letter, ...more] = lettersTo(address('amina'))
  assert.equal(more.length, 0)
  const { text, headers } = letter!
  assert.ok(text.indexOf('You found the lost parcel.') > 0 && text.indexOf('You found the lost parcel.') < text.indexOf('Practice'))
  assert.ok(!text.includes('Only between us') && text.includes('for your eyes only'))
  assert.ok(text.includes(`${publicUrl}/messages`))
  const stop = /<(.+)>/.exec(headers.get('list-unsubscribe')!)![1]!
  assert.ok(stop.startsWith(`${publicUrl}/stop/`) && text.includes(stop))
  assert.equal(headers.get('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
  assert.deepEqual(await outcomes(world, amina.id), [{ week: '2026-11-02', outcome: 'mailed', items: 3 }])
  at('2026-11-06T12:00:00Z')
  await make(world)
  await send(world)
  assert.equal(lettersTo(address('amina')).length, 1, 'once a week')
  const kept = await ctxOf(world).read((tx) =>
    tx.run(
      sql`select 1 from mails where organisation_id = ${world.organisationId} and (data::text like '%/stop/%' or secrets is not null)`,
    ),
  )
  assert.deepEqual(kept, [], 'no link stays behind')
})

test('one click of a mail program stops all messages without a sign-in; looking does not, and it can be taken back', async () => {
  const { world, lea, amina, address } = await house()
  at('2026-11-02T08:00:00Z')
  await make(world)
  await send(world)
  const stopOf = (who: string) => /<(.+)>/.exec(lettersTo(address(who))[0]!.headers.get('list-unsubscribe')!)![1]!.slice(publicUrl.length)
  const stop = stopOf('amina')
  const post = (path: string, payload: string, type = 'application/x-www-form-urlencoded') =>
    server.send(null, 'POST', path, { 'content-type': type, origin: 'null' }, payload)
  const seen = await call(null, 'GET', stop)
  assert.equal(seen.status, 200)
  assert.match(seen.text, /Stop all messages\?/)
  assert.equal(seen.headers['referrer-policy'], 'no-referrer')
  assert.equal((await read(amina)).isOn, true)
  const multipart = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
  const stopped = await post(stop, multipart, 'multipart/form-data; boundary=x')
  assert.equal(stopped.status, 200, stopped.text)
  assert.match(stopped.text, /All messages are stopped/)
  assert.deepEqual([(await read(amina)).isOn, (await read(amina)).next, (await read(lea)).isOn], [false, null, true])
  assert.equal((await post(stop, 'allow=1')).status, 200)
  assert.equal((await read(amina)).isOn, true)
  assert.equal((await post(stop, 'List-Unsubscribe=One-Click')).status, 200)
  assert.equal((await read(amina)).isOn, false)
  for (const bad of ['/stop/x', `/stop/${'A'.repeat(43)}`, `${stop.slice(0, -2)}AA`]) {
    const unknown = await post(bad, 'List-Unsubscribe=One-Click')
    assert.deepEqual([unknown.status, /no longer valid/.test(unknown.text)], [404, true], bad)
  }
  // Whoever has the mailbox now is somebody else: the links of former letters are dead.
  const { body: card } = await call(world.admin, 'GET', `/api/people/${lea.id}`)
  const changed = await server.call(world.admin, 'PATCH', `/api/people/${lea.id}`, {
    version: card.version,
    body: { email: `new-${address('lea')}` },
  })
  assert.equal(changed.status, 200, changed.text)
  assert.equal((await post(stopOf('lea'), 'List-Unsubscribe=One-Click')).status, 404)
  assert.equal((await read(lea)).isOn, true)
})

test('the switch holds back what already waits in the outbox, reminders too, and lets asked letters through', async () => {
  const { world, lea, amina, person, address } = await house()
  at('2026-11-02T08:00:00Z')
  await make(world)
  assert.equal((await call(amina, 'PUT', '/api/message-switch', { isOn: false })).status, 200)
  await send(world)
  assert.deepEqual(lettersTo(address('amina')), [])
  assert.equal(lettersTo(address('lea')).length, 1)
  at('2026-11-09T08:00:00Z')
  await comeBack(amina, lea, world.admin)
  await make(world)
  await send(world)
  assert.deepEqual(await outcomes(world, amina.id), [{ week: '2026-11-02', outcome: 'mailed', items: 1 }])
  const jo = await person('Jo')
  assert.equal((await call(world.admin, 'POST', '/api/invitations', { personIds: [jo.id] })).status < 300, true)
  assert.equal((await call(jo, 'PUT', '/api/message-switch', { isOn: false })).status, 200)
  await send(world)
  assert.equal(lettersTo(address('jo')).length, 1, 'an invitation is asked for')
  const on = await call(amina, 'PUT', '/api/message-switch', { isOn: true })
  assert.deepEqual([on.status, on.body.isOn], [200, true])
  await make(world)
  await send(world)
  assert.equal(lettersTo(address('amina')).length, 1, 'on again, and it is still that week')
})

test('a letter that the mail server does not take waits through the quiet hours, and not beyond its week', async () => {
  const { world, amina, address } = await house()
  assert.equal((await call(amina, 'PUT', '/api/message-settings', { channel: 'mail', weekday: 4, fromTime: '18:30' })).status, 200)
  at('2026-11-05T17:45:00Z')
  isBusy = true
  await make(world)
  await send(world)
  isBusy = false
  at('2026-11-05T20:00:00Z')
  await send(world)
  assert.deepEqual(lettersTo(address('amina')), [], 'half past nine in the evening')
  at('2026-11-06T06:00:00Z')
  await send(world)
  assert.equal(lettersTo(address('amina')).length, 1, 'seven in the morning')
  at('2026-11-12T17:45:00Z')
  isBusy = true
  await make(world)
  await send(world)
  isBusy = false
  at('2026-11-15T10:30:00Z')
  await send(world)
  at('2026-11-16T09:00:00Z')
  await send(world)
  assert.equal(lettersTo(address('amina')).length, 1, 'the week was over')
})

test('nothing to say is no message, without an address it waits in Attune, and a week away stays quiet', async () => {
  const { world, amina, person, thank } = await house()
  const far = await server.person(world, { givenName: 'Far', unitId: await server.unit(world, 'Far away') })
  const away = await person('Away')
  assert.equal(
    (await call(away, 'POST', `/api/people/${away.id}/absences`, { startsOn: '2026-11-01', lastDay: '2026-11-20' })).status < 300,
    true,
  )
  await server.platform.db.inOrganisation(world.organisationId, { readOnly: false }, (tx) =>
    tx.run(sql`update items set state = 'retired' where organisation_id = ${world.organisationId}`),
  )
  await thank(far)
  at('2026-11-02T08:15:00Z')
  await make(world)
  assert.deepEqual(await outcomes(world, amina.id), [{ week: '2026-11-02', outcome: 'nothing', items: 0 }])
  assert.deepEqual(await outcomes(world, far.id), [{ week: '2026-11-02', outcome: 'shown', items: 1 }])
  assert.deepEqual(await outcomes(world, away.id), [])
  assert.equal((await read(far)).hasUnread, true)
})

test('who does not open it hears less often, without a word about it; opening one, or practising, brings it back', async () => {
  const { world, amina } = await house()
  const monday = (week: number) => at(new Date(Date.parse('2026-11-02T08:00:00Z') + week * 7 * 86_400_000).toISOString())
  const shown = async () => (await outcomes(world, amina.id)).map(({ outcome }) => (outcome === 'mailed' ? 'x' : '-')).join('')
  for (let week = 0; week < 17; week++) {
    monday(week)
    await make(world)
  }
  assert.equal(await shown(), 'xxx-x-x-x---x---x')
  await comeBack(amina)
  assert.deepEqual([(await read(amina)).everyWeeks, (await read(amina)).hasUnread], [4, true])
  assert.equal((await call(amina, 'POST', '/api/message-readings')).status, 204)
  assert.deepEqual([(await read(amina)).everyWeeks, (await read(amina)).hasUnread], [1, false])
  monday(17)
  await make(world)
  assert.equal((await shown()).at(-1), 'x')
  const { body } = await (await comeBack(amina), call(amina, 'GET', '/api/practice'))
  const [thing] = body.things
  const review = { id: newId(clock.now().getTime()), kind: 'item', subjectId: thing.id, version: 1, language: 'en', words: 'sorry' }
  assert.equal((await call(amina, 'POST', '/api/practice-reviews', review)).status, 201)
  assert.equal((await read(amina)).hasUnread, false)
})

test('an answer comes to whoever raised or joined an obstacle, and customers’ words to the unit', async () => {
  const { world, lea, amina, packing, person } = await house()
  const jo = await person('Jo')
  const raised = await call(amina, 'POST', '/api/obstacles', {
    id: newId(clock.now().getTime()),
    title: 'No filler after six',
    happened: 'The store is locked, parcels go out empty.',
    hurts: 'customers',
    unitId: packing,
  })
  assert.equal(raised.status, 201, raised.text)
  await server.platform.db.inOrganisation(world.organisationId, { readOnly: false }, (tx) =>
    tx.run(sql`update obstacles set state = 'answered', kind = 'green', answer = 'removed', because = 'Open until nine.', answered_by = ${lea.id}, answered_on = '2026-11-02',
      days_taken = 1 where organisation_id = ${world.organisationId}`),
  )
  assert.deepEqual((await read(amina)).items[0], {
    kind: 'answer',
    answer: 'removed',
    title: 'No filler after six',
    because: 'Open until nine.',
    link: `/obstacles/${raised.body.id}`,
  })
  assert.ok(!(await read(jo)).items.some(({ kind }) => kind === 'answer'))
  assert.ok(!(await read(lea)).items.some(({ kind }) => kind === 'answer'))
})

test('the same is asked of the database, however many people have their hour', async () => {
  const { world, person } = await house()
  const { db } = server.platform
  const real = db.inOrganisation.bind(db)
  const counted = async (work: () => Promise<unknown>) => {
    let statements = 0
    db.inOrganisation = (organisationId, options, run) =>
      real(organisationId, options, (tx) => run({ ...tx, run: (query) => (statements++, tx.run(query)) }))
    await work()
    db.inOrganisation = real
    return statements
  }
  at('2026-11-02T08:00:00Z')
  const two = await counted(() => make(world))
  for (let i = 0; i < 12; i++) await person(`Many${i}`)
  const twelve = await counted(() => make(world))
  assert.ok(twelve <= two + 1, `${twelve}, and ${two} for a few`)
  const who = await person('Reader')
  const page = await counted(() => read(who))
  assert.ok(page <= 5, `${page} statements`)
})

test('the rule and its twin in the database agree, at every hour of the days on which clocks change', async () => {
  const { world } = await house()
  const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Riyadh']
  const sites = await Promise.all(
    zones.map(async (timeZone) => (await call(world.admin, 'POST', '/api/sites', { name: timeZone, timeZone })).body.id as string),
  )
  let n = 0
  for (const siteId of sites)
    for (const [workingDays, quiet, works] of [
      [null, null, null],
      [[7, 1, 2, 3, 4], ['17:00', '08:00'], null],
      [
        [1, 2, 3, 4, 5, 6, 7],
        ['12:00', '13:00'],
        ['06:00', '14:00'],
      ],
      [
        [1, 6, 7],
        ['00:00', '00:00'],
        ['14:00', '22:00'],
      ],
      [[5, 6, 7], null, ['22:00', '06:00']],
    ] as const) {
      const one = await server.person(world, { givenName: `P${++n}`, siteId })
      await server.platform.db.inOrganisation(world.organisationId, { readOnly: false }, (tx) =>
        tx.run(sql`update people set working_days = ${workingDays}, quiet_from = ${quiet?.[0] ?? null}, quiet_until = ${quiet?.[1] ?? null}, works_from = ${works?.[0] ?? null},
          works_until = ${works?.[1] ?? null} where organisation_id = ${world.organisationId} and id = ${one.id}`),
      )
      if (n % 3 === 0)
        await server.platform.db.inOrganisation(world.organisationId, { readOnly: false }, (tx) =>
          tx.run(sql`insert into absences (organisation_id, person_id, id, starts_on, last_day, created_at)
            values (${world.organisationId}, ${one.id}, ${newId()}, '2026-10-25', '2026-10-26', ${start})`),
        )
    }
  let [free, held] = [0, 0]
  for (const day of ['2026-03-29', '2026-03-08', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01', '2026-06-17'])
    for (let minutes = -12 * 60; minutes < 36 * 60; minutes += 75) {
      const moment = new Date(Date.parse(day) + minutes * 60_000)
      const [rows, now] = await ctxOf(world).read((tx) =>
        Promise.all([tx.run(peopleToTell(tx, moment)), tx.run(peopleToTellNow(tx, moment))]),
      )
      const here = new Set(now.map(({ personId }) => personId))
      for (const row of rows) {
        const isHere = here.has(row.personId)
        assert.equal(maySendTo(row, moment)?.getTime() === moment.getTime(), isHere, `${moment.toISOString()} ${JSON.stringify(row)}`)
        if (isHere) free++
        else held++
      }
    }
  assert.ok(free > 1000 && held > 1000, `${free} ${held}`)
})

test('nobody is written to before the first day, and nothing unasked leaves a demonstration', async () => {
  const { world, person, thank, lea, address } = await house()
  const soon = await person('Soon', { startedOn: '2026-11-04' })
  await thank(soon)
  at('2026-11-03T09:00:00Z')
  await make(world)
  assert.deepEqual(await outcomes(world, soon.id), [])
  at('2026-11-04T09:00:00Z')
  await make(world)
  assert.deepEqual(await outcomes(world, soon.id), [{ week: '2026-11-02', outcome: 'mailed', items: 2 }])
  await comeBack(soon)
  assert.deepEqual([(await read(soon)).hasCome, (await read(soon)).items.length], [true, 2], 'the page goes on showing it')
  await send(world)
  const demo = (isDemo: boolean) =>
    server.platform.db.control((tx) => tx.run(sql`update organisations set is_demo = ${isDemo} where id = ${world.organisationId}`))
  await demo(true)
  at('2026-11-09T09:00:00Z')
  await comeBack(lea)
  assert.deepEqual([(await read(lea)).mail.whyNot, (await read(lea)).settings.channel], ['demonstration', 'attune'])
  await make(world)
  await send(world)
  assert.equal((await outcomes(world, lea.id)).at(-1)!.outcome, 'shown')
  await demo(false)
  at('2026-11-16T09:00:00Z')
  await make(world)
  await demo(true)
  await send(world)
  assert.equal(lettersTo(address('lea')).length, 1, 'what waited does not leave either')
})

test('a week ends where the person works, for letters too', () => {
  const ends = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'UTC'].map((zone) =>
    endOfWeek('2026-03-23', zone).toISOString(),
  )
  assert.deepEqual(ends, [
    '2026-03-29T22:00:00.000Z',
    '2026-03-30T02:30:00.000Z',
    '2026-03-29T13:00:00.000Z',
    '2026-03-29T10:00:00.000Z',
    '2026-03-30T00:00:00.000Z',
  ])
})

test('what is kept of messages comes with the person’s own export and goes with them', async () => {
  const { world, amina } = await house()
  at('2026-11-02T08:00:00Z')
  await make(world)
  const ctx = ctxOf(world)
  const exported = await ctx.read((tx) => participant.exportPerson!(tx, amina.id))
  assert.deepEqual(exported['weeklyMessages'], [{ week: '2026-11-02', outcome: 'mailed', items: 1, isRead: false }])
  assert.equal((await call(amina, 'PUT', '/api/message-switch', { isOn: false })).status, 200)
  const out = await call(amina, 'GET', `/api/people/${amina.id}/personal-data`)
  assert.deepEqual([out.status, out.body.sections.messages], [200, [{ isOff: true }]])
  await ctx.write((tx) => participant.erasePerson!(tx, ctx, amina.id))
  assert.deepEqual(await outcomes(world, amina.id), [])
})
