// Packs a table piece by piece, each a gzip member of its own (any gunzip reads them one after the other). So a piece that packs suspiciously well can be
// stored as it is: a restore refuses what unpacks to far more than its size, and nothing that people type may make a backup that can't be restored.
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** Tables of ids pack to a third. What claims to be more than a hundred times its size is made to fill a disk. */
export const largestRatio = 120
const ownLargestRatio = 100
const pack = promisify<Buffer, { level: number }, Buffer>(gzip)
// Measured on 50,000 people: level 6 takes three times as long for a sixth less.
const level = 2

export async function* packed(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isEmpty = true
  for await (const piece of pieces) {
    isEmpty = false
    const small = await pack(piece, { level })
    yield piece.length > ownLargestRatio * small.length ? await pack(piece, { level: 0 }) : small
  }
  if (isEmpty) yield await pack(Buffer.alloc(0), { level })
}
