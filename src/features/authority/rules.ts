// Pure choices of authority: how stored definitions become values of the engine, in which language words are shown, and what state a rule is in.
import type { Case } from '#engines/boundary/cases.ts'
import { inForce } from '#engines/boundary/decide.ts'
import type { Facts, Rule } from '#engines/boundary/rule.ts'
import { foldedWords } from '#engines/text/fold.ts'

/** Names of Tabler; web/icons.ts holds a picture of each. */
export const situationIcons = [
  'package-off',
  'clock',
  'map-pin-off',
  'receipt',
  'arrow-back-up',
  'phone',
  'mood-sad',
  'credit-card',
  'key',
  'truck',
  'tool',
  'gift',
  'calendar-off',
  'file-text',
  'heart-handshake',
  'help',
] as const

export type ByLanguage<T> = Partial<Record<'en' | 'de' | 'ar', T | undefined>>
export const textFor = <T>(texts: ByLanguage<T>, language: string, ownLanguage: string): T => {
  const known = texts as Record<string, T | undefined>
  return (known[language] ?? known[ownLanguage] ?? Object.values(texts).find((one) => one !== undefined))!
}

/** What the engine needs of a stored version. */
export interface StoredRule {
  ruleId: string
  version: number
  isEnd: boolean
  definition: Omit<Rule, 'id' | 'version' | 'isEnd'>
}
export function ruleOf({ ruleId, version, isEnd, definition }: StoredRule): Rule {
  const { situationId, remedyId, measure, currency, leastLevel, steps, conditions, jobRoleIds, unitIds, effectiveFrom, effectiveUntil } =
    definition
  return {
    id: ruleId,
    version,
    isEnd,
    situationId,
    remedyId,
    measure,
    currency,
    leastLevel,
    steps,
    conditions: conditions.map((one) =>
      one.kind === 'confirm' ? { kind: one.kind, key: one.key } : { kind: one.kind, key: one.key, most: one.most },
    ),
    jobRoleIds,
    unitIds,
    effectiveFrom,
    effectiveUntil,
  }
}

export interface StoredCase {
  level: number
  jobRoleId: string | null
  unitId: string | null
  amount: number | null
  facts: Facts
  expected: Case['expected']
}
/** `pathOf`: the unit and all above it. A case without a unit is asked by somebody of no unit: of a rule for everybody. */
export const caseOf = (
  { level, jobRoleId, unitId, amount, facts, expected }: StoredCase,
  pathOf: (unitId: string) => readonly string[],
): Case => ({
  asker: { level, jobRoleId, unitPath: unitId === null ? [] : pathOf(unitId) },
  amount,
  facts,
  expected,
})

export type RuleState = 'draft' | 'live' | 'coming' | 'ended'
/** `versions`: the live ones of one rule. */
export function stateOf(versions: readonly Rule[], day: string): RuleState {
  if (versions.length === 0) return 'draft'
  if (inForce(versions, day).length > 0) return 'live'
  return versions.some(({ effectiveFrom, isEnd }) => effectiveFrom > day && !isEnd) ? 'coming' : 'ended'
}

/** `photo:yes,days-since:3` */
export const readFacts = (text = ''): Facts =>
  Object.fromEntries(
    text
      .split(',')
      .filter(Boolean)
      .map((pair) => {
        const [key, value] = pair.split(':') as [string, string]
        return [key, value === 'yes' ? true : value === 'no' ? false : Number(value)]
      }),
  )

/** The same question in other words' order, with other accents, is the same gap. */
export const gapKey = (words: string, situationId: string | null, remedyId: string | null): string =>
  situationId === null ? (foldedWords(words).sort().join(' ') || words.toLowerCase()).slice(0, 800) : `${situationId} ${remedyId ?? ''}`

const dayMs = 86_400_000
export const takeBackMs = dayMs
/** A phone's clock may be wrong and its note late: not after now, not more than 60 days before. */
export const decidedAt = (said: string | undefined, now: Date): Date =>
  said === undefined ? now : new Date(Math.max(now.getTime() - 60 * dayMs, Math.min(now.getTime(), Date.parse(said))))
