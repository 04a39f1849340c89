// The whole program, as main assembles it, on a database of its own: organisations, people and sessions are made in one line each.
import { after } from 'node:test'
import { createAuthenticate } from '#features/accounts/service/authenticate.ts'
import { createOrganisation, personCard } from '#features/people/public.ts'
import type { Role } from '#platform/access/policy.ts'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import type { AnyRoute } from '#platform/http/route.ts'
import { createServer } from '#platform/http/server.ts'
import { newId, newSecret, sha256 } from '#platform/ids.ts'
import type { Logger } from '#platform/log.ts'
import { policy, routes } from '../../src/assembly.ts'
import { barePlatform, type BarePlatform } from './bare-platform.ts'

export interface Person {
  organisationId: string
  personId: string
  cookie: string
  /** Of an API key; sent instead of the cookie. */
  token?: string
}
export interface Answer {
  status: number
  body: any
  text: string
  headers: Record<string, string | string[] | number | undefined>
}
export interface CallOptions {
  body?: unknown
  /** Sent as it is, instead of a body. */
  raw?: string
  headers?: Record<string, string>
  /** Sent as If-Match. */
  version?: number
  /** Sent as Idempotency-Key. */
  key?: string
}
export interface World {
  organisationId: string
  rootUnitId: string
  admin: Person
}
export interface NewPersonInput {
  givenName?: string
  familyName?: string
  hrNumber?: string
  email?: string
  unitId?: string
  jobRoleId?: string
  siteId?: string
  managerId?: string
  leadsUnit?: boolean
  startedOn?: string
  roles?: { role: Role; unitId?: string | null }[]
}
export interface TestServer {
  platform: BarePlatform
  call(who: Person | null, method: string, url: string, options?: CallOptions): Promise<Answer>
  /** Whatever stands in it, with nothing added but the host and who asks. */
  send(who: Person | null, method: string, url: string, headers: Record<string, string>, payload?: string | Buffer): Promise<Answer>
  /** Sends a file the way a browser's form does. */
  upload(who: Person, url: string, file: { name: string; bytes: Buffer }, fields?: Record<string, string>): Promise<Answer>
  organisation(name?: string): Promise<World>
  /** Adds a person through the API, with a session and roles of their own. */
  person(world: World, input?: NewPersonInput): Promise<Person & { id: string }>
  /** A session for somebody who is there. */
  session(organisationId: string, personId: string, roles?: { role: Role; unitId?: string | null }[]): Promise<Person>
  unit(world: World, name: string, parentId?: string): Promise<string>
  /** Its address, for what only a real connection shows. */
  listen(): Promise<string>
}

let count = 0
const servers: { close(): PromiseLike<unknown> }[] = []
// At the root: a hook registered inside another hook would run when that one ends.
after(async () => {
  for (const server of servers) await server.close()
})

export interface TestServerOptions {
  clock?: Clock
  config?: Partial<Config>
  log?: Logger
  /** Instead of those of the program. */
  routes?: AnyRoute[]
}

