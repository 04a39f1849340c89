// The pages of accounts in the states that people meet.
import type { BrowserContext, Page } from 'playwright-core'
import { type OpenHouse, password } from '../support/open-house.ts'
import type { PageToCheck } from './page-list.ts'

/** The form's own button that sends it, in any language. */
const send = (page: Page) => page.locator('form button[type=submit]').first().click()
const message = (page: Page) => page.locator('.message').first().waitFor()

async function asAdmin<T>(house: OpenHouse, method: string, url: string, body?: object): Promise<T> {
  const admin = await house.signedIn('ada@hollin.example')
  try {
    return await house.ask<T>(admin, method, url, body)
  } finally {
    await admin.close()
  }
}

const newBadge = (house: OpenHouse, personId: string) =>
  asAdmin<{ address: string; startPin: string }>(house, 'POST', '/api/badges', { personId })

/** Badges and codes turn the page into their holder's language: let that be the one of this look. Call it after they were made. */
async function speakAs(page: Page, house: OpenHouse): Promise<void> {
  await house.sql('update accounts set language = $1', [await page.evaluate('document.documentElement.lang')])
}

/** A new badge at its PIN step. */
async function toPin(page: Page, house: OpenHouse, personId: string): Promise<string> {
  const { address, startPin } = await newBadge(house, personId)
  await speakAs(page, house)
  // The same document would only change its fragment.
  await page.goto('about:blank')
  await page.goto(address)
  await page.locator('.pin').waitFor()
  return startPin
}

const codeOf = async (house: OpenHouse, personId: string): Promise<string> =>
  (await asAdmin<{ code: string }>(house, 'POST', '/api/reset-codes', { personId })).code

async function withCode(page: Page, house: OpenHouse, personId: string): Promise<void> {
  await page.locator('input[name=code]').fill(await codeOf(house, personId))
  await speakAs(page, house)
  await send(page)
}

/** Makes this browser a shared device with two people, and hands it over. */
async function shared(page: Page, house: OpenHouse, context: BrowserContext): Promise<void> {
  await house.ask(context, 'POST', '/api/sessions', { method: 'password', email: 'lea@hollin.example', password })
  await house.ask(context, 'POST', '/api/devices', { name: 'Packing, table 3', unitId: house.ids.packing })
  await house.ask(context, 'POST', '/api/pin-changes', { current: password, pin: '7391' })
  await house.ask(context, 'POST', '/api/sessions', { method: 'password', email: 'ada@hollin.example', password })
  await house.ask(context, 'POST', '/api/session-locks')
  await page.goto('/sign-in?who=all')
  await page.locator('.pick').first().waitFor()
}

