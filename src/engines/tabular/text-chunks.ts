import type { Encoding } from './table.ts'

// Some milliseconds of work, so that the event loop gets its turns.
const chunkBytes = 64 * 1024

/** Decodes piece by piece, so that the whole text never stands in memory beside its bytes. A byte order mark is dropped. */
export function* textChunks(bytes: Uint8Array, encoding: Encoding): Generator<{ text: string; doneBytes: number }, void, void> {
  const decoder = new TextDecoder(encoding)
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    const end = Math.min(start + chunkBytes, bytes.length)
    const text = decoder.decode(bytes.subarray(start, end), { stream: end < bytes.length })
    yield { text, doneBytes: end }
  }
}

/** The first characters of the file, for looking at its shape. */
export function firstText(bytes: Uint8Array, encoding: Encoding, maxBytes: number): { text: string; isWhole: boolean } {
  const isWhole = bytes.length <= maxBytes
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, maxBytes), { stream: !isWhole })
  return { text, isWhole }
}
