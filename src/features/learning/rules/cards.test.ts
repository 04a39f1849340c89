import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { makeSituationGuess, medianWait, waitOf } from './cards.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../../content/${name}`, import.meta.url), 'utf8'))
const { situations } = read('demo/authority/catalogue.json') as {
  situations: { key: string; texts: Record<string, { name: string; words: string }> }[]
}
const files = Object.fromEntries(
  ['en', 'de', 'ar'].map((language) => [language, read(`everyday-service/cards/${language}.json`)]),
) as Record<string, { key: string; moment: string }[]>

test('the pack’s cards lead to the situations of the demonstration that they are about, and to no other', () => {
  const guess = makeSituationGuess(situations.map(({ key, texts }) => ({ id: key, texts })))
  const found = files['en']!.flatMap(({ key }, i) => {
    const texts = Object.fromEntries(
      Object.entries(files).map(([language, cards]) => [language, { moment: cards[i]!.moment, do: [], say: [], avoid: '' }]),
    )
    const id = guess(texts)
    return id === null ? [] : [`${key} ${id}`]
  })
  assert.deepEqual(found, ['broken broken'])
})

test('a wait is counted by the least of five seconds that it took, and half of the answers say the median', () => {
  assert.deepEqual([null, 0, 5, 6, 30, 61, 4000].map(waitOf), [0, 5, 5, 10, 30, 61, 61])
  const counts = [
    { wait: 0, uses: 100 },
    { wait: 20, uses: 2 },
    { wait: 5, uses: 3 },
  ]
  assert.equal(medianWait(counts), 5)
  assert.equal(medianWait([...counts, { wait: 61, uses: 4 }]), 20)
  assert.equal(medianWait([{ wait: 5, uses: 4 }]), null)
})
