import type { Tx } from '#platform/db/database.ts'
import { type CardRow, cardsQuery } from '../store/read-person.ts'

/** What other features may know of a person without asking more. */
export type PersonCard = CardRow

export const personCard = async (tx: Tx, ids: readonly string[]): Promise<Map<string, PersonCard>> =>
  new Map((await tx.run(cardsQuery(tx.organisationId, ids))).map((row) => [row.id, row]))
