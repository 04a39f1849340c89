import { timeZoneOf } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'

/** The day at a unit's site: figures count in it. */
export const dayAt = async (tx: Tx, unitId: string, at: Date): Promise<string> => dayIn(await timeZoneOf(tx, unitId), at)

export const addDays = (day: string, days: number): string =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10)
