// A reply of application/problem+json (RFC 9457) as an error that pages can read. The words on the page come from
// `problems.<slug>` in the message files; the server's detail is the fall-back.
import type { T } from './i18n.ts'

export type ProblemDetail = { pointer: string; detail: string }

export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly slug: string
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly errors: ProblemDetail[]
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** Further members of the problem, for a page to branch on. */
  readonly extra: Record<string, unknown>

  constructor(problem: {
    slug: string
    status: number
    title?: string
    detail?: string
    errors?: ProblemDetail[]
    requestId?: string
    retryAfterSeconds?: number
    extra?: Record<string, unknown>
  }) {
    super(problem.detail ?? problem.title ?? problem.slug)
    this.slug = problem.slug
    this.status = problem.status
    this.title = problem.title ?? problem.slug
    this.detail = problem.detail
    this.errors = problem.errors ?? []
    this.requestId = problem.requestId
    this.retryAfterSeconds = problem.retryAfterSeconds
    this.extra = problem.extra ?? {}
  }

  /** The request never reached the server, or its answer never came back. */
  get isLost(): boolean {
    return this.status === 0
  }
}

export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError
    ? error
    : new ProblemError({ slug: 'page-failed', status: 0, detail: error instanceof Error ? error.message : undefined })

/** '/people/0/email' is the field 'people.0.email'. */
export const fieldOf = (pointer: string): string =>
  pointer
    .replace(/^#?\//, '')
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')

/** What to tell the person: the page's own words, then those of ui, then the server's. */
export function problemText(problem: ProblemError, t: T): string {
  const key = `problems.${problem.slug}`
  const seconds = problem.retryAfterSeconds ?? 60
  const wait = { seconds, minutes: Math.ceil(seconds / 60) }
  return t.maybe(key, wait) ?? t.maybe(`ui:${key}`, wait) ?? problem.detail ?? problem.title
}
