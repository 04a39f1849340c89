// Serves a built folder as the server does: the same content policy, the page for every address without a file.
// `answers` stands for the API, by path: a value, or a function of the request. Anything else there is a 404, or a 401
// where /api/session has no answer.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

// As in platform/http/security.ts.
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ')

/** What a function among the answers gives back. */
export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

export interface Served {
  origin: string
  /** Paths asked for, in order. */
  asked: string[]
  close: () => Promise<void>
}

export async function serveFolder(folder: string, page: string, answers: Record<string, unknown> = {}): Promise<Served> {
  const asked: string[] = []
  const hasSession = Object.hasOwn(answers, '/api/session')
  const server: Server = createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here')
    asked.push(pathname)
    reply.setHeader('content-security-policy', contentPolicy)
    if (pathname.startsWith('/api/')) {
      const isKnown = Object.hasOwn(answers, pathname)
      const given = answers[pathname]
      if (typeof given === 'function') {
        const answer = (given as (request: IncomingMessage) => Answer)(request)
        const type = answer.status < 400 ? 'application/json' : 'application/problem+json'
        reply.writeHead(answer.status, { 'content-type': type, ...answer.headers })
        reply.end(answer.body === undefined ? '' : JSON.stringify(answer.body))
        return
      }
      const status = isKnown ? 200 : hasSession ? 404 : 401
      const problem = { type: `/problems/${hasSession ? 'not-found' : 'sign-in-needed'}`, status, title: 'Not here' }
      reply.writeHead(status, { 'content-type': isKnown ? 'application/json' : 'application/problem+json' })
      reply.end(JSON.stringify(isKnown ? given : problem))
      return
    }
    const wanted = path.join(folder, path.normalize(pathname))
    const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : path.join(folder, page)
    reply.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(reply)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
