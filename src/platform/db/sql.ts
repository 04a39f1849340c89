// SQL is written as SQL: kysely's tag binds every value, and row types stand at the query.
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder, sql } from 'kysely'

export { type RawBuilder, sql }

const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

export interface CompiledQuery {
  text: string
  values: unknown[]
}
export function compileQuery(query: RawBuilder<unknown>): CompiledQuery {
  const known = compiled.get(query)
  if (known) return known
  const { sql: text, parameters } = query.compile(compiler)
  return { text, values: parameters as unknown[] }
}

const compiled = new WeakMap<object, CompiledQuery>()
/** What was compiled, to be run: it can be no part of another. */
export function compiledQuery<R>(query: CompiledQuery): RawBuilder<R> {
  const made = sql<R>``
  compiled.set(made, query)
  return made
}

const keys = new Map<string, string>()
/** A column's name as rows carry it: `unit_id` is `unitId`. */
export function keyOf(column: string): string {
  const known = keys.get(column)
  if (known !== undefined) return known
  const key = column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  keys.set(column, key)
  return key
}

const mostSpelledOut = 5
/**
 * `column in (...)` for ids. A few are spelled out: of an array PostgreSQL guesses the length, holds a plan of its own for each one given to be better, and plans
 * anew every time, which took three quarters of reading one person.
 */
export const isAmong = (column: string, ids: readonly string[]): RawBuilder<boolean> =>
  ids.length === 0 || ids.length > mostSpelledOut
    ? sql<boolean>`${sql.raw(column)} = any(${ids}::uuid[])`
    : sql<boolean>`${sql.raw(column)} in (${sql.join(ids)})`

/**
 * `(a, b), (c, d)` for a multi-row INSERT (data.md 7: no COPY and no unnest under row level security). One flat template: a builder
 * for each value took 600 MB for 50,000 people.
 */
export function valuesList(rows: readonly (readonly unknown[])[]): RawBuilder<unknown> {
  const strings: string[] = []
  const values: unknown[] = []
  for (const [i, row] of rows.entries())
    for (const [k, value] of row.entries()) {
      strings.push(k === 0 ? (i === 0 ? '(' : '), (') : ', ')
      values.push(value)
    }
  strings.push(')')
  return sql(strings as unknown as TemplateStringsArray, ...values)
}

/** Splits rows so that no statement binds more than PostgreSQL's 65,535 parameters. */
export function inChunks<T>(rows: readonly T[], columns: number, most = 2000): T[][] {
  const size = Math.max(1, Math.min(most, Math.floor(60_000 / columns)))
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size))
}
