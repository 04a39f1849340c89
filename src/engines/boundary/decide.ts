// May I? Pure: the same code answers on the server and, without a network, on the phone.
//
// Which rule answers, where several fit (`unit`, `job role`, day): never the level or the limit, so that proof and limits only move the answer one way.
//   1. the rule for the nearer unit before one for a unit above it, and that before one for everybody
//   2. then the rule that names the job role before one for all roles
//   3. then the one in force for less time
//   4. where rules still stand side by side, the stricter answer counts; of equal answers the one of the lowest id speaks
import type { Answer, Asker, Facts, Question, Rule, Verdict } from './rule.ts'

const rank: Record<Verdict, number> = { 'not-alone': 0, 'yes-if': 1, yes: 2 }
export const verdictRank = (verdict: Verdict): number => rank[verdict]

/** Of each rule the version that holds on a day: the latest that has begun. Once it is over, or ends the rule, nothing older comes back. */
export function inForce(versions: readonly Rule[], day: string): Rule[] {
  const latest = new Map<string, Rule>()
  for (const rule of versions) {
    if (rule.effectiveFrom > day) continue
    const known = latest.get(rule.id)
    if (!known || known.version < rule.version) latest.set(rule.id, rule)
  }
  return [...latest.values()].filter(({ isEnd, effectiveUntil }) => !isEnd && (effectiveUntil === null || effectiveUntil >= day))
}

/** How near a rule stands to somebody: 0 for everybody, 1 the root, ...; null: it is not about this person. */
function nearness(rule: Rule, asker: Asker): number | null {
  if (rule.jobRoleIds.length > 0 && (asker.jobRoleId === null || !rule.jobRoleIds.includes(asker.jobRoleId))) return null
  if (rule.unitIds.length === 0) return 0
  const at = asker.unitPath.findLastIndex((unitId) => rule.unitIds.includes(unitId))
  return at < 0 ? null : at + 1
}
export const isFor = (rule: Rule, asker: Asker): boolean => nearness(rule, asker) !== null

/** What a level may decide alone under a rule; null where nothing is measured, 0 where no step is passed. */
export function limitAt(rule: Rule, level: number): number | null {
  if (rule.measure === 'none') return null
  return rule.steps.reduce((most, step) => (step.level <= level && step.most > most ? step.most : most), 0)
}

const isEnough = (rule: Rule, level: number, amount: number | null): boolean => {
  const limit = limitAt(rule, level)
  return level >= rule.leastLevel && (limit === null || (limit > 0 && (amount ?? 0) <= limit))
}

function neededLevel(rule: Rule, level: number, amount: number | null): number | null {
  for (let higher = level + 1; higher <= 4; higher++) if (isEnough(rule, higher, amount)) return higher
  return null
}

function weigh(rule: Rule, facts: Facts): { openKeys: string[]; failedKeys: string[] } {
  const openKeys: string[] = []
  const failedKeys: string[] = []
  for (const condition of rule.conditions) {
    const fact = Object.hasOwn(facts, condition.key) ? facts[condition.key] : undefined
    const holds = condition.kind === 'confirm' ? fact : typeof fact === 'number' ? fact <= condition.most : undefined
    if (typeof holds !== 'boolean') openKeys.push(condition.key)
    else if (!holds) failedKeys.push(condition.key)
  }
  return { openKeys, failedKeys }
}

/** What one version says, whoever else might speak: for test cases, and for a decision noted under a version that is over by now. */
export function judge(rule: Rule, asker: Asker, { amount, currency, facts }: Omit<Question, 'situationId' | 'remedyId' | 'day'>): Answer {
  const limit = limitAt(rule, asker.level)
  const { openKeys, failedKeys } = weigh(rule, facts)
  const isAmountOpen = limit !== null && amount === null
  const answer = (verdict: Verdict, reason: Answer['reason'], needed: number | null = null): Answer => ({
    verdict,
    reason,
    rule: { id: rule.id, version: rule.version },
    limit,
    isAmountOpen,
    openKeys,
    failedKeys,
    neededLevel: needed,
  })
  if (asker.level < rule.leastLevel || limit === 0) return answer('not-alone', 'level', neededLevel(rule, asker.level, amount))
  if (rule.measure === 'money' && amount !== null && currency !== null && currency !== rule.currency)
    return answer('not-alone', 'other-currency')
  if (limit !== null && amount !== null && amount > limit) return answer('not-alone', 'over-limit', neededLevel(rule, asker.level, amount))
  if (failedKeys.length > 0) return answer('not-alone', 'condition')
  return isAmountOpen || openKeys.length > 0 ? answer('yes-if', 'open') : answer('yes', 'within')
}

const noRule: Answer = {
  verdict: 'not-alone',
  reason: 'no-rule',
  rule: null,
  limit: null,
  isAmountOpen: false,
  openKeys: [],
  failedKeys: [],
  neededLevel: null,
}

/** The rules that answer side by side: nobody of those that fit goes before them. */
function speakers(rules: readonly Rule[], asker: Asker): Rule[] {
  let first: Rule[] = []
  let best: [number, number, string] | undefined
  for (const rule of rules) {
    const near = nearness(rule, asker)
    if (near === null) continue
    const place: [number, number, string] = [near, rule.jobRoleIds.length > 0 ? 1 : 0, rule.effectiveFrom]
    const order =
      best === undefined ? 1 : place[0] - best[0] || place[1] - best[1] || (place[2] > best[2] ? 1 : place[2] < best[2] ? -1 : 0)
    if (order > 0) {
      best = place
      first = [rule]
    } else if (order === 0) first.push(rule)
  }
  return first
}

/** The answer to one question. `versions`: all that were ever live, in any order. */
export function decide(versions: readonly Rule[], asker: Asker, question: Question): Answer {
  const fitting = inForce(versions, question.day).filter(
    ({ situationId, remedyId }) => situationId === question.situationId && remedyId === question.remedyId,
  )
  const answers = speakers(fitting, asker).map((rule) => judge(rule, asker, question))
  answers.sort((a, b) => rank[a.verdict] - rank[b.verdict] || (a.rule!.id < b.rule!.id ? -1 : 1))
  return answers[0] ?? noRule
}

export interface Possibility {
  remedyId: string
  answer: Answer
}
/** What somebody may do in a situation, alone: each remedy with its limit, the open ones among them. The freest first. */
export function possibilities(
  versions: readonly Rule[],
  asker: Asker,
  { situationId, day, facts }: Pick<Question, 'situationId' | 'day' | 'facts'>,
): Possibility[] {
  const remedyIds = new Set(inForce(versions, day).flatMap((rule) => (rule.situationId === situationId ? [rule.remedyId] : [])))
  return [...remedyIds]
    .map((remedyId) => ({
      remedyId,
      answer: decide(versions, asker, { situationId, remedyId, day, facts, amount: null, currency: null }),
    }))
    .filter(({ answer }) => answer.verdict !== 'not-alone')
    .sort((a, b) => rank[b.answer.verdict] - rank[a.answer.verdict] || (a.remedyId < b.remedyId ? -1 : 1))
}
