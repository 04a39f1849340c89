// Coverage in houses of their own: leaders whom no path reaches, and counts that are what a recount finds.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { parseLesson } from '#engines/lesson/parse.ts'
import { fixedClock } from '#platform/clock.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { lessonText } from '../../../test/support/lesson-text.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { jobs as allJobs } from '../../assembly.ts'
import { participant } from './participant.ts'
import { installLessonIn } from './public.ts'
import { recount, settle as settleCountsOf } from './store/paths/counts.ts'

type Known = Person & { id: string }
// A Monday.
const clock = fixedClock('2026-11-02T08:00:00Z')
const rounds = allJobs.filter((job): job is Round => job.kind === 'round' && /^(learning|events)\./.test(job.name))
let server: TestServer
before(async () => {
  server = await testServer({ clock })
})
const say = (who: Person | null, method: string, url: string, body?: object, more: object = {}) =>
  server.call(who, method, url, { ...(body ? { body } : {}), ...more })
const settle = (of: World) => settleRounds(server.platform, rounds, [of.organisationId])
const ctxOf = (of: World) => systemContext(server.platform, of.organisationId, newId())
async function install(key: string, of: World): Promise<string> {
  const { lesson } = parseLesson(lessonText(key, `Lesson ${key}`))
  const ctx = ctxOf(of)
  return ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId: null }))
}
const written = (more: object) => ({ title: 'First weeks', dueDays: 10, leaderDueDays: 3, startsOn: '2026-11-02', ...more })
const finish = (who: Person, lessonId: string) =>
  say(who, 'POST', '/api/lesson-steps', { id: newId(), lessonId, language: 'en', number: 1, block: 5, isFinished: true })

test('leaders who are in no path at all are left out too, marked as leading or only reported to', async () => {
  const house = await server.organisation()
  const cx = await server.person(house, { roles: [{ role: 'head-of-cx' }] })
  const unit = await server.unit(house, 'Counter')
  const marked = await server.person(house, { givenName: 'Marked', unitId: unit, leadsUnit: true })
  const manager = await server.person(house, { givenName: 'Manager', unitId: unit })
  const clerk = await server.person(house, { givenName: 'Clerk', unitId: unit, managerId: manager.id })
  const alone = await server.person(house, { givenName: 'Alone', unitId: await server.unit(house, 'Empty'), leadsUnit: true })
  const lessonId = await install('counter', house)
  const start = async (more: object) => {
    const made = await say(cx, 'POST', '/api/paths', { ...written(more), steps: [{ kind: 'lesson', id: lessonId }] })
    await say(cx, 'POST', `/api/paths/${made.body.id}/starts`)
    await settle(house)
    return made.body.id
  }
  const id = await start({ title: 'Counter', unitIds: [unit], who: 'teams' })
  const seen = async () => (await say(cx, 'GET', `/api/coverage?pathId=${id}`)).body
  const names = async () =>
    (await seen()).exempt.map((one: { name: string; hasNoPath: boolean }) => [one.name.split(' ')[0], one.hasNoPath])
  assert.deepEqual((await names()).toSorted(), [
    ['Alone', true],
    ['Manager', true],
    ['Marked', true],
    // Everybody new reports to her.
    ['Marta', true],
  ])
  assert.deepEqual([(await seen()).total.exemptLeaders, (await seen()).units[0].exemptLeaders], [4, 2])
  await start({ title: 'Leaders elsewhere', who: 'leaders', jobRoleIds: [], unitIds: [unit] })
  assert.deepEqual(
    (await names()).toSorted(),
    [
      ['Alone', true],
      ['Manager', false],
      ['Marked', false],
      ['Marta', true],
    ],
    'in some path, but not in this one',
  )
  assert.ok([marked, clerk, alone].every(Boolean))
})

test('what coverage counts is what a recount finds, whatever happened and however often at once', async () => {
  const house = await server.organisation()
  const cx = await server.person(house, { roles: [{ role: 'head-of-cx' }] })
  const top = await server.unit(house, 'Top')
  const places = [await server.unit(house, 'A', top), await server.unit(house, 'B', top), await server.unit(house, 'C')]
  const jobs = [(await say(house.admin, 'POST', '/api/job-roles', { name: 'Driver' })).body.id, undefined]
  const people: Known[] = []
  for (let i = 0; i < 12; i++)
    people.push(
      await server.person(house, { unitId: places[i % 3]!, ...(jobs[i % 2] ? { jobRoleId: jobs[i % 2] } : {}), leadsUnit: i < 2 }),
    )
  const steps = [await install('a', house), await install('b', house)]
  const ids: string[] = []
  for (const who of ['everyone', 'teams'] as const) {
    const made = await say(cx, 'POST', '/api/paths', {
      ...written({ title: who, who }),
      steps: steps.map((id) => ({ kind: 'lesson', id })),
    })
    await say(cx, 'POST', `/api/paths/${made.body.id}/starts`)
    ids.push(made.body.id)
  }
  await settle(house)
  const differing = async () => {
    const ctx = ctxOf(house)
    const found = await ctx.write(async (tx) => {
      const [first, second] = [await recount(tx, ids[0]!), await recount(tx, ids[1]!)]
      return first + second
    })
    return found
  }
  assert.equal(await differing(), 0, 'after the first plans')
  const move = async (who: Known, body: object) => {
    const { version } = (await say(house.admin, 'GET', `/api/people/${who.id}`)).body
    await say(house.admin, 'POST', `/api/people/${who.id}/assignments`, { startsOn: '2026-11-02', ...body }, { version })
  }
  // Two finish, one moves, one becomes a leader's report, one joins, all at once; events are heard while steps come in.
  await Promise.all([
    ...people.slice(0, 6).flatMap((who) => steps.map((id) => finish(who, id))),
    ...people.slice(4, 9).map((who, i) => move(who, { unitId: places[(i + 1) % 3], jobRoleId: jobs[0] })),
    settle(house),
  ])
  await settle(house)
  assert.equal(await differing(), 0, 'after moves and steps')
  const noticed = people[11]!
  const { version } = (await say(house.admin, 'GET', `/api/people/${noticed.id}`)).body
  const left = await say(house.admin, 'POST', `/api/people/${noticed.id}/departures`, { lastDay: '2026-11-01' }, { version })
  assert.equal(left.status, 201, left.text)
  await ctxOf(house).write((tx) => participant.erasePerson!(tx, ctxOf(house), people[0]!.id))
  await settle(house)
  assert.equal(await differing(), 0, 'after somebody left and somebody was erased')
  const unit = (await say(house.admin, 'GET', '/api/units')).body.items.find((one: { id: string }) => one.id === places[0])
  const moved = await say(house.admin, 'PATCH', `/api/units/${places[0]}`, { parentId: places[2] }, { version: unit.version })
  assert.equal(moved.status, 200, moved.text)
  await settle(house)
  assert.equal(await differing(), 0, 'after a unit has moved')
  const before = (await say(cx, 'GET', `/api/coverage?pathId=${ids[0]}`)).body
  await ctxOf(house).write(async (tx) => settleCountsOf(tx, ids[0]!))
  assert.deepEqual((await say(cx, 'GET', `/api/coverage?pathId=${ids[0]}`)).body, before, 'put together, it says the same')
  assert.equal(await differing(), 0)
  assert.ok(before.total.done > 0 && before.total.people > 8, JSON.stringify(before.total))
})
