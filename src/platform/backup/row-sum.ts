// What two tables must have in common to be the same: the number of rows and the sum, modulo 2^256, of each row's SHA-256. A sum, because the order
// of rows is nobody's promise, and sorting by text keys depends on the locale. It finds accidents; whoever forges an archive can also forge its sums.
import { hash } from 'node:crypto'
import { RowSplitter } from './rows.ts'

const limbs = 8
// 2^21 sums of 32 bits fit into a number; carry long before.
const carryEvery = 1_000_000

export class RowSum {
  rows = 0
  bytes = 0
  readonly #sum = new Float64Array(limbs)
  readonly #splitter: RowSplitter

  constructor(onRow?: (row: Buffer) => void) {
    this.#splitter = new RowSplitter((row) => {
      this.#addRow(row)
      onRow?.(row)
    })
  }

  add(chunk: Buffer): void {
    this.bytes += chunk.length
    this.#splitter.add(chunk)
  }

  /** 64 hex digits. */
  digest(): string {
    this.#splitter.end()
    this.#carry()
    return Array.from(this.#sum, (limb) => limb.toString(16).padStart(8, '0')).join('')
  }

  #addRow(row: Buffer): void {
    const digest = hash('sha256', row, 'buffer')
    for (let i = 0; i < limbs; i++) this.#sum[i]! += digest.readUInt32BE(i * 4)
    this.rows++
    if (this.rows % carryEvery === 0) this.#carry()
  }

  #carry(): void {
    let carry = 0
    for (let i = limbs - 1; i >= 0; i--) {
      const value = this.#sum[i]! + carry
      carry = Math.floor(value / 2 ** 32)
      this.#sum[i] = value - carry * 2 ** 32
    }
  }
}
