// Bodies are read here and nowhere else: JSON without prototype tricks, NUL bytes or halves of characters, within the route's limit.
import type { FastifyInstance } from 'fastify'
import { Problem, problems } from './problem.ts'

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])
const maxDepth = 32

/** Throws where a value holds what PostgreSQL or a later reader can't keep: NUL, lone surrogates, prototype names, or too much depth. */
export function checkValue(value: unknown, depth = 0): void {
  if (depth > maxDepth) throw new Problem(problems.malformedRequest, { detail: `Nested deeper than ${maxDepth} levels.` })
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed())
      throw new Problem(problems.malformedRequest, { detail: 'A text holds a NUL byte or half a character.' })
  } else if (Array.isArray(value)) {
    for (const item of value) checkValue(item, depth + 1)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      if (forbiddenNames.has(name)) throw new Problem(problems.malformedRequest, { detail: `The name ${name} is not accepted.` })
      checkValue(name, depth + 1)
      checkValue(item, depth + 1)
    }
  }
}

export function parseJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem(problems.malformedRequest, { detail: 'The body is no JSON.' })
  }
  checkValue(value)
  return value
}

const mostFormFields = 40

/** What a form sends: names and texts. A name that comes twice keeps its last value. */
export function parseForm(text: string): Record<string, string> {
  const pairs = [...new URLSearchParams(text)]
  if (pairs.length > mostFormFields) throw new Problem(problems.malformedRequest, { detail: `More than ${mostFormFields} fields.` })
  const value = Object.fromEntries(pairs)
  checkValue(value)
  return value
}

export function addBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => {
    try {
      // Only pages read forms: an API that did could be written to from any other site.
      if (!request.routeOptions.config.takesForms) throw new Problem(problems.unsupportedMediaType)
      done(null, parseForm(body as string))
    } catch (error) {
      done(error as Error)
    }
  })
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      request.rawBody = body as Buffer
      done(null, (body as Buffer).length === 0 ? undefined : parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer)))
    } catch (error) {
      done(error instanceof Problem ? error : new Problem(problems.malformedRequest, { detail: 'The body is no UTF-8.' }))
    }
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    rawBody?: Buffer
  }
  interface FastifyContextConfig {
    takesForms?: boolean
  }
}
