// A stored definition as the engine and the page want it.
import type { Rule as EngineRule } from '#engines/boundary/rule.ts'
import type { Definition, Rule, RuleVersion } from '../contract.ts'
import type { RuleNames } from './RuleText.tsx'

export const codes = ['en', 'de', 'ar'] as const
export type Code = (typeof codes)[number]

/** The words in this language, else in whichever there is. */
export function inWords<T>(texts: Partial<Record<Code, T | undefined>>, code: string): T {
  return (texts[code as Code] ?? codes.map((one) => texts[one]).find((one) => one !== undefined))!
}

export function engineRule(id: string, { version, isEnd, definition }: Pick<RuleVersion, 'version' | 'isEnd' | 'definition'>): EngineRule {
  return { ...definition, id, version, isEnd }
}

export const conditionWords = (definition: Definition, code: string): Record<string, string> =>
  Object.fromEntries(definition.conditions.map(({ key, texts }) => [key, inWords(texts, code)]))

export const namesOf = (rule: Rule, { definition }: RuleVersion, code: string): RuleNames => ({
  situation: rule.situationName,
  remedy: rule.remedyName,
  conditions: conditionWords(definition, code),
  jobRoles: rule.names.jobRoles,
  units: rule.names.units,
})
