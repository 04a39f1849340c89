// One tap asks whoever lacks a skill: once a week, in their hours, never an individual while the works council's switch is on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { itemsOfEachKind } from '../../../test/support/practice-items.ts'
import { type Person, testServer } from '../../../test/support/server.ts'
import { sendReminders } from './service/paths/remind.ts'

const dayMs = 86_400_000
const clock = fixedClock('2026-11-02T09:00:00Z')
const server = await testServer({ clock, config: { smtpUrl: 'smtp://127.0.0.1:1', publicUrl: 'https://attune.example' } })
const call = (who: Person, method: string, url: string, body?: unknown, more: object = {}) =>
  server.call(who, method, url, { ...(body === undefined ? {} : { body }), ...more })

async function house(people = 6) {
  clock.set('2026-11-02T09:00:00Z')
  const world = await server.organisation()
  const team = await server.unit(world, 'Returns')
  const author = await server.person(world, { roles: [{ role: 'author' }] })
  const lea = await server.person(world, {
    givenName: 'Lea',
    unitId: team,
    leadsUnit: true,
    roles: [{ role: 'team-leader', unitId: team }],
  })
  const hr = await server.person(world, { roles: [{ role: 'hr' }] })
  const principle = async (colour: string, name: string) =>
    (await call(world.admin, 'POST', '/api/principles', { colour, icon: 'link', texts: { en: { name, meaning: 'We do what we said.' } } }))
      .body.id as string
  const promise = await principle('navy', 'Keep the promise')
  const own = await principle('leaf', 'Own it to the end')
  await call(author, 'POST', '/api/item-imports', { text: itemsOfEachKind('promise', 'en'), language: 'en', state: 'live' })
  const texts = { en: { title: 'Promises kept', lead: '' } }
  const { body } = await call(author, 'POST', '/api/assessments', { texts, state: 'live', mode: 'drawn', count: 6, validDays: 30 })
  const members = await Promise.all(
    Array.from({ length: people }, (_, i) => server.person(world, { unitId: team, email: `person-${newId()}-${i}@hollin.example` })),
  )
  const ask = (who: Person, principleId = promise, unitId = team) => call(who, 'POST', '/api/skill-reminders', { unitId, principleId })
  const ctx = () => systemContext(server.platform, world.organisationId, newId())
  const letters = async (): Promise<number> => {
    while (await sendReminders(ctx()));
    const [row] = await server.platform.db.read(
      world.organisationId,
      sql<{
        n: number
      }>`select count(*)::int as n from mails where organisation_id = ${world.organisationId} and kind = 'assessment-reminder'`,
    )
    return row!.n
  }
  const shows = (who: Person, isMet: boolean, principleId = promise) =>
    ctx().write(async (tx) => {
      const sitting = newId()
      await tx.run(sql`insert into sittings (organisation_id, id, person_id, assessment_id, assessment_version, purpose, seed, language, state, asked, started_at, submitted_at,
          right_count, share, is_passed)
        values (${world.organisationId}, ${sitting}, ${who.personId}, ${body.id}, 1, 'check', 'seed', 'en', 'submitted', 6, ${clock.now().toISOString()}, ${clock.now().toISOString()},
          ${isMet ? 6 : 0}, ${isMet ? 1 : 0}, ${isMet})`)
      await tx.run(sql`insert into person_skills (organisation_id, person_id, principle_id, sitting_id, asked, share, is_met, shown_at, expires_at)
        values (${world.organisationId}, ${who.personId}, ${principleId}, ${sitting}, 6, ${isMet ? 1 : 0}, ${isMet}, ${clock.now().toISOString()},
          ${new Date(clock.now().getTime() + 30 * dayMs).toISOString()})
        on conflict (organisation_id, person_id, principle_id) do update set is_met = excluded.is_met, shown_at = excluded.shown_at, expires_at = excluded.expires_at`)
    })
  return { world, team, lea, hr, promise, own, members, ask, letters, shows }
}
test('whoever lacks it is asked, once a week at most, and nobody who has shown it', async () => {
  const { lea, members, ask, letters, shows, team } = await house()
  await shows(members[0]!, true)
  await shows(members[1]!, false)
  const first = await ask(lea)
  // Lea herself has shown nothing; she has no address, so she gets no letter.
  assert.deepEqual([first.status, first.body], [201, { asked: 6, leftInPeace: 0 }], first.text)
  assert.deepEqual((await ask(lea)).body, { asked: 0, leftInPeace: 6 })
  assert.equal(await letters(), 5)
  clock.advance(8 * dayMs)
  Object.assign(lea, await server.session(lea.organisationId, lea.personId, [{ role: 'team-leader', unitId: team }]))
  assert.equal((await ask(lea)).body.asked, 6)
})

test('what was shown too long ago is asked for again, and who took it meanwhile gets no letter', async () => {
  const { lea, members, ask, letters, shows, team } = await house()
  for (const one of members) await shows(one, true)
  assert.deepEqual((await ask(lea)).body, { asked: 1, leftInPeace: 0 }, 'she alone')
  // In the quiet hours, so that it waits.
  clock.set('2026-12-03T22:30:00Z')
  Object.assign(lea, await server.session(lea.organisationId, lea.personId, [{ role: 'team-leader', unitId: team }]))
  assert.equal((await ask(lea)).body.asked, 7)
  assert.equal(await letters(), 0)
  clock.advance(60_000)
  await shows(members[0]!, true)
  clock.set('2026-12-04T10:00:00Z')
  assert.equal(await letters(), 5)
})

test('where no assessment asks about it, that is said and nobody is written to', async () => {
  const { lea, own, ask } = await house()
  assert.equal((await ask(lea, own)).body.type, '/problems/nothing-to-ask')
})

test('leaders ask in their own part of the house; employees do not', async () => {
  const { world, lea, members, ask, promise } = await house()
  assert.equal((await ask(members[0]!)).status, 403)
  const elsewhere = await server.unit(world, 'Elsewhere')
  assert.equal((await ask(lea, promise, elsewhere)).status, 403)
  assert.equal((await ask(lea, promise, newId())).status, 404)
  assert.equal((await ask(await server.person(await server.organisation(), { roles: [{ role: 'hr' }] }))).status, 404)
})

test('whoever may not read persons asks groups and reads no number; with the works council’s switch on everybody does', async () => {
  const { world, team, lea, hr, ask, letters, promise } = await house(9)
  assert.deepEqual((await ask(hr)).body, { asked: null, leftInPeace: null })
  assert.equal(await letters(), 9)
  const small = await server.unit(world, 'Small', team)
  await server.person(world, { unitId: small })
  assert.equal((await ask(hr, promise, small)).body.type, '/problems/too-few-people')
  assert.equal((await ask(lea, promise, small)).status, 201)
  const settings = await call(world.admin, 'GET', '/api/organisation')
  await call(world.admin, 'PATCH', '/api/organisation', { isWorksCouncilMode: true }, { version: settings.body.version })
  assert.equal((await ask(lea, promise, small)).body.type, '/problems/too-few-people')
  assert.deepEqual((await ask(lea)).body, { asked: null, leftInPeace: null })
  const matrix = await call(lea, 'GET', `/api/skill-matrix?unitId=${team}`)
  assert.deepEqual([matrix.body.rows, matrix.body.mayRemind], [[], true])
})
