// Reads the reference texts for tests and benchmarks.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Example } from '#engines/words/train-classifier.ts'

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8')

/** Messages to a bank with their intents. */
export const readBanking = (part: 'train' | 'test'): Example[] =>
  parse<{ text: string; category: string }>(read(`banking77_${part}.csv`), { columns: true }).map(({ text, category }) => ({
    text,
    language: 'en',
    label: category,
  }))

/** Words with the stems that Snowball gives them. */
export const readStems = (name: 'english' | 'german'): [word: string, stem: string][] =>
  read(`snowball_${name}.txt`)
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string])

export const readFigures = <T>(name: string): T => JSON.parse(read(name)) as T
