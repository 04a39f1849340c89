// Which encoding a text file has. HR exports come as UTF-8, as UTF-16 ("Unicode text"), or in the code page of a Windows machine.
import { isUtf8 } from 'node:buffer'
import type { Encoding, EncodingReason, Refusal } from './table.ts'

const sampleBytes = 64 * 1024

export interface EncodingFound {
  encoding: Encoding
  reason: EncodingReason
}

/**
 * Order: byte order mark, zero bytes in every other place, valid UTF-8, else a Windows code page: 1256 where the letters look Arabic, 1252 otherwise.
 * @param bytes the whole file; only validation as UTF-8 reads all of it
 */
export function detectEncoding(bytes: Uint8Array): EncodingFound {
  const marked = byteOrderMark(bytes)
  if (marked) return { encoding: marked, reason: 'byte-order-mark' }
  const wide = zeroPattern(bytes)
  if (wide) return { encoding: wide, reason: 'zero-bytes' }
  if (isUtf8(bytes)) return { encoding: 'utf-8', reason: 'valid-utf-8' }
  return looksArabic(bytes) ? { encoding: 'windows-1256', reason: 'arabic-letters' } : { encoding: 'windows-1252', reason: 'not-utf-8' }
}

function byteOrderMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: separators, digits and line ends leave zeros on one side only. Arabic text still has about one in eight. */
function zeroPattern(bytes: Uint8Array): Encoding | null {
  const pairs = Math.min(bytes.length, sampleBytes) >> 1
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++
    if (bytes[2 * i + 1] === 0) odd++
  }
  const enough = Math.max(2, pairs / 12)
  if (odd >= enough && even * 10 <= odd) return 'utf-16le'
  if (even >= enough && odd * 10 <= even) return 'utf-16be'
  return null
}

/** In Windows-1256 words are runs of high bytes and one in eight is alef (0xC7); in western text high bytes stand alone. */
function looksArabic(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, sampleBytes * 16)
  let high = 0
  let alef = 0
  let inRuns = 0
  let run = 0
  for (let i = 0; i <= end; i++) {
    const byte = i < end ? bytes[i]! : 0
    if (byte >= 0xc0) {
      high++
      run++
      if (byte === 0xc7) alef++
    } else {
      if (run >= 3) inRuns += run
      run = 0
    }
  }
  return high >= 8 && inRuns * 2 > high && alef * 20 >= high
}

/** A workbook, a PDF or another binary file under a name that ends in .csv. */
export function refuseBinary(bytes: Uint8Array, encoding: Encoding): Refusal | null {
  const starts = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0)) return { code: 'file-is-workbook', values: {} }
  if (starts(0x25, 0x50, 0x44, 0x46) || starts(0x1f, 0x8b) || starts(0x89, 0x50, 0x4e, 0x47)) return { code: 'file-is-binary', values: {} }
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return null
  const end = Math.min(bytes.length, sampleBytes)
  let control = 0
  for (let i = 0; i < end; i++) {
    const byte = bytes[i]!
    if (byte < 9 || (byte > 13 && byte < 32)) control++
  }
  return control * 10 > end ? { code: 'file-is-binary', values: {} } : null
}
