// What writers were told, held against what the database has: nothing that was acknowledged is missing, and nothing is there twice.

/** What was written, and the word by which the effect is found again. */
export interface Entry {
  kind: 'person' | 'absence' | 'move' | 'import' | 'thanks' | 'commitment' | 'review' | 'submission' | 'lesson-answer' | 'step'
  word: string
}
export interface Found extends Entry {
  times: number
}

export class Ledger {
  /** Sent at least once. */
  readonly tried: Entry[] = []
  readonly acknowledged: Entry[] = []

  try(entry: Entry): void {
    this.tried.push(entry)
  }
  acknowledge(entry: Entry): void {
    this.acknowledged.push(entry)
  }

  /** Also a write that nobody was told about may be there once, never twice. */
  compare(found: readonly Found[]): { lost: Entry[]; doubled: Found[]; unknown: Found[] } {
    const nameOf = ({ kind, word }: Entry) => `${kind} ${word}`
    const times = new Map(found.map((entry) => [nameOf(entry), entry.times]))
    const known = new Set(this.tried.map(nameOf))
    return {
      lost: this.acknowledged.filter((entry) => !times.has(nameOf(entry))),
      doubled: found.filter((entry) => entry.times > 1),
      unknown: found.filter((entry) => !known.has(nameOf(entry))),
    }
  }
}
