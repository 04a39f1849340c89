// What an answer says: praise or complaint, unhappy or not, and which figures it counts in.

export const questionKinds = ['csat', 'nps', 'ces', 'fcr'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** What was answered; null where the question was left out. */
export interface Answers {
  csat: number | null
  nps: number | null
  ces: number | null
  isSolved: boolean | null
}
export const noAnswers: Answers = { csat: null, nps: null, ces: null, isSolved: null }
export const isAnswered = (answers: Answers): boolean => Object.values(answers).some((value) => value !== null)

/** Ends of the scales. Effort is agreement with "made it easy": 7 is the best. */
export const scales = { csat: { from: 1, to: 5 }, nps: { from: 0, to: 10 }, ces: { from: 1, to: 7 } } as const

const isLow = ({ csat, nps, ces, isSolved }: Answers): boolean =>
  (csat !== null && csat <= 2) || (nps !== null && nps <= 6) || (ces !== null && ces <= 3) || isSolved === false
const isHigh = ({ csat, nps, ces, isSolved }: Answers): boolean =>
  isAnswered({ csat, nps, ces, isSolved }) &&
  (csat === null || csat >= 4) &&
  (nps === null || nps >= 9) &&
  (ces === null || ces >= 6) &&
  isSolved !== false

/** A person gets in touch with whoever is unhappy. */
export const isUnhappy = isLow

export type Kind = 'praise' | 'mixed' | 'complaint'
/** Words without any score are mixed: nobody guesses a mood. */
export const kindOf = (answers: Answers): Kind => (isLow(answers) ? 'complaint' : isHigh(answers) ? 'praise' : 'mixed')
export const rankOf: Record<Kind, 1 | 2 | 3> = { praise: 1, mixed: 2, complaint: 3 }

export interface Value {
  metric: string
  value: number
}
/** Shares are recorded as 0 or 1, so that n and sum are all that an interval needs. */
export function valuesOf({ csat, nps, ces, isSolved }: Answers): Value[] {
  const share = (metric: string, isHit: boolean): Value => ({ metric, value: isHit ? 1 : 0 })
  return [
    ...(csat === null ? [] : [share('csat', csat >= 4)]),
    ...(nps === null ? [] : [share('nps-promoters', nps >= 9), share('nps-detractors', nps <= 6)]),
    ...(ces === null ? [] : [{ metric: 'ces', value: ces }, share('ces-easy', ces >= 6)]),
    ...(isSolved === null ? [] : [share('fcr', isSolved)]),
  ]
}

/** What a change of an answer takes back, and what it adds. */
export function changeOf(before: Answers, after: Answers): { takenBack: Value[]; added: Value[] } {
  const [old, fresh] = [valuesOf(before), valuesOf(after)]
  const isIn = (list: Value[], one: Value) => list.some(({ metric, value }) => metric === one.metric && value === one.value)
  return { takenBack: old.filter((one) => !isIn(fresh, one)), added: fresh.filter((one) => !isIn(old, one)) }
}
