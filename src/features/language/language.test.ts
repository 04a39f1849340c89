import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registerTaggable } from '#features/language/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import { type Person, testServer, type World } from '../../../test/support/server.ts'
import { principlesOf, tag, untag } from './public.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const server = await testServer({ clock })

const words = (name: string, german?: string) => ({
  colour: 'sky',
  icon: 'eye',
  texts: {
    en: { name, meaning: `${name}: what it means.` },
    ...(german ? { de: { name: german, meaning: `${german}: was es heißt.` } } : {}),
  },
})
async function house() {
  const world = await server.organisation()
  const cx = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const employee = await server.person(world)
  const add = async (name: string, german?: string): Promise<any> => {
    const made = await server.call(cx, 'POST', '/api/principles', { body: words(name, german) })
    assert.equal(made.status, 201, made.text)
    return made.body
  }
  const list = async (who: Person = employee, query = '') => (await server.call(who, 'GET', `/api/principles${query}`)).body.items as any[]
  const ctx = systemContext(server.platform, world.organisationId, newId())
  return { world, cx, employee, add, list, ctx, at: clock.now().toISOString() }
}
const roleOf = async (world: World, name: string): Promise<string> =>
  (await server.call(world.admin, 'POST', '/api/job-roles', { body: { name } })).body.id

test('a mantra has versions with texts, reason, approver and a day', async () => {
  const { cx, employee } = await house()
  const approver = employee.id
  const body = {
    texts: {
      en: { wording: 'Every parcel is a promise to someone waiting.', customersWords: 'someone waiting' },
      de: { wording: 'Jedes Paket ist ein Versprechen.' },
    },
    reason: 'Chosen in the workshop of 12 November.',
    approvedBy: approver,
  }
  const made = await server.call(cx, 'POST', '/api/mantra-versions', { body })
  assert.equal(made.status, 201, made.text)
  const [version] = made.body.items
  assert.deepEqual(
    [version.number, version.state, version.effectiveFrom, version.approvedBy.id, version.texts.length],
    [1, 'current', '2026-11-30', approver, 2],
  )
  assert.equal((await server.call(employee, 'GET', '/api/mantra')).body.mantra.wording, body.texts.en.wording)
  assert.equal((await server.call(employee, 'GET', '/api/session')).body.organisation.mantra, body.texts.en.wording)
  assert.equal((await server.call(employee, 'POST', '/api/mantra-versions', { body })).status, 403)
  assert.equal((await server.call(null, 'GET', '/api/mantra-versions')).status, 401)
  const foreign = await server.call(cx, 'POST', '/api/mantra-versions', { body: { ...body, approvedBy: newId(), overrideReason: 'x' } })
  assert.equal(foreign.body.type, '/problems/unknown-reference')
})

test('a hasty change is refused until the cool-off is over or a reason for the hurry is given', async () => {
  const { cx, employee } = await house()
  const change = (more: object) =>
    server.call(cx, 'POST', '/api/mantra-versions', { body: { texts: { en: { wording: 'Two' } }, reason: 'Clearer', ...more } })
  assert.equal((await change({ texts: { en: { wording: 'One' } } })).status, 201)
  const refused = await change({})
  assert.deepEqual([refused.status, refused.body.type, refused.body.coolOffEnds], [409, '/problems/cooling-off', '2027-02-28'])
  assert.equal((await change({ effectiveFrom: '2026-11-29', overrideReason: 'x' })).body.type, '/problems/day-not-possible')
  assert.equal((await change({ effectiveFrom: '2027-03-01' })).status, 201)
  const hurried = await change({ texts: { en: { wording: 'Three' } }, overrideReason: 'A court forbids the word.' })
  assert.equal(hurried.status, 201, hurried.text)
  const planned = hurried.body.items.filter((item: any) => item.state === 'planned')
  assert.equal(planned.length, 2)
  assert.equal((await server.call(employee, 'GET', '/api/mantra')).body.mantra.wording, 'One')
  for (const { id } of planned) assert.equal((await server.call(cx, 'DELETE', `/api/mantra-versions/${id}`)).status, 204)
  const left = (await server.call(cx, 'GET', '/api/mantra-versions')).body.items
  assert.equal(left.length, 1)
  assert.equal((await server.call(cx, 'DELETE', `/api/mantra-versions/${left[0].id}`)).body.type, '/problems/in-force')
  const wrong = await change({ texts: { en: { wording: 'One', customersWords: 'Two' } }, effectiveFrom: '2027-03-01' })
  assert.equal(wrong.body.errors[0].pointer, '/texts/en/customersWords')
})

