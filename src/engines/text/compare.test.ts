import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareWords, type Part } from './compare.ts'

const joined = (parts: readonly Part[], kinds: Part['kind'][]): string =>
  parts
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ words }) => words)
    .join('')

test('what stays, what went and what came stand in their order', () => {
  assert.deepEqual(compareWords('Let her end first.', 'Let her speak first.'), [
    { kind: 'same', words: 'Let her ' },
    { kind: 'removed', words: 'end' },
    { kind: 'added', words: 'speak' },
    { kind: 'same', words: ' first.' },
  ])
  assert.deepEqual(compareWords('same', 'same'), [{ kind: 'same', words: 'same' }])
  assert.deepEqual(compareWords('', 'new words'), [{ kind: 'added', words: 'new words' }])
  assert.deepEqual(compareWords('', ''), [])
})

test('both texts can be read from the parts, whatever they are', () => {
  let seed = 5
  const dice = (n: number): number => (seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296) % n
  const text = (): string => Array.from({ length: dice(40) }, () => ['a', 'b ', '\n', 'cd', ' '][dice(5)]).join('')
  for (let turn = 0; turn < 300; turn++) {
    const [before, after] = [text(), text()]
    const parts = compareWords(before, after)
    assert.equal(joined(parts, ['same', 'removed']), before)
    assert.equal(joined(parts, ['same', 'added']), after)
  }
})

test('two very long texts without a common word are written anew, at once', () => {
  const parts = compareWords('old '.repeat(9000), 'new '.repeat(9000))
  assert.ok(parts.length <= 3)
})
