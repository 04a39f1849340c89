import { problemType } from '#platform/http/problem.ts'

export const itemNotReady = problemType({ slug: 'item-not-ready', status: 422, title: 'Something is missing before this can be asked' })
export const itemKeyTaken = problemType({ slug: 'item-key-taken', status: 409, title: 'Another item has this key' })
export const themeUnknown = problemType({ slug: 'theme-unknown', status: 422, title: 'Say which principle each theme means' })
export const assessmentNotReady = problemType({
  slug: 'assessment-not-ready',
  status: 422,
  title: 'Something is missing before this can be sat',
})
export const nothingToAsk = problemType({ slug: 'nothing-to-ask', status: 409, title: 'There is nothing to ask yet' })
