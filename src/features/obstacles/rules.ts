// Pure choices of obstacles: who answers, how long it has waited, which open ones sound alike, and what half of the answers took.
import { foldedWords } from '#engines/text/fold.ts'

export const clockDays = 14
const dayMs = 86_400_000

/** The day the clock shows: 1 from the first moment on. */
export const dayOf = (openedAt: Date, at: Date): number => Math.max(1, Math.floor((at.getTime() - openedAt.getTime()) / dayMs) + 1)
export const clockOf = (openedAt: Date, dueAt: Date, at: Date): { day: number; of: number; daysLate: number } => ({
  day: dayOf(openedAt, at),
  of: clockDays,
  daysLate: Math.max(0, Math.ceil((at.getTime() - dueAt.getTime()) / dayMs)),
})
export const dueFrom = (openedAt: Date): Date => new Date(openedAt.getTime() + clockDays * dayMs)

export interface Leader {
  personId: string
  unitId: string
}
/** Leaders of the unit and of those above it, the nearest first. Nobody answers what they raised themselves. */
export const leadersUpwards = <L extends Leader>(path: readonly string[], leaders: readonly L[], raiserId: string | null): L[] =>
  path.toReversed().flatMap((unitId) => leaders.filter((leader) => leader.unitId === unitId && leader.personId !== raiserId))

/** Where the own unit names no leader, the raiser's manager comes before the leaders above: not every staff list says who leads. */
export function withManager<L extends Leader>(leaders: readonly L[], unitId: string, manager: L | null): L[] {
  if (manager === null) return [...leaders]
  const [own, above] = [leaders.filter((leader) => leader.unitId === unitId), leaders.filter((leader) => leader.unitId !== unitId)]
  const isOwn = own.some(({ personId }) => personId === manager.personId)
  return [...own, ...(isOwn ? [] : [manager]), ...above.filter(({ personId }) => personId !== manager.personId)]
}

/** Nobody can remove a law: what it asks can be done in another way, or it stays and is explained. */
export const isPossible = (kind: 'red' | 'green' | null, answer: 'removed' | 'changed' | 'kept'): boolean =>
  !(kind === 'red' && answer === 'removed')

const trigramsOf = (word: string): string[] => Array.from({ length: word.length }, (_, i) => ` ${word} `.slice(i, i + 3))

/** The same word, the same beginning of four letters, or nearly the same letters: 0 to 1. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  if (a.length < 4 || b.length < 4) return 0
  if (a.slice(0, 4) === b.slice(0, 4) && Math.abs(a.length - b.length) <= 4) return 0.8
  const [left, right] = [trigramsOf(a), new Set(trigramsOf(b))]
  const dice = (2 * left.filter((part) => right.has(part)).length) / (left.length + right.size)
  return dice >= 0.5 ? dice : 0
}

/** Rare words say more than common ones, whatever the language: no list of stop words is needed. */
const weigher = (texts: readonly string[][]) => {
  const counts = new Map<string, number>()
  for (const words of texts) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (word: string): number =>
    word.length < 3 ? 0.1 : Math.log(1 + texts.length / (counts.get(word) ?? 1)) * (word.length < 4 ? 0.5 : 1)
}

const alike = 0.34
/** Which of the open ones say the same in other words; the most alike first, at most five. */
export function findSimilar<C extends { title: string }>(typed: string, candidates: readonly C[]): C[] {
  const words = foldedWords(typed, 40)
  if (words.join('').length < 4) return []
  const texts = candidates.map(({ title }) => foldedWords(title, 40))
  const weigh = weigher(texts)
  const weightOf = (list: readonly string[]): number => list.reduce((sum, word) => sum + weigh(word), 0)
  const typedWeight = weightOf(words)
  return candidates
    .map((candidate, i) => {
      const own = texts[i] ?? []
      const shared = own.reduce((sum, word) => sum + weigh(word) * Math.max(0, ...words.map((one) => likeness(one, word))), 0)
      return { candidate, score: shared / Math.sqrt(Math.max(1e-9, typedWeight * weightOf(own))) }
    })
    .filter(({ score }) => score >= alike)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ candidate }) => candidate)
}

/** Below this many voices there is no number (measurement.md). */
export const fewest = 5

/**
 * The median of days with a 95 % interval from order statistics (the ranks n/2 -+ 1.96 sqrt(n)/2, cut to the data). `counts`: how many answers
 * took so many days. Null below five.
 */
export function halfWithin(counts: readonly { days: number; n: number }[]): { days: number; low: number; high: number; n: number } | null {
  const sorted = counts.toSorted((a, b) => a.days - b.days)
  const n = sorted.reduce((sum, one) => sum + one.n, 0)
  if (n < fewest) return null
  const at = (rank: number): number => {
    let seen = 0
    for (const { days, n: many } of sorted) if ((seen += many) >= rank) return days
    return sorted.at(-1)!.days
  }
  const spread = (1.96 * Math.sqrt(n)) / 2
  return {
    days: at(Math.ceil(n / 2)),
    low: at(Math.max(1, Math.floor(n / 2 - spread))),
    high: at(Math.min(n, Math.ceil(1 + n / 2 + spread))),
    n,
  }
}

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((part) => /^\p{L}/u.test(part))
    .flatMap((part, i, all) => (i === 0 || i === all.length - 1 ? [[...part][0]!] : []))
    .join('')