test('principles stand in their order, in the language of the reader, eight at most', async () => {
  const { cx, add, list } = await house()
  const [one, two] = [await add('See the person', 'Den Menschen sehen'), await add('Keep the promise')]
  assert.deepEqual(
    (await list(cx, '?language=de')).map(({ name, position }) => [name, position]),
    [
      ['Den Menschen sehen', 1],
      ['Keep the promise', 2],
    ],
  )
  const taken = await server.call(cx, 'POST', '/api/principles', { body: words('see the PERSON') })
  assert.equal(taken.body.type, '/problems/principle-name-taken')
  for (let i = 3; i <= 8; i++) await add(`Number ${i}`)
  assert.equal((await server.call(cx, 'POST', '/api/principles', { body: words('Nine') })).body.type, '/problems/too-many-principles')
  const ids = (await list()).map(({ id }) => id).reverse()
  assert.equal((await server.call(cx, 'PUT', '/api/principle-order', { body: { ids } })).status, 200)
  assert.deepEqual(
    (await list()).map(({ id }) => id),
    ids,
  )
  assert.equal(
    (await server.call(cx, 'PUT', '/api/principle-order', { body: { ids: ids.slice(1) } })).body.type,
    '/problems/order-outdated',
  )
  const retired = await server.call(cx, 'POST', `/api/principles/${one.id}/retirements`, { version: one.version })
  assert.deepEqual([retired.body.isRetired, retired.body.position], [true, null])
  assert.deepEqual(
    (await list()).map(({ position }) => position),
    [1, 2, 3, 4, 5, 6, 7, null],
  )
  const back = await server.call(cx, 'DELETE', `/api/principles/${one.id}/retirements`, { version: retired.body.version })
  assert.equal(back.body.position, 8)
  assert.equal((await server.call(cx, 'POST', `/api/principles/${two.id}/retirements`, { version: 99 })).status, 412)
  assert.equal((await server.call(cx, 'POST', '/api/principles', { body: { ...words('x'), colour: 'pink' } })).status, 422)
})

test('one page counts everything that carries a principle, by kind, and a new name shows everywhere', async () => {
  const { cx, employee, add, ctx, at } = await house()
  const principle = await add('Keep the promise')
  const things = Array.from({ length: 7 }, () => newId())
  registerTaggable({
    kind: 'decision',
    describe: async (_ctx, _tx, ids) => ids.map((id) => ({ id, title: `Decision ${id.slice(-4)}`, link: `/decisions/${id}`, at })),
  })
  await ctx.write(async (tx) => {
    for (const subjectId of things) await tag(tx, at, { principleId: principle.id, kind: 'decision', subjectId })
    await tag(tx, at, { principleId: principle.id, kind: 'decision', subjectId: things[0]! })
    await tag(tx, at, { principleId: principle.id, kind: 'gone', subjectId: newId() })
  })
  const page = (await server.call(employee, 'GET', `/api/principles/${principle.id}`)).body
  const of = (kind: string) => page.kinds.find((one: any) => one.kind === kind)
  assert.deepEqual([of('decision').count, of('decision').items.length, of('gone').count, of('gone').items.length], [7, 5, 1, 0])
  assert.deepEqual([of('behaviour').count, page.uses], [0, 8])
  const first = (await server.call(employee, 'GET', `/api/principles/${principle.id}/uses?kind=decision&limit=4`)).body
  const rest = (await server.call(employee, 'GET', `/api/principles/${principle.id}/uses?kind=decision&after=${first.next}`)).body
  assert.deepEqual([first.items.length, rest.items.length, rest.next], [4, 3, null])
  const renamed = await server.call(cx, 'PUT', `/api/principles/${principle.id}`, {
    body: { ...words('Keep our word'), colour: 'navy' },
    version: principle.version,
  })
  assert.deepEqual([renamed.body.name, renamed.body.colour, renamed.body.version], ['Keep our word', 'navy', 2])
  assert.equal((await server.call(employee, 'GET', '/api/principles')).body.items[0].name, 'Keep our word')
  await ctx.write((tx) => untag(tx, 'decision', things[0]!))
  const carried = await ctx.read((tx) => principlesOf(tx, 'decision', things))
  assert.deepEqual([carried.size, carried.get(things[1]!)], [6, [principle.id]])
  const other = await house()
  assert.equal((await server.call(other.employee, 'GET', `/api/principles/${principle.id}`)).status, 404)
})

test('nothing new carries a principle that is retired or not there', async () => {
  const { cx, add, ctx, at } = await house()
  const principle = await add('Say it early')
  await server.call(cx, 'POST', `/api/principles/${principle.id}/retirements`, { version: principle.version })
  for (const principleId of [principle.id, newId()])
    await assert.rejects(
      ctx.write((tx) => tag(tx, at, { principleId, kind: 'rule', subjectId: newId() })),
      (error) => error instanceof Problem && error.type.slug === 'principle-unknown',
    )
})

