// Holds one reply against the document: a status that is declared, the media type that is declared, a problem of a declared kind.
import type { Answer } from '../support/server.ts'
import type { Endpoint } from './requests.ts'

export type Verdict = { kind: 'fine' } | { kind: 'broken' | 'off the contract'; what: string }

const isText = (value: unknown): value is string => typeof value === 'string'

function problemFault(answer: Answer, description: string, pathname: string): string | undefined {
  const type = String(answer.headers['content-type'])
  if (!type.startsWith('application/problem+json')) return `a problem of type ${type}`
  const { type: kind, title, status, instance, requestId, detail, errors } = (answer.body ?? {}) as Record<string, unknown>
  if (!isText(kind) || !/^\/problems\/[a-z0-9-]+$/.test(kind)) return `problem type ${String(kind)}`
  if (!description.includes(`(${kind.slice('/problems/'.length)})`))
    return `${kind} is not among the problems declared for ${answer.status}`
  if (!isText(title) || status !== answer.status || !isText(instance) || !isText(requestId)) return 'a problem without its fields'
  if (instance !== pathname) return `instance ${instance}`
  if (detail !== undefined && !isText(detail)) return 'detail is no text'
  const isFieldProblem = (error: unknown) =>
    isText((error as { pointer?: unknown }).pointer) && isText((error as { detail?: unknown }).detail)
  if (errors !== undefined && !(Array.isArray(errors) && errors.every(isFieldProblem))) return 'errors are no field problems'
  return undefined
}

function successFault(answer: Answer, content: Record<string, unknown> | undefined): string | undefined {
  const [declared] = Object.keys(content ?? {})
  if (declared === undefined) return answer.text === '' ? undefined : 'a body where none is declared'
  const type = String(answer.headers['content-type'])
  // `*/*`: whatever was uploaded.
  if (declared !== '*/*' && !type.startsWith(declared)) return `type ${type} instead of ${declared}`
  return declared === 'application/json' && (answer.body === undefined || answer.body === null) ? 'no body' : undefined
}

/** Bodies of success were held against their schema by the server: an odd one became a 500. */
export function judge({ operation }: Endpoint, answer: Answer, pathname: string): Verdict {
  if (answer.status >= 500) return { kind: 'broken', what: `${answer.status}` }
  const declared = operation.responses[answer.status]
  if (!declared) return { kind: 'off the contract', what: `${answer.status} ${answer.body?.type ?? ''} is not declared` }
  const fault = answer.status < 400 ? successFault(answer, declared.content) : problemFault(answer, declared.description, pathname)
  if (fault !== undefined) return { kind: 'off the contract', what: fault }
  return answer.headers['x-request-id'] ? { kind: 'fine' } : { kind: 'off the contract', what: 'no x-request-id' }
}
