// The one mapper from whatever was thrown to problem+json. An unknown throw is logged once and answered with nothing but its request id.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../log.ts'
import { Problem, type ProblemType, problems } from './problem.ts'

const frameworkCodes: Record<string, ProblemType> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problems.unsupportedMediaType,
  FST_ERR_CTP_BODY_TOO_LARGE: problems.tooLarge,
  FST_REQ_FILE_TOO_LARGE: problems.tooLarge,
  FST_FILES_LIMIT: problems.tooLarge,
  FST_PARTS_LIMIT: problems.tooLarge,
  FST_FIELDS_LIMIT: problems.tooLarge,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problems.malformedRequest,
  FST_ERR_CTP_EMPTY_JSON_BODY: problems.malformedRequest,
  FST_INVALID_MULTIPART_CONTENT_TYPE: problems.unsupportedMediaType,
  FST_ERR_BAD_URL: problems.malformedRequest,
}

// PostgreSQL: connection lost or refused, shutting down, too many connections, lock or statement timeout, deadlock, serialisation, disk full.
const passingFaults = /^(08...|57P0[1-5]|57014|53...|40P01|40001|55P03)$/
const passingMessages =
  /Connection terminated|not queryable|timeout exceeded when trying to connect|ECONNREFUSED|ECONNRESET|EPIPE|connection ended|ENOENT.*PGSQL/i

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code = '', message = '', statusCode } = error as { code?: string; message?: string; statusCode?: number }
  const known = frameworkCodes[code]
  if (known) return new Problem(known)
  if (passingFaults.test(code) || (code === '' || /^E[A-Z]+$/.test(code) ? passingMessages.test(`${code} ${message}`) : false))
    return new Problem(problems.unavailable, { headers: { 'retry-after': '2' } })
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Problem(
      statusCode === 413 ? problems.tooLarge : statusCode === 415 ? problems.unsupportedMediaType : problems.malformedRequest,
    )
  return new Problem(problems.internal)
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): FastifyReply {
  const problem = toProblem(error)
  const { type } = problem
  if (type.status >= 500) log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, type.title)
  for (const [name, value] of Object.entries(problem.headers ?? {})) reply.header(name, value)
  return (
    reply
      .code(type.status)
      // An address that can't be read comes here past every hook.
      .header('x-request-id', request.id)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .serializer(JSON.stringify)
      .send({
        type: `/problems/${type.slug}`,
        title: type.title,
        status: type.status,
        ...(problem.detail ? { detail: problem.detail } : {}),
        instance: request.url.split('?')[0],
        requestId: request.id,
        ...(problem.errors ? { errors: problem.errors } : {}),
        ...problem.extra,
      })
  )
}
