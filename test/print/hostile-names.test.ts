// Names come from files that anybody may have edited. Whatever stands in one is printed, never run, and never hurts the badge beside it.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import fc from 'fast-check'
import { closePrinter, printPdf } from '#platform/print/print.ts'
import { printable } from '#platform/print/printable.ts'
import { readPdf, squeezed } from './read-pdf.ts'
import { badgesFor, printedAt } from './samples.ts'

after(closePrinter)

const options = { language: 'en', printedAt } as const
const hostile = [
  '#panic("x")',
  '#read("/etc/passwd")',
  '"] #eval("1+1")',
  '*bold* _it_ $x^2$ `raw`',
  '= Head',
  '@label <label>',
  '\\u{41} \\ \\#',
  '// comment /* more */',
  '{{date}} {{name}}',
  '${7*7} <%= 1 %>',
  '</text><script>alert(1)</script>',
  '__proto__',
  'constructor',
  'https://evil.example',
  '--- -- ... -?',
  '=cmd|calc',
]

test('a name that is Typst source does run when it is pasted into source, so the names below are the right ones', () => {
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname })
  assert.equal(compiler.compile({ mainFileContent: `Hello ${hostile[0]}` }).hasError(), true)
  assert.equal(compiler.compile({ mainFileContent: '#sys.inputs.name', inputs: { name: hostile[0]! } }).hasError(), false)
})

test('names that look like code are printed letter by letter', async () => {
  const pdf = readPdf(await printPdf('badge-sheet', badgesFor(hostile), options))
  assert.equal(pdf.pages.length, 2)
  for (const name of hostile) assert.ok(pdf.text.includes(squeezed(name)), name)
})

test('characters that cannot be seen neither print nor turn the line', () => {
  assert.equal(printable('Ann\u0000a\u202Eevil\u202C \u2066x\u2069\r\nBcc: y'), 'Ann aevil x Bcc: y')
  assert.equal(printable('a\uD800b'), 'a\uFFFDb')
  assert.equal(printable('Ko\u0076ac\u030C'), 'Kovač')
  assert.equal(printable('می\u200Cخواهم'), 'می\u200Cخواهم')
  assert.equal(printable('👩‍👩‍👧'.repeat(10), 4), '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧…')
})

test('a name written from the right keeps its letters beside Latin ones', async () => {
  const { text } = readPdf(await printPdf('badge-sheet', badgesFor(['\u202Eollaid anima', 'Amina \u200Fסמיר Diallo']), options))
  assert.ok(text.includes('ollaidanima'))
  assert.ok(text.includes('Amina') && text.includes('Diallo'))
})

test('500 names of random letters print, one badge each', async (t) => {
  const names = fc.sample(
    fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 })),
    { numRuns: 500, seed: 7 },
  )
  const pdf = readPdf(await printPdf('badge-sheet', badgesFor(names), options))
  assert.equal(pdf.pages.length, 50)
  t.diagnostic(`${names.length} random names, ${pdf.fonts.length} fonts`)
})

test('the longest of everything still prints on one sheet, and so does nothing at all', async () => {
  const long = 'Ä'.repeat(9000)
  const card = {
    name: long,
    unit: long,
    site: long,
    issuedBy: long,
    address: `${'a-b.'.repeat(120)}example`,
    qr: 'x'.repeat(500),
    code: 'ABCD'.repeat(6),
    until: printedAt,
  }
  const organisation = { name: long, mantra: long }
  const prints = [
    printPdf('badge-sheet', { organisation, ground: 'paper', badges: [card] }, options),
    printPdf('pin-slips', { organisation, slips: [{ ...card, pin: '123456789012' }] }, options),
    printPdf('invitation-cards', { organisation, cards: [card] }, options),
    printPdf(
      'reset-cards',
      { organisation: { name: '', mantra: '' }, cards: [{ ...card, name: '', unit: '', site: undefined, issuedBy: undefined }] },
      options,
    ),
    printPdf('badge-sheet', { organisation: { name: '', mantra: {} }, badges: [{ name: '', qr: 'x' }] }, { ...options, language: 'ar' }),
  ]
  for (const pdf of await Promise.all(prints)) assert.equal(readPdf(pdf).pages.length, 1)
})
