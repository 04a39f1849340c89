import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { guessPrinciple } from './themes.ts'

const demo = JSON.parse(readFileSync(new URL('../../../../content/demo/language.json', import.meta.url), 'utf8')) as {
  principles: { texts: Record<string, { name: string }> }[]
}
/** The demonstration's principles, in its order. */
const themes = ['person', 'promise', 'easy', 'clear', 'own', 'better']

test('each theme of the pack is found among the demonstration’s principles, in every language', () => {
  for (const language of ['en', 'de', 'ar']) {
    const principles = demo.principles.map(({ texts }, index) => ({ id: themes[index] ?? '', name: texts[language]?.name ?? '' }))
    for (const theme of themes) assert.equal(guessPrinciple(theme, principles)?.id, theme, `${language}: ${theme}`)
  }
})

test('a theme of one’s own is found by its name, and what nobody speaks of is none', () => {
  const principles = [{ id: 'a', name: 'Safety first' }]
  assert.equal(guessPrinciple('safety', principles)?.id, 'a')
  assert.equal(guessPrinciple('promise', principles), null)
  assert.equal(guessPrinciple('constructor', principles), null)
})
