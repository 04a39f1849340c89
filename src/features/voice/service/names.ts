import { unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'

export const unitNames = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> =>
  ids.length === 0 ? new Map() : new Map([...(await unitsById(tx, [...new Set(ids)])).values()].map(({ id, name }) => [id, name]))
