// Transactions and what travels in one batch, on a real database: what fails, what the connection is like afterwards, and whose rows are seen.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { addOrganisation, type BarePlatform, barePlatform } from '../../../test/support/bare-platform.ts'
import { newId } from '../ids.ts'
import { type Database, openDatabase, type OpenTx } from './database.ts'
import { sql } from './sql.ts'

let platform: BarePlatform
let db: Database
let house: string
let neighbour: string
before(async () => {
  platform = await barePlatform()
  // One connection, so that each transaction finds what the one before left behind.
  db = openDatabase({ appUrl: platform.database.appUrl, log: platform.log, max: 1 })
  ;[house, neighbour] = [await addOrganisation(platform), await addOrganisation(platform, 'Next Door')]
  return () => db.close()
})

const addSite = (organisationId: string, id: string, name: string) =>
  sql`insert into sites (organisation_id, id, name, name_key, time_zone, created_at) values (${organisationId}, ${id}, ${name}, ${name}, 'UTC', now())`
const namesOf = async (organisationId: string) =>
  (await db.read(organisationId, sql<{ name: string }>`select name from sites order by name`)).map(({ name }) => name)

test('values of each kind come back as they were sent', async () => {
  const [row] = await db.read(
    house,
    sql<
      Record<string, unknown>
    >`select ${'text'}::text as a_text, ${7}::int as number, ${9007199254740991}::bigint as big_number, ${true}::boolean as truth,
      ${null}::text as nothing, ${['a,b', '"c"', null]}::text[] as texts, ${JSON.stringify({ a: [1] })}::jsonb as json, ${Buffer.from([0, 255])}::bytea as bytes,
      '2026-11-30 08:00:00.12+00'::timestamptz as instant, 'infinity'::timestamptz as always, date '2026-11-30' as day, 1.50::numeric as amount`,
  )
  assert.deepEqual(row, {
    aText: 'text',
    number: 7,
    bigNumber: 9007199254740991,
    truth: true,
    nothing: null,
    texts: ['a,b', '"c"', null],
    json: { a: [1] },
    bytes: Buffer.from([0, 255]),
    instant: '2026-11-30T08:00:00.120Z',
    always: 'infinity',
    day: '2026-11-30',
    amount: '1.50',
  })
})

test('an instant reads the same whatever time zone the server speaks', async () => {
  const there = openDatabase({ appUrl: `${platform.database.appUrl}?options=-c%20timezone%3DAsia/Kolkata`, log: platform.log, max: 1 })
  try {
    const [row] = await there.read(house, sql<{ at: string }>`select timestamptz '2026-11-30 08:00:00.5+00' as at`)
    assert.equal(row?.at, '2026-11-30T08:00:00.500Z')
  } finally {
    await there.close()
  }
})

test('a statement that nobody awaits and that fails undoes everything, and the connection is clean', async () => {
  const id = newId()
  const work = db.inOrganisation(house, { readOnly: false }, async (tx) => {
    void tx.run(addSite(house, id, 'Once'))
    void tx.run(addSite(house, id, 'Twice'))
  })
  await assert.rejects(work, /duplicate key/)
  assert.deepEqual(await namesOf(house), [])
  await db.inOrganisation(house, { readOnly: false }, async (tx) => void tx.run(addSite(house, id, 'Once')))
  assert.deepEqual(await namesOf(house), ['Once'])
})

test('a value that cannot travel undoes everything, awaited or not', async () => {
  const circle: Record<string, unknown> = {}
  circle['itself'] = circle
  const work = db.inOrganisation(house, { readOnly: false }, async (tx) => {
    void tx.run(addSite(house, newId(), 'Never'))
    void tx.run(sql`select ${circle}::jsonb`)
  })
  await assert.rejects(work, /circular/i)
  assert.deepEqual(await namesOf(house), ['Once'])
})

test('statements that come while others are under way follow in order, and none is left waiting on a lost connection', async () => {
  const warnings: Error[] = []
  const warned = (warning: Error) => void warnings.push(warning)
  process.on('warning', warned)
  const turn = () => new Promise((done) => setImmediate(done))
  const one = (n: number) => sql<{ n: number }>`select ${n}::int as n`
  const found = await db.inOrganisation(house, { readOnly: true }, async (tx) => {
    const answers = [tx.run(sql<{ n: number }>`select 0 as n from pg_sleep(0.03)`)]
    for (let n = 1; n < 6; n++) {
      await turn()
      answers.push(tx.run(one(n)))
    }
    return (await Promise.all(answers)).flat().map(({ n }) => n)
  })
  assert.deepEqual(found, [0, 1, 2, 3, 4, 5])
  const lost = db.inOrganisation(house, { readOnly: true }, async (tx) => {
    const gone = tx.run(sql`select pg_terminate_backend(pg_backend_pid())`)
    await turn()
    const behind = tx.run(one(1))
    await assert.rejects(gone)
    return behind
  })
  await assert.rejects(lost)
  await turn()
  process.off('warning', warned)
  assert.deepEqual(warnings, [])
})

