// What signals counts of obstacles, and how to count it anew.
import type { Metric } from '#features/signals/public.ts'
import { recountAnswered, recountRaised } from './store/figures.ts'

export const metrics: readonly Metric[] = [
  /** 1 for each obstacle that was raised, on the day and in the unit of the raiser. */
  { name: 'obstacles-raised', recount: recountRaised },
  /** For each answer the days that it took, so that the mean is at hand; an obstacle that was opened again is answered twice. */
  { name: 'obstacles-answered', recount: recountAnswered },
]
