// The outcomes in the order in which a study would choose them, what customers say first; and how each is written.
import type { Study } from '../../contract/studies.ts'

type Outcome = Study['outcome']
type Name = NonNullable<Outcome['measure']>

export const kinds: Record<Name, Outcome['kind']> = {
  csat: 'share',
  nps: 'points',
  ces: 'mean',
  'first-time': 'share',
  answered: 'share',
  'decided-alone': 'share',
  shown: 'share',
  'levels-reached': 'count',
  'levels-lapsed': 'count',
  thanks: 'count',
  'huddles-held': 'share',
  'obstacles-raised': 'count',
  'days-to-answer': 'mean',
  'words-used': 'count',
}
export const measures = Object.keys(kinds) as Name[]
