import { problemType } from '#platform/http/problem.ts'

export const stageInUse = problemType({ slug: 'stage-in-use', status: 409, title: 'This stage still has steps' })
export const notYourPart = problemType({ slug: 'not-your-part', status: 409, title: 'This is not part of your work today' })