export async function testServer(options: TestServerOptions = {}): Promise<TestServer> {
  const platform = { ...(await barePlatform({ ...options, policy })), ...(options.log ? { log: options.log } : {}) }
  const server = await createServer({
    platform,
    routes: options.routes ?? routes,
    authenticate: createAuthenticate(platform),
    version: 'test',
    limitsPerMinute: { network: 0, device: 0, account: 0 },
  })
  servers.push(server)

  const send = async (
    who: Person | null,
    method: string,
    url: string,
    headers: Record<string, string>,
    payload?: string | Buffer,
  ): Promise<Answer> => {
    const answer = await server.inject({
      method: method as 'GET',
      url,
      headers: {
        host: '127.0.0.1',
        ...(who?.token ? { authorization: `Bearer ${who.token}` } : who ? { cookie: who.cookie } : {}),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    const isJson = (answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      text: answer.body,
      body: isJson && answer.body ? JSON.parse(answer.body) : undefined,
      headers: answer.headers,
    }
  }

  const test: TestServer = {
    platform,
    listen: () => server.listen({ host: '127.0.0.1', port: 0 }),
    send,
    call: (who, method, url, { body, raw, headers = {}, version, key } = {}) =>
      send(
        who,
        method,
        url,
        {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...headers,
        },
        raw ?? (body === undefined ? undefined : JSON.stringify(body)),
      ),
    upload(who, url, file, fields = {}) {
      const edge = `edge-${newSecret()}`
      const parts = Object.entries(fields).map(
        ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: text/csv\r\n\r\n`
      const payload = Buffer.concat([Buffer.from(parts.join('') + head), file.bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
      return send(who, 'POST', url, { 'content-type': `multipart/form-data; boundary=${edge}` }, payload)
    },
    async organisation(name = `Hollin ${++count}`) {
      const created = await createOrganisation(
        platform,
        {
          name,
          languages: ['en', 'de', 'ar'],
          defaultLanguage: 'en',
          timeZone: 'Europe/Berlin',
          firstPerson: { givenName: 'Marta', familyName: 'Kovač', email: `marta${++count}@hollin.example` },
        },
        newId(),
      )
      const admin = await test.session(created.organisationId, created.personId, [{ role: 'administrator' }])
      return { organisationId: created.organisationId, rootUnitId: created.rootUnitId, admin }
    },
    async person(world, { roles = [], ...input } = {}) {
      const name = `Person${++count}`
      const body = { givenName: name, familyName: 'Tester', unitId: world.rootUnitId, ...input }
      const answer = await test.call(world.admin, 'POST', '/api/people', { body })
      if (answer.status !== 201) throw new Error(`the person could not be added: ${answer.text}`)
      const { id } = answer.body as { id: string }
      return { id, ...(await test.session(world.organisationId, id, roles)) }
    },
    async session(organisationId, personId, roles = []) {
      const at = platform.clock.now().toISOString()
      const later = new Date(platform.clock.now().getTime() + 30 * 86_400_000).toISOString()
      const token = newSecret()
      const [deviceId, sessionId] = [newId(), newId()]
      const ctx = systemContext(platform, organisationId, newId())
      const card = (await ctx.read((tx) => personCard(tx, [personId]))).get(personId)
      await platform.db.control(async (tx) => {
        const accounts = await tx.run(
          sql<{ id: string }>`insert into accounts (id, organisation_id, person_id, email, email_key, language, created_at)
            values (${newId()}, ${organisationId}, ${personId}, ${card?.email ?? null}, ${card?.email?.toLowerCase() ?? null}, 'en', ${at})
            on conflict (organisation_id, person_id) do update set language = excluded.language returning id`,
        )
        await tx.run(sql`insert into devices (id, organisation_id, token_hash, last_used_on, created_at)
          values (${deviceId}, ${organisationId}, ${sha256(newSecret())}, ${at.slice(0, 10)}, ${at})`)
        await tx.run(sql`insert into sessions (id, token_hash, organisation_id, account_id, device_id, device_label, is_start, created_at, last_seen_at, proved_at, expires_at)
          values (${sessionId}, ${sha256(token)}, ${organisationId}, ${accounts[0]!.id}, ${deviceId}, 'Test', false, ${at}, ${at}, ${at}, ${later})`)
        for (const { role, unitId = null } of roles)
          if (role !== 'employee')
            await tx.run(sql`insert into role_grants (id, organisation_id, person_id, role, unit_id, source, created_at)
              values (${newId()}, ${organisationId}, ${personId}, ${role}, ${unitId}, 'given', ${at}) on conflict do nothing`)
      })
      return { organisationId, personId, cookie: `attune=${token}` }
    },
    async unit(world, name, parentId = world.rootUnitId) {
      const answer = await test.call(world.admin, 'POST', '/api/units', { body: { name, parentId } })
      if (answer.status !== 201) throw new Error(`the unit could not be added: ${answer.text}`)
      return (answer.body as { id: string }).id
    },
  }
  return test
}

/** An API key of this role for the whole organisation, made by its administrator. */
export async function createApiTokenFor(server: TestServer, world: World, role: Role): Promise<Person> {
  const made = await server.call(world.admin, 'POST', '/api/api-tokens', { body: { name: `${role} key`, role } })
  if (made.status !== 201) throw new Error(`the key could not be made: ${made.text}`)
  return { organisationId: world.organisationId, personId: '', cookie: '', token: made.body.token }
}
