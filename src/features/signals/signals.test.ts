import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOrganisation } from '#features/people/public.ts'
import type { Provided } from '#platform/cli/command.ts'
import { dispatch } from '#platform/cli/dispatch.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { barePlatform } from '../../../test/support/bare-platform.ts'
import { asAdmin } from '../../../test/support/template.ts'
import { checkRollups } from './check.ts'
import { commands } from './commands.ts'
import { jobs } from './jobs.ts'
import { type Facet, type FactSum, recordSignals, registerMetric, scoreboard } from './public.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const platform = await barePlatform({ clock })
const rounds = jobs.filter((job): job is Round => job.kind === 'round')
const day = '2026-11-30'
const principleId = newId()

// The owner of a metric, as small as can be: a table of facts, written in the same transaction as the signal, and counted anew when asked.
await asAdmin(platform.database.ownerUrl, (client) =>
  client.query(`create table smiles (organisation_id uuid not null, unit_id uuid not null, day date not null, value numeric(20, 6) not null, principle_id uuid);
    select tenant_table('smiles'); grant all on smiles to attune_app`),
)
registerMetric({
  name: 'smile',
  recount: (tx, firstDay, lastDay) =>
    tx.run(sql<FactSum>`
      select unit_id, day, 'none' as facet_kind, null as facet_id, count(*)::int as n, sum(value)::text as sum, sum(value * value)::numeric(30, 6)::text as sum_squares
        from smiles where organisation_id = ${tx.organisationId} and day between ${firstDay} and ${lastDay} group by unit_id, day
      union all
      select unit_id, day, 'principle', principle_id, count(*)::int, sum(value)::text, sum(value * value)::numeric(30, 6)::text
        from smiles where organisation_id = ${tx.organisationId} and day between ${firstDay} and ${lastDay} and principle_id is not null group by unit_id, day, principle_id`),
})

