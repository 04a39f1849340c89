import { problemType } from '#platform/http/problem.ts'

export const situationNeeded = problemType({ slug: 'situation-needed', status: 422, title: 'Say what happened' })
export const thanksStay = problemType({ slug: 'thanks-stay', status: 409, title: 'A day has passed; thanks stay now' })
