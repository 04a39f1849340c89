// Pure choices of practice: weeks, days that count, and which groups are large enough to be shown.
const dayMs = 86_400_000

export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs)
export const dayOf = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10)
/** 1 Monday to 7 Sunday; 1 January 1970 was a Thursday. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1
export const mondayOf = (number: number): number => number - weekdayOf(number) + 1

export const usualWorkingDays = [1, 2, 3, 4, 5]
/** Days of a week on which somebody works and is not away. */
export function workingDaysIn(
  monday: number,
  workingDays: readonly number[],
  absences: readonly { startsOn: string; lastDay: string }[],
): number {
  return workingDays.filter((weekday) => {
    const day = dayOf(monday + weekday - 1)
    return !absences.some(({ startsOn, lastDay }) => startsOn <= day && day <= lastDay)
  }).length
}

/** A phone's clock may be wrong and its review late: not after now, not more than 60 days before. */
export const saidAt = (said: string | undefined, now: Date): Date =>
  said === undefined ? now : new Date(Math.max(now.getTime() - 60 * dayMs, Math.min(now.getTime(), Date.parse(said))))

/** Somebody of a level is asked things of the next one too; whoever has none yet, those of the first. */
export const isWithinReach = (itemLevel: number, level: number): boolean => itemLevel <= Math.max(1, level + 1)

/** Fewer people than this are no group: a figure would speak about a person. */
export const fewestPeople = (isWorksCouncilMode: boolean): number => (isWorksCouncilMode ? 10 : 5)

/**
 * Which groups of one column may be shown. What is hidden together must be at least `fewest` people too: else the whole less what is shown would speak about
 * those few. Then the smallest shown one is hidden with them.
 *
 * @param whole people of the unit above, those that stand in no group below included
 * @param groups people per group, those with none left out
 */
export function shownGroups(whole: number, groups: ReadonlyMap<string, number>, fewest: number): Set<string> {
  const inOrder = [...groups].filter(([, people]) => people > 0).toSorted((a, b) => a[1] - b[1])
  const shown = inOrder.filter(([, people]) => people >= fewest)
  const rest = () => whole - shown.reduce((sum, [, people]) => sum + people, 0)
  while (shown.length > 0 && rest() > 0 && rest() < fewest) shown.shift()
  return new Set(shown.map(([id]) => id))
}

/** Below this a refresher is proposed. */
export const refreshBelow = 0.8
export const refresherDays = 14
