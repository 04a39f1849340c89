// What the weekly message may hold: each part is read by the feature that owns it, for all people of a round in one question. Main's assembly registers them.
import type { Tx } from '#platform/db/database.ts'
import type { DigestItem, DigestKind } from './contract.ts'

export interface DigestReader {
  personId: string
  unitId: string | null
  timeZone: string
  /** The day where the person works. */
  today: string
  /** What is older was in the last message. */
  since: Date
}
export type DigestFound<K extends DigestKind = DigestKind> = Extract<DigestItem, { kind: K }>
export interface DigestPart<K extends DigestKind = DigestKind> {
  kind: K
  /** A few for each person, the best first; who is missing has none. */
  read(tx: Tx, readers: readonly DigestReader[], at: Date): Promise<ReadonlyMap<string, readonly DigestFound<K>[]>>
}

const parts = new Map<DigestKind, DigestPart>()
export const registerDigestPart = <K extends DigestKind>(part: DigestPart<K>): void =>
  void parts.set(part.kind, part as unknown as DigestPart)
export const digestParts = (): readonly DigestPart[] => [...parts.values()]

/** For parts: rows of any people, put together by person. */
export function byPerson<R extends { personId: string }, I>(rows: readonly R[], item: (row: R) => I): Map<string, I[]> {
  const found = new Map<string, I[]>()
  for (const row of rows) found.set(row.personId, [...(found.get(row.personId) ?? []), item(row)])
  return found
}
