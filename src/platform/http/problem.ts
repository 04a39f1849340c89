// Expected failures as RFC 9457 problem details. Each type has a page in docs/problems; a test keeps the two together.
export interface ProblemType {
  slug: string
  status: number
  title: string
}
export interface FieldProblem {
  /** JSON pointer into the body, or `/query/name`, `/path/name`. */
  pointer: string
  detail: string
}

export const problemType = (type: ProblemType): ProblemType => type

export class Problem extends Error {
  override name = 'Problem'
  readonly type: ProblemType
  readonly detail: string | undefined
  readonly errors: FieldProblem[] | undefined
  readonly headers: Record<string, string> | undefined
  /** Further members of the problem, for a program to branch on; never personal data. */
  readonly extra: Record<string, unknown> | undefined

  constructor(
    type: ProblemType,
    options: { detail?: string; errors?: FieldProblem[]; headers?: Record<string, string>; extra?: Record<string, unknown> } = {},
  ) {
    super(options.detail ?? type.title)
    this.type = type
    this.detail = options.detail
    this.errors = options.errors
    this.headers = options.headers
    this.extra = options.extra
  }
}

export const problems = {
  malformedRequest: problemType({ slug: 'malformed-request', status: 400, title: 'The request can’t be read' }),
  signInNeeded: problemType({ slug: 'sign-in-needed', status: 401, title: 'Sign in first' }),
  notAllowed: problemType({ slug: 'not-allowed', status: 403, title: 'You may not do this' }),
  stepUpNeeded: problemType({ slug: 'step-up-needed', status: 403, title: 'Enter your password or PIN once more' }),
  foreignOrigin: problemType({ slug: 'foreign-origin', status: 403, title: 'The request came from another site' }),
  notFound: problemType({ slug: 'not-found', status: 404, title: 'Not found' }),
  methodNotAllowed: problemType({ slug: 'method-not-allowed', status: 405, title: 'This address does not know that method' }),
  conflict: problemType({ slug: 'conflict', status: 409, title: 'It conflicts with what is there' }),
  versionChanged: problemType({ slug: 'version-changed', status: 412, title: 'Somebody changed it in the meantime' }),
  tooLarge: problemType({ slug: 'too-large', status: 413, title: 'Too large' }),
  unsupportedMediaType: problemType({ slug: 'unsupported-media-type', status: 415, title: 'That kind of content is not accepted here' }),
  needsHttps: problemType({ slug: 'needs-https', status: 421, title: 'This address needs https' }),
  invalidInput: problemType({ slug: 'invalid-input', status: 422, title: 'Some of the input can’t be used' }),
  keyReused: problemType({ slug: 'key-reused', status: 422, title: 'This key was used for another request' }),
  versionNeeded: problemType({ slug: 'version-needed', status: 428, title: 'Say which version you changed' }),
  tooManyRequests: problemType({ slug: 'too-many-requests', status: 429, title: 'Too many requests; wait a moment' }),
  internal: problemType({ slug: 'internal', status: 500, title: 'Something went wrong on our side' }),
  unavailable: problemType({ slug: 'unavailable', status: 503, title: 'Not available for a moment' }),
} as const
