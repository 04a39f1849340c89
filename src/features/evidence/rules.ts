// Levels from what was shown. A requirement counts pieces of its kind that are shown for its level or a higher one and have not expired. What was shown
// last counts: a later "not yet" for this level or a lower one puts what was shown before it back to open.
export const evidenceKinds = ['knowledge', 'scenario', 'observed', 'customer', 'sign-off'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]
export const levels = [1, 2, 3, 4] as const

export interface Requirement {
  level: number
  kind: EvidenceKind
  needed: number
  /** How long a piece counts for this requirement; null: as long as the piece itself. */
  validDays: number | null
}
export interface Piece {
  kind: EvidenceKind
  /** Null: speaks for every level. */
  level: number | null
  outcome: 'met' | 'not-yet'
  sourceKind: string
  sourceId: string
  shownAt: string
  expiresAt: string | null
}

const year = 365
/** What counts until somebody decides otherwise. Customers' signals join where an organisation has any. */
export const defaultRequirements: readonly Requirement[] = [
  { level: 1, kind: 'knowledge', needed: 1, validDays: null },
  { level: 1, kind: 'sign-off', needed: 1, validDays: null },
  { level: 2, kind: 'scenario', needed: 1, validDays: 2 * year },
  { level: 2, kind: 'observed', needed: 1, validDays: year },
  { level: 2, kind: 'sign-off', needed: 1, validDays: year },
  { level: 3, kind: 'scenario', needed: 2, validDays: 2 * year },
  { level: 3, kind: 'observed', needed: 2, validDays: year },
  { level: 3, kind: 'sign-off', needed: 1, validDays: year },
  { level: 4, kind: 'observed', needed: 3, validDays: year },
  { level: 4, kind: 'sign-off', needed: 1, validDays: year },
]

const dayMs = 86_400_000
const forEver = Number.POSITIVE_INFINITY

interface Counting<P extends Piece> {
  piece: P
  /** When it stops counting for the requirement. */
  endMs: number
}
/** What counts for a requirement, what counts longest first; one piece for each source. */
function countingFor<P extends Piece>(requirement: Requirement, pieces: readonly P[], atMs: number): Counting<P>[] {
  const { level, kind, validDays } = requirement
  const shown = pieces.filter((piece) => piece.kind === kind && Date.parse(piece.shownAt) <= atMs)
  const failedMs = Math.max(-forEver, ...shown.filter((piece) => takesBack(piece, level)).map((piece) => Date.parse(piece.shownAt)))
  const bySource = new Map<string, Counting<P>>()
  for (const piece of shown) {
    const shownMs = Date.parse(piece.shownAt)
    if (piece.outcome !== 'met' || (piece.level !== null && piece.level < level) || shownMs < failedMs) continue
    const endMs = Math.min(
      validDays === null ? forEver : shownMs + validDays * dayMs,
      piece.expiresAt === null ? forEver : Date.parse(piece.expiresAt),
    )
    const source = `${piece.sourceKind} ${piece.sourceId}`
    const known = bySource.get(source)
    if (endMs > atMs && (!known || endMs > known.endMs)) bySource.set(source, { piece, endMs })
  }
  return [...bySource.values()].sort((x, y) => y.endMs - x.endMs)
}
const takesBack = (piece: Piece, level: number): boolean => piece.outcome === 'not-yet' && (piece.level === null || piece.level <= level)

const instantOf = (ms: number): string | null => (ms === forEver ? null : new Date(ms).toISOString())

export interface Shown<P extends Piece> {
  counting: { piece: P; endsAt: string | null }[]
  /** What put back to open what was shown before, where not enough counts since. */
  takenBack: P | null
}
/** What stands behind one requirement: for the person's own page. */
export function shownFor<P extends Piece>(requirement: Requirement, pieces: readonly P[], at: Date): Shown<P> {
  const counting = countingFor(requirement, pieces, at.getTime())
  const missed = pieces
    .filter((piece) => piece.kind === requirement.kind && takesBack(piece, requirement.level) && Date.parse(piece.shownAt) <= at.getTime())
    .toSorted((x, y) => Date.parse(y.shownAt) - Date.parse(x.shownAt))[0]
  return {
    counting: counting.map(({ piece, endMs }) => ({ piece, endsAt: instantOf(endMs) })),
    takenBack: counting.length < requirement.needed ? (missed ?? null) : null,
  }
}

export interface Missing {
  kind: EvidenceKind
  needed: number
  has: number
}
export interface LevelState {
  level: number
  isReached: boolean
  /** Of each requirement: how many are there, and until when enough are. */
  parts: { kind: EvidenceKind; needed: number; has: number; validDays: number | null; lapsesAt: string | null }[]
}
export interface Levels {
  /** 0: none yet. */
  level: number
  /** When it ends if nothing new is shown; null: it stays. */
  lapsesAt: string | null
  next: { level: number; missing: Missing[] } | null
  states: LevelState[]
}

export function levelsFrom(requirements: readonly Requirement[], pieces: readonly Piece[], at: Date): Levels {
  const atMs = at.getTime()
  let level = 0
  let isOpen = true
  let lapseMs = forEver
  let next: Levels['next'] = null
  const states = levels.map((each): LevelState => {
    const parts = requirements
      .filter((requirement) => requirement.level === each)
      .map((requirement) => {
        const ends = countingFor(requirement, pieces, atMs)
        const endMs = ends[requirement.needed - 1]?.endMs ?? null
        return { requirement, has: Math.min(ends.length, requirement.needed), endMs }
      })
    const missing = parts.filter(({ endMs }) => endMs === null)
    // A level without requirements is not given away.
    isOpen = isOpen && parts.length > 0 && missing.length === 0
    if (isOpen) {
      level = each
      lapseMs = Math.min(lapseMs, ...parts.map(({ endMs }) => endMs!))
    } else if (next === null && parts.length > 0)
      next = { level: each, missing: missing.map(({ requirement: { kind, needed }, has }) => ({ kind, needed, has })) }
    return {
      level: each,
      isReached: isOpen,
      parts: parts.map(({ requirement: { kind, needed, validDays }, has, endMs }) => ({
        kind,
        needed,
        has,
        validDays,
        lapsesAt: endMs === null ? null : instantOf(endMs),
      })),
    }
  })
  return { level, lapsesAt: instantOf(lapseMs), next, states }
}
