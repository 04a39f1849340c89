// Groups of comments that use the same words. They suggest themes for a person to name and are never counted: on banking77 only about two in five
// messages lie in the group of their intent (bench/results/words.json; other programs: one in three), where the trained classifier is right nine times of ten.
import { type SparseRows, takeRows } from './sparse.ts'

export interface Clusters {
  /** By row: 0 to below k; -1 for rows without terms. */
  of: Int32Array
  /** Mean cosine between rows and the middle of their group, 0 to 1. */
  cohesion: number
  /** How many groups hold rows: k, or fewer where fewer rows differ. */
  groups: number
}

export interface ClusterOptions {
  /** How many groups, at least 1. */
  k: number
  /** The same numbers give the same groups. */
  random: () => number
  /** The most cohesive of so many starts. */
  starts?: number
}

const mostRounds = 100

/**
 * Spherical k-means: each row to the middle with the largest cosine, each middle to the direction of its rows' sum, until no row moves; the first middles by k-means++ with distance 1 - cosine.
 * Sources: I. S. Dhillon, D. S. Modha, Machine Learning 42 (2001) 143; D. Arthur, S. Vassilvitskii, SODA (2007) 1027.
 *
 * @param x rows of length 1 or empty, as `weigh` gives them
 * @returns null for k that is no whole number of at least 1
 */
export function cluster(x: SparseRows, { k, random, starts = 4 }: ClusterOptions): Clusters | null {
  if (!Number.isSafeInteger(k) || k < 1) return null
  const filled = Array.from({ length: x.rows }, (_, row) => row).filter((row) => x.starts[row + 1]! > x.starts[row]!)
  const of = new Int32Array(x.rows).fill(-1)
  if (filled.length === 0) return { of, cohesion: 0, groups: 0 }
  const rows = takeRows(x, filled)
  let best: Grouping | null = null
  for (let start = 0; start < starts; start++) {
    const grouping = grouped(rows, firstMiddles(rows, k, random))
    if (!best || grouping.cohesion > best.cohesion) best = grouping
  }
  const { names, groups } = inOrder(best!.of)
  for (const [at, row] of filled.entries()) of[row] = names[at]!
  return { of, cohesion: best!.cohesion, groups }
}

interface Grouping {
  of: Int32Array
  cohesion: number
}

/** Groups are named by size, of equal size by their first row. */
function inOrder(of: Int32Array): { names: Int32Array; groups: number } {
  const sizes = new Map<number, number>()
  for (const group of of) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const order = new Map([...sizes].toSorted((a, b) => b[1] - a[1]).map(([group], place) => [group, place]))
  return { names: of.map((group) => order.get(group)!), groups: sizes.size }
}

/** Middles are dense: group * width + column, so that a row meets each in as many steps as it has terms. */
interface Middles {
  k: number
  values: Float64Array
}

function firstMiddles(x: SparseRows, k: number, random: () => number): Middles {
  const distance = new Float64Array(x.rows).fill(1)
  const picked: number[] = []
  const middle = new Float64Array(x.width)
  while (picked.length < k) {
    const row = drawn(distance, random)
    if (row < 0) break
    picked.push(row)
    middle.fill(0)
    addRow(x, row, middle, 0)
    for (let other = 0; other < x.rows; other++) {
      // What is left of rounding would draw the same row again.
      const left = 1 - dot(x, other, middle, 0)
      distance[other] = Math.min(distance[other]!, left < 1e-12 ? 0 : left)
    }
  }
  const values = new Float64Array(picked.length * x.width)
  for (const [group, row] of picked.entries()) addRow(x, row, values, group * x.width)
  return { k: picked.length, values }
}

/** A place drawn in proportion to its weight; -1 where all are 0. */
function drawn(weights: Float64Array, random: () => number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!(total > 0)) return -1
  let left = random() * total
  let last = -1
  for (const [place, weight] of weights.entries()) {
    if (weight === 0) continue
    last = place
    left -= weight
    if (left < 0) break
  }
  return last
}

function grouped(x: SparseRows, middles: Middles): Grouping {
  const of = new Int32Array(x.rows).fill(-1)
  const near = new Float64Array(x.rows)
  for (let round = 0; round < mostRounds; round++) {
    let moved = 0
    for (let row = 0; row < x.rows; row++) {
      const group = nearest(x, row, middles, near)
      if (group !== of[row]) moved++
      of[row] = group
    }
    if (moved === 0) break
    renew(x, of, near, middles)
  }
  return { of, cohesion: near.reduce((sum, cosine) => sum + cosine, 0) / x.rows }
}

function nearest(x: SparseRows, row: number, { k, values }: Middles, near: Float64Array): number {
  let best = 0
  let largest = -1
  for (let group = 0; group < k; group++) {
    const cosine = dot(x, row, values, group * x.width)
    if (cosine > largest) {
      largest = cosine
      best = group
    }
  }
  near[row] = largest
  return best
}

/** A group that lost its rows starts again at the row that is farthest from its middle. */
function renew(x: SparseRows, of: Int32Array, near: Float64Array, { k, values }: Middles): void {
  values.fill(0)
  const sizes = new Uint32Array(k)
  for (const [row, group] of of.entries()) {
    addRow(x, row, values, group * x.width)
    sizes[group]!++
  }
  for (let group = 0; group < k; group++) {
    const from = group * x.width
    if (sizes[group] === 0) {
      const farthest = near.indexOf(near.reduce((least, cosine) => Math.min(least, cosine), Infinity))
      near[farthest] = Infinity
      addRow(x, farthest, values, from)
    }
    let square = 0
    for (let i = from; i < from + x.width; i++) square += values[i]! * values[i]!
    for (let i = from; i < from + x.width; i++) values[i]! /= Math.sqrt(square)
  }
}

function addRow({ starts, columns, values }: SparseRows, row: number, into: Float64Array, base: number): void {
  for (let at = starts[row]!; at < starts[row + 1]!; at++) into[base + columns[at]!]! += values[at]!
}

function dot({ starts, columns, values }: SparseRows, row: number, other: Float64Array, base: number): number {
  let sum = 0
  for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += values[at]! * other[base + columns[at]!]!
  return sum
}
