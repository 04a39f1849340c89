import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wilson } from '#engines/scores/proportion.ts'
import { checkRollups } from '#features/signals/check.ts'
import { jobs as signalsJobs } from '#features/signals/jobs.ts'
import { recordSignals } from '#features/signals/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { type Person, testServer, type World } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const server = await testServer({ clock })
const rounds = signalsJobs.filter((job): job is Round => job.kind === 'round')
const dayBefore = (days: number) => new Date(clock.now().getTime() - days * 86_400_000).toISOString().slice(0, 10)

interface Value {
  isTooFew: boolean
  n: number
  estimate: number
  low: number
  high: number
}

/** The company: a depot of twelve that Marta leads, with Packing (Lea, eight people) and a corner of two; Ruth is head of CX. */
async function house() {
  clock.set('2026-11-30T08:00:00Z')
  const world = await server.organisation()
  const depot = await server.unit(world, 'Depot')
  const [packing, corner] = [await server.unit(world, 'Packing', depot), await server.unit(world, 'Corner', depot)]
  const ruth = await server.person(world, { givenName: 'Ruth', roles: [{ role: 'head-of-cx' }] })
  const marta = await server.person(world, {
    givenName: 'Marta',
    unitId: depot,
    leadsUnit: true,
    roles: [{ role: 'team-leader', unitId: depot }],
  })
  const lea = await server.person(world, {
    givenName: 'Lea',
    unitId: packing,
    leadsUnit: true,
    roles: [{ role: 'team-leader', unitId: packing }],
  })
  const packers: (Person & { id: string })[] = []
  for (let i = 0; i < 7; i++) packers.push(await server.person(world, { givenName: `Packer ${i}`, unitId: packing, managerId: lea.id }))
  const sam = await server.person(world, { givenName: 'Sam', unitId: corner, managerId: marta.id })
  await server.person(world, { givenName: 'Kim', unitId: corner, managerId: marta.id })
  const ctx = systemContext(server.platform, world.organisationId, newId())
  const measured = (metric: string, unitId: string, values: readonly number[], daysAgo = 1) =>
    ctx.write(async (tx) =>
      recordSignals(
        ctx,
        tx,
        values.map((value) => ({ metric, unitId, day: dayBefore(daysAgo), value })),
      ),
    )
  const rollUp = () => settleRounds(server.platform, rounds, [world.organisationId])
  const chain = async (who: Person, query = '') => {
    const { status, body, text } = await server.call(who, 'GET', `/api/chain${query}`)
    assert.equal(status, 200, text)
    return body
  }
  const item = async (who: Person, name: string, query = '') =>
    (await chain(who, query)).items.find((one: { name: string }) => one.name === name)
  return { world, depot, packing, corner, ruth, marta, lea, packers, sam, ctx, measured, rollUp, chain, item }
}
const ones = (hits: number, n: number): number[] => Array.from({ length: n }, (_, i) => Number(i < hits))
const setMode = async (world: World) => {
  const { body } = await server.call(world.admin, 'GET', '/api/organisation')
  await server.call(world.admin, 'PATCH', '/api/organisation', { body: { isWorksCouncilMode: true }, version: body.version })
}

test('without a unit the chain begins where the reader’s part of the house begins', async () => {
  const { world, ruth, marta, lea, chain, packing, depot } = await house()
  const begins = async (who: Person) => (await chain(who)).unit.id
  assert.deepEqual([await begins(ruth), await begins(marta), await begins(lea)], [world.rootUnitId, depot, packing])
  assert.deepEqual(
    (await chain(lea)).path.map(({ id }: { id: string }) => id),
    [world.rootUnitId, depot, packing],
  )
  // Customers' scores begin at the same place.
  for (const [who, unitId] of [
    [ruth, world.rootUnitId],
    [marta, depot],
  ] as const)
    assert.equal((await server.call(who, 'GET', '/api/scores')).body.unit.id, unitId)
})

