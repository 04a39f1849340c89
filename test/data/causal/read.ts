// Reads the reference tables for tests: a few columns of numbers, as the engine wants them.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Rows } from '#engines/causal/rows.ts'

export type Table = Record<string, string[]>

/** A file of this folder by its columns. */
export function readTable(name: string, separator = ','): Table {
  const [head = '', ...lines] = readFileSync(path.join(import.meta.dirname, name), 'utf8')
    .trim()
    .split(/\r?\n/)
  const plain = (cell: string) => cell.replaceAll('"', '')
  const cells = lines.map((line) => line.split(separator).map(plain))
  return Object.fromEntries(head.split(separator).map((title, column) => [plain(title), cells.map((row) => row[column] ?? '')]))
}

/** A file of one line per unit, whose columns Y1, Y2 … hold the periods: as rows of `period` and Y. */
export function readWide(name: string): Table {
  const wide = readTable(name)
  const split = Object.keys(wide).map((title) => /^([A-Za-z]+?)(\d*)$/.exec(title)!)
  const periods = [...new Set(split.flatMap(([, , period]) => (period ? [period] : [])))]
  const table: Table = { period: periods.flatMap((period) => wide['id']!.map(() => period)) }
  for (const title of new Set(split.map(([, one]) => one!)))
    table[title] = periods.flatMap((period) => wide[`${title}${period}`] ?? wide[title]!)
  return table
}

export const numbers = (table: Table, column: string): Float64Array => Float64Array.from(table[column] ?? [], Number)

export function places(values: readonly string[]): Int32Array {
  const known = new Map<string, number>()
  return Int32Array.from(values, (value) => {
    const place = known.get(value) ?? known.size
    known.set(value, place)
    return place
  })
}

export interface Names {
  unit: string
  time: string
  outcome: string
  firstTreated: string
  weight?: string
  cluster?: string
  covariates?: readonly string[]
}

export const rowsFrom = (table: Table, names: Names): Rows => ({
  unit: places(table[names.unit] ?? []),
  time: numbers(table, names.time),
  outcome: numbers(table, names.outcome),
  firstTreated: numbers(table, names.firstTreated),
  ...(names.weight ? { weight: numbers(table, names.weight) } : {}),
  ...(names.cluster ? { cluster: places(table[names.cluster] ?? []) } : {}),
  covariates: (names.covariates ?? []).map((column) => numbers(table, column)),
})
