// The outcomes in the order in which a study would choose them: what customers say first.
import type { MeasureName } from '../../rules/measures.ts'

export const measures: readonly MeasureName[] = [
  'csat',
  'nps',
  'ces',
  'first-time',
  'answered',
  'decided-alone',
  'shown',
  'levels-reached',
  'levels-lapsed',
  'thanks',
  'huddles-held',
  'obstacles-raised',
  'days-to-answer',
  'words-used',
]