test('only leaders of the unit or above it, coaches, the head of CX and executives read it', async () => {
  const { lea, packers, depot, packing } = await house()
  const other = await house()
  assert.equal((await server.call(lea, 'GET', `/api/chain?unitId=${packing}`)).status, 200)
  assert.equal((await server.call(lea, 'GET', `/api/chain?unitId=${depot}`)).status, 403)
  assert.equal((await server.call(packers[0]!, 'GET', '/api/chain')).status, 403)
  assert.equal((await server.call(null, 'GET', '/api/chain')).status, 401)
  assert.equal((await server.call(lea, 'GET', `/api/chain?unitId=${other.packing}`)).status, 404)
  assert.equal((await server.call(lea, 'GET', `/api/chain?unitId=${newId()}`)).status, 404)
  for (const path of ['/api/chain/csat', '/api/chain-export', '/api/chain-words'])
    assert.equal((await server.call(lea, 'GET', `${path}?unitId=${depot}`)).status, 403, path)
  assert.equal((await server.call(lea, 'GET', '/api/chain/smiles')).status, 404)
})

test('a share has its n and Wilson’s interval; the unit counts with everything below it', async () => {
  const { ruth, packing, corner, depot, measured, rollUp, item } = await house()
  await measured('csat', packing, ones(50, 60))
  await measured('csat', corner, ones(20, 40))
  await rollUp()
  const { now, kind, part, scale } = await item(ruth, 'csat', `?unitId=${depot}`)
  assert.deepEqual(now, { isTooFew: false, ...wilson(70, 100) })
  assert.deepEqual([kind, part, scale], ['share', 'customers', { from: 0, to: 1 }])
  assert.equal((await item(ruth, 'csat', `?unitId=${corner}`)).now.estimate, 0.5)
})

test('under five answers there is no number, and no change is claimed', async () => {
  const { ruth, packing, measured, rollUp, item } = await house()
  await measured('csat', packing, ones(4, 4))
  await measured('csat', packing, ones(10, 40), 100)
  await rollUp()
  const { now, before, change } = await item(ruth, 'csat')
  assert.deepEqual([now, before.n, change], [{ isTooFew: true, n: 4 }, 40, null])
})

test('a change is told only where chance alone would hardly bring it', async () => {
  const { ruth, packing, measured, rollUp, item } = await house()
  await measured('csat', packing, ones(90, 100))
  await measured('csat', packing, ones(50, 100), 90)
  await measured('fcr', packing, ones(8, 10))
  await measured('fcr', packing, ones(6, 10), 90)
  await measured('obstacles-raised', packing, ones(30, 30))
  await measured('obstacles-raised', packing, ones(5, 5), 90)
  await measured('thanks', packing, ones(30, 30))
  await rollUp()
  const { change } = await item(ruth, 'csat')
  assert.ok(change.isTold && Math.abs(change.estimate - 0.4) < 1e-9 && change.low > 0.25 && change.high < 0.53)
  assert.equal((await item(ruth, 'first-time')).change.isTold, false)
  assert.equal((await item(ruth, 'obstacles-raised')).change.isTold, true)
  // Nothing before: it may not have been written down yet.
  assert.equal((await item(ruth, 'thanks')).change, null)
})

test('the period before has the same length, and points in time make up the period', async () => {
  const { ruth, packing, measured, rollUp, chain } = await house()
  await measured('thanks', packing, [1], 0)
  await measured('thanks', packing, [1, 1], 83)
  await measured('thanks', packing, [1, 1, 1], 84)
  await measured('thanks', packing, [1, 1, 1, 1], 167)
  await measured('thanks', packing, [1], 168)
  await rollUp()
  for (const [weeks, points, now, before] of [
    [4, 4, 1, 0],
    [12, 12, 3, 7],
    [26, 13, 10, 0],
    [52, 13, 11, 0],
  ] as const) {
    const body = await chain(ruth, `?weeks=${weeks}`)
    const thanks = body.items.find((one: { name: string }) => one.name === 'thanks')
    if (weeks !== 26) assert.deepEqual([thanks.now.estimate, thanks.before.estimate], [now, before], `${weeks} weeks`)
    assert.equal(thanks.spans.length, points)
    assert.equal(
      thanks.spans.reduce((sum: number, span: { value: Value }) => sum + span.value.n, 0),
      thanks.now.n,
    )
    assert.deepEqual([thanks.spans[0].firstDay, thanks.spans.at(-1).lastDay], [body.firstDay, '2026-11-30'])
    assert.equal((Date.parse(body.lastDay) - Date.parse(body.beforeFirstDay)) / 86_400_000 + 1, weeks * 14)
  }
})

