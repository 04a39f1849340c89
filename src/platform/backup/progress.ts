export interface Progress {
  table: string
  rows: number
  /** Tables that are done or under way, of all. */
  done: number
  of: number
}

const everyRows = 100_000

/** Tells how far a table is: now and then, and at its end. */
export class TableProgress {
  readonly #report: (rows: number) => void
  #next = everyRows

  constructor(table: string, done: number, of: number, onProgress: ((progress: Progress) => void) | undefined) {
    this.#report = (rows) => onProgress?.({ table, rows, done, of })
  }

  at(rows: number): void {
    if (rows < this.#next) return
    this.#next = rows + everyRows
    this.#report(rows)
  }

  end(rows: number): void {
    this.#report(rows)
  }
}