/** root > house > (reception, kitchen) */
async function house() {
  const { organisationId, rootUnitId } = await createOrganisation(
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
  const [houseId, receptionId, kitchenId] = [newId(), newId(), newId()]
  const units: [id: string, parentId: string, name: string, path: string[]][] = [
    [houseId, rootUnitId, 'House', [rootUnitId, houseId]],
    [receptionId, houseId, 'Reception', [rootUnitId, houseId, receptionId]],
    [kitchenId, houseId, 'Kitchen', [rootUnitId, houseId, kitchenId]],
  ]
  await asAdmin(platform.database.adminUrl, async (client) => {
    for (const [id, parentId, name, path] of units)
      await client.query(
        `insert into units (organisation_id, id, parent_id, name, name_key, ancestor_ids, created_at) values ($1, $2, $3, $4::text, lower($4::text), $5, now())`,
        [organisationId, id, parentId, name, path],
      )
  })
  const ctx = systemContext(platform, organisationId, newId())
  const smile = (unitId: string, value: number, options: { facets?: Facet[]; day?: string } = {}) =>
    ctx.write(async (tx) => {
      const on = options.day ?? day
      void tx.run(sql`insert into smiles values (${organisationId}, ${unitId}, ${on}, ${value}, ${options.facets?.[0]?.id ?? null})`)
      recordSignals(ctx, tx, [{ metric: 'smile', unitId, day: on, value, ...(options.facets ? { facets: options.facets } : {}) }])
    })
  const rollUp = () => settleRounds(platform, rounds, [organisationId])
  const total = async (unitId: string, facet?: Facet) => {
    const { total } = await ctx.read((tx) =>
      scoreboard(tx, { unitId, metric: 'smile', firstDay: '2026-01-01', lastDay: '2026-12-31', ...(facet ? { facet } : {}) }),
    )
    return [total.n, total.sum, total.sumSquares]
  }
  const check = async () => (await checkRollups(platform, organisationId))[0]!
  const tamper = (statement: string) =>
    asAdmin(platform.database.adminUrl, async (client) =>
      assert.notEqual((await client.query(statement.replaceAll('$org', `'${organisationId}'`))).rowCount, 0),
    )
  return { organisationId, rootUnitId, houseId, receptionId, kitchenId, ctx, smile, rollUp, total, check, tamper }
}

test('what units bring in is rolled up for them and every unit above', async () => {
  const { rootUnitId, houseId, receptionId, kitchenId, smile, rollUp, total, check } = await house()
  await smile(receptionId, 4)
  await smile(receptionId, 2.5)
  await smile(kitchenId, 1)
  await rollUp()
  await smile(houseId, 3)
  await rollUp()
  assert.deepEqual(await total(receptionId), [2, 6.5, 22.25])
  assert.deepEqual(await total(kitchenId), [1, 1, 1])
  assert.deepEqual(await total(houseId), [4, 10.5, 32.25])
  assert.deepEqual(await total(rootUnitId), [4, 10.5, 32.25])
  const { faults, recounted, deltas } = await check()
  assert.deepEqual({ faults, recounted, deltas }, { faults: [], recounted: 3, deltas: 0 })
})

test('a facet is counted apart, and days follow each other', async () => {
  const { rootUnitId, receptionId, ctx, smile, rollUp, total, check } = await house()
  await smile(receptionId, 5, { facets: [{ kind: 'principle', id: principleId }] })
  await smile(receptionId, 1, { day: '2026-11-29' })
  await rollUp()
  assert.deepEqual(await total(rootUnitId), [2, 6, 26])
  assert.deepEqual(await total(rootUnitId, { kind: 'principle', id: principleId }), [1, 5, 25])
  const { days } = await ctx.read((tx) => scoreboard(tx, { unitId: rootUnitId, metric: 'smile', firstDay: '2026-11-01', lastDay: day }))
  assert.deepEqual(
    days.map((one) => [one.day, one.n, one.sum]),
    [
      ['2026-11-29', 1, 1],
      [day, 1, 5],
    ],
  )
  assert.deepEqual((await check()).faults, [])
})

test('a correction takes back what was recorded', async () => {
  const { organisationId, receptionId, rootUnitId, ctx, smile, rollUp, total, check } = await house()
  await smile(receptionId, 0.1)
  await smile(receptionId, 0.2)
  await rollUp()
  await ctx.write(async (tx) => {
    void tx.run(sql`delete from smiles where organisation_id = ${organisationId} and value = 0.1`)
    recordSignals(ctx, tx, [{ metric: 'smile', unitId: receptionId, day, value: 0.1, isCorrection: true }])
  })
  await rollUp()
  assert.deepEqual(await total(rootUnitId), [1, 0.2, 0.04])
  assert.deepEqual((await check()).faults, [])
})

test('a unit that moves keeps its history where it was made', async () => {
  const { organisationId, rootUnitId, houseId, receptionId, smile, rollUp, total, check } = await house()
  await smile(receptionId, 1)
  await rollUp()
  await asAdmin(platform.database.adminUrl, (client) =>
    client.query(`update units set parent_id = $3, ancestor_ids = array[$3, $2]::uuid[] where organisation_id = $1 and id = $2`, [
      organisationId,
      receptionId,
      rootUnitId,
    ]),
  )
  await smile(receptionId, 2)
  await rollUp()
  assert.deepEqual(await total(houseId), [1, 1, 1])
  assert.deepEqual(await total(rootUnitId), [2, 3, 5])
  assert.deepEqual((await check()).faults, [])
})

test('a signal without its fact’s commit does not exist, and one that commits late is counted', async () => {
  const { receptionId, rootUnitId, ctx, smile, rollUp, total } = await house()
  await assert.rejects(
    ctx.write(async (tx) => {
      recordSignals(ctx, tx, [{ metric: 'smile', unitId: receptionId, day, value: 5 }])
      throw new Error('rolled back')
    }),
  )
  await ctx.write(async (late) => {
    recordSignals(ctx, late, [{ metric: 'smile', unitId: receptionId, day, value: 1 }])
    clock.advance(1000)
    await smile(receptionId, 2)
    await rollUp()
  })
  await rollUp()
  assert.deepEqual(await total(rootUnitId), [2, 3, 5])
})

test('two workers roll up each delta once while writers go on, and the check agrees at any moment', async () => {
  const { receptionId, kitchenId, rootUnitId, smile, rollUp, total, check } = await house()
  const writers = [1, 2, 3, 4].map(async (writer) => {
    for (let i = 0; i < 50; i++) await smile(writer % 2 ? receptionId : kitchenId, writer)
  })
  const rolling = [1, 2].map(async () => {
    for (let i = 0; i < 20; i++) await rollUp()
  })
  const checks = [await check(), await check()]
  await Promise.all([...writers, ...rolling])
  await rollUp()
  for (const { faults } of [...checks, await check()]) assert.deepEqual(faults, [])
  assert.deepEqual(await total(rootUnitId), [200, 500, 1500])
})

test('the check finds a lost delta, a doubled one, a changed day, a lost day and a metric without an owner', async () => {
  const faults: [what: string, statement: string, isRolledUp: boolean, found: RegExp][] = [
    ['a lost delta', `delete from signal_deltas where organisation_id = $org and sum = 4`, false, /recorded is .* the facts are/],
    [
      'a doubled delta',
      `insert into signal_deltas select organisation_id, gen_random_uuid(), metric, unit_id, day, facet_kind, facet_id, n, sum, sum_squares from signal_deltas where organisation_id = $org limit 1`,
      false,
      /recorded is .* the facts are/,
    ],
    ['a lost fact', `delete from smiles where organisation_id = $org and value = 4`, true, /recorded is .* the facts are/],
    ['a changed day', `update unit_days set sum = sum + 0.000001 where organisation_id = $org and n = 2`, true, /the unit’s day is/],
    ['a lost day', `delete from unit_days where organisation_id = $org and n = 2`, true, /the unit’s day is missing/],
    [
      'a day that nothing explains',
      `update unit_day_origins set ancestor_ids = ancestor_ids[2:] where organisation_id = $org`,
      true,
      /brought in is missing/,
    ],
    ['a metric without an owner', `update unit_day_origins set metric = 'frown' where organisation_id = $org`, true, /nobody owns/],
  ]
  for (const [what, statement, isRolledUp, found] of faults) {
    const { receptionId, smile, rollUp, check, tamper } = await house()
    await smile(receptionId, 4)
    await smile(receptionId, 3)
    if (isRolledUp) await rollUp()
    assert.deepEqual((await check()).faults, [], what)
    await tamper(statement)
    const said = (await check()).faults.map((fault) => fault.what)
    assert.ok(
      said.some((text) => found.test(text)),
      `${what}: ${said.join('; ')}`,
    )
  }
})

test('a metric that nobody has registered is not recorded', async () => {
  const { receptionId, ctx } = await house()
  await assert.rejects(
    ctx.write(async (tx) => recordSignals(ctx, tx, [{ metric: 'frown', unitId: receptionId, day, value: 1 }])),
    /nobody has registered/,
  )
})

test('no column of signals could hold a person', async () => {
  const columns = await platform.db.controlRead(
    sql<{
      name: string
    }>`select column_name as name from information_schema.columns where table_name in ('signal_deltas', 'unit_day_origins', 'unit_days')`,
  )
  assert.ok(columns.length > 20)
  assert.deepEqual(
    columns.filter(({ name }) => /person|people|author|account|by$/.test(name)),
    [],
  )
})

test('the command says what it compared, and refuses when the figures differ', async () => {
  const { organisationId, receptionId, smile, rollUp, tamper } = await house()
  const run = async (...words: string[]) => {
    let [out, err] = ['', '']
    const status = await dispatch(['rollups', 'check', '--organisation', organisationId, ...words], {
      commands,
      terminal: { out: (text) => (out += text), err: (text) => (err += text), readStdin: async () => '' },
      signal: new AbortController().signal,
      provide: async () => platform as Provided[never],
    })
    return { status, out, err }
  }
  await smile(receptionId, 4)
  clock.advance(2500)
  assert.match((await run()).out, /1 deltas wait, the oldest for 2\.5 s\. Rollup = recount\./)
  await rollUp()
  assert.equal(JSON.parse((await run('--json')).out).organisations[0].recounted, 1)
  await tamper(`delete from unit_days where organisation_id = $org`)
  const { status, err } = await run()
  assert.equal(status, 1)
  assert.match(err, /not what the facts say/)
})
