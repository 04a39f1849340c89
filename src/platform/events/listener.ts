// Who hears what. Features export a plain list `listeners`; main joins them and checks that nothing announced stays unheard unnoticed.
import type { Context, WriteTx } from '../http/context.ts'
import type { DeliveredEvent, Event } from './announce.ts'

export interface Listener<E extends Event = Event> {
  event: E['type']
  /** feature.verb-what; kept for good: deliveries that wait for another try know the listener by it. */
  name: string
  /**
   * Runs in the transaction that takes the event out of the outbox: whatever it does through `tx` happens exactly once, or is tried again. It
   * shares that transaction with others, so it calls nobody outside the database and does not take long; mail goes to the outbox.
   */
  handle(ctx: Context, event: DeliveredEvent<E['type'], E['payload']>, tx: WriteTx): Promise<void>
}

// oxlint-disable-next-line typescript/no-explicit-any -- a list of listeners holds listeners of every event
export type AnyListener = Listener<any>

export const defineListener = <E extends Event>(listener: Listener<E>): AnyListener => listener

/** Listeners by the type of event, and which types exist at all: an event that this version does not know is left for one that does. */
export interface Audience {
  listenersOf(type: string): readonly AnyListener[]
  named(name: string): AnyListener | undefined
  readonly types: readonly string[]
  readonly names: readonly string[]
}

/** `unheard`: types without a listener, each with the reason why (features' events.ts). */
export function gatherAudience(listeners: readonly AnyListener[], unheard: Readonly<Record<string, string>>): Audience {
  const byName = new Map(listeners.map((listener) => [listener.name, listener]))
  if (byName.size !== listeners.length) throw new Error('two listeners have the same name')
  const byType = Map.groupBy(listeners, (listener) => listener.event as string)
  return {
    listenersOf: (type) => byType.get(type) ?? [],
    named: (name) => byName.get(name),
    types: [...new Set([...byType.keys(), ...Object.keys(unheard)])].sort(),
    names: [...byName.keys()].sort(),
  }
}
