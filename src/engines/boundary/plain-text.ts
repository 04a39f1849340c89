// A rule as sentences: which ones, in which order, with which blanks. Their words stand in the message files of whoever shows them.
import { limitAt } from './decide.ts'
import type { Rule } from './rule.ts'

export type Sentence =
  | { key: 'may'; level: number }
  | { key: 'limit'; most: number; level: number }
  | { key: 'only-if'; conditionKey: string; most: number | null }
  | { key: 'roles'; ids: readonly string[] }
  | { key: 'units'; ids: readonly string[] }
  | { key: 'valid'; from: string; until: string | null }
  | { key: 'ended'; from: string }

/** `may` first, then a limit for each level that raises it, the conditions, whom it is for, and when it holds. */
export function sentencesOf(rule: Rule): Sentence[] {
  if (rule.isEnd) return [{ key: 'ended', from: rule.effectiveFrom }]
  const limits: Sentence[] = []
  let reached = 0
  for (let level = rule.leastLevel; level <= 4; level++) {
    const most = limitAt(rule, level) ?? 0
    if (most > reached) limits.push({ key: 'limit', most, level })
    reached = Math.max(reached, most)
  }
  return [
    { key: 'may', level: rule.leastLevel },
    ...limits,
    ...rule.conditions.map((condition): Sentence => ({
      key: 'only-if',
      conditionKey: condition.key,
      most: condition.kind === 'at-most' ? condition.most : null,
    })),
    ...(rule.jobRoleIds.length > 0 ? [{ key: 'roles', ids: rule.jobRoleIds } as const] : []),
    ...(rule.unitIds.length > 0 ? [{ key: 'units', ids: rule.unitIds } as const] : []),
    { key: 'valid', from: rule.effectiveFrom, until: rule.effectiveUntil },
  ]
}
