// A classifier as plain JSON, and back.
import type { Reading } from './terms.ts'
import type { Classifier } from './train-classifier.ts'

const format = 1

/** What is stored: numbers as base64 of little-endian doubles and singles. */
export interface ClassifierFile {
  format: number
  labels: readonly string[]
  reading: Reading
  terms: readonly string[]
  idf: string
  weights: string
}

export type FileProblem = { code: 'unknown-format' } | { code: 'damaged'; part: 'labels' | 'reading' | 'terms' | 'idf' | 'weights' }

/** Read again it decides the same to the last bit. */
export const writeClassifier = ({ labels, tfIdf, weights }: Classifier): ClassifierFile => ({
  format,
  labels,
  reading: tfIdf.reading,
  terms: tfIdf.terms,
  idf: encode(tfIdf.idf.length, 8, (view, at, i) => view.setFloat64(at, tfIdf.idf[i]!, true)),
  weights: encode(weights.length, 4, (view, at, i) => view.setFloat32(at, weights[i]!, true)),
})

/** @param file of any shape, as it comes from JSON */
export function readClassifier(file: unknown): { classifier: Classifier; problem: null } | { classifier: null; problem: FileProblem } {
  const fail = (problem: FileProblem) => ({ classifier: null, problem })
  const { format: known, labels, reading, terms, ...rest } = (file ?? {}) as Partial<Record<keyof ClassifierFile, unknown>>
  if (known !== format) return fail({ code: 'unknown-format' })
  if (!isStrings(labels) || labels.length < 2) return fail({ code: 'damaged', part: 'labels' })
  if (!isReading(reading)) return fail({ code: 'damaged', part: 'reading' })
  if (!isStrings(terms)) return fail({ code: 'damaged', part: 'terms' })
  const idf = decode(rest.idf, 8, terms.length, (view, at) => view.getFloat64(at, true))
  if (!idf) return fail({ code: 'damaged', part: 'idf' })
  const weights = decode(rest.weights, 4, (terms.length + 1) * labels.length, (view, at) => view.getFloat32(at, true))
  if (!weights) return fail({ code: 'damaged', part: 'weights' })
  return { classifier: { labels, tfIdf: { reading, terms, idf }, weights: Float32Array.from(weights) }, problem: null }
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') && new Set(value).size === value.length

function isReading(value: unknown): value is Reading {
  const { isStemmed, hasStopWords, longestRun, letters } = (value ?? {}) as Partial<Record<keyof Reading, unknown>>
  const { least, most } = (letters ?? { least: 1, most: 1 }) as { least?: unknown; most?: unknown }
  return [isStemmed, hasStopWords].every((one) => typeof one === 'boolean') && [longestRun, least, most].every(Number.isSafeInteger)
}

function encode(length: number, width: number, set: (view: DataView, at: number, i: number) => void): string {
  const bytes = new Uint8Array(length * width)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < length; i++) set(view, i * width, i)
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

function decode(value: unknown, width: number, length: number, get: (view: DataView, at: number) => number): Float64Array | null {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length !== 4 * Math.ceil((length * width) / 3))
    return null
  const bytes = Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0))
  if (bytes.length !== length * width) return null
  const view = new DataView(bytes.buffer)
  const numbers = Float64Array.from({ length }, (_, i) => get(view, i * width))
  return numbers.every(Number.isFinite) ? numbers : null
}
