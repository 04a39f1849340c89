// The whole program on a database of its own: every route, real sign-in, and browsers that keep their cookies. For tests of features.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { createAuthenticate } from '#features/accounts/public.ts'
import { setupCodeOf } from '#features/accounts/secrets/codes.ts'
import { fixedClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { createServer } from '#platform/http/server.ts'
import type { Logger } from '#platform/log.ts'
import { closePrinter } from '#platform/print/print.ts'
import { policy, routes } from '../../src/assembly.ts'
import { barePlatform, type BarePlatform } from './bare-platform.ts'
import { asAdmin } from './template.ts'

type FixedClock = ReturnType<typeof fixedClock>

export interface Answer {
  status: number
  body: any
  text: string
  bytes: Buffer
  headers: Record<string, string | string[] | undefined>
}
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export interface CallOptions {
  headers?: Record<string, string>
  /** Where the call seems to come from. */
  from?: string
  /** Sent as it stands, instead of a body in JSON. */
  payload?: string
}

export interface Browser {
  call(method: Method, url: string, body?: object, options?: CallOptions): Promise<Answer>
  /** As `call`, and the status must be this one. */
  expect(status: number, method: Method, url: string, body?: object, options?: CallOptions): Promise<any>
  readonly cookies: Map<string, string>
}

export interface House {
  platform: BarePlatform & { clock: FixedClock }
  browser(options?: { from?: string; token?: string; userAgent?: string }): Browser
  /** A browser that forgets every cookie at once. */
  stranger(options?: { from?: string }): Browser
  setUp(name?: string, email?: string): Promise<Organisation>
}

export interface Organisation {
  id: string
  rootUnitId: string
  admin: Browser
  adminPersonId: string
  adminEmail: string
}

export const password = 'four brown kettles'

export async function startHouse(options: { clock?: FixedClock; config?: Partial<Config>; log?: Logger } = {}): Promise<House> {
  const clock: FixedClock = options.clock ?? fixedClock('2026-11-30T08:00:00Z')
  const platform = {
    ...(await barePlatform({ clock, policy, ...(options.config ? { config: options.config } : {}) })),
    clock,
    ...(options.log ? { log: options.log } : {}),
  }
  const server = await createServer({
    platform,
    routes,
    authenticate: createAuthenticate(platform),
    version: 'test',
    limitsPerMinute: { network: 0, device: 0, account: 0 },
  })
  after(async () => {
    await server.close()
    await closePrinter()
  })
  const host = platform.config.publicUrl?.startsWith('https:') ? new URL(platform.config.publicUrl).host : '127.0.0.1'

  function browser({
    from = '127.0.0.1',
    token,
    userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0',
    isForgetful = false,
  }: any = {}): Browser {
    const cookies = new Map<string, string>()
    const call: Browser['call'] = async (method, url, body, { headers = {}, from: once, payload } = {}) => {
      const answer = await server.inject({
        method,
        url,
        remoteAddress: once ?? from,
        headers: {
          host,
          'user-agent': userAgent,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body ? { payload: JSON.stringify(body) } : payload === undefined ? {} : { payload }),
      })
      if (!isForgetful)
        for (const { name, value } of answer.cookies) {
          if (value === '') cookies.delete(name)
          else cookies.set(name, value)
        }
      const isJson = (answer.headers['content-type'] ?? '').includes('json')
      return {
        status: answer.statusCode,
        text: answer.body,
        bytes: answer.rawPayload,
        body: isJson && answer.body ? JSON.parse(answer.body) : undefined,
        headers: answer.headers as Answer['headers'],
      }
    }
    return {
      cookies,
      call,
      async expect(status, method, url, body, callOptions) {
        const answer = await call(method, url, body, callOptions)
        assert.equal(answer.status, status, `${method} ${url}: ${answer.status} ${answer.text.slice(0, 500)}`)
        return answer.body
      },
    }
  }

  return {
    platform,
    browser,
    stranger: (from = {}) => browser({ ...from, isForgetful: true }),
    async setUp(name = 'Hollin Parcel', email = 'ada@hollin.example') {
      const admin = browser()
      const { session } = await admin.expect(201, 'POST', '/api/organisations', {
        name,
        languages: ['en', 'de', 'ar'],
        defaultLanguage: 'en',
        timeZone: 'Europe/Berlin',
        administrator: { givenName: 'Ada', familyName: 'Quist', email, password },
        setUpCode: setupCodeOf(platform.secrets.pepper),
      })
      const units = await admin.expect(200, 'GET', '/api/units')
      return { id: session.organisation.id, rootUnitId: units.items[0].id, admin, adminPersonId: session.person.id, adminEmail: email }
    },
  }
}

/** A unit below another one; returns its id. */
export async function addUnit(organisation: Organisation, name: string, parentId = organisation.rootUnitId): Promise<string> {
  await organisation.admin.expect(201, 'POST', '/api/units', { name, parentId })
  const { items } = await organisation.admin.expect(200, 'GET', '/api/units')
  return items.find((unit: { name: string }) => unit.name === name).id
}

export interface NewPersonOptions {
  givenName: string
  familyName?: string
  email?: string
  unitId?: string
  leadsUnit?: boolean
  language?: string
}
/** A person; returns the id. */
export async function addPerson(organisation: Organisation, { unitId, familyName = 'Berg', ...person }: NewPersonOptions): Promise<string> {
  const made = await organisation.admin.expect(201, 'POST', '/api/people', {
    ...person,
    familyName,
    unitId: unitId ?? organisation.rootUnitId,
  })
  return made.id
}

/** Comes in with a badge and chooses a PIN; returns the browser and the badge. */
export async function comeInByBadge(house: House, organisation: Organisation, personId: string, pin = '7391') {
  const issue = () => organisation.admin.expect(201, 'POST', '/api/badges', { personId })
  let { address, startPin } = await issue()
  // Once in ten thousand times the start PIN is the very one that is to be chosen, which nobody may.
  while (startPin === pin) ({ address, startPin } = await issue())
  const browser = house.browser()
  await browser.expect(200, 'POST', '/api/sessions', { method: 'badge', badge: address, pin: startPin })
  await browser.expect(204, 'POST', '/api/pin-changes', { pin })
  return { browser, badge: address as string, pin }
}

/** Comes in by a reset code and chooses a password. */
export async function comeInByCode(house: House, organisation: Organisation, personId: string, secret = password): Promise<Browser> {
  const { code } = await organisation.admin.expect(201, 'POST', '/api/reset-codes', { personId })
  const browser = house.browser()
  await browser.expect(200, 'POST', '/api/resets', { code, secret })
  return browser
}

/** Every row of every table as text: to look for what must not be there. */
export function everyRow(house: House): Promise<string> {
  return asAdmin(house.platform.database.adminUrl, async (client) => {
    const { rows } = await client.query(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
    )
    let all = ''
    for (const { name } of rows) all += (await client.query(`select string_agg(t::text, E'\\n') as text from ${name} t`)).rows[0].text ?? ''
    return all
  })
}