test('numbers about people show only for groups; the works council’s switch asks for more', async () => {
  const { world, ruth, packing, corner, depot, measured, rollUp, item } = await house()
  for (const unitId of [packing, corner]) {
    await measured('decisions', unitId, ones(9, 9))
    await measured('escalations', unitId, ones(1, 1))
    await measured('thanks', unitId, ones(3, 3))
  }
  await rollUp()
  const alone = async (unitId: string) => (await item(ruth, 'decided-alone', `?unitId=${unitId}`)).now
  assert.equal(await alone(corner), null)
  assert.deepEqual((await alone(packing)).n, 10)
  assert.equal((await item(ruth, 'thanks', `?unitId=${corner}`)).now.estimate, 3)
  const { body } = await server.call(ruth, 'GET', `/api/chain/decided-alone?unitId=${depot}`)
  assert.deepEqual(
    body.units.map(({ unit, value }: { unit: { name: string }; value: Value | null }) => [unit.name, value?.n ?? null]),
    [
      ['Corner', null],
      ['Packing', 10],
    ],
  )
  await setMode(world)
  assert.equal(await alone(packing), null)
  assert.equal((await alone(depot)).n, 20)
})

test('what carries a principle, what was shown and the levels reached are counted with the fact, and taken back with it', async () => {
  const { world, ruth, marta, packers, packing, depot, ctx, rollUp, item, chain } = await house()
  const call = async (who: Person, method: string, url: string, body?: unknown) => {
    const answer = await server.call(who, method, url, body === undefined ? {} : { body })
    assert.ok(answer.status < 300, `${url}: ${answer.text}`)
    return answer.body
  }
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const principleId = (await call(world.admin, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })).id as string
  const thank = (id: string) =>
    call(packers[0]!, 'POST', '/api/thanks', {
      id,
      toPersonIds: [packers[1]!.id],
      principleId,
      happened: 'Wrote “careful” on the box twice.',
    })
  const [first, second] = [newId(), newId()]
  await thank(first)
  await thank(second)
  const [ida, omar] = [packers[2]!, packers[3]!]
  const sign = (personId: string, kind: string, outcome: string) =>
    call(marta, 'POST', `/api/people/${personId}/sign-offs`, { kind, level: 1, outcome, words: 'Seen at the table.', principleId })
  for (const { id } of [ida, omar]) for (const kind of ['knowledge', 'sign-off']) await sign(id, kind, 'met')
  await sign(ida.id, 'scenario', 'met')
  await rollUp()
  const figures = async (unitId: string) => {
    const [words, shown, reached] = await Promise.all(
      ['words-used', 'shown', 'levels-reached'].map((name) => item(ruth, name, `?unitId=${unitId}`)),
    )
    return [words.now.n, shown.now.n, shown.now.estimate ?? null, reached.now.n]
  }
  assert.deepEqual(await figures(packing), [7, 5, 1, 2])
  assert.deepEqual(await figures(depot), [7, 5, 1, 2])
  assert.deepEqual((await chain(ruth)).principles, [{ id: principleId, uses: 7 }])
  // A retest that failed puts it back to open: the level is lost, and both stand there.
  clock.advance(1000)
  await sign(ida.id, 'sign-off', 'not-yet')
  await call(packers[0]!, 'DELETE', `/api/thanks/${first}`)
  await rollUp()
  assert.deepEqual(await figures(packing), [7, 6, 5 / 6, 2])
  assert.equal((await item(ruth, 'levels-lapsed')).now.n, 1)
  assert.deepEqual((await checkRollups(server.platform, world.organisationId))[0]!.faults, [])
  // What somebody showed goes with them when they are erased, and the figures agree.
  const mine = (await call(omar, 'GET', `/api/people/${omar.id}/personal-data`)).sections
  assert.deepEqual(mine.levels, [{ from: 0, to: 1, on: '2026-11-30' }])
  await ctx.write(async (tx) => {
    const { tellParticipants: _, personParticipants } = await import('#features/people/public.ts')
    for (const one of personParticipants()) await one.erasePerson?.(tx, ctx, omar.id)
  })
  await rollUp()
  assert.deepEqual((await figures(packing)).slice(1), [4, null, 1])
  assert.deepEqual((await checkRollups(server.platform, world.organisationId))[0]!.faults, [])
})

