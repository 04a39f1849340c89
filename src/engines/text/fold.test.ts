import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold, foldedWords } from './fold.ts'

test('accents, case and special letters fold to plain ones', () => {
  const cases: [string, string][] = [
    ['Müller', 'muller'],
    ['Weiß', 'weiss'],
    ['Łukasz Źdźbło', 'lukasz zdzblo'],
    ['Kovač', 'kovac'],
    ['Ağaoğlu', 'agaoglu'],
    ['İstanbul', 'istanbul'],
    ['أحمد', 'احمد'],
    ['فاطمة', 'فاطمه'],
    ['مُحَمَّد', 'محمد'],
    ['Ａｄａ', 'ada'],
  ]
  for (const [given, expected] of cases) assert.equal(fold(given), expected)
})

test('words are distinct, bounded and free of punctuation', () => {
  assert.deepEqual(foldedWords("Jean-Luc O'Neill, jean"), ['jean', 'luc', 'o', 'neill'])
  assert.equal(foldedWords('a '.repeat(3) + Array.from({ length: 50 }, (_, i) => `w${i}`).join(' ')).length, 20)
  assert.equal(foldedWords('x'.repeat(500))[0]?.length, 40)
})
