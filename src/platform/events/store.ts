import type { Tx } from '../db/database.ts'
import { type RawBuilder, sql } from '../db/sql.ts'
import type { DeliveredEvent } from './announce.ts'

/** The oldest event of a known type. */
export const oldestEvent = (organisationId: string, types: readonly string[]): RawBuilder<unknown> =>
  sql`select id from outbox_events where organisation_id = ${organisationId} and type = any(${types}) order by id limit 1`

/** Takes events out, oldest first. Never a watermark: an id is made before its commit, so a smaller one may still come. */
export async function takeEvents(tx: Tx, types: readonly string[], most: number): Promise<DeliveredEvent[]> {
  const rows = await tx.run(sql<{ id: string; type: string; payload: Record<string, unknown>; createdAt: string }>`
    delete from outbox_events where organisation_id = ${tx.organisationId} and id in (
      select id from outbox_events where organisation_id = ${tx.organisationId} and type = any(${types}) order by id limit ${most})
    returning id, type, payload, created_at`)
  return rows
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, type, payload, createdAt }) => ({ id, type, payload, at: createdAt, organisationId: tx.organisationId }))
}

export interface Failure {
  attempts: number
  nextTryAt: Date
  fault: string | null
}
export const insertDelivery = (tx: Tx, event: DeliveredEvent, listener: string, failure: Failure) =>
  tx.run(sql`insert into event_deliveries (organisation_id, event_id, listener, type, payload, announced_at, attempts, next_try_at, last_fault)
    values (${tx.organisationId}, ${event.id}, ${listener}, ${event.type}, ${JSON.stringify(event.payload)}, ${event.at}, ${failure.attempts},
            ${failure.nextTryAt.toISOString()}, ${failure.fault})`)

/** The earliest try that is due, of a listener that this version has. */
export const oldestDelivery = (organisationId: string, names: readonly string[], at: Date): RawBuilder<unknown> =>
  sql`select next_try_at from event_deliveries where organisation_id = ${organisationId} and gave_up_at is null and next_try_at <= ${at.toISOString()}
    and listener = any(${names}) order by next_try_at limit 1`

export interface DueDelivery {
  eventId: string
  listener: string
  attempts: number
}
export const dueDeliveries = (tx: Tx, names: readonly string[], at: Date, most: number) =>
  tx.run(sql<DueDelivery>`select event_id, listener, attempts from event_deliveries
    where organisation_id = ${tx.organisationId} and gave_up_at is null and next_try_at <= ${at.toISOString()} and listener = any(${names})
    order by next_try_at, event_id limit ${most}`)

/** Takes one delivery out; undefined when another worker has it. */
export async function takeDelivery(tx: Tx, eventId: string, listener: string): Promise<DeliveredEvent | undefined> {
  const rows = await tx.run(sql<{ type: string; payload: Record<string, unknown>; announcedAt: string }>`
    delete from event_deliveries where organisation_id = ${tx.organisationId} and event_id = ${eventId} and listener = ${listener}
    returning type, payload, announced_at`)
  const [row] = rows
  return row && { id: eventId, type: row.type, payload: row.payload, at: row.announcedAt, organisationId: tx.organisationId }
}

export const noteFailure = (tx: Tx, due: DueDelivery, failure: Failure, gaveUpAt: Date | null) =>
  tx.run(sql`update event_deliveries set attempts = ${failure.attempts}, next_try_at = ${failure.nextTryAt.toISOString()}, last_fault = ${failure.fault},
      gave_up_at = ${gaveUpAt?.toISOString() ?? null}
    where organisation_id = ${tx.organisationId} and event_id = ${due.eventId} and listener = ${due.listener}`)

/** Dead letters older than that go. */
export const deleteDeadLetters = (tx: Tx, before: Date) =>
  tx.run(sql`delete from event_deliveries where organisation_id = ${tx.organisationId} and gave_up_at < ${before.toISOString()}`)
