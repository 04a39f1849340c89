// Questions that only features to the right ask.
import { readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { textFor } from '../rules.ts'
import { type DecisionRow, listDecisions } from '../store/decisions.ts'
import { versionsQuery } from '../store/rules.ts'

/** A person's latest decisions. Who may read them is the caller's to ask. */
export const decisionsOf = (tx: Tx, personId: string, limit = 50): Promise<DecisionRow[]> =>
  listDecisions(tx, { personId, unitIds: null, notOf: null, after: undefined, limit })

/** What rules are called today, for the register of what stands in the way. A rule that was never live has no name there. */
export async function nameRules(tx: Tx, ids: readonly string[], language: string): Promise<Map<string, { name: string; link: string }>> {
  const [rows, { defaultLanguage }] = await Promise.all([tx.run(versionsQuery(tx.organisationId)), readSettings(tx)])
  const wanted = new Set(ids)
  return new Map(
    rows
      .filter(({ ruleId, liveAt }) => wanted.has(ruleId) && liveAt !== null)
      .map((row) => [row.ruleId, { name: textFor(row.definition.texts, language, defaultLanguage).title, link: `/rules/${row.ruleId}` }]),
  )
}
