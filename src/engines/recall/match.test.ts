import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAccepted, recallOf } from './match.ts'

test('short answers forgive case, accents, spaces and a slip for each six letters', () => {
  const table: [string, string, boolean][] = [
    ['Apologise', 'apologise', true],
    ['apologize', 'apologise', true],
    ['aplogise', 'apologise', true],
    ['apolgize', 'apologise', false],
    ['own', 'owl', false],
    ['to the end', 'to  the end.', true],
    ['lost-and-found', 'lost and found', true],
    ["don't know", 'dont know', true],
    ['Rückruf', 'ruckruf', true],
    ['Rueckruf', 'Rückruf', true],
    ['Strasse', 'Straße', true],
    ['RÜCKGABERECHT', 'Rückgaberecht', true],
    ['Rückgaberehct', 'Rückgaberecht', true],
    ['الاعتذار', 'اعتذار', true],
    ['إعتذار', 'اعتذار', true],
    ['اعتذارٌ', 'اعتذار', true],
    ['14 days', '13 days', false],
    ['١٤ يوما', '14 يوما', true],
    ['24 hours', '24 hour', true],
    ['', 'x', false],
    ['  .. ', 'x', false],
  ]
  for (const [said, known, isRight] of table) assert.equal(isAccepted(said, [known]), isRight, `${said} / ${known}`)
  assert.ok(isAccepted('sorry', ['apologise', 'say sorry', 'sorry']))
  assert.equal(isAccepted('sorry', []), false)
})

const mantra = 'We keep every promise, to customers and to each other.'
test('a mantra from memory: case, slips and order do not count, missing words do', () => {
  assert.deepEqual({ ...recallOf(mantra.toUpperCase(), mantra), words: [] }, { share: 1, isRight: true, words: [], isReordered: false })
  assert.ok(recallOf('we keep every promis to custmers and each other', mantra).isRight)
  const turned = recallOf('To each other and to customers we keep every promise', mantra)
  assert.deepEqual([turned.isRight, turned.isReordered], [true, true])
  const half = recallOf('we keep every promise', mantra)
  assert.deepEqual(
    [half.isRight, half.words.filter(({ isThere }) => !isThere).map(({ text }) => text)],
    [false, ['to', 'customers', 'and', 'to', 'each', 'other.']],
  )
  assert.ok(!recallOf('', mantra).isRight)
  assert.ok(!recallOf(`${mantra} ${'and other words of all kinds that were found somewhere else '.repeat(3)}`, mantra).isRight)
})

test('in German and Arabic too', () => {
  const german = 'Wir halten, was wir versprechen: Kundinnen, Kunden und einander.'
  assert.ok(recallOf('wir halten was wir versprechen kundinen kunden und einander', german).isRight)
  assert.ok(recallOf('Wir halten Versprechen', german).share < 0.6)
  const arabic = 'نفي بكل وعد، لعملائنا ولبعضنا.'
  assert.ok(recallOf('نَفِي بِكُلِّ وَعْدٍ لعملائنا ولبعضنا', arabic).isRight)
  assert.ok(recallOf('لعملائنا ولبعضنا نفي بكل وعد', arabic).isRight)
  assert.ok(!recallOf('نفي بكل وعد', arabic).isRight)
})

test('a word that stands twice is to be said twice', () => {
  assert.equal(recallOf('to customers', 'to customers, to colleagues').words.filter(({ isThere }) => isThere).length, 2)
})
