import type { FollowupEscalated } from '#features/followups/events.ts'
import { readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import { type AnyListener, defineListener } from '#platform/events/listener.ts'
import { markEscalated } from './store/obstacles.ts'

/** The clock has run out: the board says who knows now. */
export const listeners: readonly AnyListener[] = [
  defineListener<FollowupEscalated>({
    event: 'followup-escalated',
    name: 'obstacles.show-escalation',
    async handle(_ctx, { payload, at }, tx) {
      if (payload.subjectKind !== 'obstacle') return
      const { timeZone } = await readSettings(tx)
      await markEscalated(tx, payload.subjectId, dayIn(timeZone, new Date(at)), payload.toId)
    },
  }),
]
