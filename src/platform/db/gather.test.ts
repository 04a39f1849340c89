import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barePlatform } from '../../../test/support/bare-platform.ts'
import { newId } from '../ids.ts'
import { mostParameters, type OpenTx } from './database.ts'
import { gathering } from './gather.ts'
import { type RawBuilder, sql } from './sql.ts'

const { db } = await barePlatform()
const rows = (n: number) => sql<{ n: number; saidAt: string; onDay: string; unitIds: string[]; nothing: string | null }>`
  select i as n, timestamptz '2026-11-30 08:00:00.5+00' as said_at, date '2026-11-30' as on_day, array['01968f00-0000-7000-8000-000000000001']::uuid[] as unit_ids,
         null::text as nothing from generate_series(1, ${n}::int) i order by i desc`

/** Answers what was read, and how many statements travelled, the setting of the plan left out. */
const counted = <T>(work: (tx: OpenTx) => Promise<T>): Promise<{ read: T; statements: number }> =>
  db.inOrganisation(newId(), { readOnly: true }, async (given) => {
    let statements = -1
    const run = <R>(query: RawBuilder<R>) => ((statements += 1), given.run(query))
    const read = await work(gathering({ ...given, run }))
    return { read, statements }
  })

test('reads of one turn are one statement, and their rows are those that each would have answered alone', async () => {
  const { read, statements } = await counted((tx) => Promise.all([tx.run(rows(3)), tx.run(rows(0)), tx.run(rows(1))]))
  const alone = await db.inOrganisation(newId(), { readOnly: true }, (tx) =>
    Promise.all([tx.run(rows(3)), tx.run(rows(0)), tx.run(rows(1))]),
  )
  assert.deepEqual(read, alone)
  assert.equal(statements, 1)
})

test('what is asked after an answer is a statement of its own, and many parameters are shared out', async () => {
  const { statements } = await counted(async (tx) => {
    await tx.run(rows(1))
    await tx.run(rows(1))
  })
  assert.equal(statements, 2)
  const many = (n: number) =>
    sql<{ sum: number }>`select ${sql.join(
      Array.from({ length: n }, (_, i) => sql`${i}::int`),
      sql` + `,
    )} as sum`
  const sum = (n: number) => (n * (n - 1)) / 2
  const sizes = [mostParameters - 40, 40, 1, mostParameters + 1, 5]
  const shared = await counted((tx) => Promise.all(sizes.map((n) => tx.run(many(n)))))
  assert.equal(shared.statements, 4)
  assert.deepEqual(
    shared.read.map(([row]) => row!.sum),
    sizes.map(sum),
  )
})

test('what is gathered in the last turn is the last, with a question in it or without', async () => {
  const { read } = await counted(async (tx) => {
    const last = tx.run(rows(2))
    tx.endsWithThisTurn()
    return last
  })
  assert.equal(read.length, 2)
  const late = counted(async (tx) => {
    await tx.run(rows(1))
    tx.endsWithThisTurn()
    await tx.run(rows(1))
  })
  await assert.rejects(late, /after the turn that was to be the last/)
})

test('a question that fails takes those of its turn along, and the transaction', async () => {
  await assert.rejects(
    counted(async (tx) => {
      const [good, bad] = await Promise.allSettled([tx.run(rows(1)), tx.run(sql`select 1 / 0 as x`)])
      assert.deepEqual([good.status, bad.status], ['rejected', 'rejected'])
      throw (bad as PromiseRejectedResult).reason
    }),
    /division by zero/,
  )
})

test('a transaction begins in one message with what its first turn gathers, and ends in one with its last', async () => {
  let messages = 0
  db.pools.data.once('acquire', (client) => {
    const submit = client.query.bind(client) as (batch: unknown) => unknown
    Object.assign(client, { query: (batch: unknown) => ((messages += 1), submit(batch)) })
  })
  await db.inOrganisation(newId(), { readOnly: true }, async (given) => {
    const tx = gathering(given)
    await Promise.all([tx.run(rows(1)), tx.run(rows(2))])
    const last = tx.run(rows(3))
    tx.endsWithThisTurn()
    return last
  })
  assert.equal(messages, 2)
})
