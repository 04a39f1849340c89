// The whole program with its built pages, listening on a port of this machine: for journeys in a browser. Real time, a database of its own.
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { APIRequestContext, Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { createAuthenticate } from '#features/accounts/public.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { createServer } from '#platform/http/server.ts'
import { closePrinter } from '#platform/print/print.ts'
import { policy, routes } from '../../src/assembly.ts'
import { barePlatform, type BarePlatform } from './bare-platform.ts'
import { launchChromium } from './chromium.ts'
import { beforeClosing } from './database.ts'
import { asAdmin } from './template.ts'

const root = path.resolve(import.meta.dirname, '../..')

export const password = 'four brown kettles'
export const mantra = 'Every parcel is a promise to someone waiting, and to each other.'

export interface View {
  width?: number
  height?: number
  language?: string
  theme?: 'light' | 'dark'
  context?: BrowserContextOptions
}
/** The people whom journeys meet. */
export interface Ids {
  organisation: string
  company: string
  depot: string
  packing: string
  picking: string
  /** Ada Quist: administrator, e-mail and password. */
  ada: string
  /** Lea Brandt: leads Packing, e-mail and password. */
  lea: string
  /** Amina Diallo, in Packing: no e-mail, nothing to come in with yet. */
  amina: string
  /** Samir Haddad, in Picking: no e-mail; reads Arabic. */
  samir: string
  /** Tom Berg, in Packing: e-mail, not invited yet. */
  tom: string
}
export interface OpenHouse {
  origin: string
  platform: BarePlatform
  browser: Browser
  ids: Ids
  /** A browser of its own, with its own cookies. Closed with the file. */
  visitor(view?: View): Promise<BrowserContext>
  /** A visitor who has signed in by e-mail and password already. */
  signedIn(email: string, view?: View): Promise<BrowserContext>
  /** What the page would ask the server, without the page. */
  ask<T>(context: BrowserContext, method: string, url: string, body?: object): Promise<T>
  /** SQL as the superuser: to look, or to turn the time back. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
}

export const phone: View = { width: 390, height: 844 }
export const desk: View = { width: 1440, height: 900 }

const buildPages = (): string => {
  execFileSync(process.execPath, [path.join(root, 'scripts/build-pages.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] })
  return path.join(root, 'dist/web')
}

/** Without people: a server that nobody has set up. */
export async function openEmptyHouse(
  options: { config?: Partial<Config>; clock?: Clock } = {},
): Promise<Omit<OpenHouse, 'ids' | 'signedIn'>> {
  const pagesDir = buildPages()
  const platform = await barePlatform({ clock: systemClock, policy, ...options })
  const server = await createServer({
    platform,
    routes,
    authenticate: createAuthenticate(platform),
    version: 'test',
    limitsPerMinute: { network: 0, device: 0, account: 0 },
    pagesDir,
  })
  const origin = await server.listen({ host: '127.0.0.1', port: 0 })
  const browser = await launchChromium()
  beforeClosing(async () => {
    await browser.close()
    await server.close()
    await closePrinter()
  })
  return {
    origin,
    platform,
    browser,
    async visitor({ width = 390, height = 844, language = 'en', theme = 'light', context = {} } = {}) {
      const made = await browser.newContext({
        baseURL: origin,
        viewport: { width, height },
        reducedMotion: 'reduce',
        locale: 'en-GB',
        acceptDownloads: true,
        ...context,
      })
      // Only as the beginning: a badge may turn the page into its holder's language.
      await made.addInitScript(
        `try { localStorage.getItem('attune.language') ?? localStorage.setItem('attune.language', '${language}'); localStorage.getItem('attune.theme') ?? localStorage.setItem('attune.theme', '${theme}') } catch {}`,
      )
      return made
    },
    ask: (context, method, url, body) => ask(context.request, origin, method, url, body),
    sql: (text, values) => asAdmin(platform.database.adminUrl, async (client) => (await client.query(text, values)).rows),
  }
}

async function ask<T>(request: APIRequestContext, origin: string, method: string, url: string, body?: object): Promise<T> {
  const answer = await request.fetch(origin + url, {
    method,
    // A demonstration of 300 people is made in 13 s alone, in four times that beside browsers.
    timeout: 180_000,
    headers: { origin, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { data: body } : {}),
  })
  const text = await answer.text()
  if (!answer.ok()) throw new Error(`${method} ${url}: ${answer.status()} ${text.slice(0, 500)}`)
  return (text && (answer.headers()['content-type'] ?? '').includes('json') ? JSON.parse(text) : undefined) as T
}

/** With Hollin Parcel and its people. */
export async function openHouse(options: { config?: Partial<Config> } = {}): Promise<OpenHouse> {
  const house = await openEmptyHouse(options)
  const admin = await house.visitor()
  const say = <T>(method: string, url: string, body?: object): Promise<T> => house.ask<T>(admin, method, url, body)
  const { session } = await say<{ session: { person: { id: string }; organisation: { id: string } } }>('POST', '/api/organisations', {
    name: 'Hollin Parcel',
    languages: ['en', 'de', 'ar'],
    defaultLanguage: 'en',
    timeZone: 'Europe/Berlin',
    administrator: { givenName: 'Ada', familyName: 'Quist', email: 'ada@hollin.example', password },
    mantra: { wording: mantra, language: 'en' },
  })
  const units = async () => (await say<{ items: { id: string; name: string }[] }>('GET', '/api/units')).items
  const company = (await units())[0]!.id
  const unit = async (name: string, parentId: string): Promise<string> => {
    await say('POST', '/api/units', { name, parentId })
    return (await units()).find((one) => one.name === name)!.id
  }
  const depot = await unit('Northgate depot', company)
  const packing = await unit('Packing', depot)
  const picking = await unit('Picking', depot)
  const person = async (body: object): Promise<string> =>
    (await say<{ id: string }>('POST', '/api/people', { unitId: packing, ...body })).id
  const ids: Ids = {
    organisation: session.organisation.id,
    company,
    depot,
    packing,
    picking,
    ada: session.person.id,
    lea: await person({ givenName: 'Lea', familyName: 'Brandt', email: 'lea@hollin.example', leadsUnit: true }),
    amina: await person({ givenName: 'Amina', familyName: 'Diallo', hrNumber: 'P-17' }),
    samir: await person({ givenName: 'Samir', familyName: 'Haddad', hrNumber: 'P-18', language: 'ar', unitId: picking }),
    tom: await person({ givenName: 'Tom', familyName: 'Berg', email: 'tom@hollin.example' }),
  }
  const { code } = await say<{ code: string }>('POST', '/api/reset-codes', { personId: ids.lea })
  const lea = await house.visitor()
  await house.ask(lea, 'POST', '/api/resets', { code, secret: password })
  await Promise.all([admin.close(), lea.close()])
  return {
    ...house,
    ids,
    async signedIn(email, view) {
      const context = await house.visitor(view)
      await house.ask(context, 'POST', '/api/sessions', { method: 'password', email, password })
      return context
    },
  }
}

/** From now on whoever is signed in here reads in this language, wherever they sign in. */
export async function readIn(house: Pick<OpenHouse, 'ask' | 'origin'>, context: BrowserContext, language: string): Promise<void> {
  const { person } = await house.ask<{ person: { id: string } }>(context, 'GET', '/api/session')
  const address = `/api/people/${person.id}`
  const { version } = await house.ask<{ version: number }>(context, 'GET', address)
  const answer = await context.request.patch(`${house.origin}${address}/settings`, {
    headers: { origin: house.origin, 'if-match': `"${version}"` },
    data: { language },
  })
  if (!answer.ok()) throw new Error(`the language could not be set: ${answer.status()}`)
}

/** What a browser complains about; a journey asserts that it stays empty. Refused sign-ins are answers, not faults. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (line) => {
    if (!['error', 'warning'].includes(line.type())) return
    if (!/Failed to load resource: the server responded with a status of 4\d\d/.test(line.text())) complaints.push(line.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

/** Types a PIN on the pad by its keys, in whatever figures the language writes. */
export async function tapPin(page: Page, pin: string, language = 'en'): Promise<void> {
  const figures = new Intl.NumberFormat(language === 'ar' ? 'ar-u-nu-arab' : language)
  for (const digit of pin) await page.getByRole('button', { name: figures.format(Number(digit)), exact: true }).tap()
}

/** Where everybody begins: the day of this person, in English. */
export async function onToday(page: Page, givenName: string): Promise<void> {
  await page.waitForURL((url) => url.pathname === '/today')
  await page.getByRole('heading', { level: 1, name: new RegExp(`^Good .*${givenName}`) }).waitFor()
}
