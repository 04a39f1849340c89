import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { RecordReader } from './record-reader.ts'
import type { RawRecord } from './record-reader.ts'
import { tableLimits } from './table.ts'
import type { Separator } from './table.ts'
import { writeRow } from './write-rows.ts'

const separators: Separator[] = [',', ';', '\t', '|']
const anySeparator = fc.constantFrom(...separators)
const nasty = fc.constantFrom('"', '""', ',', ';', '\t', '|', '\n', '\r\n', ' ', 'ä', 'م', '😀', "'", '__proto__', '=1+1', 'a', '5" pipe')
const anyCell = fc.oneof(
  fc.string(),
  fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join('')),
)
const anyTable = fc
  .integer({ min: 1, max: 6 })
  .chain((width) => fc.array(fc.array(anyCell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))

function readIn(pieces: string[], separator: Separator, limits = tableLimits): RawRecord[] {
  const reader = new RecordReader(separator, limits, null)
  return pieces.flatMap((piece, index) => reader.read(piece, index === pieces.length - 1))
}
const cellsOf = (text: string, separator: Separator = ',') => readIn([text], separator).map((record) => record.cells)

test('any table survives writing and reading with any separator', () => {
  fc.assert(
    fc.property(anyTable, anySeparator, (rows, separator) => {
      const text = rows.map((row) => writeRow(row, { separator, guardsFormulas: false })).join('')
      const withoutNul = rows.map((row) => row.map((cell) => cell.replaceAll('\0', '')))
      assert.deepEqual(cellsOf(text, separator), withoutNul)
    }),
    { numRuns: 500 },
  )
})

test('where a text is cut into pieces changes nothing', () => {
  fc.assert(
    fc.property(anyTable, anySeparator, fc.array(fc.nat(200), { maxLength: 6 }), (rows, separator, cuts) => {
      const text = rows.map((row) => writeRow(row, { separator })).join('')
      const places = [...new Set(cuts.filter((cut) => cut < text.length))].sort((a, b) => a - b)
      const pieces = [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length))
      assert.deepEqual(readIn(pieces, separator), readIn([text], separator))
    }),
    { numRuns: 500 },
  )
})

test('arbitrary text, well formed or not, is read to its end in any pieces', () => {
  const anyText = fc.array(fc.oneof(nasty, fc.constantFrom('\r', 'x', '"x', 'x"')), { maxLength: 60 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(anyText, fc.nat(100), (text, cut) => {
      const whole = readIn([text], ',')
      assert.deepEqual(readIn([text.slice(0, cut), text.slice(cut)], ','), whole)
      const breaks = text.match(/\r\n|\r|\n/g)?.length ?? 0
      for (const { line } of whole) assert.ok(line >= 1 && line <= breaks + 1)
    }),
    { numRuns: 1000 },
  )
})

test('agrees with csv-parse on everything that is well formed', () => {
  fc.assert(
    fc.property(anyTable, anySeparator, (rows, separator) => {
      const text = rows.map((row) => writeRow(row, { separator })).join('')
      const expected: string[][] = parse(text, { delimiter: separator, record_delimiter: '\r\n' })
      assert.deepEqual(
        cellsOf(text, separator),
        expected.map((row) => row.map((cell) => cell.replaceAll('\0', ''))),
      )
    }),
    { numRuns: 300 },
  )
})

test('lines are those of the file, also after line breaks in quotes and with every kind of line end', () => {
  const lines = (text: string) => readIn([text], ',').map((record) => record.line)
  assert.deepEqual(lines('a,b\n"x\ny",2\nc,3\n'), [1, 2, 4])
  assert.deepEqual(lines('a,b\r\n"x\r\n\r\ny",2\r\nc,3'), [1, 2, 5])
  assert.deepEqual(lines('a\rb\rc'), [1, 2, 3])
  assert.deepEqual(lines('a\n\n\nb'), [1, 2, 3, 4])
})

const table: [what: string, text: string, rows: string[][], faults: string[]][] = [
  ['a nickname in quotes inside quotes stays', '"Anna "Annie" M",1\n', [['Anna "Annie" M', '1']], ['stray-quote']],
  ['a quote in an unquoted cell is a character', '5" pipe,1\n', [['5" pipe', '1']], []],
  ['spaces around a quoted cell are dropped', '  "a" , "b"\n', [['a', 'b']], []],
  [
    'a forgotten quote spoils its own line only',
    'a,"b\nc,d\n"e",f\n',
    [
      ['a', '"b'],
      ['c', 'd'],
      ['e', 'f'],
    ],
    ['unclosed-quote'],
  ],
  [
    'a forgotten quote in the last line',
    'a,b\nc,"d',
    [
      ['a', 'b'],
      ['c', '"d'],
    ],
    ['unclosed-quote'],
  ],
  [
    'a missing last line end',
    'a,b\nc,',
    [
      ['a', 'b'],
      ['c', ''],
    ],
    [],
  ],
  ['doubled quotes', '"a ""b"" c",""\n', [['a "b" c', '']], []],
  ['NUL characters go', 'a\0b,c\n', [['ab', 'c']], ['nul-character']],
  ['a character that could not be decoded is told', 'M\uFFFDller,c\n', [['M\uFFFDller', 'c']], ['unreadable-character']],
]
for (const [what, text, rows, faults] of table) {
  test(`reads: ${what}`, () => {
    const records = readIn([text], ',')
    assert.deepEqual(
      records.map((record) => record.cells),
      rows,
    )
    assert.deepEqual(
      records.flatMap((record) => record.faults ?? []).map((fault) => fault.code),
      faults,
    )
  })
}

test('a long cell is cut and told, a quote that stays open too long counts as forgotten', () => {
  const limits = { ...tableLimits, cell: 5, quoted: 12 }
  const [long] = readIn(['abcdefgh,1\n'], ',', limits)
  assert.deepEqual([long?.cells, long?.faults], [['abcde', '1'], [{ code: 'cell-too-long', column: 0 }]])
  const records = readIn(['"aaaa\nbbbb\ncccc\ndddd",1\n'], ',', limits)
  assert.deepEqual(
    records.map((record) => [record.line, record.cells[0]]),
    [
      [1, '"aaaa'],
      [2, 'bbbb'],
      [3, 'cccc'],
      [4, 'dddd"'],
    ],
  )
})

test('columns without a slot are never handed on, and a reader reduces a value before it leaves', () => {
  const slots = {
    count: 2,
    byColumn: [undefined, [{ slot: 1, read: undefined }], [{ slot: 0, read: (cell: string) => String(cell.length) }]],
  }
  const [record] = new RecordReader(',', tableLimits, slots).read('secret,name,"sa""lary",more\n', true)
  assert.deepEqual(record, { line: 1, cells: ['7', 'name'], width: 4, filledWidth: 4, faults: null })
})

test('text made to slow a reader down takes time in proportion to its length', () => {
  const hostile = ['""x,\n', 'x,"y""z\n', '"""\n', '"a\n', '"x" y\n', '"\n', ',"\n', '\r', '" "']
  for (const piece of hostile) {
    const start = process.cpuUsage()
    readIn(['a,b\n', piece.repeat(200_000 / piece.length)], ',')
    const { user } = process.cpuUsage(start)
    assert.ok(user < 2_000_000, `${JSON.stringify(piece)}: ${user} microseconds`)
  }
})
