import assert from 'node:assert/strict'
import { test } from 'node:test'
import { policy as peoplePolicy } from '#features/people/access.ts'
import { createOrganisation, tellParticipants } from '#features/people/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { createContext, systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { addOrganisation, barePlatform } from '../../../test/support/bare-platform.ts'
import { bareServer, type Caller } from '../../../test/support/bare-server.ts'
import { asAdmin } from '../../../test/support/template.ts'
import { policy } from './access.ts'
import { jobs } from './jobs.ts'
import { answerFollowup, openFollowup, type Opening, participant, reassignOf } from './public.ts'
import { routes } from './routes.ts'
import { passToDeputies } from './service.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const platform = await barePlatform({ clock, policy: { ...peoplePolicy, ...policy } })
const call = await bareServer(platform, routes)
const rounds = jobs.filter((job): job is Round => job.kind === 'round')

/** An organisation with a unit below the root; in it a leader and two people, who report to the leader; the leader reports to the first person. */
async function house() {
  const made = await createOrganisation(
    platform,
    {
      name: 'Harbour Hotels',
      languages: ['en'],
      defaultLanguage: 'en',
      timeZone: 'Europe/Berlin',
      firstPerson: { givenName: 'First', familyName: null, email: null },
    },
    newId(),
  )
  const { organisationId, rootUnitId, personId: topId } = made
  const [unitId, otherUnitId, leaderId, anId, benId] = [newId(), newId(), newId(), newId(), newId()]
  await asAdmin(platform.database.adminUrl, async (client) => {
    for (const [id, name] of [
      [unitId, 'Reception'],
      [otherUnitId, 'Kitchen'],
    ])
      await client.query(
        `insert into units (organisation_id, id, parent_id, name, name_key, ancestor_ids, created_at) values ($1, $2, $3, $4::text, lower($4::text), array[$3, $2]::uuid[], now())`,
        [organisationId, id, rootUnitId, name],
      )
    for (const [id, name, managerId] of [
      [leaderId, 'Lea', topId],
      [anId, 'An', leaderId],
      [benId, 'Ben', leaderId],
    ])
      await client.query(
        `insert into people (organisation_id, id, display_name, sort_key, unit_id, manager_id, created_at, updated_at) values ($1, $2, $3::text, lower($3::text), $4, $5, now(), now())`,
        [organisationId, id, name, unitId, managerId],
      )
  })
  const ctx = systemContext(platform, organisationId, newId())
  const open = (ownerId: string, more: Partial<Opening> = {}) =>
    ctx.write((tx) =>
      openFollowup(ctx, tx, {
        subject: { kind: 'case', id: newId(), link: '/cases/1' },
        ownerId,
        visibility: 'leaders',
        dueAt: new Date(clock.now().getTime() + 3_600_000),
        ...more,
      }),
    )
  const employee = (personId: string): Caller => ({ organisationId, roles: ['employee'], personId })
  const leader: Caller = { organisationId, roles: ['employee', 'team-leader'], personId: leaderId, unitId }
  const list = async (caller: Caller, query = ''): Promise<string[]> =>
    (await call(caller, 'GET', `/api/followups${query}`)).body.items.map(({ id }: { id: string }) => id)
  const read = async (id: string) => (await call({ organisationId, roles: ['head-of-cx'] }, 'GET', `/api/followups/${id}`)).body
  return { organisationId, unitId, otherUnitId, rootUnitId, topId, leaderId, anId, benId, ctx, open, employee, leader, list, read }
}
const absent = (organisationId: string, personId: string, startsOn: string, lastDay: string, deputyId: string | null = null) =>
  asAdmin(platform.database.adminUrl, (client) =>
    client.query(
      `insert into absences (organisation_id, person_id, id, starts_on, last_day, deputy_id, created_at) values ($1, $2, gen_random_uuid(), $3, $4, $5, now())`,
      [organisationId, personId, startsOn, lastDay, deputyId],
    ),
  )
const eventsOf = (organisationId: string, type: string) =>
  platform.db.read(
    organisationId,
    sql<{
      payload: Record<string, unknown>
    }>`select payload from outbox_events where organisation_id = ${organisationId} and type = ${type} order by id`,
  )

