import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detectEncoding, refuseBinary } from './encoding.ts'
import type { Encoding } from './table.ts'

const german = 'Personalnummer;Nachname;Straße\r\n1;Müller;Größe\r\n2;Özdemir;Köln\r\n'
const arabic = 'الرقم الوظيفي,الاسم,القسم\r\n١,محمد الأحمد,المبيعات\r\n٢,فاطمة علي,الإدارة\r\n'

export function utf16(text: string, endian: 'le' | 'be', withMark: boolean): Buffer {
  const bytes = Buffer.from((withMark ? '\uFEFF' : '') + text, 'utf16le')
  return endian === 'le' ? bytes : bytes.swap16()
}
/** The letters that differ between Unicode and Windows-1256 in the text above, by the code page's table. */
function windows1256(text: string): Buffer {
  const decoder = new TextDecoder('windows-1256')
  const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte]))
  return Buffer.from(Array.from(text, (letter) => byteOf.get(letter) ?? 0x3f))
}

const table: [what: string, bytes: Buffer, encoding: Encoding, reason: string][] = [
  ['UTF-8 with a mark', Buffer.from('\uFEFF' + german), 'utf-8', 'byte-order-mark'],
  ['UTF-8 without a mark', Buffer.from(german), 'utf-8', 'valid-utf-8'],
  ['plain ASCII', Buffer.from('a,b\n1,2\n'), 'utf-8', 'valid-utf-8'],
  ['UTF-16 little endian with a mark', utf16(german, 'le', true), 'utf-16le', 'byte-order-mark'],
  ['UTF-16 big endian with a mark', utf16(german, 'be', true), 'utf-16be', 'byte-order-mark'],
  ['UTF-16 little endian without a mark', utf16(german, 'le', false), 'utf-16le', 'zero-bytes'],
  ['UTF-16 big endian without a mark', utf16(german, 'be', false), 'utf-16be', 'zero-bytes'],
  ['Arabic in UTF-16 without a mark', utf16(arabic, 'le', false), 'utf-16le', 'zero-bytes'],
  ['Windows-1252', Buffer.from(german, 'latin1'), 'windows-1252', 'not-utf-8'],
  ['Windows-1256', windows1256(arabic), 'windows-1256', 'arabic-letters'],
  ['UTF-8 with a stray NUL', Buffer.from('name,unit\nAn\0na,Sales\n'), 'utf-8', 'valid-utf-8'],
]
for (const [what, bytes, encoding, reason] of table) {
  test(`recognises ${what}`, () => {
    assert.deepEqual(detectEncoding(bytes), { encoding, reason })
    assert.equal(refuseBinary(bytes, encoding), null)
  })
}

test('a workbook or another binary file is refused by its content, whatever its name', () => {
  const refusal = (bytes: Buffer) => refuseBinary(bytes, detectEncoding(bytes).encoding)?.code
  assert.equal(refusal(Buffer.from('PK\x03\x04rest')), 'file-is-workbook')
  assert.equal(refusal(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1])), 'file-is-workbook')
  assert.equal(refusal(Buffer.from('%PDF-1.7')), 'file-is-binary')
  assert.equal(refusal(Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7) % 32))), 'file-is-binary')
})
