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

/** Below this a refresher is proposed. */
export const refreshBelow = 0.8
export const refresherDays = 14
