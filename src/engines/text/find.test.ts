import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeness, editDistance, makeFinder, readAmount } from './find.ts'

const finder = makeFinder([
  {
    id: 'broken',
    phrases: [
      'Parcel arrived broken',
      'damaged smashed cracked',
      'Paket kam beschädigt an',
      'kaputt defekt zerbrochen',
      'وصل الطرد مكسورًا',
      'تالف متضرر',
    ],
  },
  { id: 'late', phrases: ['Parcel is late', 'delayed waiting', 'Paket kommt zu spät', 'verspätet Lieferverzug', 'الطرد متأخر', 'تأخير'] },
  { id: 'lost', phrases: ['Parcel is lost', 'missing never came', 'Paket ist verloren', 'verschwunden weg', 'الطرد ضائع', 'مفقود'] },
  {
    id: 'shipping',
    phrases: ['refund the shipping', 'postage delivery fee', 'den Versand erstatten', 'Versandkosten Porto', 'رد رسوم الشحن'],
  },
])
const best = (text: string) => finder.find(text)[0]?.id

test('typing errors, accents, endings and compounds are forgiven, in three languages', () => {
  const table: [string, string][] = [
    ['broken', 'broken'],
    ['brokne parcel', 'broken'],
    ['parcl damagd', 'broken'],
    ['beschadigt', 'broken'],
    ['BESCHÄDIGTES Paket', 'broken'],
    ['kaput', 'broken'],
    ['verspatung', 'late'],
    ['zu spät', 'late'],
    ['Versand', 'shipping'],
    ['versandkosten', 'shipping'],
    ['postge', 'shipping'],
    ['مكسور', 'broken'],
    ['الطرد مكسور', 'broken'],
    ['متاخر', 'late'],
    ['والتأخير', 'late'],
    ['مفقودة', 'lost'],
    ['it never came', 'lost'],
  ]
  for (const [typed, id] of table) assert.equal(best(typed), id, typed)
})

test('what nothing explains finds nothing', () => {
  for (const typed of ['', '   ', 'zebra', 'may i', '18', 'invoice to another company', 'xqzt qwrt'])
    assert.deepEqual(finder.find(typed), [], typed)
})

test('a swapped pair is one error; far words cost no more than the limit', () => {
  assert.equal(editDistance('brokne', 'broken', 2), 1)
  assert.equal(editDistance('kitten', 'sitting', 3), 3)
  assert.equal(editDistance('abc', 'xyz', 1), 2)
  assert.equal(closeness('tea', 'ten'), 0)
})

test('amounts are read as people write them', () => {
  const table: [string, number, string | null][] = [
    ['refund 18 EUR', 18, 'EUR'],
    ['€18,50', 18.5, 'EUR'],
    ['1.250,50 €', 1250.5, 'EUR'],
    ['£1,250', 1250, 'GBP'],
    ['١٨ يورو', 18, 'EUR'],
    ['٢٤٠٫٥ درهم', 240.5, 'AED'],
    ['2 lamps, 40 euro', 40, 'EUR'],
    ['3 days', 3, null],
  ]
  for (const [typed, value, currency] of table) assert.deepEqual(readAmount(typed), { value, currency }, typed)
  assert.equal(readAmount('no number'), null)
})

test('300 things of 30 words are searched within the blink of a key', () => {
  const many = Array.from({ length: 300 }, (_, i) => ({
    id: `${i}`,
    phrases: [Array.from({ length: 30 }, (_, k) => `word${i}x${k}`).join(' ')],
  }))
  const large = makeFinder(many)
  const started = performance.now()
  for (const typed of ['wrod17x3 brokne', 'word299x29 late']) large.find(typed)
  assert.ok((performance.now() - started) / 2 < 60, `${(performance.now() - started) / 2} ms`)
})
