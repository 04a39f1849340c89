// Test cases: what a rule's owner expects, asked of the rules as they will be. A rule goes live only when none fails.
import { decide } from './decide.ts'
import type { Asker, Facts, Rule, Verdict } from './rule.ts'

export interface Case {
  asker: Asker
  amount: number | null
  facts: Facts
  expected: Verdict
}
/** `verdict`: it says something else. `rule`: another rule answers. */
export interface CaseResult {
  isPassed: boolean
  verdict: Verdict
  fault: 'verdict' | 'rule' | null
  answeredBy: { id: string; version: number } | null
}

/** Each case of a rule, on the day on which it begins to hold, among all rules of that day. */
export function runCases(versions: readonly Rule[], rule: Rule, cases: readonly Case[], day = rule.effectiveFrom): CaseResult[] {
  const others = versions.filter(({ id, version }) => id !== rule.id || version < rule.version)
  return cases.map(({ asker, amount, facts, expected }) => {
    const { situationId, remedyId, currency } = rule
    const answer = decide([...others, rule], asker, { situationId, remedyId, amount, currency, facts, day })
    const fault = answer.verdict !== expected ? 'verdict' : answer.rule?.id !== rule.id ? 'rule' : null
    return { isPassed: fault === null, verdict: answer.verdict, fault, answeredBy: answer.rule }
  })
}
