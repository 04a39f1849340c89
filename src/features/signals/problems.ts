import { problemType } from '#platform/http/problem.ts'

export const rollupsDiffer = problemType({ slug: 'rollups-differ', status: 409, title: 'The rolled-up figures are not what the facts say' })
