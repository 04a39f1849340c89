// How much, and when: three minutes in a full working week, less in a short one, nothing in a week off. What was missed is never made up.

/** Of a week of five working days, in seconds. */
export const weekSeconds = 180
const fullWeekDays = 5
const leastSeconds = 60
/** What is left below this is no session. */
const worthOpeningSeconds = 20

/**
 * Seconds that are still to be practised in a week.
 *
 * @param workingDays days of this week on which the person works; 0: nothing is asked
 * @param practised seconds already practised in this week
 */
export function doseLeft(workingDays: number, practised: number): number {
  if (workingDays <= 0) return 0
  const dose = Math.max(leastSeconds, Math.round((weekSeconds * Math.min(workingDays, fullWeekDays)) / fullWeekDays))
  const left = dose - practised
  return left < worthOpeningSeconds ? 0 : left
}

/** Whole weeks without practice before this one; a first time is no pause. */
export const weeksAway = (lastDay: number | null, mondayOfThisWeek: number): number =>
  lastDay === null || lastDay >= mondayOfThisWeek ? 0 : Math.floor((mondayOfThisWeek - 1 - lastDay) / 7)

export type Kind = 'choice' | 'multiple' | 'order' | 'match' | 'short' | 'judgement' | 'recall' | 'scene'

/** Seconds that one takes with its feedback read, until measured. */
export const secondsOf: Readonly<Record<Kind, number>> = {
  choice: 20,
  multiple: 25,
  order: 30,
  match: 30,
  short: 25,
  judgement: 30,
  recall: 30,
  scene: 60,
}
