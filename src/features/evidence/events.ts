// What evidence announces. Payloads hold ids and numbers only.
import type { Event } from '#platform/events/announce.ts'

/** A level is reached, or has lapsed. */
export type LevelChanged = Event<'level-changed', { personId: string; from: number; to: number }>

export const unheard: Record<LevelChanged['type'], string> = {
  'level-changed': 'authority asks for the level with every question, so it need not hear; today tells the person when it comes',
}
