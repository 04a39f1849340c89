import { problemType } from '#platform/http/problem.ts'

export const nobodyLeads = problemType({ slug: 'nobody-leads', status: 409, title: 'Nobody who could answer leads a unit' })
export const obstacleAnswered = problemType({ slug: 'obstacle-answered', status: 409, title: 'This obstacle is answered already' })
export const obstacleOpen = problemType({ slug: 'obstacle-open', status: 409, title: 'This obstacle still waits for its answer' })
export const othersWaitToo = problemType({ slug: 'others-wait-too', status: 409, title: 'Others wait for the answer too' })
export const lawStays = problemType({ slug: 'law-stays', status: 422, title: 'A law can’t be removed' })
