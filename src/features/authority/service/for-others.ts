// Questions that only features to the right ask.
import type { Tx } from '#platform/db/database.ts'
import { type DecisionRow, listDecisions } from '../store/decisions.ts'

/** A person's latest decisions. Who may read them is the caller's to ask. */
export const decisionsOf = (tx: Tx, personId: string, limit = 50): Promise<DecisionRow[]> =>
  listDecisions(tx, { personId, unitIds: null, notOf: null, after: undefined, limit })
