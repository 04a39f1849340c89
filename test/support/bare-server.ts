// The HTTP server over a few routes, without accounts: a caller says in the bearer token who it is. For tests of the platform's own routes.
import type { Role } from '#platform/access/policy.ts'
import type { AnyRoute } from '#platform/http/route.ts'
import { createServer } from '#platform/http/server.ts'
import { newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'

export interface Caller {
  organisationId: string
  roles: Role[]
  personId?: string
  unitId?: string
  accountId?: string
  /** How long ago the password was proved. */
  provedAgoMs?: number
}
export interface Answer {
  status: number
  body: any
  text: string
  headers: Record<string, unknown>
}
export type Call = (
  caller: Caller | null,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<Answer>

export async function bareServer(platform: Platform, routes: readonly AnyRoute[]): Promise<Call> {
  const server = await createServer({
    platform,
    routes,
    version: 'test',
    limitsPerMinute: { network: 0, device: 0, account: 0 },
    authenticate: ({ authorization }) => {
      if (!authorization) return Promise.resolve(null)
      const caller = JSON.parse(Buffer.from(authorization.slice('Bearer '.length), 'base64url').toString()) as Caller
      return Promise.resolve({
        actor: {
          kind: 'person',
          organisationId: caller.organisationId,
          accountId: caller.accountId ?? newId(),
          personId: caller.personId ?? null,
          grants: caller.roles.map((role) => ({ role, unitId: caller.unitId ?? null })),
        },
        sessionId: newId(),
        language: 'en',
        isSharedDevice: false,
        provedAt: new Date(platform.clock.now().getTime() - (caller.provedAgoMs ?? 0)),
      })
    },
  })
  return async (caller, method, url, body, headers = {}) => {
    const answer = await server.inject({
      method,
      url,
      headers: {
        host: '127.0.0.1',
        ...(caller ? { authorization: `Bearer ${Buffer.from(JSON.stringify(caller)).toString('base64url')}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { payload: JSON.stringify(body) } : {}),
    })
    const isJson = (answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      text: answer.body,
      body: isJson && answer.body ? JSON.parse(answer.body) : undefined,
      headers: answer.headers,
    }
  }
}
