import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { parseLesson } from '#engines/lesson/parse.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { lessonText } from '../../../test/support/lesson-text.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { installLessonIn } from './public.ts'

type Known = Person & { id: string }
const clock = fixedClock('2026-11-04T08:00:00Z')
let server: TestServer
let world: World
let cx: Known
let lea: Known
let packers: Known[]
let lessonId: string
let pathId: string
const say = (who: Person | null, method: string, url: string, body?: object) => server.call(who, method, url, body ? { body } : {})
const at = () => `/api/buy-ins/${lessonId}`
const sayOn = (who: Person | null, words: object) => say(who, 'POST', '/api/buy-ins', { lessonId, ...words })

before(async () => {
  server = await testServer({ clock })
  world = await server.organisation()
  const packing = await server.unit(world, 'Packing')
  const phones = await server.unit(world, 'Phones')
  cx = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  lea = await server.person(world, { unitId: packing, leadsUnit: true, roles: [{ role: 'team-leader', unitId: packing }] })
  packers = []
  for (let i = 0; i < 7; i++) packers.push(await server.person(world, { unitId: i < 6 ? packing : phones, managerId: lea.id }))
  const ctx = systemContext(server.platform, world.organisationId, newId())
  const { lesson } = parseLesson(lessonText('one', 'Listen first'))
  lessonId = await ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId: null }))
  const made = await say(cx, 'POST', '/api/paths', {
    title: 'First',
    dueDays: 5,
    leaderDueDays: 5,
    startsOn: '2026-11-02',
    steps: [{ kind: 'lesson', id: lessonId }],
  })
  pathId = made.body.id
})

test('know, can and will are three taps, each kept by itself, read back by nobody else', async () => {
  const [first, second] = packers
  for (const word of [{ knows: 'yes' }, { can: 'partly' }, { will: 'no' }]) assert.equal((await sayOn(first!, word)).status, 204)
  const own = (await say(first!, 'GET', at())).body
  assert.deepEqual([own.knows, own.can, own.will], ['yes', 'partly', 'no'])
  await sayOn(first!, { can: 'yes' })
  assert.deepEqual((await say(first!, 'GET', at())).body.will, 'no', 'a tap changes its own word only')
  assert.equal((await say(second!, 'GET', at())).body.knows, null)
  assert.equal((await sayOn(first!, {})).status, 422)
  assert.equal((await sayOn(first!, { knows: 'yes', lessonId: newId() })).status, 404)
  assert.equal((await say(null, 'GET', at())).status, 401)
  // On its way for three days, and one from a phone whose clock runs ahead.
  await sayOn(first!, { will: 'partly', at: '2026-11-01T08:00:00Z' })
  assert.equal((await say(first!, 'GET', at())).body.will, 'no', 'what was said since stays')
  await sayOn(first!, { will: 'partly', at: '2027-01-01T08:00:00Z' })
  assert.equal((await say(first!, 'GET', at())).body.will, 'partly')
  await sayOn(first!, { will: 'no' })
})

test('figures come from five people on and from weeks that are over, and the rest cannot be found by taking away', async () => {
  const figures = async (who: Person = cx) => (await say(who, 'GET', `/api/buy-in-figures?pathId=${pathId}`)).body
  for (const one of packers.slice(1)) await sayOn(one, { knows: 'yes', can: 'yes', will: 'partly' })
  assert.deepEqual([(await figures()).total, (await figures()).units], [null, []], 'not while the week runs')
  clock.advance(7 * 86_400_000)
  const later = new Date(clock.now().getTime() + 30 * 86_400_000).toISOString()
  await server.platform.db.control((tx) =>
    tx.run(sql`update sessions set last_seen_at = ${clock.now().toISOString()}, expires_at = ${later}`),
  )
  const seen = await figures()
  // Six of Packing and one of Phones: with Packing said, the one would be what is left.
  assert.deepEqual(
    [seen.units, seen.rest, seen.total],
    [[], { people: 7, knows: 7, can: 7, will: 0 }, { people: 7, knows: 7, can: 7, will: 0 }],
  )
  const hers = await figures(lea)
  assert.deepEqual(hers.total, { people: 6, knows: 6, can: 6, will: 0 })
  assert.equal((await say(packers[0]!, 'GET', `/api/buy-in-figures?pathId=${pathId}`)).status, 403)
  assert.equal((await say(cx, 'GET', `/api/buy-in-figures?pathId=${newId()}`)).status, 404)
})

test('“I can’t, because of a rule” raises an obstacle or joins the one that is there, in one tap', async () => {
  const [first, second, third] = packers
  const title = 'No void filler after 18:00, a rule of the depot'
  const stops = (who: Person, body: object) => say(who, 'POST', '/api/buy-in-obstacles', { lessonId, ...body })
  const raised = await stops(first!, { title })
  assert.deepEqual([raised.status, raised.body.isNew], [201, true], raised.text)
  const { obstacleId } = raised.body
  const offered = (await say(second!, 'GET', at())).body.obstacles
  assert.deepEqual(offered, [{ id: obstacleId, title, supporters: 1 }])
  assert.deepEqual((await stops(second!, { obstacleId })).body, { obstacleId, isNew: false })
  assert.deepEqual(
    (await stops(third!, { title: 'no void filler after 18:00, a RULE of the depot' })).body,
    { obstacleId, isNew: false },
    'the same words join',
  )
  await stops(third!, { title })
  const shown = (await say(packers[4]!, 'GET', `/api/obstacles/${obstacleId}`)).body
  assert.deepEqual([shown.supporters, shown.raisedBy, shown.isUnnamed, shown.leader.id], [3, null, true, lea.id])
  // A phone that has not heard the answer sends it again, after it was answered and closed, too.
  const again = { body: { lessonId, title: 'The label printer is slow' }, headers: { 'idempotency-key': newId() } }
  const [one, two] = [
    await server.call(second!, 'POST', '/api/buy-in-obstacles', again),
    await server.call(second!, 'POST', '/api/buy-in-obstacles', again),
  ]
  assert.deepEqual([one.body.isNew, two.body.obstacleId], [true, one.body.obstacleId])
  assert.equal((await stops(first!, { obstacleId: newId() })).status, 404)
  assert.equal((await stops(first!, { title: 'No' })).status, 422)
})
