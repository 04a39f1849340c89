// Saying thanks on a phone: within 30 seconds at the pace of a person, asked once for what is missing, and in flight mode exactly one row.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { complaintsOf, openHouse, type OpenHouse, phone } from '../support/open-house.ts'

let house: OpenHouse
/** Thumbs on a phone write about 40 words a minute; looking for the next thing and reaching it takes most of a second. */
const keyMs = 300
const reachMs = 800
const limitMs = 30_000
const countRows = async (): Promise<number> =>
  Number((await house.sql('select count(*) as n from thanks where taken_back_at is null'))[0]!.n)

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  await house.ask(ada, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })
  await ada.close()
})

async function writeThanks(page: Page, happened: string, pace: { keyMs: number; reachMs: number }): Promise<void> {
  const reach = () => page.waitForTimeout(pace.reachMs)
  await reach()
  await page.getByRole('combobox').click()
  await page.getByRole('combobox').pressSequentially('Ami', { delay: pace.keyMs })
  await page.getByRole('option', { name: /Amina Diallo/ }).click()
  await reach()
  await page.locator('.principle-tile').filter({ hasText: 'Keep the promise' }).click()
  await reach()
  await page.getByLabel('What happened?').click()
  await page.getByLabel('What happened?').pressSequentially(happened, { delay: pace.keyMs })
  await reach()
}
const sayThanks = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Say thanks' }).click()

test('thanks take less than 30 seconds at the pace of a person', async (t) => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/thanks/give')
  await page.getByRole('combobox').waitFor()
  const startedMs = performance.now()
  await writeThanks(page, 'Wrote “careful” on the box twice.', { keyMs, reachMs })
  await page.getByLabel('What did it change?').click()
  await page.getByLabel('What did it change?').pressSequentially('The lamp arrived whole.', { delay: keyMs })
  await page.waitForTimeout(reachMs)
  await sayThanks(page)
  await page.getByText('Sent. It can be read now.').waitFor()
  const took = performance.now() - startedMs
  t.diagnostic(`thanks said in ${(took / 1000).toFixed(1)} s`)
  assert.ok(took < limitMs, `${Math.round(took)} ms`)
  assert.equal(await countRows(), 1)
  assert.deepEqual(complaints, [])
  await lea.close()
})

test('without what happened one kind sentence asks for it; what it changed is asked for once', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const known = await countRows()
  await page.goto('/thanks/give')
  await writeThanks(page, 'Great job', { keyMs: 0, reachMs: 0 })
  await sayThanks(page)
  await page.getByText('What happened, and what did it change? One sentence is enough.').waitFor()
  assert.equal(await countRows(), known)
  await page.getByLabel('What happened?').fill('Showed Tom the heavy parcels.')
  await sayThanks(page)
  await page.getByText('Sent. It can be read now.').or(page.getByText('And what did it change?')).first().waitFor()
  if ((await countRows()) === known) await sayThanks(page)
  await page.getByText('Sent. It can be read now.').waitFor()
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('Taken back.').waitFor()
  assert.equal(await countRows(), known)
  await lea.close()
})

test('in flight mode thanks are kept on the phone, after a reload too, and are one row once the network is back', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  await page.goto('/thanks/give')
  await page.locator('.principle-tile').first().waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  // The second visit runs under the service worker, and what it loads is kept.
  await page.reload()
  await page.locator('.principle-tile').first().waitFor()
  const known = await countRows()
  await lea.setOffline(true)
  await page.reload()
  await writeThanks(page, 'Found the lost pallet at night.', { keyMs: 0, reachMs: 0 })
  await page.getByLabel('What did it change?').fill('The customer had it at eight.')
  await sayThanks(page)
  await page.getByText('Saved on this phone.').waitFor()
  await page.reload()
  assert.equal(await countRows(), known)
  await lea.setOffline(false)
  await page.getByText('One note from this phone was sent.').waitFor()
  await page.goto('/thanks?show=given')
  await page.getByText('Found the lost pallet at night.').waitFor()
  assert.equal(await countRows(), known + 1)
  assert.equal(await page.getByText('On this phone, not sent yet').count(), 0)
  await lea.close()
})

test('what could not be sent is listed, can be removed and put back, and leaves the list once it is received', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const known = await countRows()
  await page.goto('/thanks/give')
  await page.route('**/api/thanks', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await writeThanks(page, 'Carried the long lamp up three floors.', { keyMs: 0, reachMs: 0 })
  await page.getByLabel('What did it change?').fill('It hung there by noon.')
  await sayThanks(page)
  await page.getByText('Saved on this phone.').waitFor()
  await page.goto('/thanks')
  const waits = page.getByRole('list', { name: 'On this phone, not sent yet' })
  await waits.getByRole('button', { name: 'Remove' }).click()
  await waits.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await waits.waitFor()
  // It is about thanks: where decisions stand it has no place.
  await page.goto('/decisions')
  await page.getByRole('heading', { level: 1 }).waitFor()
  assert.equal(await waits.count(), 0)
  await page.goto('/thanks')
  await waits.waitFor()
  assert.equal(await countRows(), known)
  await page.unroute('**/api/thanks')
  await page.evaluate('dispatchEvent(new Event("online"))')
  await waits.waitFor({ state: 'detached' })
  await page.getByText('Carried the long lamp up three floors.').waitFor()
  assert.equal(await countRows(), known + 1)
  await lea.close()
})
