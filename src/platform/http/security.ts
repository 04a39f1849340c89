// Headers, origin check, and the rule that people sign in over https or on this very machine (trust.md, data protection).
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import helmet from 'helmet'
import type { Config } from '../config.ts'
import { Problem, problems } from './problem.ts'

const loopbackHosts = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d+)?$/

/** The same for every answer, so helmet is asked once: building them anew took 3 % of a write in a profile. */
function securityHeaders(config: Config): Record<string, string> {
  const isHttps = Boolean(config.tlsCert) || (config.publicUrl?.startsWith('https:') ?? false)
  const headers: Record<string, string> = {
    'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
  }
  const answer = { setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value), removeHeader: () => undefined }
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    xPoweredBy: false,
  })
  set({} as IncomingMessage, answer as unknown as ServerResponse, (error?: unknown) => {
    if (error instanceof Error) throw error
  })
  return headers
}

export function addSecurityHeaders(server: FastifyInstance, config: Config): void {
  const headers = securityHeaders(config)
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}

export interface Door {
  isSecure: boolean
  /** Plain http on another host: no `__Host-` cookie, no service worker, no crypto; say so instead of failing silently. */
  isUsable: boolean
  origin: string
}

/** How this request came in. X-Forwarded-* count only with TRUST_PROXY. */
export function doorOf(request: FastifyRequest, config: Config): Door {
  const host = request.host
  if (config.tlsCert) return { isSecure: true, isUsable: true, origin: config.publicUrl ?? `https://${host}` }
  if (loopbackHosts.test(host) && !(config.trustProxy && request.protocol === 'https'))
    return { isSecure: false, isUsable: true, origin: `http://${host}` }
  if (config.publicUrl?.startsWith('https:')) {
    const isThere = new URL(config.publicUrl).host === host && (!config.trustProxy || request.protocol === 'https')
    return { isSecure: isThere, isUsable: isThere, origin: config.publicUrl }
  }
  if (config.trustProxy && request.protocol === 'https') return { isSecure: true, isUsable: true, origin: `https://${host}` }
  return { isSecure: false, isUsable: false, origin: `http://${host}` }
}

/** A browser names the page's origin on every write; a foreign one is refused whatever cookie came along. */
export function checkOrigin(request: FastifyRequest, door: Door): void {
  const origin = request.headers.origin
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined ? origin !== door.origin : site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Problem(problems.foreignOrigin)
}
