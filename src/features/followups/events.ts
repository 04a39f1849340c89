// What followups announces. Payloads hold ids only.
import type { Event } from '#platform/events/announce.ts'

type About = {
  followupId: string
  subjectKind: string
  subjectId: string
  ownerId: string
}
/** Once for each followup, when its time has passed; `toId`: the owner's manager, where there is one. */
export type FollowupEscalated = Event<'followup-escalated', About & { toId: string | null }>
export type FollowupAnswered = Event<'followup-answered', About & { answer: string; wasInTime: boolean }>

export const unheard: Record<FollowupAnswered['type'], string> = {
  'followup-answered': 'today takes it off the list when it comes; the page asks anew until then',
}
