// The start page on a phone: where everybody lands, what is said and done from there, and what is left of it without a network.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { complaintsOf, desk, onToday, openHouse, type OpenHouse, phone, readIn, tapPin } from '../support/open-house.ts'

let house: OpenHouse
const pin = '7391'
let page: Page
let principleId: string
let amina: BrowserContext
let complaints: string[]
before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  const say = <T>(method: string, url: string, body?: object) => house.ask<T>(ada, method, url, body)
  await say('POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  const made = await say<{ id: string }>('POST', '/api/principles', {
    colour: 'navy',
    icon: 'link',
    texts: { en: { name: 'Keep the promise', meaning: 'What we say, happens.' } },
  })
  principleId = made.id
  await say('POST', '/api/situations', { icon: 'package-off', texts: { en: { name: 'Parcel arrived broken' } } })
  const empty = { customer: {}, front: {}, back: {}, support: {} }
  const { id } = await say<{ id: string }>('POST', '/api/journeys', { texts: { name: { en: 'A parcel comes' }, summary: {} } })
  const { stages } = await say<{ stages: { id: string }[] }>('POST', `/api/journeys/${id}/stages`, { texts: { name: { en: 'Prepare' } } })
  await say('POST', `/api/journeys/${id}/steps`, {
    stageId: stages[0]!.id,
    channel: 'none',
    emotion: 'calm',
    evidence: 'partly',
    texts: { name: { en: 'Packing' }, ...empty },
    shapers: [
      {
        id: '019b0000-0000-7000-8000-000000000001',
        unitId: house.ids.packing,
        jobRoleId: null,
        lane: 'back',
        texts: { sentence: { en: 'I pack it so that it arrives whole.' }, harm: {} },
      },
    ],
  })
  await ada.close()
})

test('badge and PIN lead to Today, where the first day says what will come', async () => {
  const admin = await house.signedIn('ada@hollin.example')
  const { address, startPin } = await house.ask<{ address: string; startPin: string }>(admin, 'POST', '/api/badges', {
    personId: house.ids.amina,
  })
  await admin.close()
  amina = await house.visitor({ ...phone, context: { hasTouch: true } })
  page = await amina.newPage()
  complaints = complaintsOf(page)
  await page.goto(address)
  await page.getByText('Now the 4 digits only you know.').waitFor()
  await tapPin(page, startPin)
  await page.getByRole('heading', { name: 'Choose a PIN of your own' }).waitFor()
  await tapPin(page, pin)
  await page.getByText('Once more, so that it is right.').waitFor()
  await tapPin(page, pin)
  await onToday(page, 'Amina')
  await page.getByRole('heading', { name: 'Customers’ words about your work will stand here' }).waitFor()
  await page.getByRole('region', { name: 'Ask for a sign-off' }).waitFor()
  assert.equal(await page.locator('.top-pages').count(), 0)
})

test('a customer’s words come first, and thanks take three taps from here', async () => {
  const lea = await house.signedIn('lea@hollin.example')
  await house.ask(lea, 'POST', '/api/thanks', {
    id: '01a20000-0000-7000-8000-000000000001',
    toPersonIds: [house.ids.amina],
    principleId,
    happened: 'You stayed until the last van had left.',
  })
  await lea.close()
  await page.reload()
  await page.getByText('You stayed until the last van had left.').waitFor()
  // The letters are typed, and the keyboard leads from field to field; what is counted is every touch of the page.
  await page.evaluate('window.taps = 0; addEventListener("pointerdown", () => { window.taps += 1 }, true)')
  await page.getByRole('link', { name: 'Thank somebody who did this' }).tap()
  await page.locator('.principle-tile input:checked').waitFor()
  await page.getByRole('combobox').focus()
  await page.keyboard.type('Lea')
  await page.getByRole('option', { name: /Lea Brandt/ }).tap()
  await page.getByLabel('What happened?').focus()
  await page.keyboard.type('Wrote “careful” on the box twice.')
  await page.getByLabel('What did it change?').focus()
  await page.keyboard.type('The lamp arrived whole.')
  await page.getByRole('main').getByRole('button', { name: 'Say thanks' }).tap()
  await page.getByText('Sent. It can be read now.').waitFor()
  assert.equal(await page.evaluate('window.taps'), 3)
})

