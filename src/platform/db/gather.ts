// For pages that read a little of everything: what is asked in one turn of the event loop travels as one statement with one plan, each question as a
// subquery that answers its rows as JSON. Only for reads of a few rows each; names and times come back as with `run`, numbers of type numeric as numbers.
import { mostParameters, type OpenTx } from './database.ts'
import { type CompiledQuery, compiledQuery, compileQuery, keyOf, type RawBuilder, sql } from './sql.ts'

interface Asked extends CompiledQuery {
  done: (rows: unknown[]) => void
  failed: (error: Error) => void
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/
const asRead = (value: unknown): unknown => (typeof value === 'string' && time.test(value) ? new Date(value).toISOString() : value)

function rowIn(row: Record<string, unknown>): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const name in row) read[keyOf(name)] = asRead(row[name])
  return read
}

/** Texts that were gathered, under the numbers of their questions' texts: a page asks the same each time. */
const known = { questions: new Map<string, number>(), statements: new Map<string, string>() }
const mostKnown = 1000
function textOf(asked: readonly Asked[]): string {
  if (known.statements.size > mostKnown) {
    known.questions.clear()
    known.statements.clear()
  }
  const numbers = asked.map(({ text }) => {
    const number = known.questions.get(text) ?? known.questions.size
    if (number === known.questions.size) known.questions.set(text, number)
    return number
  })
  const id = numbers.join(' ')
  let statement = known.statements.get(id)
  if (statement === undefined) {
    let before = 0
    const columns = asked.map(({ text, values }, i) => {
      const question = text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`)
      before += values.length
      return `(select coalesce(json_agg(g), '[]'::json) from (${question}) g) as q${i}`
    })
    statement = `select ${columns.join(', ')}`
    known.statements.set(id, statement)
  }
  return statement
}

async function ask(tx: OpenTx, asked: readonly Asked[]): Promise<void> {
  try {
    const values = asked.flatMap((one) => one.values)
    const [answer] = await tx.run(compiledQuery<Record<string, Record<string, unknown>[]>>({ text: textOf(asked), values }))
    for (const [i, { done }] of asked.entries()) done(answer![`q${i}`]!.map(rowIn))
  } catch (error) {
    for (const { failed } of asked) failed(error as Error)
  }
}

/** The same transaction, whose reads of one turn are one statement, or as many as their parameters need. */
export function gathering(tx: OpenTx): OpenTx {
  const waiting: Asked[] = []
  let isFirst = true
  let isLast = false
  const flush = () => {
    // Planning so many questions anew took longer than answering them: 3.3 of 5.2 ms for a start page.
    if (isFirst) void tx.run(sql`set local plan_cache_mode = force_generic_plan`)
    isFirst = false
    let next: Asked[] = []
    let parameters = 0
    // One with more would be parsed and planned anew each time.
    for (const one of waiting.splice(0)) {
      if (next.length > 0 && parameters + one.values.length > mostParameters) {
        void ask(tx, next)
        next = []
        parameters = 0
      }
      next.push(one)
      parameters += one.values.length
    }
    if (next.length > 0) void ask(tx, next)
    if (isLast) tx.endsWithThisTurn()
  }
  return {
    organisationId: tx.organisationId,
    run<R>(query: RawBuilder<R>): Promise<R[]> {
      const answer = new Promise<unknown[]>((done, failed) => {
        waiting.push({ ...compileQuery(query), done, failed })
      })
      if (waiting.length === 1) process.nextTick(flush)
      answer.catch(() => undefined)
      return answer as Promise<R[]>
    },
    endsWithThisTurn() {
      isLast = true
      if (waiting.length === 0) tx.endsWithThisTurn()
    },
  }
}
