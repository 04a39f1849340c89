import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeTable } from './decode-table.ts'
import type { DecodeOptions } from './decode-table.ts'
import { readHead } from './read-head.ts'
import type { Separator } from './table.ts'
import { writeRow } from './write-rows.ts'

const bytesOf = (text: string) => Buffer.from(text)
async function tableOf(text: string, options: DecodeOptions = {}) {
  const { table, refusal } = await decodeTable(bytesOf(text), options)
  assert.equal(refusal, null)
  assert.ok(table)
  return table
}
const linesOf = (table: { rows: { line: number; cells: string[] }[] }) => table.rows.map((row) => [row.line, ...row.cells])

const separatorCases: [what: string, text: string, separator: Separator, reason: string][] = [
  ['commas', 'a,b,c\n1,2,3\n', ',', 'column-counts'],
  ['semicolons beside decimal commas', 'name;hours;rate\nA;1,5;2,5\nB;2,5;3,5\n', ';', 'column-counts'],
  ['tabs beside "Last, First"', 'Name\tUnit\tSite\nA, B\tX\tY\nC, D\tX\tY\n', '\t', 'column-counts'],
  ['pipes', 'a|b|c\n1|2|3\n', '|', 'column-counts'],
  ['separators inside quotes do not count', 'a;b\n"1,2,3";x\n"4,5,6";y\n', ';', 'column-counts'],
  ['one column', 'E-mail\na@b.de\nc@d.de\n', ',', 'single-column'],
  ['a sep= line', 'sep=;\na,x;b\n1,x;2\n', ';', 'sep-line'],
  ['a ragged row among many', 'a;b;c;d\n1;2;3;4\n1;2;3\n1;2;3;4\n1;2;3;4\n', ';', 'column-counts'],
]
for (const [what, text, separator, reason] of separatorCases) {
  test(`finds the separator: ${what}`, () => {
    const { head } = readHead(bytesOf(text))
    assert.deepEqual([head?.format.separator, head?.format.separatorReason], [separator, reason])
  })
}

test('the header is found below title lines and blank rows, and rows keep their physical lines', async () => {
  const table = await tableOf('Employee report;;\nAs of;01.02.2024;\n\nName;Unit;Start\nA;X;01.01.2020\n;;\nB;Y;02.01.2020\n\n\n')
  assert.deepEqual(table.headers, ['Name', 'Unit', 'Start'])
  assert.equal(table.format.headerLine, 4)
  assert.deepEqual(linesOf(table), [
    [5, 'A', 'X', '01.01.2020'],
    [7, 'B', 'Y', '02.01.2020'],
  ])
  assert.deepEqual(table.problems, [{ code: 'blank-row', severity: 'warning', line: 6, column: null, values: { count: 1 } }])
})

test('a header of known names wins over a title that is as wide', async () => {
  const isKnownHeader = (name: string) => ['name', 'unit', 'start'].includes(name.toLowerCase())
  const table = await tableOf('Acme;Report;All\nName;Unit;Start\nA;X;2020\n', { isKnownHeader })
  assert.deepEqual([table.format.headerLine, table.format.headerReason], [2, 'known-names'])
})

test('a row of values with a known word or two is no header', async () => {
  const isKnownHeader = (name: string) => ['office', 'manager'].includes(name.toLowerCase())
  const table = await tableOf('Matricule,Nom,Service,Fonction\nA1,Zoe,Office,Manager\nA2,Ann,Quay,Agent\n', { isKnownHeader })
  assert.deepEqual([table.format.headerLine, table.format.headerReason], [1, 'names-above-values'])
})

test('a sep= line is line 1 and no row', async () => {
  assert.deepEqual(linesOf(await tableOf('sep=;\r\nName;Unit\r\nA;X\r\n')), [[3, 'A', 'X']])
  assert.deepEqual(linesOf(await tableOf('sep=;\r\nName;Unit\r\nA;X\r\n', { separator: ';', keep: [{ column: 1 }] })), [[3, 'X']])
})