test('May I opens from a tile and from words, and a thing in the way is raised', async () => {
  await page.goto('/today')
  await page.getByRole('searchbox').fill('broken parcel')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/may-i' && url.searchParams.get('q') === 'broken parcel')
  await page.goto('/today')
  await page.getByRole('link', { name: 'Parcel arrived broken' }).tap()
  await page.getByRole('heading', { level: 1, name: 'Parcel arrived broken' }).waitFor()
  await page.goto('/today')
  await page.getByRole('link', { name: 'Something is in the way' }).tap()
  await page.getByLabel('What is in the way?').fill('No void filler after 18:00')
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Raise it' }).tap()
  await page.getByText(/Raised\. .*Lea Brandt/).waitFor()
  const lea = await house.signedIn('lea@hollin.example', desk)
  const desktop = await lea.newPage()
  await desktop.goto('/')
  await onToday(desktop, 'Lea')
  const next = desktop.getByRole('region', { name: 'No void filler after 18:00' })
  await next.getByRole('link', { name: 'Answer' }).click()
  await desktop.waitForURL('**/obstacles/*')
  await lea.close()
})

test('my part is said in my own words, and stands on Today so', async () => {
  await page.goto('/today')
  await page.getByText('I pack it so that it arrives whole.').waitFor()
  await page.getByRole('link', { name: 'Say it in your own words' }).tap()
  await page.getByRole('button', { name: 'Say it in my words' }).tap()
  await page.getByLabel('Your part, in your words').fill('I shake it and listen.')
  await page.getByRole('button', { name: 'Save' }).tap()
  await page.getByText('I shake it and listen.').waitFor()
  await page.goto('/today')
  await page.getByText('I shake it and listen.').waitFor()
  assert.deepEqual(complaints, [])
})

test('at a desk the pages of each surface stand on one line, in every language', async () => {
  const faults: string[] = []
  let most = 0
  const ada = await house.signedIn('ada@hollin.example', desk)
  const desktop = await ada.newPage()
  for (const language of ['de', 'ar', 'en']) {
    await readIn(house, ada, language)
    for (const path of ['/thanks', '/practice', '/team', '/mantra', '/lessons', '/rules', '/admin']) {
      await desktop.goto(path)
      await desktop.locator(`html[lang=${language}] .top-pages:not([aria-hidden]) li`).first().waitFor()
      await desktop.evaluate('document.fonts.ready.then(() => undefined)')
      const tops = await desktop
        .locator('.top-pages a')
        .evaluateAll((all) =>
          (all as unknown as { getBoundingClientRect(): { top: number } }[]).map((one) => one.getBoundingClientRect().top),
        )
      most = Math.max(most, tops.length)
      const lines = new Set(tops).size
      if (lines > 1) faults.push(`${language} ${path}: ${tops.length} names on ${lines} lines`)
    }
  }
  await ada.close()
  assert.ok(most >= 10, `${most} at most: who looks here opens too little`)
  assert.deepEqual(faults, [])
})

test('without a network Today opens as it was, and says from when', async () => {
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  // The second visit runs under the service worker, and what it loads is kept.
  await page.reload()
  await onToday(page, 'Amina')
  await page.getByText('I shake it and listen.').waitFor()
  await amina.setOffline(true)
  await page.reload()
  await page.getByText('This page is as of').waitFor()
  await page.getByText('I shake it and listen.').waitFor()
  const caches = await page.evaluate(
    'caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys())))).then((all) => all.flat().map(({ url }) => new URL(url).pathname))',
  )
  assert.ok(
    (caches as string[]).every((path) => !path.startsWith('/api')),
    'no answer of the API lies in a cache',
  )
  await amina.setOffline(false)
  await page.getByText('This page is as of').waitFor({ state: 'detached' })
  await amina.close()
})
