// What obstacles announces. Payloads hold ids only.
import type { Event } from '#platform/events/announce.ts'

export type ObstacleRaised = Event<
  'obstacle-raised',
  { obstacleId: string; unitId: string; leaderId: string; bornIn: string; bornId: string | null }
>
export type ObstacleAnswered = Event<'obstacle-answered', { obstacleId: string; unitId: string; leaderId: string; answer: string }>

export const unheard: Record<(ObstacleRaised | ObstacleAnswered)['type'], string> = {
  'obstacle-raised': 'huddles and authority read the board through public.ts; the leader sees it among the followups',
  'obstacle-answered': 'huddles read answers through answersFor; the next agenda brings them back',
}
