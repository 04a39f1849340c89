import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readTerms, singleWords, spellings, usualReading } from './terms.ts'
import { tokens } from './tokens.ts'

test('words are letters and digits of any script, without signs and pictures', () => {
  assert.deepEqual(tokens("I’ve paid £12.50 — it didn't arrive!"), ["i've", 'paid', '12', '50', 'it', "didn't", 'arrive'])
  assert.deepEqual(tokens('Die GRÖSSE stimmt nicht: Ra\u00adbatt'), ['die', 'grösse', 'stimmt', 'nicht', 'rabatt'])
  assert.deepEqual(tokens('لم تصل البطاقة، شكرا'), ['لم', 'تصل', 'البطاقة', 'شكرا'])
  assert.deepEqual(tokens('ｆｕｌｌ ﬁne'), ['full', 'fine'])
  for (const empty of ['', '   ', '👍👍🏽', '!!! …', '\u0000\ud800']) assert.deepEqual(tokens(empty), [])
})

test('scripts that put nothing between words are taken apart by dictionary', () => {
  assert.deepEqual(tokens('我的银行卡没有到'), ['我的', '银行', '卡', '没有', '到'])
  assert.ok(tokens('カードが届きません').includes('カード'))
  assert.deepEqual(tokens('บัตรของฉันหาย'), ['บัตร', 'ของ', 'ฉัน', 'หาย'])
  assert.ok(tokens('Visa カード 2024').includes('visa'))
})

test('a huge text is read in a breath and a huge word is cut', () => {
  assert.equal(tokens('parcel '.repeat(200_000)).length, 200_000)
  assert.deepEqual(tokens('x'.repeat(1e6)), ['x'.repeat(40)])
})

test('each language has its stems and its stop words; others are only folded', () => {
  const read = readTerms(singleWords)
  assert.deepEqual(read({ text: 'The parcels were not delivered', language: 'en-GB' }), ['parcel', 'not', 'deliv'])
  assert.deepEqual(read({ text: 'Die Bücher wurden nicht für uns geliefert', language: 'de' }), ['buch', 'nicht', 'geliefert'])
  assert.deepEqual(read({ text: 'لم تصل إلى البطاقة', language: 'ar' }), ['لم', 'تصل', 'البطاقه'])
  assert.deepEqual(read({ text: 'Les colis étaient là', language: 'fr' }), ['les', 'colis', 'etaient', 'la'])
  assert.deepEqual(read({ text: 'colis', language: 'not a tag' }), ['colis'])
})

test('runs of words and of letters are terms of their own', () => {
  const text = { text: 'card not here', language: 'fr' }
  assert.deepEqual(readTerms({ ...usualReading, longestRun: 2, letters: null })(text), ['card', 'not', 'here', 'card not', 'not here'])
  const letters = readTerms({ ...usualReading, longestRun: 1, letters: { least: 3, most: 4 } })
  assert.deepEqual(letters({ text: 'pin', language: 'fr' }), ['pin', '~_pi', '~pin', '~in_', '~_pin', '~pin_'])
})

test('a stem is shown as most people wrote it', () => {
  const texts = ['Delivery late', 'delivery again', 'delivered', 'the Größe', 'grösse']
  const found = spellings(
    texts.map((text) => ({ text, language: 'en' })),
    singleWords,
  )
  assert.equal(found.get('deliveri'), 'delivery')
  assert.equal(found.get('deliv'), 'delivered')
  assert.equal(found.get('gross'), 'größe')
  assert.equal(found.has('the'), false)
  assert.equal(spellings([], singleWords).size, 0)
})

test('a text read twice over holds the words of the two, whatever it is', () => {
  const read = readTerms(singleWords)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('en', 'de', 'ar', 'zh'), (text, language) => {
      const once = read({ text, language })
      assert.deepEqual(read({ text: `${text}\n\n${text}`, language }), [...once, ...once])
      assert.ok(tokens(text).every((word) => word.length > 0 && word.length <= 40))
    }),
  )
})
