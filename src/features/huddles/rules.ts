// Pure choices of huddles: which week, principle, host, words and question, and how long each part takes.

const dayMs = 86_400_000
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
export const dayAfter = (day: string, days: number): string => new Date(at(day) + days * dayMs).toISOString().slice(0, 10)

/** The Monday of a day's ISO week. */
export const mondayOf = (day: string): string => dayAfter(day, -((new Date(at(day)).getUTCDay() + 6) % 7))
/** Weeks since Monday 5 January 1970: what every rotation turns with. */
export const weekIndex = (monday: string): number => Math.round((at(monday) - 4 * dayMs) / (7 * dayMs))
/** ISO 8601: the week with the year's first Thursday is week 1. */
export function weekNumber(monday: string): number {
  const thursday = dayAfter(monday, 3)
  return 1 + Math.floor((at(thursday) - at(`${thursday.slice(0, 4)}-01-01`)) / (7 * dayMs))
}

/**
 * The one that was not used for longest; those never used come first, in an order that begins one further each week. So everybody's week has
 * one principle, also of a team that joins late, and a new principle is heard of soon.
 */
export function nextInTurn(ids: readonly string[], lastUsed: ReadonlyMap<string, string>, turn: number): string | null {
  const start = ids.length === 0 ? 0 : ((turn % ids.length) + ids.length) % ids.length
  let best: string | null = null
  for (const id of [...ids.slice(start), ...ids.slice(0, start)])
    if (best === null || (lastUsed.get(id) ?? '') < (lastUsed.get(best) ?? '')) best = id
  return best
}

/** Units in which at least two people work and somebody leads, there or above. */
export function teamsOf(
  units: readonly { id: string; ancestorIds: readonly string[] }[],
  places: readonly { unitId: string | null; people: number }[],
  ledUnitIds: ReadonlySet<string>,
): string[] {
  const people = new Map<string, number>()
  for (const place of places) if (place.unitId !== null) people.set(place.unitId, (people.get(place.unitId) ?? 0) + place.people)
  return units
    .filter(
      ({ id, ancestorIds }) => (people.get(id) ?? 0) >= 2 && (ledUnitIds.has(id) || ancestorIds.some((above) => ledUnitIds.has(above))),
    )
    .map(({ id }) => id)
}

export interface Heard {
  id: string
  kind: 'praise' | 'mixed' | 'complaint'
  stepId: string | null
  causeStepId: string | null
}
/** `cause`: it went wrong at a step of ours; `step`: it is about a step of ours; `unit`: it was said about the unit. */
export function aboutUs(quote: Heard, ourSteps: ReadonlySet<string>): 'cause' | 'step' | 'unit' {
  if (quote.causeStepId !== null && ourSteps.has(quote.causeStepId)) return 'cause'
  return quote.stepId !== null && ourSteps.has(quote.stepId) ? 'step' : 'unit'
}
/** Two at most: praise first, then what begins at a step of ours, else the newest other. `heard`: praise, then mixed, then complaints, each the newest first. */
export function pickWords<Q extends Heard>(heard: readonly Q[], ourSteps: ReadonlySet<string>): Q[] {
  const others = heard.filter(({ kind }) => kind !== 'praise')
  const [praise, second] = heard.filter(({ kind }) => kind === 'praise')
  const other = others.find((quote) => aboutUs(quote, ourSteps) === 'cause') ?? others[0] ?? second
  return [praise, other].filter((quote) => quote !== undefined)
}

/** How often complaints like this one were heard, of how many: the same step where it went wrong. */
export function alikeOf(
  quote: Heard,
  complaints: readonly { causeStepId: string | null; count: number }[],
): { n: number; of: number } | null {
  if (quote.kind !== 'complaint' || quote.causeStepId === null) return null
  const sum = (some: typeof complaints) => some.reduce((all, { count }) => all + count, 0)
  return { n: sum(complaints.filter(({ causeStepId }) => causeStepId === quote.causeStepId)), of: sum(complaints) }
}

export type PartKind = 'principle' | 'words' | 'question' | 'answers' | 'story' | 'thanks' | 'raise'
export interface Part {
  kind: PartKind
  seconds: number
}
/** Under five minutes in all, whatever stands on it. */
export function partsOf(has: { principle: boolean; words: number; answers: boolean; story: boolean }): Part[] {
  const parts: (Part | false)[] = [
    has.principle && { kind: 'principle', seconds: 30 },
    { kind: 'words', seconds: has.words > 1 ? 75 : 60 },
    { kind: 'question', seconds: 60 },
    has.answers && { kind: 'answers', seconds: 45 },
    has.story && { kind: 'story', seconds: 20 },
    { kind: 'thanks', seconds: 30 },
    { kind: 'raise', seconds: 30 },
  ]
  return parts.filter((part) => part !== false)
}
