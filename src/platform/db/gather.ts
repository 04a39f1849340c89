// For pages that read a little of everything: what is asked in one turn of the event loop travels as one statement with one plan, each question as a
// subquery that answers its rows as JSON. Only for reads of a few rows each; names and times come back as with `run`, numbers of type numeric as numbers.
import { mostParameters, type Tx } from './database.ts'
import { compileQuery, type RawBuilder, sql } from './sql.ts'

interface Asked {
  query: RawBuilder<unknown>
  parameters: number
  done: (rows: unknown[]) => void
  failed: (error: Error) => void
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/
const asRead = (value: unknown): unknown => (typeof value === 'string' && time.test(value) ? new Date(value).toISOString() : value)
const rowIn = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()), asRead(value)]),
  )

async function ask(tx: Tx, asked: readonly Asked[]): Promise<void> {
  const columns = asked.map(({ query }, i) => sql`(select coalesce(json_agg(g), '[]'::json) from (${query}) g) as ${sql.ref(`q${i}`)}`)
  try {
    const [answer] = await tx.run(sql<Record<string, Record<string, unknown>[]>>`select ${sql.join(columns)}`)
    for (const [i, { done }] of asked.entries()) done(answer![`q${i}`]!.map(rowIn))
  } catch (error) {
    for (const { failed } of asked) failed(error as Error)
  }
}

/** The same transaction, whose reads of one turn are one statement, or as many as their parameters need. */
export function gathering(tx: Tx): Tx {
  const waiting: Asked[] = []
  let isFirst = true
  const flush = () => {
    // Planning so many questions anew took longer than answering them: 3.3 of 5.2 ms for a start page.
    if (isFirst) void tx.run(sql`set local plan_cache_mode = force_generic_plan`)
    isFirst = false
    let next: Asked[] = []
    let parameters = 0
    // One with more would be parsed and planned anew each time.
    for (const one of waiting.splice(0)) {
      if (next.length > 0 && parameters + one.parameters > mostParameters) {
        void ask(tx, next)
        next = []
        parameters = 0
      }
      next.push(one)
      parameters += one.parameters
    }
    if (next.length > 0) void ask(tx, next)
  }
  return {
    organisationId: tx.organisationId,
    run<R>(query: RawBuilder<R>): Promise<R[]> {
      const answer = new Promise<unknown[]>((done, failed) => {
        waiting.push({ query, parameters: compileQuery(query).values.length, done, failed })
      })
      if (waiting.length === 1) process.nextTick(flush)
      answer.catch(() => undefined)
      return answer as Promise<R[]>
    },
  }
}
