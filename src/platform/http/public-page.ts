// What a page for people without a session needs beside its handler: the right door, and problems as words instead of problem+json.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toProblem } from './errors.ts'
import { languageOf } from './handle.ts'
import { refuseDoor } from './pages.ts'
import type { AnyRoute } from './route.ts'
import type { ServerParts } from './server.ts'

export const pageParts = ({ platform }: ServerParts, page: NonNullable<AnyRoute['page']>) => ({
  preHandler: async (request: FastifyRequest, reply: FastifyReply) => refuseDoor(request, reply, platform.config),
  errorHandler: async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = toProblem(error)
    const { status } = problem.type
    if (status >= 500) platform.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, problem.type.title)
    const { body, headers } = page.showProblem(status, languageOf(request))
    return reply
      .code(status)
      .headers({ ...problem.headers, ...headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .send(body)
  },
})
