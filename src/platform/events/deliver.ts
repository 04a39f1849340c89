// From the outbox to the listeners. One transaction takes a batch out and runs its listeners: effect and done mark are one commit, and one listener's
// failure costs the others nothing. What failed is tried again on its own, later and later, then kept as a dead letter.
import { sql } from '../db/sql.ts'
import type { Context, WriteTx } from '../http/context.ts'
import { describeFault, isConnectionFault } from '../jobs/fault.ts'
import { holdRound } from '../jobs/hold-round.ts'
import { defineRound, defineTimed, type Job, type Round } from '../jobs/kinds.ts'
import type { DeliveredEvent } from './announce.ts'
import type { AnyListener, Audience } from './listener.ts'
import {
  deleteDeadLetters,
  dueDeliveries,
  type DueDelivery,
  type Failure,
  insertDelivery,
  noteFailure,
  oldestDelivery,
  oldestEvent,
  takeDelivery,
  takeEvents,
} from './store.ts'

const eventsPerBatch = 200
const deliveriesPerRun = 20
/** Waits after the first, second ... failure; after the last one it is a dead letter. A little over two days in all. */
const waitsMs = [5_000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000, 43_200_000, 86_400_000]

const deliverName = 'events.deliver'
const redeliverName = 'events.redeliver'

export function eventRounds(audience: Audience): Round[] {
  return [
    defineRound({
      name: deliverName,
      everySeconds: 1,
      gatherMs: 20,
      waiting: (organisationId) => oldestEvent(organisationId, audience.types),
      handle: (ctx) => deliverBatch(ctx, audience),
    }),
    defineRound({
      name: redeliverName,
      everySeconds: 5,
      waiting: (organisationId, at) => oldestDelivery(organisationId, audience.names, at),
      handle: (ctx) => redeliver(ctx, audience),
    }),
  ]
}

const deadLetterKeptMs = 90 * 86_400_000

export const eventJobs = (audience: Audience): Job[] => [
  ...eventRounds(audience),
  defineTimed({
    name: 'events.forget',
    cron: '45 2 * * *',
    perOrganisation: async (ctx) => void (await ctx.write((tx) => deleteDeadLetters(tx, new Date(ctx.now().getTime() - deadLetterKeptMs)))),
  }),
]

/** Starts the clock of tries; the jitter is the event's own, so that a batch that failed together does not come back together. */
function failureOf(ctx: Context, event: { id: string }, attempts: number, error: unknown): Failure {
  const waitMs = waitsMs[Math.min(attempts, waitsMs.length) - 1]!
  const jitter = 0.8 + (parseInt(event.id.slice(-4), 16) / 0xffff) * 0.4
  return { attempts, nextTryAt: new Date(ctx.now().getTime() + waitMs * jitter), fault: describeFault(error) }
}

type Deliver = (ctx: Context, tx: WriteTx, event: DeliveredEvent, listener: AnyListener) => Promise<unknown>

/**
 * First as if nothing could fail. If something does, all of it is rolled back and done again behind savepoints, which cost a round trip each. If even
 * that can't be committed, no listener can be blamed: each delivery gets a transaction of its own, and the line moves on.
 */
async function deliverBatch(ctx: Context, audience: Audience): Promise<boolean> {
  const ways: Deliver[] = [(ctx, tx, event, listener) => listener.handle(ctx, event, tx), deliverBehindSavepoint, setApart]
  for (const [i, deliver] of ways.entries()) {
    try {
      return await deliverBatchSo(ctx, audience, deliver)
    } catch (error) {
      if (isConnectionFault(error) || i === ways.length - 1) throw error
    }
  }
  return false
}

const deliverBatchSo = (ctx: Context, audience: Audience, deliver: Deliver): Promise<boolean> =>
  ctx.write(async (tx) => {
    if (!(await holdRound(tx, deliverName))) return false
    const events = await takeEvents(tx, audience.types, eventsPerBatch)
    for (const event of events) for (const listener of audience.listenersOf(event.type)) await deliver(ctx, tx, event, listener)
    return events.length === eventsPerBatch
  })

const deliverBehindSavepoint: Deliver = async (ctx, tx, event, listener) => {
  void tx.run(sql`savepoint delivery`)
  try {
    await listener.handle(ctx, event, tx)
    // Fails when any statement of the listener failed, awaited or not.
    await tx.run(sql`release savepoint delivery`)
  } catch (error) {
    if (isConnectionFault(error)) throw error
    await tx.run(sql`rollback to savepoint delivery`)
    await insertDelivery(tx, event, listener.name, failureOf(ctx, event, 1, error))
    logFailure(ctx, event.id, listener.name, 1, error)
  }
}

const setApart: Deliver = (ctx, tx, event, { name }) => insertDelivery(tx, event, name, { attempts: 0, nextTryAt: ctx.now(), fault: null })

async function redeliver(ctx: Context, audience: Audience): Promise<boolean> {
  const due = await ctx.read((tx) => dueDeliveries(tx, audience.names, ctx.now(), deliveriesPerRun))
  for (const delivery of due) await redeliverOne(ctx, audience, delivery)
  return due.length === deliveriesPerRun
}

async function redeliverOne(ctx: Context, audience: Audience, due: DueDelivery): Promise<void> {
  try {
    await ctx.write(async (tx) => {
      const event = await takeDelivery(tx, due.eventId, due.listener)
      if (event) await audience.named(due.listener)!.handle(ctx, event, tx)
    })
  } catch (error) {
    if (isConnectionFault(error)) throw error
    const attempts = due.attempts + 1
    const gaveUpAt = attempts > waitsMs.length ? ctx.now() : null
    await ctx.write((tx) => noteFailure(tx, due, failureOf(ctx, { id: due.eventId }, attempts, error), gaveUpAt))
    logFailure(ctx, due.eventId, due.listener, attempts, error)
  }
}

function logFailure(ctx: Context, eventId: string, listener: string, attempts: number, error: unknown): void {
  const facts = { part: 'events', eventId, listener, attempts, fault: describeFault(error), organisationId: ctx.organisationId }
  if (attempts > waitsMs.length) ctx.platform.log.error(facts, 'an event could not be delivered and is kept as a dead letter')
  else ctx.platform.log.warn(facts, 'a listener failed; it is tried again')
}