test('work that throws while statements wait to be sent leaves nothing, also where one of them would have failed', async () => {
  for (const isFailing of [false, true]) {
    const work = db.inOrganisation(house, { readOnly: false }, async (tx) => {
      void tx.run(addSite(house, newId(), 'Never'))
      if (isFailing) void tx.run(sql`select 1 / ${0}::int`)
      throw new Error('changed my mind')
    })
    await assert.rejects(work, /changed my mind/)
    assert.deepEqual(await namesOf(house), ['Once'])
  }
})

test('a last turn takes COMMIT along: what is asked later is refused, and what fails in it still undoes everything', async () => {
  const one = sql<{ n: number }>`select 1 as n`
  const batches = async (work: (tx: OpenTx) => Promise<unknown>) => {
    const pool = db.pools.data
    const client = await pool.connect()
    const sent = client.query.bind(client)
    let count = 0
    Object.assign(client, { query: (...given: Parameters<typeof sent>) => ((count += 1), sent(...given)) })
    client.release()
    await db.inOrganisation(house, { readOnly: true }, work)
    Object.assign(client, { query: sent })
    return count
  }
  assert.equal(await batches((tx) => tx.run(one)), 2)
  const inLastTurn = async (tx: OpenTx) => {
    const rows = tx.run(one)
    tx.endsWithThisTurn()
    assert.deepEqual(await rows, [{ n: 1 }])
  }
  assert.equal(await batches(inLastTurn), 1)
  const tooLate = db.inOrganisation(house, { readOnly: true }, async (tx) => {
    await inLastTurn(tx)
    return tx.run(one)
  })
  await assert.rejects(tooLate, /after the turn that was to be the last/)
  const failing = db.inOrganisation(house, { readOnly: false }, async (tx) => {
    void tx.run(addSite(house, newId(), 'Never'))
    void tx.run(sql`select 1 / ${0}::int`)
    tx.endsWithThisTurn()
  })
  await assert.rejects(failing, /division by zero/)
  assert.deepEqual(await namesOf(house), ['Once'])
})

test('a text that was refused when it was first sent is prepared anew', async () => {
  const sum = (divisor: number) => sql<{ sum: number }>`select 12 / ${divisor}::int as sum`
  await assert.rejects(db.read(house, sum(0)), /division by zero/)
  assert.deepEqual(await db.read(house, sum(4)), [{ sum: 3 }])
  assert.deepEqual(await db.read(house, sum(3)), [{ sum: 4 }])
  await assert.rejects(db.read(house, sum(0)), /division by zero/)
  assert.deepEqual(await db.read(house, sum(2)), [{ sum: 6 }])
  const prepared = await db.read(
    house,
    sql<{ n: number }>`select count(*)::int as n from pg_prepared_statements where statement like '%12 /' || ' %'`,
  )
  // On the connection that asks: the first one was closed again.
  assert.deepEqual(prepared, [{ n: 1 }])
})

test('a prepared text goes on after its table has changed', async () => {
  const owner = openDatabase({ appUrl: platform.database.ownerUrl, log: platform.log, max: 1 })
  try {
    await owner.controlRead(sql`create table changing (one int)`)
    await owner.controlRead(sql`insert into changing values (1)`)
    const all = sql<Record<string, number>>`select * from changing`
    assert.deepEqual(await owner.read(house, all), [{ one: 1 }])
    await owner.read(house, sql`alter table changing add two int default 2`).catch(() => undefined)
    await owner.controlRead(sql`alter table changing add two int default 2`)
    await assert.rejects(owner.read(house, all), /must not change result type/)
    assert.deepEqual(await owner.read(house, all), [{ one: 1, two: 2 }])
  } finally {
    await owner.close()
  }
})

test('one connection in turn shows each organisation its own rows, and without one none', async () => {
  await db.inOrganisation(neighbour, { readOnly: false }, async (tx) => void tx.run(addSite(neighbour, newId(), 'Theirs')))
  assert.deepEqual(await namesOf(house), ['Once'])
  assert.deepEqual(await namesOf(neighbour), ['Theirs'])
  assert.deepEqual(await db.controlRead(sql`select name from sites`), [])
  await assert.rejects(
    db.inOrganisation(house, { readOnly: false }, async (tx) => void tx.run(addSite(neighbour, newId(), 'Smuggled'))),
    /row-level security/,
  )
  await assert.rejects(db.read(`${house}'; reset role; --`, sql`select 1`), /is a uuid/)
})

test('what is read for reading only cannot write', async () => {
  await assert.rejects(
    db.inOrganisation(house, { readOnly: true }, async (tx) => void tx.run(addSite(house, newId(), 'No'))),
    /read-only transaction/,
  )
})
