// What an authority rule is, as values. Money in minor units (cents), count and days as whole numbers; days as YYYY-MM-DD.
export type Measure = 'money' | 'count' | 'days' | 'none'
export const measures = ['money', 'count', 'days', 'none'] as const

/** `confirm`: something the person sees, yes or no. `at-most`: a number the person knows (days since delivery), which must not be higher. */
export type Condition = { kind: 'confirm'; key: string } | { kind: 'at-most'; key: string; most: number }

/** From this level on, so much. Of the steps that a level has passed, the largest counts: so proof never takes away. */
export interface LimitStep {
  level: number
  most: number
}

export interface Rule {
  id: string
  version: number
  situationId: string
  remedyId: string
  measure: Measure
  /** ISO 4217, with `money` only. */
  currency: string | null
  /** 0 to 4. Below it the rule speaks all the same, and says: not alone. */
  leastLevel: number
  /** Empty with `none`. */
  steps: readonly LimitStep[]
  conditions: readonly Condition[]
  /** Empty: every job role, every unit. A unit covers all below it. */
  jobRoleIds: readonly string[]
  unitIds: readonly string[]
  effectiveFrom: string
  /** The last day; null for good. */
  effectiveUntil: string | null
  /** From its day on the rule is gone: older versions do not come back. */
  isEnd: boolean
}

export interface Asker {
  /** 0: nothing proved yet, to 4. */
  level: number
  jobRoleId: string | null
  /** The unit and all above it, the root first. */
  unitPath: readonly string[]
}

export type Facts = Readonly<Record<string, boolean | number | undefined>>
export interface Question {
  situationId: string
  remedyId: string
  /** In the rule's measure; null while it is not known. */
  amount: number | null
  /** Of an amount of money. Null: whatever the rule counts in. */
  currency: string | null
  facts: Facts
  day: string
}

export type Verdict = 'yes' | 'yes-if' | 'not-alone'
/** The first that holds, in this order; `within` and `open` are no refusals. */
export type Reason = 'no-rule' | 'level' | 'other-currency' | 'over-limit' | 'condition' | 'open' | 'within'

export interface Answer {
  verdict: Verdict
  reason: Reason
  /** The rule that answers; null where none does. */
  rule: { id: string; version: number } | null
  /** What this person may decide alone under it; null: no measure, or no rule. */
  limit: number | null
  /** The amount must still be said. */
  isAmountOpen: boolean
  /** Keys of conditions that nobody has answered yet, and of those that do not hold. */
  openKeys: string[]
  failedKeys: string[]
  /** The lowest level at which this rule would not stand in the way; null: none does, or this one already. */
  neededLevel: number | null
}
