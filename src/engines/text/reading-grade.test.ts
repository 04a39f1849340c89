import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishSyllables, germanSyllables, readingGrade } from './reading-grade.ts'

const near = (actual: number | undefined, expected: number) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 0.005, `${actual} is not ${expected}`)

test('English syllables are counted as they are spoken', () => {
  const table: Record<number, string> = {
    1: 'the through asked makes name friend queue call your don’t time please one looked knows where side box',
    2: 'being table didn’t noted sentence passage taken faces parcel promise careful sometimes something quiet reason orders going answer someone people filler lately little creature doing isn’t until any',
    3: 'customer example important however media tomorrow already piano recognise reliant',
    4: 'situation responsible understanding supermarket',
  }
  for (const [count, words] of Object.entries(table))
    for (const word of words.split(' ')) assert.equal(englishSyllables(word), Number(count), word)
})

test('German syllables are counted as they are spoken', () => {
  const table: Record<number, string> = {
    1: 'du und Geld nichts quer Haus wie Bäum',
    2: 'neue bauen Feier Leute Häuser Termin Paket Theke',
    3: 'Kundinnen Versprechen Erstattung Anträge',
    4: 'Verantwortung beantwortet Quittungsnummer',
  }
  for (const [count, words] of Object.entries(table))
    for (const word of words.split(' ')) assert.equal(germanSyllables(word), Number(count), word)
})

test('the English grade is the formula of Flesch and Kincaid', () => {
  // 16 words, 23 syllables, one sentence, counted by hand.
  const hard = readingGrade('This sentence, taken as a reading passage unto itself, is being used to prove a point.', 'en')
  assert.deepEqual([hard?.words, hard?.sentences, hard?.formula], [16, 1, 'Flesch-Kincaid'])
  near(hard?.grade, 0.39 * 16 + (11.8 * 23) / 16 - 15.59)
  // Six words of one syllable.
  near(readingGrade('The cat sat on the mat.', 'en')?.grade, -1.45)
})

test('the German grade is the first Wiener Sachtextformel', () => {
  // 11 words in two sentences; 4 of three syllables and more and of more than six letters (Verwaltung, Wohnungen, beantwortet, Anträge), 6 of one syllable.
  const text = 'Die Verwaltung für neue Wohnungen ist da. Sie beantwortet Anträge gern.'
  near(readingGrade(text, 'de')?.grade, (0.1935 * 400) / 11 + (0.1672 * 11) / 2 + (0.1297 * 400) / 11 - (0.0327 * 600) / 11 - 0.875)
})

test('lists end a sentence at the end of the line, abbreviations and amounts do not end one', () => {
  assert.equal(readingGrade('Three things\nLook up\nAsk once', 'en')?.sentences, 3)
  assert.equal(readingGrade('It costs 4.50 today. You pay nothing.', 'en')?.sentences, 2)
})

test('where no formula is known there is no grade', () => {
  assert.equal(readingGrade('نعم هذا نص', 'ar'), null)
  assert.equal(readingGrade(' … ', 'en'), null)
})
