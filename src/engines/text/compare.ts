// What has changed between two texts, word by word: the longest common run of words stays, everything else is taken away or added.

export interface Part {
  kind: 'same' | 'removed' | 'added'
  words: string
}
/** More pairs of words than this would take a breath to look at; the middle then counts as written anew. */
const mostPairs = 4_000_000

const wordsIn = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? []

/** Joined, `same` and `removed` are the first text; `same` and `added` the second. */
export function compareWords(before: string, after: string): Part[] {
  const [a, b] = [wordsIn(before), wordsIn(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const parts: Part[] = []
  const add = (kind: Part['kind'], words: string): void => {
    const last = parts.at(-1)
    if (last?.kind === kind) last.words += words
    else if (words !== '') parts.push({ kind, words })
  }
  add('same', a.slice(0, start).join(''))
  for (const { kind, words } of middle(a.slice(start, a.length - end), b.slice(start, b.length - end))) add(kind, words)
  add('same', a.slice(a.length - end).join(''))
  return parts
}

function middle(a: readonly string[], b: readonly string[]): Part[] {
  if (a.length * b.length > mostPairs)
    return [
      { kind: 'removed', words: a.join('') },
      { kind: 'added', words: b.join('') },
    ]
  const width = b.length + 1
  // common[i, j]: how many words a from i and b from j have in common.
  const common = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  const parts: Part[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length)
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: 'same', words: a[i++]! })
      j++
    } else if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      parts.push({ kind: 'removed', words: a[i++]! })
    else parts.push({ kind: 'added', words: b[j++]! })
  return parts
}
