// One header name against the word lists: exactly, with harmless words beside it, or with a slip of the pen.
import type { ImportField } from '../fields.ts'
import { headerKey, headerTokens } from './fold-header.ts'
import { fieldWords, harmlessWords, managerWords, unitLevels } from './header-words.ts'
import type { GuessReason } from './mapping-types.ts'

export interface HeaderMatch {
  field: ImportField
  /** For `unitPath` the level of the tree, for `manager` the kind of reference, else the place in the word list: lower is better. */
  rank: number
  confidence: number
  reason: GuessReason
}

// Names that mean something only when nothing better is there.
const vague = new Set([
  'id',
  'name',
  'title',
  'first',
  'last',
  'status',
  'position',
  'role',
  'job',
  'unit',
  'area',
  'group',
  'leader',
  'active',
  'worker',
  'employee',
  'location',
  'enddate',
  'building',
  'costcenter',
  'kostenstelle',
])
const confidenceOf = { exact: 0.95, vague: 0.75, words: 0.8, similar: 0.6 } as const

const known = new Map<string, { field: ImportField; rank: number }>()
const learn = (field: ImportField, phrases: string[], rank: (index: number) => number) => {
  for (const [index, phrase] of phrases.entries()) {
    const key = headerKey(phrase)
    if (!known.has(key)) known.set(key, { field, rank: rank(index) })
  }
}
for (const [kind, phrases] of managerWords.entries()) learn('manager', phrases, () => kind)
for (const [level, phrases] of unitLevels.entries()) learn('unitPath', phrases, () => level)
for (const [field, phrases] of Object.entries(fieldWords)) learn(field as ImportField, phrases, (index) => index)

/** Whether a cell is a header name that we know: finds the header row below title lines. */
export const isKnownHeader = (name: string): boolean => name.length <= 80 && known.has(headerKey(name))

/** null: nothing near. The caller leaves out sensitive columns first. */
export function matchHeader(header: string): HeaderMatch | null {
  const tokens = headerTokens(header)
  const key = tokens.join('')
  if (key === '' || key.length > 80) return null
  const exact = known.get(key)
  if (exact) return { ...exact, confidence: vague.has(key) ? confidenceOf.vague : confidenceOf.exact, reason: 'known-header' }
  const bare = tokens.filter((token) => !harmlessWords.has(token)).join('')
  const byWords = known.get(bare)
  if (byWords && !vague.has(bare)) return { ...byWords, confidence: confidenceOf.words, reason: 'known-words' }
  return similar(key)
}

/** One slip in six letters, two in eleven; the first letter is right. Two fields equally near: neither. */
function similar(key: string): HeaderMatch | null {
  const most = key.length >= 11 ? 2 : key.length >= 6 ? 1 : 0
  let best: { distance: number; field: ImportField; rank: number } | null = null
  let isTied = false
  for (const [candidate, match] of most > 0 ? known : []) {
    if (candidate[0] !== key[0] || Math.abs(candidate.length - key.length) > most || candidate.length < 6) continue
    const distance = editDistance(key, candidate)
    if (distance > most || (best && distance > best.distance)) continue
    isTied = best !== null && best.distance === distance && best.field !== match.field
    if (!best || distance < best.distance) best = { distance, ...match }
  }
  return best && !isTied ? { field: best.field, rank: best.rank, confidence: confidenceOf.similar, reason: 'similar-header' } : null
}

/** Letters to add, drop, change or swap (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let older: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(change, before[j]! + 1, row[j - 1]! + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, older[j - 2]! + 1)
    }
    older = before
    before = row
  }
  return before[b.length]!
}