export const accountsPages: PageToCheck[] = [
  { name: 'sign-in', path: '/sign-in', as: 'nobody' },
  {
    name: 'sign-in, wrong',
    path: '/sign-in',
    as: 'nobody',
    async prepare(page) {
      await page.locator('input[name=email]').fill('nobody@hollin.example')
      await page.locator('input[name=password]').fill('not the password')
      await send(page)
      await message(page)
    },
  },
  { name: 'sign-in, empty form sent', path: '/sign-in', as: 'nobody', prepare: (page) => send(page) },
  { name: 'badge', path: '/badge', as: 'nobody' },
  {
    name: 'badge, typed',
    path: '/badge',
    as: 'nobody',
    async prepare(page) {
      await page.locator('.plain-body .button').last().click()
      await page.locator('input[name=badge]').fill('no badge')
      await send(page)
      await message(page)
    },
  },
  { name: 'badge, not valid', path: '/b#nothing', as: 'nobody', prepare: (page) => message(page) },
  { name: 'PIN', path: '/badge', as: 'nobody', prepare: async (page, house) => void (await toPin(page, house, house.ids.samir)) },
  {
    name: 'PIN, wrong',
    path: '/badge',
    as: 'nobody',
    async prepare(page, house) {
      const pin = await toPin(page, house, house.ids.samir)
      await page.keyboard.type(pin === '2468' ? '8642' : '2468')
      await page.locator('.pin-words').filter({ hasText: /./ }).waitFor()
    },
  },
  {
    name: 'new PIN',
    path: '/badge',
    as: 'nobody',
    async prepare(page, house) {
      await page.keyboard.type(await toPin(page, house, house.ids.samir))
      await page.waitForURL('**/new-pin')
      await page.locator('.pin').waitFor()
      await page.keyboard.type('73')
    },
  },
  { name: 'forgot the password', path: '/forgot', as: 'nobody' },
  { name: 'forgot the PIN', path: '/forgot?way=pin', as: 'nobody' },
  {
    name: 'invitation, code not valid',
    path: '/invitation',
    as: 'nobody',
    async prepare(page) {
      await page.locator('input[name=code]').fill('ABCD')
      await send(page)
      await message(page)
    },
  },
  {
    name: 'code, new password',
    path: '/reset',
    as: 'nobody',
    async prepare(page, house) {
      await withCode(page, house, house.ids.tom)
      await page.locator('input[name=secret]').waitFor()
    },
  },
  {
    name: 'code, new PIN',
    path: '/reset',
    as: 'nobody',
    async prepare(page, house) {
      await withCode(page, house, house.ids.amina)
      await page.locator('.pin').waitFor()
    },
  },
  { name: 'shared device', path: '/sign-in', as: 'nobody', prepare: shared },
  {
    name: 'shared device, locked',
    path: '/sign-in',
    as: 'nobody',
    async prepare(page, house, context) {
      await shared(page, house, context)
      await page.locator('.pick').last().click()
      await page.locator('.pin, form').first().waitFor()
    },
  },

  { name: 'own sessions', path: '/sessions', as: 'team-leader' },
  { name: 'password and PIN', path: '/password', as: 'team-leader' },
  { name: 'password and PIN, empty form sent', path: '/password', as: 'team-leader', prepare: (page) => send(page) },
  { name: 'devices of a team', path: '/team/devices', as: 'team-leader' },
  { name: 'badges of a team', path: '/team/badges', as: 'team-leader' },
  { name: 'access, not allowed', path: '/access', as: 'team-leader' },
  { name: 'new badge', path: (ids) => `/people/${ids.amina}/badge`, as: 'team-leader' },
  {
    name: 'new badge, shown',
    path: (ids) => `/people/${ids.amina}/badge`,
    as: 'team-leader',
    async prepare(page) {
      await page.locator('.button-wide').click()
      await page.locator('.qr').waitFor()
    },
  },
  { name: 'way in of a colleague', path: (ids) => `/people/${ids.tom}`, as: 'administrator' },
  { name: 'new code', path: (ids) => `/people/${ids.lea}/new-code`, as: 'administrator' },
  {
    name: 'new code, shown',
    path: (ids) => `/people/${ids.tom}/new-code`,
    as: 'administrator',
    async prepare(page) {
      await page.locator('.button-wide').first().click()
      await page.locator('.big-code').waitFor()
    },
  },
  { name: 'access: roles', path: '/access', as: 'administrator' },
  { name: 'access: a role that nobody has', path: '/access?role=auditor', as: 'administrator' },
  {
    name: 'access: a role is taken',
    path: '/access',
    as: 'administrator',
    async prepare(page) {
      await page.locator('table button').first().click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  { name: 'access: keys', path: '/access?part=tokens', as: 'administrator' },
  { name: 'access: devices', path: '/access?part=devices', as: 'administrator' },
  { name: 'give a role', path: '/access/give-role', as: 'administrator' },
  {
    name: 'give a role, empty form sent',
    path: '/access/give-role',
    as: 'administrator',
    async prepare(page) {
      await page.locator('input[value=unit]').check()
      await send(page)
    },
  },
  { name: 'make a key', path: '/access/make-key', as: 'administrator' },
  {
    name: 'a key, shown',
    path: '/access/make-key',
    as: 'administrator',
    async prepare(page) {
      await page.locator('input[name=name]').fill('Payroll')
      await page.locator('select[name=role]').selectOption('hr')
      await send(page)
      await page.locator('.code').first().waitFor()
    },
  },
  {
    name: 'once more, please',
    path: (ids) => `/access/give-role?person=${ids.tom}`,
    as: 'administrator',
    async prepare(page, house) {
      await page.getByRole('combobox').first().waitFor()
      await page.locator('input[value=coach]').check()
      await house.sql(`update sessions set proved_at = proved_at - interval '1 hour'`)
      await send(page)
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'badges and invitations', path: (ids) => `/badges?unit=${ids.packing}`, as: 'administrator' },
]

/** These are for a server that nobody has set up. */
export const firstPages: PageToCheck[] = [
  { name: 'welcome', path: '/welcome', as: 'nobody' },
  { name: 'set-up: organisation', path: '/set-up', as: 'nobody' },
  {
    name: 'set-up: account, empty form sent',
    path: '/set-up?step=account',
    as: 'nobody',
    async prepare(page) {
      await send(page)
    },
  },
  {
    name: 'set-up: mantra',
    path: '/set-up?step=account',
    as: 'nobody',
    async prepare(page) {
      await page.locator('input[name="administrator.givenName"]').fill('Ada')
      await page.locator('input[name="administrator.familyName"]').fill('Quist')
      await page.locator('input[name="administrator.email"]').fill('ada@hollin.example')
      await page.locator('input[name="administrator.password"]').fill(password)
      await send(page)
      await page.locator('textarea').waitFor()
    },
  },
]
