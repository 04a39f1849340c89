import type { Tx } from '../db/database.ts'
// The transactional outbox: an event is a row written with the fact. A dispatcher delivers it at least once; listeners are idempotent by its id.
import { sql } from '../db/sql.ts'
import { newId } from '../ids.ts'

export interface Event<Type extends string = string, Payload = Record<string, unknown>> {
  type: Type
  /** Ids, never texts of people: an outbox row outlives an erasure by minutes, its log line by weeks. */
  payload: Payload
}
export interface DeliveredEvent<Type extends string = string, Payload = Record<string, unknown>> extends Event<Type, Payload> {
  id: string
  organisationId: string
  at: string
}

export function announce(tx: Tx, event: Event, at: Date): Promise<unknown> {
  return tx.run(sql`insert into outbox_events (organisation_id, id, type, payload, created_at)
    values (${tx.organisationId}, ${newId(at.getTime())}, ${event.type}, ${JSON.stringify(event.payload)}, ${at.toISOString()})`)
}
