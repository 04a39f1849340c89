// What the start page says of practice.
import { doseLeft } from '#engines/practice/dose.ts'
import { hasLiveItems } from '#features/learning/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { weekOf, weekReads } from './session.ts'

export interface PracticeToday {
  /** Minutes left of this week's three, rounded up; 0: done for this week, or a week off. */
  minutesLeft: number
}
/** Asked before the person's time zone is known; null from `read` where there is nothing to practise. */
export async function practiceFor(tx: Tx, personId: string, at: Date): Promise<(timeZone: string) => PracticeToday | null> {
  const [week, hasItems] = await Promise.all([weekReads(tx, personId, at), hasLiveItems(tx)])
  return (timeZone) => {
    if (!hasItems) return null
    const { workingDays, practised } = weekOf(week, timeZone, at)
    return { minutesLeft: Math.ceil(doseLeft(workingDays, practised) / 60) }
  }
}
