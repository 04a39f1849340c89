// What signals counts of thanks, and how to count it anew.
import type { Metric } from '#features/signals/public.ts'
import { recountThanks } from './store/figures.ts'

/** 1 for each unit that a thanks went to, as a unit or to somebody in it, private ones too; taken back, it counts no more. */
export const metric: Metric = { name: 'thanks', recount: recountThanks }
