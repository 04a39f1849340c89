// Where evidence comes from. Features to the right say what their sources are called, where they open, and which of them would bring what is missing.
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import type { EvidenceKind } from '../rules.ts'

export interface Opening {
  sourceId: string
  title: string
  link: string
  /** For which it would count, and for those below it. */
  level: number
  minutes: number | null
}
export interface EvidenceSource {
  /** As `recordEvidence` names it. */
  sourceKind: string
  proves: EvidenceKind
  /** What this person could take up today, the nearest first. */
  openings(ctx: Context, tx: Tx, personId: string): Promise<Opening[]>
  /** By id; one that is gone is left out. The link is null where it can't be opened any more. */
  describe(ctx: Context, tx: Tx, ids: readonly string[]): Promise<Map<string, { title: string; link: string | null }>>
}

const sources: EvidenceSource[] = []
/** From assembly.ts. */
export const registerEvidenceSource = (source: EvidenceSource): void => void sources.push(source)
export const evidenceSources = (): readonly EvidenceSource[] => sources