test('every number has an owner by rule, or by name: the nearest name counts, also for units below', async () => {
  const { ruth, marta, lea, packers, depot, packing, corner, item } = await house()
  const owner = async (name: string, unitId: string) => {
    const { owner: found } = await item(ruth, name, `?unitId=${unitId}`)
    return [found.name, found.why]
  }
  assert.deepEqual(await owner('csat', packing), ['Ruth Tester', 'head-of-cx'])
  assert.deepEqual(await owner('thanks', packing), ['Lea Tester', 'leads'])
  assert.deepEqual(await owner('thanks', corner), ['Marta Tester', 'leads'])
  const name = (who: Person, unitId: string, personId: string | null) =>
    server.call(who, 'PUT', '/api/chain/csat/owner', { body: { unitId, personId } })
  assert.equal((await name(ruth, depot, packers[0]!.id)).status, 204)
  assert.equal((await name(ruth, packing, lea.id)).status, 204)
  assert.equal((await name(ruth, packing, lea.id)).status, 204)
  assert.deepEqual(await owner('csat', corner), ['Packer 0 Tester', 'named'])
  assert.deepEqual(await owner('csat', packing), ['Lea Tester', 'named'])
  assert.equal((await name(ruth, packing, null)).status, 204)
  assert.deepEqual(await owner('csat', packing), ['Packer 0 Tester', 'named'])
  assert.equal((await name(marta, depot, marta.id)).status, 403)
  assert.equal((await name(ruth, depot, newId())).body.type, '/problems/unknown-reference')
  assert.equal((await name(ruth, newId(), marta.id)).status, 404)
})

test('the export is what the page shows, safe in a spreadsheet', async () => {
  const { ruth, depot, measured, rollUp, world } = await house()
  const evil = await server.unit(world, '=cmd|calc', depot)
  await measured('csat', evil, ones(8, 10))
  await rollUp()
  const { text, headers } = await server.call(ruth, 'GET', `/api/chain-export?unitId=${evil}`)
  assert.match(String(headers['content-type']), /^text\/csv/)
  assert.match(String(headers['content-disposition']), /chain\.csv/)
  const lines = text.replace('\ufeff', '').trim().split('\r\n')
  assert.equal(lines.length, 1 + 14)
  assert.ok(lines.slice(1).every((line) => line.startsWith("'=cmd|calc,")))
  const csat = lines.find((line) => line.includes(',customers,csat,'))!.split(',')
  assert.deepEqual(
    [csat[7], csat[8]],
    ['answers of 4 or 5 / answers of 1 to 5; Wilson', ' 95 %"'].map((part, i) => (i === 0 ? `"${part}` : part)),
  )
  assert.deepEqual(csat.slice(9, 12), ['shown', '10', '0.8'])
  const rows = (await server.call(ruth, 'GET', `/api/chain-export?unitId=${depot}&measure=csat`)).text.trim().split('\r\n')
  // The head, the whole, twelve points in time, three units below.
  assert.equal(rows.length, 1 + 1 + 12 + 3)
})

test('a page’s numbers take five statements of the organisation, however many units there are', async () => {
  const { ruth, depot, world } = await house()
  const count = async (url: string) => {
    const { read, statements } = await countingStatements(server.platform.db, () => server.call(ruth, 'GET', url))
    assert.equal(read.status, 200)
    return statements
  }
  const before = [await count('/api/chain'), await count(`/api/chain/csat?unitId=${depot}`)]
  assert.ok(before[0]! <= 5 && before[1]! <= 6, before.join())
  for (let i = 0; i < 20; i++) await server.unit(world, `Unit ${i}`, depot)
  assert.deepEqual([await count('/api/chain'), await count(`/api/chain/csat?unitId=${depot}`)], before)
})
