// What followups announces. Payloads hold ids only.
import type { Event } from '#platform/events/announce.ts'

interface About {
  followupId: string
  subjectKind: string
  subjectId: string
  ownerId: string
}
/** Once for each followup, when its time has passed; `toId`: the owner's manager, where there is one. */
export type FollowupEscalated = Event<'followup-escalated', About & { toId: string | null }>
export type FollowupAnswered = Event<'followup-answered', About & { answer: string; wasInTime: boolean }>

export const unheard: Record<(FollowupEscalated | FollowupAnswered)['type'], string> = {
  'followup-escalated': 'today and the letters of the day tell the manager when they come',
  'followup-answered': 'today takes it off the list when it comes; the page asks anew until then',
}
