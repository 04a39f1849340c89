// How often each term stands in each comment.
import type { Comment } from './comment.ts'
import type { SparseRows } from './sparse.ts'
import type { ReadTerms } from './terms.ts'

export interface TermCounts {
  /** In the order of their code units, so that the order of comments does not matter. */
  terms: readonly string[]
  /** comments x terms; values are counts, at least 1. */
  counts: SparseRows
  /** By term: in how many comments it stands. */
  documents: Uint32Array
}

/** Which terms are worth counting. */
export interface Limits {
  /** Fewest comments a term stands in. */
  leastDocuments: number
  /** Largest share of comments it may stand in, 0 to 1. */
  mostShare: number
  /** So many terms at most, those in most comments first; of equally many the first by code units. */
  mostTerms: number
}
export const everyTerm: Limits = { leastDocuments: 1, mostShare: 1, mostTerms: Infinity }

/** A column that grows. */
class Growing {
  private kept = new Uint32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.kept.length) {
      const larger = new Uint32Array(this.kept.length * 2)
      larger.set(this.kept)
      this.kept = larger
    }
    this.kept[this.length++] = value
  }

  take = (): Uint32Array => this.kept.slice(0, this.length)
  at = (place: number): number => this.kept[place]!
  add = (place: number): void => void this.kept[place]!++
}

/** @returns rows of `comments.length`; without comments or terms there are simply none */
export function countTerms(comments: readonly Comment[], read: ReadTerms, limits: Limits = everyTerm): TermCounts {
  const places = new Map<string, number>()
  const documents = new Growing()
  const rows = gather(comments, (comment, add) => {
    for (const term of read(comment)) {
      let place = places.get(term)
      if (place === undefined) {
        places.set(term, (place = places.size))
        documents.push(0)
      }
      if (add(place)) documents.add(place)
    }
  })
  const kept = chosen([...places], documents.take(), comments.length, limits)
  const newPlaces = new Int32Array(places.size).fill(-1)
  for (const [place, { old }] of kept.entries()) newPlaces[old] = place
  return {
    terms: kept.map(({ term }) => term),
    counts: arranged(rows, newPlaces, kept.length),
    documents: Uint32Array.from(kept, ({ old }) => documents.at(old)),
  }
}

/** Counts of terms that are known already; others are left out. */
export function countKnown(comments: readonly Comment[], read: ReadTerms, places: ReadonlyMap<string, number>): SparseRows {
  const rows = gather(comments, (comment, add) => {
    for (const term of read(comment)) {
      const place = places.get(term)
      if (place !== undefined) add(place)
    }
  })
  return arranged(rows, null, places.size)
}

interface Gathered {
  starts: Uint32Array
  places: Uint32Array
  counts: Uint32Array
}

/** @param visit calls `add` for each term; `add` says whether it is new to this comment */
function gather(comments: readonly Comment[], visit: (comment: Comment, add: (place: number) => boolean) => void): Gathered {
  const starts = new Uint32Array(comments.length + 1)
  const [places, counts] = [new Growing(), new Growing()]
  let here = new Map<number, number>()
  const add = (place: number): boolean => {
    const at = here.get(place)
    if (at !== undefined) {
      counts.add(at)
      return false
    }
    here.set(place, places.length)
    places.push(place)
    counts.push(1)
    return true
  }
  for (const [row, comment] of comments.entries()) {
    here = new Map()
    visit(comment, add)
    starts[row + 1] = places.length
  }
  return { starts, places: places.take(), counts: counts.take() }
}

interface Kept {
  term: string
  old: number
}

function chosen(terms: readonly [string, number][], documents: Uint32Array, rows: number, limits: Limits): Kept[] {
  const { leastDocuments, mostShare, mostTerms } = limits
  const most = mostShare >= 1 ? rows : mostShare * rows
  const byTerm = (a: Kept, b: Kept) => (a.term < b.term ? -1 : 1)
  const fitting = terms
    .map(([term, old]) => ({ term, old }))
    .filter(({ old }) => documents[old]! >= leastDocuments && documents[old]! <= most)
    .sort(byTerm)
  if (fitting.length <= mostTerms) return fitting
  // Sorting is stable: terms of equally many comments stay in their order.
  return fitting
    .sort((a, b) => documents[b.old]! - documents[a.old]!)
    .slice(0, mostTerms)
    .sort(byTerm)
}

/** @param newPlaces by old place; below 0: left out; null: as they are */
function arranged({ starts, places, counts }: Gathered, newPlaces: Int32Array | null, width: number): SparseRows {
  const rows = starts.length - 1
  const [columns, values, newStarts] = [new Growing(), new Growing(), new Uint32Array(rows + 1)]
  for (let row = 0; row < rows; row++) {
    const here: [number, number][] = []
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const place = newPlaces ? newPlaces[places[at]!]! : places[at]!
      if (place >= 0) here.push([place, counts[at]!])
    }
    here.sort((a, b) => a[0] - b[0])
    for (const [place, count] of here) {
      columns.push(place)
      values.push(count)
    }
    newStarts[row + 1] = columns.length
  }
  return { rows, width, starts: newStarts, columns: columns.take(), values: Float64Array.from(values.take()) }
}