test('a file that starts with values gets numbered columns and says so', async () => {
  const table = await tableOf('1;a@x.de;X\n2;b@x.de;Y\n')
  assert.deepEqual(table.headers, ['Column 1', 'Column 2', 'Column 3'])
  assert.deepEqual(
    table.problems.map((problem) => problem.code),
    ['no-header'],
  )
  assert.equal(table.rows.length, 2)
})

test('duplicate and blank header names are made distinct and told', async () => {
  const table = await tableOf('Name,Name,,Name (2),name\na,b,c,d,e\n')
  assert.deepEqual(table.headers, ['Name', 'Name (2)', 'Column 3', 'Name (2) (2)', 'name (3)'])
  assert.deepEqual(
    table.problems.map(({ code, column, values }) => [code, column, values['first']]),
    [
      ['duplicate-header', 1, 1],
      ['duplicate-header', 4, 1],
    ],
  )
})

test('ragged rows are told with their physical line, further empty cells are not', async () => {
  const table = await tableOf('a,b,c\n1,"x\ny",3\n1,2\n1,2,3,4\n1,2,3,,\n')
  assert.deepEqual(
    table.problems.map(({ code, line, values }) => [code, line, values]),
    [
      ['row-too-short', 4, { cells: 2, expected: 3 }],
      ['row-too-long', 5, { cells: 4, expected: 3 }],
    ],
  )
  assert.deepEqual(
    table.rows.map((row) => [row.line, row.isBroken]),
    [
      [2, false],
      [4, true],
      [5, true],
      [6, false],
    ],
  )
})

test('a forgotten quote is one error on its line', async () => {
  const table = await tableOf('a,b\n1,"x\n2,y\n3,z\n')
  assert.deepEqual(
    table.problems.map(({ code, line }) => [code, line]),
    [['unclosed-quote', 2]],
  )
  assert.deepEqual(linesOf(table).slice(1), [
    [3, '2', 'y'],
    [4, '3', 'z'],
  ])
})

test('every bound is a refusal that names it', async () => {
  const refusalOf = async (text: string, options: DecodeOptions = {}) => (await decodeTable(bytesOf(text), options)).refusal
  assert.deepEqual(await refusalOf(''), { code: 'file-empty', values: {} })
  assert.deepEqual(await refusalOf(' \n\n'), { code: 'file-empty', values: {} })
  assert.deepEqual(await refusalOf('a,b\n'), { code: 'no-rows', values: {} })
  assert.deepEqual(await refusalOf('a,b\n1,2\n', { limits: { bytes: 7 } }), { code: 'file-too-large', values: { bytes: 8, limit: 7 } })
  assert.deepEqual(await refusalOf('a,b\n1,2\n3,4\n', { limits: { rows: 1 } }), { code: 'too-many-rows', values: { limit: 1 } })
  assert.deepEqual(await refusalOf('a,b,c\n1,2,3\n', { limits: { columns: 2 } }), {
    code: 'too-many-columns',
    values: { columns: 3, limit: 2 },
  })
  assert.deepEqual(await refusalOf('a,b\n\n\n\n\n\n\n\n', { limits: { rows: 1 } }), { code: 'too-many-rows', values: { limit: 1 } })
  assert.equal((await refusalOf('x'.repeat(300_000)))?.code, 'line-too-long')
  assert.equal((await refusalOf(`a,b\n${'x'.repeat(3_000_000)}`))?.code, 'line-too-long')
})

test('progress counts bytes up to the end and the event loop has turns in between', async () => {
  const bytes = bytesOf(`a,b\n${'1,2\n'.repeat(200_000)}`)
  const done: number[] = []
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  await decodeTable(bytes, {}, (bytesDone) => done.push(bytesDone))
  clearInterval(timer)
  assert.equal(done.at(-1), bytes.length)
  assert.ok(done.length > 2 && turns > 0)
})

test('an export puts an apostrophe before what a spreadsheet would run', async () => {
  const cells = ['=1+1', '+49 221', '-5', '@name', 'plain', "O'Neill"]
  const text = writeRow(['a', 'b', 'c', 'd', 'e', 'f']) + writeRow(cells)
  const [row] = (await tableOf(text, { headerLine: 1 })).rows
  assert.deepEqual(row?.cells, ["'=1+1", "'+49 221", "'-5", "'@name", 'plain', "O'Neill"])
})
