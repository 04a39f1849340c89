import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { makeThemeGuess } from './themes.ts'

const demo = JSON.parse(readFileSync(new URL('../../../../content/demo/language.json', import.meta.url), 'utf8')) as {
  principles: { texts: Record<string, { name: string; meaning: string }> }[]
}
/** The demonstration's principles, in its order. */
const themes = ['person', 'promise', 'easy', 'clear', 'own', 'better']
const principlesIn = (languages: readonly string[]) =>
  demo.principles.map(({ texts }, i) => {
    const own = languages.map((language) => texts[language]!)
    const names = own.map(({ name }) => name)
    return { id: themes[i]!, names, words: [...names, ...own.map(({ meaning }) => meaning)] }
  })

test('each theme of the pack is found among the demonstration’s principles, whatever languages they are written in', () => {
  for (const languages of [['en'], ['de'], ['ar'], ['en', 'de', 'ar']]) {
    const guess = makeThemeGuess(principlesIn(languages))
    for (const theme of themes) assert.equal(guess(theme)?.id, theme, `${languages.join()}: ${theme}`)
  }
})

test('a theme of one’s own is found by its name or its own words, and what nobody speaks of is none', () => {
  const safety = { id: 'a', names: ['Safety first'], words: ['Safety first', 'Nobody is hurt at work, and every near accident is told.'] }
  const guess = makeThemeGuess([safety])
  assert.equal(guess('safety')?.id, 'a')
  assert.equal(guess('harm', ['no accident, nobody hurt'])?.id, 'a')
  assert.equal(guess('near-accidents')?.id, 'a')
  for (const unknown of ['promise', 'constructor', 'price']) assert.equal(guess(unknown), null, unknown)
})
