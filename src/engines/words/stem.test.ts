import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readStems } from '../../../test/data/text/read.ts'
import { stemEnglish } from './stem-english.ts'
import { stemGerman } from './stem-german.ts'

test('English stems are those that Snowball publishes', () => {
  const pairs = readStems('english')
  assert.ok(pairs.length > 500)
  for (const [word, stem] of pairs) assert.equal(stemEnglish(word), stem, word)
})

test('German stems are those that Snowball publishes', () => {
  const pairs = readStems('german')
  assert.ok(pairs.length > 400)
  for (const [word, stem] of pairs) assert.equal(stemGerman(word), stem, word)
})

test('words of one matter have one stem, words of another have not', () => {
  assert.equal(new Set(['refund', 'refunds', 'refunded', 'refunding'].map(stemEnglish)).size, 1)
  assert.notEqual(stemEnglish('international'), stemEnglish('internment'))
  assert.deepEqual(['dying', 'evening', 'hoping', 'hopping', "customer's"].map(stemEnglish), ['die', 'evening', 'hope', 'hop', 'custom'])
  assert.equal(new Set(['beschwerde', 'beschwerden'].map(stemGerman)).size, 1)
  assert.deepEqual(['bücher', 'buecher', 'quelle', 'strasse', 'straße'].map(stemGerman), ['buch', 'buch', 'quell', 'strass', 'strass'])
})

test('no words and other scripts come back as they are, and no stem is longer than its word but by one letter', () => {
  for (const stem of [stemEnglish, stemGerman]) {
    assert.equal(stem(''), '')
    assert.equal(stem('x'), 'x')
    assert.equal(stem('支払い'), '支払い')
    assert.equal(stem('12345'), '12345')
  }
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z']{0,30}$/), (word) => {
      assert.ok(stemEnglish(word).length <= word.length + 1)
      assert.ok(stemGerman(word).length <= word.length)
    }),
  )
  assert.ok(stemEnglish('s'.repeat(1e5)).length > 0)
})