test('a person sees what they owe, the earliest due first, page by page', async () => {
  const { anId, open, employee, list } = await house()
  const later = await open(anId, { dueAt: new Date('2026-12-03T08:00:00Z') })
  const sooner = await open(anId, { dueAt: new Date('2026-12-01T08:00:00Z') })
  assert.deepEqual(await list(employee(anId), '?owner=me'), [sooner, later])
  const first = await call(employee(anId), 'GET', '/api/followups?owner=me&limit=1')
  assert.deepEqual(await list(employee(anId), `?owner=me&limit=1&after=${first.body.next}`), [later])
  assert.equal((await call(employee(anId), 'GET', '/api/followups?after=x')).status, 422)
  assert.equal((await call(null, 'GET', '/api/followups')).status, 401)
  const { body } = await call(employee(anId), 'GET', `/api/followups/${sooner}`)
  assert.deepEqual([body.owner.name, body.unit.name, body.isOverdue, body.answer], ['An', 'Reception', false, null])
})

test('leaders see what is marked for leaders in their units, and nobody else’s', async () => {
  const { organisationId, anId, benId, otherUnitId, open, employee, leader, list } = await house()
  const shown = await open(anId)
  const own = await open(anId, { visibility: 'owner' })
  const elsewhere = await open(anId, { unitId: otherUnitId })
  assert.deepEqual(await list(leader), [shown])
  assert.deepEqual(await list(employee(benId)), [])
  assert.equal((await call(leader, 'GET', `/api/followups/${own}`)).status, 403)
  assert.equal((await call(leader, 'GET', `/api/followups/${elsewhere}`)).status, 403)
  assert.equal((await call(employee(benId), 'GET', `/api/followups/${shown}`)).status, 403)
  assert.equal((await call({ organisationId, roles: ['administrator', 'hr'] }, 'GET', `/api/followups/${shown}`)).status, 403)
  assert.equal(
    (await call({ organisationId: await addOrganisation(platform), roles: ['head-of-cx'] }, 'GET', `/api/followups/${shown}`)).status,
    404,
  )
})

test('an answer stops the clock, once, and says whether it was in time', async () => {
  const { organisationId, anId, ctx, open, employee, list, read } = await house()
  const subject = { kind: 'case', id: newId(), link: '/cases/2' }
  const id = await open(anId, { subject })
  const answer = () => ctx.write((tx) => answerFollowup(ctx, tx, { subjectKind: 'case', subjectId: subject.id, answer: 'done' }))
  assert.equal(await answer(), 1)
  assert.equal(await answer(), 0)
  assert.deepEqual(await list(employee(anId), '?owner=me'), [])
  assert.deepEqual(await list(employee(anId), '?owner=me&state=answered'), [id])
  assert.equal((await read(id)).answer.word, 'done')
  const [event] = await eventsOf(organisationId, 'followup-answered')
  assert.deepEqual([event!.payload.followupId, event!.payload.wasInTime], [id, true])
})

test('what is late is escalated to the owner’s manager, once', async () => {
  const { organisationId, anId, leaderId, topId, open, employee, list, read } = await house()
  const late = await open(anId, { visibility: 'owner' })
  const nobodyAbove = await open(topId)
  const settle = () => settleRounds(platform, rounds, [organisationId])
  await settle()
  assert.equal((await eventsOf(organisationId, 'followup-escalated')).length, 0)
  clock.advance(3_600_001)
  await settle()
  await settle()
  const events = await eventsOf(organisationId, 'followup-escalated')
  assert.deepEqual(
    new Set(events.map(({ payload }) => `${String(payload.followupId)} ${String(payload.toId)}`)),
    new Set([`${late} ${leaderId}`, `${nobodyAbove} null`]),
  )
  assert.deepEqual(await list(employee(leaderId)), [late])
  assert.equal((await read(nobodyAbove)).escalation.to, null)
})

test('two workers escalate once', async () => {
  const { organisationId, anId, open } = await house()
  for (let i = 0; i < 250; i++) await open(anId)
  clock.advance(3_600_001)
  await Promise.all([1, 2, 3].map(() => settleRounds(platform, rounds, [organisationId])))
  await settleRounds(platform, rounds, [organisationId])
  assert.equal((await eventsOf(organisationId, 'followup-escalated')).length, 250)
})

