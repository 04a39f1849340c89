// Names of the rules that stand in the way: authority keeps them, to the right, and registers here.
import type { Tx } from '#platform/db/database.ts'

export type RuleNames = (tx: Tx, ruleIds: readonly string[], language: string) => Promise<Map<string, { name: string; link: string }>>
let names: RuleNames | undefined
/** Called once by main's assembly; a second call replaces the first. */
export const registerRuleNames = (given: RuleNames): void => void (names = given)
export const ruleNames: RuleNames = async (tx, ruleIds, language) =>
  ruleIds.length === 0 || !names ? new Map() : names(tx, ruleIds, language)
