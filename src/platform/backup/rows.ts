// Cuts a stream of bytes into rows of COPY's text format: one line each, the newline left out.
import { BackupError } from './error.ts'

/** No row that Attune writes comes near; a line beyond it is an attack or a fault. */
export const longestRowBytes = 64 * 1024 * 1024
const newline = 10

export class RowSplitter {
  readonly #onRow: (row: Buffer) => void
  #rest: Buffer[] = []
  #restBytes = 0

  /** `onRow` gets a view that is good only until it returns. */
  constructor(onRow: (row: Buffer) => void) {
    this.#onRow = onRow
  }

  add(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const part = chunk.subarray(start, end)
      this.#onRow(this.#restBytes === 0 ? part : this.#takeRest(part))
      start = end + 1
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start))
  }

  /** Throws where the last row lacks its end. */
  end(): void {
    if (this.#restBytes > 0) throw new BackupError('A table ends in the middle of a row.', 'Take another copy of the archive.')
  }

  #keep(part: Buffer): void {
    this.#restBytes += part.length
    if (this.#restBytes > longestRowBytes) throw new BackupError('A table holds a row of more than 64 MB.', 'Shorten what that row holds.')
    // A copy: the chunk may be used again for what comes next.
    this.#rest.push(Buffer.from(part))
  }

  #takeRest(last: Buffer): Buffer {
    const row = Buffer.concat([...this.#rest, last])
    this.#rest = []
    this.#restBytes = 0
    return row
  }
}
