// What people announces. Payloads hold ids only.
import type { Event } from '#platform/events/announce.ts'

export type PeopleChanged = Event<'people-changed', { personIds: string[]; kinds: string[] }>
export type UnitMoved = Event<'unit-moved', { unitId: string }>