test('examples stand per job role, the reader’s own first', async () => {
  const { world, cx, add } = await house()
  const [packing, driving] = [await roleOf(world, 'Packing'), await roleOf(world, 'Driving')]
  const packer = await server.person(world, { jobRoleId: packing })
  const principle = await add('Keep the promise')
  const example = (jobRoleId: string | null, looksLike: string) =>
    server.call(cx, 'POST', `/api/principles/${principle.id}/examples`, {
      body: { jobRoleId, texts: { en: { looksLike, doesNot: 'I close the box and hope.' } } },
    })
  await example(driving, 'I ring and wait a full minute.')
  const mine = (await example(packing, 'I pack as if the box will fall once.')).body
  const page = (await server.call(packer, 'GET', `/api/principles/${principle.id}`)).body
  assert.deepEqual(
    page.examples.map((one: any) => [one.jobRole.name, one.isMine]),
    [
      ['Packing', true],
      ['Driving', false],
    ],
  )
  const changed = await server.call(cx, 'PUT', `/api/principle-examples/${mine.id}`, {
    body: { jobRoleId: null, texts: { en: { looksLike: 'I say so.', doesNot: 'I hope.' } } },
    version: mine.version,
  })
  assert.deepEqual([changed.body.jobRole, changed.body.looksLike], [null, 'I say so.'])
  assert.equal((await server.call(world.admin, 'DELETE', `/api/job-roles/${driving}`)).body.type, '/problems/still-in-use')
  assert.equal((await server.call(cx, 'DELETE', `/api/principle-examples/${mine.id}`)).status, 204)
  assert.equal((await example(newId(), 'x')).body.type, '/problems/unknown-reference')
  assert.equal((await server.call(packer, 'DELETE', `/api/principle-examples/${mine.id}`)).status, 403)
})

test('behaviours have anchors per role and level, and carry their principle while they are in use', async () => {
  const { world, cx, employee, add, list } = await house()
  const principle = await add('Own it to the end')
  const packing = await roleOf(world, 'Packing')
  const body = {
    principleId: principle.id,
    jobRoleId: packing,
    level: 2,
    texts: { en: { name: 'Says what is missing', poor: 'Leaves it.', good: 'Fetches it.', great: 'Finds out why it is missing.' } },
  }
  const made = (await server.call(cx, 'POST', '/api/behaviours', { body })).body
  assert.deepEqual([made.jobRole.name, made.level, made.great], ['Packing', 2, 'Finds out why it is missing.'])
  assert.equal((await list())[0].uses, 1)
  const page = (await server.call(employee, 'GET', `/api/principles/${principle.id}`)).body
  const carried = page.kinds.find(({ kind }: { kind: string }) => kind === 'behaviour')
  assert.equal(carried.items[0].title, 'Packing: Says what is missing')
  const packer = await server.person(world, { jobRoleId: packing })
  assert.equal((await server.call(packer, 'GET', '/api/behaviours?jobRoleId=me')).body.items.length, 1)
  assert.equal((await server.call(employee, 'GET', '/api/behaviours?jobRoleId=me')).body.items.length, 0)
  const retired = await server.call(cx, 'POST', `/api/behaviours/${made.id}/retirements`, { version: made.version })
  assert.equal(retired.body.isRetired, true)
  assert.equal((await list())[0].uses, 0)
  const back = await server.call(cx, 'DELETE', `/api/behaviours/${made.id}/retirements`, { version: retired.body.version })
  assert.equal((await list())[0].uses, 1)
  const moved = await server.call(cx, 'PUT', `/api/behaviours/${made.id}`, { body: { ...body, level: 3 }, version: back.body.version })
  assert.equal(moved.body.level, 3)
  assert.equal(
    (await server.call(cx, 'POST', '/api/behaviours', { body: { ...body, principleId: newId() } })).body.type,
    '/problems/principle-unknown',
  )
  assert.equal((await server.call(cx, 'POST', '/api/behaviours', { body: { ...body, level: 5 } })).status, 422)
})

test('a person’s own part is exported, and erased with the person while the words stay', async () => {
  const { world, cx } = await house()
  const author = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const body = { texts: { en: { wording: 'One' } }, reason: 'First' }
  assert.equal((await server.call(author, 'POST', '/api/mantra-versions', { body })).status, 201)
  const taken = await server.call(author, 'GET', `/api/people/${author.id}/personal-data`)
  assert.ok(taken.text.includes('mantraVersions'), taken.text.slice(0, 300))
  const { displayName } = (await server.call(world.admin, 'GET', `/api/people/${author.id}`)).body
  const erased = await server.call(world.admin, 'POST', `/api/people/${author.id}/erasures`, { body: { confirmation: displayName } })
  assert.ok(erased.status < 300, erased.text)
  const [version] = (await server.call(cx, 'GET', '/api/mantra-versions')).body.items
  assert.deepEqual([version.wording, version.approvedBy], ['One', null])
  const rows = await server.platform.db.read(
    world.organisationId,
    sql`select 1 from mantra_versions where organisation_id = ${world.organisationId} and ${author.id} in (created_by, approved_by)`,
  )
  assert.equal(rows.length, 0)
})
