// What a matrix of at most a thousand people shows, searched and sorted on the phone: no network, no wait.
import type { SkillMatrix } from '../../../contract/assessments.ts'

export type SkillRow = SkillMatrix['rows'][number] & {
  /** Percent of the principles that are met. */
  met: number
}
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

export function foundIn({ rows, principles, units }: SkillMatrix, { q, isOnlyOverdue }: { q: string; isOnlyOverdue: boolean }): SkillRow[] {
  const words = folded(q).split(/\s+/).filter(Boolean)
  return rows
    .filter(({ name, unit, states }) => {
      const text = folded(`${name} ${units[unit] ?? ''}`)
      return words.every((word) => text.includes(word)) && (!isOnlyOverdue || states.includes('o'))
    })
    .map((row) => ({
      ...row,
      met: principles.length === 0 ? 0 : Math.round((100 * [...row.states].filter((state) => state === 'm').length) / principles.length),
    }))
}

/** By name as they came; by a principle what is overdue, then what is not yet, then nothing, then the percent. */
export function sorted(rows: SkillRow[], { principles, units }: SkillMatrix, by: string, isDown: boolean): SkillRow[] {
  const place = principles.findIndex(({ id }) => id === by)
  const order = 'on-m'
  const value = (row: SkillRow): number =>
    by === 'met' ? row.met : order.indexOf(row.states[place] ?? '-') * 1_000 + (row.shares[place] ?? 0)
  const compare = (a: SkillRow, b: SkillRow): number =>
    by === 'unit' ? (units[a.unit] ?? '').localeCompare(units[b.unit] ?? '') : by === 'met' || place >= 0 ? value(a) - value(b) : 0
  const next = rows.toSorted(compare)
  return isDown ? next.toReversed() : next
}
