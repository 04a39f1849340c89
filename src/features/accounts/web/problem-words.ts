import type { T } from '#ui/i18n.ts'
import { ProblemError } from '#ui/problem.ts'

/** A refused password or PIN says why in the page's language; the server's own words would be English. */
export function withFaultWords(problem: ProblemError | undefined, t: T): ProblemError | undefined {
  const fault = problem?.extra['fault'] ?? (isStartPin(problem) ? 'same as start' : undefined)
  const words = typeof fault === 'string' ? t.maybe(`fault.${fault.replaceAll(' ', '-')}`) : undefined
  if (!problem || !words) return problem
  const { slug, status, title, requestId } = problem
  return new ProblemError({ slug, status, title, requestId, errors: problem.errors.map(({ pointer }) => ({ pointer, detail: words })) })
}

/** The only thing about a well-formed PIN that is invalid: it is the start PIN itself. */
const isStartPin = (problem: ProblemError | undefined): boolean =>
  problem?.slug === 'invalid-input' && problem.errors.some(({ pointer }) => pointer === '/pin')
