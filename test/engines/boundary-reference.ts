// A second evaluator, written from the words of the rules and not from decide.ts: slow, without short cuts, all cases enumerated. Tests hold the two together.
import type { Asker, Question, Rule, Verdict } from '#engines/boundary/rule.ts'

export interface ReferenceAnswer {
  verdict: Verdict
  ruleId: string | null
  version: number | null
  limit: number | null
}

const isOutdated = (rule: Rule, all: readonly Rule[], day: string): boolean =>
  all.some((other) => other.id === rule.id && other.version > rule.version && other.effectiveFrom <= day)
const holdsOn = (rule: Rule, all: readonly Rule[], day: string): boolean =>
  rule.effectiveFrom <= day && !(rule.effectiveUntil !== null && day > rule.effectiveUntil) && !rule.isEnd && !isOutdated(rule, all, day)

const depthOf = (rule: Rule, asker: Asker): number => {
  let depth = 0
  for (let i = 0; i < asker.unitPath.length; i++) for (const unitId of rule.unitIds) if (asker.unitPath[i] === unitId) depth = i + 1
  return depth
}
function concerns(rule: Rule, asker: Asker): boolean {
  const roleFits = rule.jobRoleIds.length === 0 || rule.jobRoleIds.some((id) => id === asker.jobRoleId)
  const unitFits = rule.unitIds.length === 0 || depthOf(rule, asker) > 0
  return roleFits && unitFits
}

/** Does one rule go before the other? */
function beats(a: Rule, b: Rule, asker: Asker): boolean {
  if (depthOf(a, asker) !== depthOf(b, asker)) return depthOf(a, asker) > depthOf(b, asker)
  if (a.jobRoleIds.length > 0 && b.jobRoleIds.length === 0) return true
  if (a.jobRoleIds.length === 0 && b.jobRoleIds.length > 0) return false
  return a.effectiveFrom > b.effectiveFrom
}

function highest(rule: Rule, level: number): number {
  let found = 0
  for (let each = 0; each <= level; each++) for (const step of rule.steps) if (step.level === each && step.most > found) found = step.most
  return found
}

function verdictOf(rule: Rule, asker: Asker, question: Question): Verdict {
  const needsAmount = rule.measure !== 'none'
  const most = highest(rule, asker.level)
  const states = rule.conditions.map((condition) => {
    const fact = question.facts[condition.key]
    if (condition.kind === 'confirm') return fact === true ? 'holds' : fact === false ? 'fails' : 'open'
    return typeof fact !== 'number' ? 'open' : fact > condition.most ? 'fails' : 'holds'
  })
  const refusals = [
    rule.leastLevel > asker.level,
    needsAmount && most === 0,
    needsAmount && question.amount !== null && question.amount > most,
    rule.measure === 'money' && question.amount !== null && question.currency !== null && question.currency !== rule.currency,
    states.includes('fails'),
  ]
  if (refusals.includes(true)) return 'not-alone'
  return states.includes('open') || (needsAmount && question.amount === null) ? 'yes-if' : 'yes'
}

export function referenceAnswer(versions: readonly Rule[], asker: Asker, question: Question): ReferenceAnswer {
  const able = versions.filter(
    (rule) =>
      rule.situationId === question.situationId &&
      rule.remedyId === question.remedyId &&
      holdsOn(rule, versions, question.day) &&
      concerns(rule, asker),
  )
  const unbeaten = able.filter((rule) => !able.some((other) => beats(other, rule, asker)))
  for (const verdict of ['not-alone', 'yes-if', 'yes'] as const) {
    const saying = unbeaten.filter((rule) => verdictOf(rule, asker, question) === verdict)
    const speaker = saying.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))[0]
    if (speaker)
      return {
        verdict,
        ruleId: speaker.id,
        version: speaker.version,
        limit: speaker.measure === 'none' ? null : highest(speaker, asker.level),
      }
  }
  return { verdict: 'not-alone', ruleId: null, version: null, limit: null }
}
