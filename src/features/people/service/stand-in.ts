import type { Tx } from '#platform/db/database.ts'
import { standInRow } from '../store/absences.ts'

/** Who acts for somebody on a day: themselves, or in absence the deputy, then the manager, through at most five absent people. */
export async function standInFor(tx: Tx, personId: string, day: string): Promise<string> {
  const seen = new Set<string>()
  let current = personId
  while (!seen.has(current) && seen.size < 5) {
    seen.add(current)
    const row = await standInRow(tx, current, day)
    if (!row?.isAbsent) return current
    const next = row.deputyId ?? row.managerId
    if (!next) return current
    current = next
  }
  return current
}