test('in absence the clock runs for the stand-in too, from opening or from the day it begins, and comes back', async () => {
  const { organisationId, anId, benId, ctx, open, employee, list, read } = await house()
  const before = await open(anId)
  await absent(organisationId, anId, '2026-11-30', '2026-12-01', benId)
  const during = await open(anId)
  assert.equal((await read(during)).deputy.id, benId)
  assert.equal((await read(before)).deputy, null)
  await passToDeputies(ctx)
  assert.deepEqual(new Set(await list(employee(benId), '?owner=me')), new Set([before, during]))
  assert.deepEqual(new Set(await list(employee(anId), '?owner=me')), new Set([before, during]))
  // In Berlin the second of December has begun.
  clock.set('2026-12-01T23:30:00Z')
  await passToDeputies(ctx)
  assert.deepEqual(await list(employee(benId), '?owner=me'), [])
})

test('what a leaver owed goes to the manager with the departure, and nothing waits for the leaver any more', async () => {
  const { organisationId, anId, benId, leaderId, ctx, open, employee, list, read } = await house()
  const owed = await open(anId)
  await absent(organisationId, benId, '2026-11-30', '2026-12-31', anId)
  const stoodIn = await open(benId)
  assert.equal((await read(stoodIn)).deputy.id, anId)
  const before = { unitId: null, managerId: leaderId, leadsUnit: false, email: null }
  const tell = (tx: Parameters<NonNullable<typeof participant.onChanges>>[0]) =>
    participant.onChanges!(tx, ctx, [{ kind: 'left', personId: anId, before, after: null }])
  await assert.rejects(
    ctx.write(async (tx) => {
      await tell(tx)
      throw new Error('the departure failed')
    }),
  )
  assert.deepEqual(new Set(await list(employee(anId), '?owner=me')), new Set([owed, stoodIn]))
  await ctx.write(tell)
  assert.deepEqual(await list(employee(leaderId), '?owner=me'), [owed])
  assert.deepEqual(await list(employee(anId), '?owner=me'), [])
})

test('when a manager leaves in the same import, the manager’s manager takes over', async () => {
  const { anId, leaderId, topId, ctx, open, employee, list } = await house()
  const owed = await open(anId)
  const standing = (managerId: string) => ({ unitId: null, managerId, leadsUnit: false, email: null })
  await ctx.write((tx) =>
    participant.onChanges!(tx, ctx, [
      { kind: 'left', personId: anId, before: standing(leaderId), after: null },
      { kind: 'left', personId: leaderId, before: standing(topId), after: null },
    ]),
  )
  assert.deepEqual(await list(employee(topId), '?owner=me'), [owed])
})

test('people’s own export names what was owed, and erasure leaves nothing of it', async () => {
  const { organisationId, anId, leaderId, ctx, open, read } = await house()
  const owed = await open(anId)
  const escalated = await open(leaderId)
  await asAdmin(platform.database.adminUrl, (client) =>
    client.query(`update followups set escalated_at = now(), escalated_to = $2 where id = $1`, [escalated, anId]),
  )
  const { followups } = await ctx.read((tx) => participant.exportPerson!(tx, anId))
  assert.deepEqual(
    new Set(followups!.map(({ id, part }) => `${String(id)} ${String(part)}`)),
    new Set([`${owed} owner`, `${escalated} escalated to`]),
  )
  await ctx.write((tx) => participant.erasePerson!(tx, ctx, anId))
  assert.equal((await read(owed)).status, 404)
  const left = await platform.db.read(
    organisationId,
    sql`select 1 from followups where organisation_id = ${organisationId} and ${anId} in (owner_id, deputy_id, escalated_to, answered_by)`,
  )
  assert.equal(left.length, 0)
})

test('a person’s clocks can be given to somebody chosen', async () => {
  const { anId, benId, ctx, open, employee, list } = await house()
  const owed = await open(anId)
  assert.equal(await ctx.write((tx) => reassignOf(ctx, tx, anId, benId)), 1)
  assert.deepEqual(await list(employee(benId), '?owner=me'), [owed])
})

test('the participant is asked by people in the transaction of the change', async () => {
  const { registerPersonParticipant } = await import('#features/people/public.ts')
  registerPersonParticipant(participant)
  const { anId, leaderId, ctx, open, employee, list } = await house()
  const owed = await open(anId)
  await ctx.write((tx) =>
    tellParticipants(tx, createContext({ platform, actor: ctx.actor, requestId: newId(), language: 'en' }), [
      { kind: 'left', personId: anId, before: { unitId: null, managerId: leaderId, leadsUnit: false, email: null }, after: null },
    ]),
  )
  assert.deepEqual(await list(employee(leaderId), '?owner=me'), [owed])
})
