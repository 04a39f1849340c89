import type { FollowupEscalated } from '#features/followups/events.ts'
import { type AnyListener, defineListener } from '#platform/events/listener.ts'
import { markEscalated } from './store/cases.ts'

export const listeners: readonly AnyListener[] = [
  defineListener<FollowupEscalated>({
    event: 'followup-escalated',
    name: 'voice.note-escalation',
    // The clock is followups'; the case says on its own page who knows by now.
    handle: async (_ctx, { payload, at }, tx) => {
      if (payload.subjectKind === 'case') await markEscalated(tx, payload.subjectId, payload.toId, at)
    },
  }),
]
