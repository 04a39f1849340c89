// What voice announces. Payloads hold ids only.
import type { Event } from '#platform/events/announce.ts'

/** Once for each answer, when it is sent or its writer has gone away. A change of it within a day announces nothing. */
export type ResponseReceived = Event<
  'response-received',
  { responseId: string; surveyId: string; unitId: string; stepId: string | null; kind: 'praise' | 'mixed' | 'complaint' }
>
export type CaseOpened = Event<
  'case-opened',
  { caseId: string; responseId: string; unitId: string; stepId: string | null; ownerId: string | null }
>
export type CaseClosed = Event<'case-closed', { caseId: string; responseId: string; unitId: string; outcome: string }>
/** Somebody said where a complaint was caused; null: taken back. */
export type CauseFound = Event<'cause-found', { responseId: string; causeStepId: string | null; unitId: string }>

type VoiceEvent = ResponseReceived | CaseOpened | CaseClosed | CauseFound
export const unheard: Record<VoiceEvent['type'], string> = {
  'response-received': 'coaching and practice listen when they come; huddles read quotes when they write an agenda',
  'case-opened': 'today tells the owner when it comes; the clock runs in followups until then',
  'case-closed': 'recognition offers thanks for a case well closed when it comes',
  'cause-found': 'huddles read quotes of the step when they write an agenda',
}
