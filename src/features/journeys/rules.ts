// Pure choices of journeys: which wording somebody reads, and whose work shapes a step.

/** Texts of one thing: field, then language. */
export type Texts = Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>

/** In the reader's language, else in the organisation's, else in any there is. */
export const wordsIn = (texts: Texts | undefined, field: string, language: string, defaultLanguage: string): string | null => {
  const said = texts?.[field] ?? {}
  return said[language] ?? said[defaultLanguage] ?? Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1))[0]?.[1] ?? null
}

/** A unit with everything below it, a job role, or those of the unit who have the role. */
export interface ShaperPlace {
  unitId: string | null
  jobRoleId: string | null
}
export interface Place {
  jobRoleId: string | null
  /** The unit's path from the root down. */
  ancestorIds: readonly string[]
}
export const shapes = (shaper: ShaperPlace, place: Place): boolean =>
  (shaper.unitId !== null || shaper.jobRoleId !== null) &&
  (shaper.unitId === null || place.ancestorIds.includes(shaper.unitId)) &&
  (shaper.jobRoleId === null || shaper.jobRoleId === place.jobRoleId)

/** Below this many answers there is no number, only the count (measurement.md). */
export const fewestAnswers = 5
export const scoreOf = (counted: { n: number; sum: number } | undefined): { n: number; share: number | null } => {
  const n = counted?.n ?? 0
  return { n, share: n < fewestAnswers ? null : Math.min(1, Math.max(0, counted!.sum / n)) }
}

/** An order must name every stage and every step that is there, once: what it leaves out would be lost. */
export const isWholeOrder = (known: readonly string[], given: readonly string[]): boolean =>
  known.length === given.length && new Set(given).size === given.length && known.every((id) => given.includes(id))
