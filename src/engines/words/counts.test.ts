import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seeded, shuffledPlaces } from '../item/seeded.ts'
import { indexComments, searchComments } from './bm25.ts'
import type { Comment } from './comment.ts'
import { squaredLength, takeRows } from './sparse.ts'
import { countTerms, everyTerm } from './term-counts.ts'
import { readTerms, singleWords } from './terms.ts'
import { fitTfIdf, idfOf, makeWeigher, weigh } from './tf-idf.ts'

const near = (actual: number, wanted: number, within = 1e-12) =>
  assert.ok(Math.abs(actual - wanted) <= within * Math.max(1, Math.abs(wanted)), `${actual} is not ${wanted}`)
const written = (texts: readonly string[]): Comment[] => texts.map((text) => ({ text, language: 'fr' }))
const read = readTerms(singleWords)
const corpora = fc.array(
  fc.array(fc.constantFrom('card', 'pin', 'fee', 'late', 'app', 'bank', '👍', ''), { maxLength: 8 }).map((words) => words.join(' ')),
  { maxLength: 12 },
)

test('terms are counted by comment, in the order of their code units', () => {
  const { terms, counts, documents } = countTerms(written(['card card pin', '', 'app card']), read)
  assert.deepEqual(terms, ['app', 'card', 'pin'])
  assert.deepEqual([...counts.starts], [0, 2, 2, 4])
  assert.deepEqual([...counts.columns], [1, 2, 0, 1])
  assert.deepEqual([...counts.values], [2, 1, 1, 1])
  assert.deepEqual([...documents], [1, 2, 1])
})

test('rare, frequent and surplus terms are left out', () => {
  const comments = written(['a b', 'a b c', 'a c d', 'a'])
  const kept = (limits: Partial<typeof everyTerm>) => countTerms(comments, read, { ...everyTerm, ...limits }).terms
  assert.deepEqual(kept({ leastDocuments: 2 }), ['a', 'b', 'c'])
  assert.deepEqual(kept({ mostShare: 0.5 }), ['b', 'c', 'd'])
  assert.deepEqual(kept({ mostTerms: 2 }), ['a', 'b'])
  assert.deepEqual(kept({ mostTerms: 0 }), [])
})

test('nothing gives nothing: no comments, empty ones, only pictures', () => {
  for (const comments of [[], written(['']), written(['👍', '…'])]) {
    const counted = countTerms(comments, read)
    assert.deepEqual([counted.terms, counted.counts.rows, counted.counts.values.length], [[], comments.length, 0])
    assert.equal(weigh(counted.counts, idfOf(counted)).values.length, 0)
    assert.deepEqual(searchComments(indexComments(comments), { text: 'card', language: 'fr' }), [])
  }
})

test('TF-IDF weighs as its formula says', () => {
  const { tfIdf, rows } = fitTfIdf(written(['card card card pin', 'card fee', 'fee']), singleWords, everyTerm)
  const idf = (df: number) => Math.log(4 / (1 + df)) + 1
  near(tfIdf.idf[0]!, idf(2))
  const [card, pin] = [(1 + Math.log(3)) * idf(2), idf(1)]
  near(rows.values[0]!, card / Math.hypot(card, pin))
  near(rows.values[1]!, pin / Math.hypot(card, pin))
  // Somebody else's comment: what is unknown does not count.
  const other = makeWeigher(tfIdf)(written(['pin unknown', 'unknown']))
  assert.deepEqual([...other.values], [1])
  assert.deepEqual([...other.starts], [0, 1, 1])
})

test('rows have length 1 or are empty, and the order of comments does not matter', () => {
  fc.assert(
    fc.property(corpora, fc.integer(), (texts, seed) => {
      const order = shuffledPlaces(texts.length, seeded(String(seed)))
      const once = fitTfIdf(written(texts), singleWords, everyTerm)
      const again = fitTfIdf(written(order.map((i) => texts[i]!)), singleWords, everyTerm)
      assert.deepEqual(again.tfIdf.terms, once.tfIdf.terms)
      assert.deepEqual(again.tfIdf.idf, once.tfIdf.idf)
      const moved = takeRows(once.rows, order)
      assert.deepEqual(again.rows, moved)
      for (let row = 0; row < moved.rows; row++) {
        const length = squaredLength(moved, row)
        if (length !== 0) near(length, 1)
      }
    }),
  )
})

test('the same comments again change counts by the factor and nothing else', () => {
  fc.assert(
    fc.property(corpora, (texts) => {
      const once = countTerms(written(texts), read)
      const twice = countTerms(written([...texts, ...texts]), read)
      assert.deepEqual(twice.terms, once.terms)
      assert.deepEqual(
        [...twice.documents],
        [...once.documents].map((df) => 2 * df),
      )
    }),
  )
})

/** The formula read aloud, over texts. */
function plainScore(texts: readonly string[], asked: readonly string[], at: number): number {
  const words = texts.map((text) => text.match(/[a-z]+/g) ?? [])
  const mean = words.reduce((sum, one) => sum + one.length, 0) / texts.length
  return asked.reduce((sum, word) => {
    const df = words.filter((one) => (one as string[]).includes(word)).length
    const tf = words[at]!.filter((one) => one === word).length
    if (tf === 0) return sum
    return sum + (Math.log(1 + (texts.length - df + 0.5) / (df + 0.5)) * tf * 2.2) / (tf + 1.2 * (0.25 + (0.75 * words[at]!.length) / mean))
  }, 0)
}

test('BM25 scores as its formula says, the best first', () => {
  fc.assert(
    fc.property(corpora, fc.array(fc.constantFrom('card', 'pin', 'nowhere'), { maxLength: 4 }), (texts, asked) => {
      const hits = searchComments(indexComments(written(texts)), { text: asked.join(' '), language: 'fr' }, 100)
      const wanted = texts.map((_, comment) => ({ comment, score: plainScore(texts, asked, comment) })).filter(({ score }) => score > 0)
      assert.equal(hits.length, wanted.length)
      for (const { comment, score } of hits) near(score, wanted.find((one) => one.comment === comment)!.score)
      for (const [i, { score }] of hits.entries()) assert.ok(i === 0 || score <= hits[i - 1]!.score)
    }),
  )
})

test('a rare word finds its comment before a frequent one does, and no more than asked for', () => {
  const comments = [...Array.from({ length: 50 }, () => 'my card'), 'my card was swallowed by the machine'].map((text) => ({
    text,
    language: 'en',
  }))
  const index = indexComments(comments)
  assert.equal(searchComments(index, { text: 'card swallowed', language: 'en' })[0]?.comment, 50)
  assert.equal(searchComments(index, { text: 'cards', language: 'en' }, 3).length, 3)
})
