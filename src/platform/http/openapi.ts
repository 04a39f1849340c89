// OpenAPI 3.1 from the routes. Request and reply schemas are zod's own JSON Schema; 3.1 speaks the same dialect.
import { z } from 'zod'
import { problems, type ProblemType } from './problem.ts'
import { type AnyRoute, isWrite, statusOf } from './route.ts'

type Json = Record<string, unknown>

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' }) as Json
  return json
}

const camelTag = (path: string) => path.split('/')[2] ?? 'other'

function parametersOf(route: AnyRoute): Json[] {
  const fromObject = (schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
    if (!schema) return []
    const json = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
    return Object.entries(json.properties ?? {}).map(([name, property]) => ({
      name,
      in: place,
      required: place === 'path' || (json.required ?? []).includes(name),
      schema: property,
    }))
  }
  return [
    ...fromObject(route.params, 'path'),
    ...fromObject(route.query, 'query'),
    ...(route.isVersioned
      ? [{ name: 'If-Match', in: 'header', required: true, description: 'The ETag that you read.', schema: { type: 'string' } }]
      : []),
    ...(isWrite(route) && !route.noReplay
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            description: 'Repeat a request with the same key and it is done once.',
            schema: { type: 'string', minLength: 8, maxLength: 200 },
          },
        ]
      : []),
  ]
}

function bodyOf(route: AnyRoute): Json {
  if (route.consumes === 'multipart') {
    const fields = route.body ? schemaOf(route.body, 'input') : { type: 'object', properties: {} }
    const properties = { ...(fields.properties as Json), file: { type: 'string', contentMediaType: 'application/octet-stream' } }
    const required = [...((fields.required as string[] | undefined) ?? []), 'file']
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties, required } } } } }
  }
  if (!route.body) return {}
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
}

function problemsOf(route: AnyRoute): ProblemType[] {
  const isOpen = 'open' in route.access
  return [
    problems.malformedRequest,
    ...(isOpen ? [] : [problems.signInNeeded, problems.notAllowed]),
    // A write's body is read whether or not the route has use for one.
    ...(isWrite(route) ? [problems.foreignOrigin, problems.tooLarge, problems.unsupportedMediaType] : []),
    ...(isWrite(route) && !route.noReplay ? [problems.keyReused] : []),
    ...(route.params ? [problems.notFound] : []),
    ...(route.isVersioned ? [problems.versionChanged, problems.versionNeeded] : []),
    problems.needsHttps,
    problems.invalidInput,
    problems.tooManyRequests,
    problems.internal,
    problems.unavailable,
    ...(route.problems ?? []),
  ]
}

function responsesOf(route: AnyRoute): Json {
  const success: Json = { description: route.summary }
  if (route.reply) success.content = { 'application/json': { schema: schemaOf(route.reply, 'output') } }
  else if (route.produces)
    success.content = { [route.produces.split(';')[0]!]: { schema: { type: 'string', contentMediaType: route.produces.split(';')[0] } } }
  const byStatus = new Map<number, string[]>()
  for (const type of problemsOf(route)) byStatus.set(type.status, [...(byStatus.get(type.status) ?? []), `${type.title} (${type.slug})`])
  const failures = [...byStatus]
    .sort(([left], [right]) => left - right)
    .map(([status, titles]) => [
      status,
      {
        description: [...new Set(titles)].join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ])
  return { [statusOf(route)]: success, ...Object.fromEntries(failures) }
}

/** The document at /api/openapi.json; docs/openapi.json is its committed twin. */
export function openApiDocument(served: readonly AnyRoute[], version: string): Json {
  const paths: Record<string, Json> = {}
  const routes = served.filter(({ page }) => !page)
  for (const route of routes) {
    const path = route.path.replace(/:([a-zA-Z]+)/g, '{$1}')
    const access = route.access as { operation?: string; signedIn?: string; open?: string }
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        operationId: route.id,
        tags: [camelTag(route.path)],
        summary: route.summary,
        description: access.open
          ? `Open to everyone: ${access.open}.`
          : access.signedIn
            ? `Needs a session: ${access.signedIn}.`
            : `Policy operation: ${access.operation}.`,
        ...(access.open ? { security: [] } : {}),
        parameters: parametersOf(route),
        ...bodyOf(route),
        responses: responsesOf(route),
      },
    }
  }
  const tags = [...new Set(routes.map((route) => camelTag(route.path)))].sort().map((name) => ({ name }))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Attune',
      version,
      summary: 'Everything that the pages do, for programs.',
      description: 'Problems are RFC 9457 documents. Lists are paged by cursor: send `next` as `after`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { token: [] }],
    tags,
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-attune', description: 'Set by signing in.' },
        token: { type: 'http', scheme: 'bearer', description: 'A token made by `attune token create` or in Admin.' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'instance', 'requestId'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            instance: { type: 'string' },
            requestId: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['pointer', 'detail'],
                properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  }
}
