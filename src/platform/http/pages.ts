// The built pages: hashed files for ever, the page itself never from a cache. Addresses are the router's business in the browser.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { httpsNeededPage } from './https-needed-page.ts'
import { doorOf } from './security.ts'
import type { ServerParts } from './server.ts'

/** Where the browser came in by plain http: the way to https, or what to do. Undefined where the door is good. */
export function refuseDoor(request: FastifyRequest, reply: FastifyReply, config: Config): FastifyReply | undefined {
  if (doorOf(request, config).isUsable) return undefined
  if (config.publicUrl?.startsWith('https:')) return reply.redirect(`${config.publicUrl}${request.url}`, 307)
  return reply
    .code(421)
    .header('content-type', 'text/html; charset=utf-8')
    .send(httpsNeededPage(request.host, request.headers['accept-language'] ?? ''))
}

export async function addPages(
  server: FastifyInstance,
  parts: ServerParts,
  answerUnknown: (request: FastifyRequest) => never | void,
): Promise<void> {
  const { pagesDir } = parts
  const index =
    pagesDir && existsSync(path.join(pagesDir, 'index.html')) ? await readFile(path.join(pagesDir, 'index.html'), 'utf8') : undefined
  if (pagesDir && index !== undefined)
    await server.register(fastifyStatic, {
      root: pagesDir,
      index: false,
      wildcard: false,
      globIgnore: ['**/index.html'],
      cacheControl: false,
      setHeaders: (reply, file) => {
        reply.header('cache-control', file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  const sendPage = (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store')
    return refuseDoor(request, reply, parts.platform.config) ?? reply.send(index)
  }
  server.setNotFoundHandler((request, reply) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && !/^\/api(\/|$)/.test(request.url.split('?')[0]!)
    const wantsHtml = (request.headers.accept ?? '').includes('text/html')
    if (isPage && (wantsHtml || !doorOf(request, parts.platform.config).isUsable) && index !== undefined) return sendPage(request, reply)
    answerUnknown(request)
    return reply
  })
}
