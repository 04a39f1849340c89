import type { PeopleChanged, UnitMoved } from '#features/people/events.ts'
import { type AnyListener, defineListener } from '#platform/events/listener.ts'
import { planPeople } from './service/paths/sweep.ts'
import { askSweep } from './store/paths/paths.ts'

export const listeners: readonly AnyListener[] = [
  // A new person's plan stands seconds after the import; who moves gets and gives back what the rules say.
  defineListener<PeopleChanged>({
    event: 'people-changed',
    name: 'learning.plan-people',
    handle: (ctx, { payload }, tx) => planPeople(ctx, tx, payload.personIds),
  }),
  // A unit takes everybody below it along: each path is looked at anew, one by one.
  defineListener<UnitMoved>({
    event: 'unit-moved',
    name: 'learning.plan-anew',
    async handle(ctx, _event, tx) {
      await askSweep(tx, ctx.now(), 'live')
      tx.leavesWork()
    },
  }),
]
