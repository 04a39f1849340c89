import type { Encoding } from './table.ts'

// Some milliseconds of work, so that the event loop gets its turns.
const chunkBytes = 64 * 1024

/** Decodes piece by piece, so that the whole text never stands in memory beside its bytes. A byte order mark is dropped. */
export function* textChunks(bytes: Uint8Array, encoding: Encoding): Generator<{ text: string; doneBytes: number }, void, void> {
  const decoder = new TextDecoder(encoding)
  for (let start = 0; start < bytes.length;) {
    const end = lineEnd(bytes, start, Math.min(start + chunkBytes, bytes.length))
    const text = decoder.decode(bytes.subarray(start, end), { stream: end < bytes.length })
    yield { text, doneBytes: end }
    start = end
  }
}

/** Behind the last line feed, if there is one: so that hardly a piece ends within a record, which would have to be joined with the next. */
function lineEnd(bytes: Uint8Array, start: number, end: number): number {
  if (end === bytes.length) return end
  const last = bytes.subarray(start, end).lastIndexOf(10)
  return last === -1 ? end : start + last + 1
}

/** The first characters of the file, for looking at its shape. */
export function firstText(bytes: Uint8Array, encoding: Encoding, maxBytes: number): { text: string; isWhole: boolean } {
  const isWhole = bytes.length <= maxBytes
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, maxBytes), { stream: !isWhole })
  return { text, isWhole }
}
