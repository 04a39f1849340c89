// What people announces. Payloads hold ids only.
import type { Event } from '#platform/events/announce.ts'

export type PeopleChanged = Event<'people-changed', { personIds: string[]; kinds: string[] }>
export type UnitMoved = Event<'unit-moved', { unitId: string }>

export type PeopleEvent = PeopleChanged | UnitMoved

/** No listener yet, and why: learning paths and rollups will listen; the outbox keeps their contract from the first day. */
export const unheard: Record<PeopleEvent['type'], string> = {
  'people-changed': 'learning assigns paths from it when it comes',
  'unit-moved': 'impact redraws its tree from it when it comes; a moved unit keeps its history until then',
}
