// Pure choices of recognition: until when thanks can be taken back, and which groups are large enough to be shown.
const dayMs = 86_400_000
export const takeBackMs = dayMs
export const reachDays = 90
/** Fewer people than this are no group: a figure would speak about a person. */
export const fewestPeople = 5

/** A phone's clock may be wrong and its note late: not after now, not more than 60 days before. */
export const saidAt = (said: string | undefined, now: Date): Date =>
  said === undefined ? now : new Date(Math.max(now.getTime() - 60 * dayMs, Math.min(now.getTime(), Date.parse(said))))

export interface Counted {
  id: string | null
  people: number
  reached: number
  thanks: number
}
/**
 * Groups of at least five, the rest together as one group without an id. Where the rest is smaller than five itself, the smallest shown group joins it:
 * else the whole less what is shown would speak about those few.
 */
export function shownGroups(groups: readonly Counted[], fewest = fewestPeople): Counted[] {
  const inOrder = groups.filter(({ people }) => people > 0).toSorted((a, b) => b.people - a.people)
  const shown = inOrder.filter(({ people }) => people >= fewest)
  const rest = inOrder.filter(({ people }) => people < fewest)
  const peopleIn = (some: readonly Counted[]) => some.reduce((sum, { people }) => sum + people, 0)
  while (rest.length > 0 && peopleIn(rest) < fewest && shown.length > 0) rest.push(shown.pop()!)
  if (rest.length === 0) return shown
  const add = (key: 'people' | 'reached' | 'thanks') => rest.reduce((sum, group) => sum + group[key], 0)
  return [...shown, { id: null, people: add('people'), reached: add('reached'), thanks: add('thanks') }]
}
