// Reads the tables of this folder for tests.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Observations } from '#engines/survival/observations.ts'

/** A table's columns as words. */
export function readColumns(name: string): (column: string) => string[] {
  const [head = '', ...lines] = readFileSync(path.join(import.meta.dirname, name), 'utf8')
    .replaceAll('"', '')
    .trim()
    .split(/\r?\n/)
  const titles = head.split(',')
  const cells = lines.map((line) => line.split(','))
  return (column) => cells.map((row) => row[titles.indexOf(column)]!)
}

export const readJson = <T>(name: string): T => JSON.parse(readFileSync(path.join(import.meta.dirname, name), 'utf8')) as T

const made = readColumns('made.csv')
export const numbersOfMade = (column: string): Float64Array => Float64Array.from(made(column), Number)
export const placesOfMade = (column: string): Int32Array => Int32Array.from(made(column), (value) => Number.parseInt(value, 36))

/** The drawn rows: the event, or the two competing causes, with or without delayed entry. */
export const madeObservations = ({ event = 'event', hasEntry = false } = {}): Observations => ({
  time: numbersOfMade('time'),
  event: Uint8Array.from(made(event), Number),
  ...(hasEntry ? { entry: numbersOfMade('entry') } : {}),
})
