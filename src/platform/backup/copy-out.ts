// COPY ... TO STDOUT as a stream. pg has no COPY of its own; it hands the messages to whoever submitted the query. The rows are never all in memory:
// while the reader is slower than the server, the socket is not read.
import { Readable } from 'node:stream'
import type pg from 'pg'

interface Wire {
  query(text: string): void
  stream: { pause(): void; resume(): void }
}

const chunkBytes = 128 * 1024

/** One at a time. Statements before COPY in the same text are allowed. */
export class CopyOut extends Readable implements pg.Submittable {
  readonly #text: string
  #wire: Wire | undefined
  #chunk = Buffer.allocUnsafe(chunkBytes)
  #used = 0

  constructor(text: string) {
    super({ highWaterMark: 4 * chunkBytes })
    this.#text = text
  }

  submit = (connection: unknown): void => {
    this.#wire = connection as Wire
    this.#wire.query(this.#text)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.destroyed) return
    // The parser uses its buffer again: copy now.
    for (let at = 0; at < chunk.length;) {
      const copied = chunk.copy(this.#chunk, this.#used, at)
      at += copied
      this.#used += copied
      if (this.#used === chunkBytes) this.#flush()
    }
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleEmptyQuery(): void {}

  handleError(error: Error): void {
    this.destroy(error)
  }

  handleReadyForQuery(): void {
    if (this.destroyed) return
    this.#flush()
    this.push(null)
  }

  override _read(): void {
    this.#wire?.stream.resume()
  }

  // A reader that gives up leaves the rest to be read and dropped, so that the client stays usable.
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#wire?.stream.resume()
    callback(error)
  }

  #flush(): void {
    if (this.#used === 0) return
    const isWelcome = this.push(this.#chunk.subarray(0, this.#used))
    this.#chunk = Buffer.allocUnsafe(chunkBytes)
    this.#used = 0
    if (!isWelcome) this.#wire?.stream.pause()
  }
}
