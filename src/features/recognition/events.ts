// What recognition announces. Payloads hold ids only.
import type { Event } from '#platform/events/announce.ts'

export type ThanksGiven = Event<
  'thanks-given',
  { thanksId: string; fromId: string; personIds: string[]; unitIds: string[]; isPrivate: boolean; quoteId: string | null }
>

export const unheard: Record<ThanksGiven['type'], string> = {
  'thanks-given': 'today tells who was thanked when it comes; huddles read thanksFor; the figures go through signals',
}
