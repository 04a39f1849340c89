// What authority announces. Payloads hold ids only.
import type { Event } from '#platform/events/announce.ts'

export type DecisionNoted = Event<
  'decision-noted',
  { decisionId: string; personId: string; unitId: string; ruleId: string | null; responseId: string | null }
>
export type GapFound = Event<'gap-found', { gapId: string }>
export type RulePublished = Event<'rule-published', { ruleId: string; version: number }>
export type EscalationAnswered = Event<'escalation-answered', { escalationId: string; personId: string }>

export const unheard: Record<(DecisionNoted | GapFound | RulePublished | EscalationAnswered)['type'], string> = {
  'decision-noted': 'coaching asks for the outcome when it comes; the figures go through signals',
  'gap-found': 'the studio lists gaps; today tells the head of CX when it comes',
  'rule-published': 'phones read the rules anew by themselves',
  'escalation-answered': 'today tells the one who asked when it comes; the list of questions shows it',
}
