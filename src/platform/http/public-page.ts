// What a page for people without a session needs beside its handler: the right door, and problems as words instead of problem+json.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toProblem } from './errors.ts'
import { languageOf } from './handle.ts'
import { refuseDoor } from './pages.ts'
import type { AnyRoute } from './route.ts'
import type { ServerParts } from './server.ts'

/** What came along as text, in the address or in a form; nothing of it is checked yet. */
function fieldsOf({ query, body }: FastifyRequest): Record<string, string> {
  const all = { ...(query as object), ...(typeof body === 'object' ? body : undefined) }
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

export const pageParts = ({ platform }: ServerParts, page: NonNullable<AnyRoute['page']>) => ({
  preHandler: async (request: FastifyRequest, reply: FastifyReply) => refuseDoor(request, reply, platform.config),
  errorHandler: async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = toProblem(error)
    const { status } = problem.type
    if (status >= 500) platform.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, problem.type.title)
    const { body, headers } = page.showProblem(status, { language: languageOf(request), fields: fieldsOf(request) })
    return reply
      .code(status)
      .headers({ ...problem.headers, ...headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .send(body)
  },
})
