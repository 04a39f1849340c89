// A device that several people use: registered, handed over, locked after a while, opened again.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { complaintsOf, onToday, openHouse, type OpenHouse, password, phone, tapPin } from '../support/open-house.ts'

let house: OpenHouse
let device: BrowserContext
let page: Page
let complaints: string[]
before(async () => {
  house = await openHouse()
  device = await house.visitor({ ...phone, context: { hasTouch: true } })
  page = await device.newPage()
  complaints = complaintsOf(page)
  // The page's own clock can be turned on: two minutes without a touch must not take two minutes.
  await page.clock.install()
})

/** Comes in with a badge and chooses a PIN, as on the first day. */
async function firstDay(personId: string, name: string, pin: string): Promise<string> {
  const admin = await house.signedIn('ada@hollin.example')
  const { address, startPin } = await house.ask<{ address: string; startPin: string }>(admin, 'POST', '/api/badges', { personId })
  await admin.close()
  await page.goto(address)
  await page.getByText('Now the 4 digits only you know.').waitFor()
  await tapPin(page, startPin)
  await page.getByRole('heading', { name: 'Choose a PIN of your own' }).waitFor()
  await tapPin(page, pin)
  await page.getByText('Once more, so that it is right.').waitFor()
  await tapPin(page, pin)
  await onToday(page, name)
  return address
}

test('a team leader makes the tablet in front of her a shared device', async () => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('lea@hollin.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await onToday(page, 'Lea')
  await page.goto('/team/devices')
  await page.getByRole('heading', { name: 'No shared device yet' }).waitFor()
  await page.getByLabel('Name').fill('Packing, table 3')
  // She leads one unit, so only that one is offered, and one must be chosen.
  await page.getByLabel('Unit').locator('option').nth(1).waitFor({ state: 'attached' })
  assert.deepEqual(await page.getByLabel('Unit').locator('option').allTextContents(), ['Choose a unit', 'Packing'])
  await page.getByLabel('Unit').selectOption('Packing')
  await page.getByRole('button', { name: 'Make this a shared device' }).click()
  await page.getByRole('row', { name: /Packing, table 3/ }).waitFor()
  await page.getByRole('button', { name: 'Hand over' }).waitFor()
  await page.getByRole('button', { name: 'Hand over' }).click()
  await page.getByRole('heading', { name: 'Who is here?' }).waitFor()
  await page.getByRole('button', { name: /Lea B\./ }).waitFor()
})

test('two pickers come in on it with their badges, one after the other', async () => {
  await firstDay(house.ids.amina, 'Amina', '7391')
  // Amina has not handed over: Samir's badge is read by the tablet's own camera, and it is he who comes in.
  await house.sql(`update people set language = 'en' where id = $1`, [house.ids.samir])
  await house.sql(`update accounts set language = 'en' where person_id = $1`, [house.ids.samir])
  await firstDay(house.ids.samir, 'Samir', '8206')
})

test('they switch by name and PIN, and nobody finds the page of the one before', async () => {
  await page.goto('/sessions')
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
  await page.getByRole('button', { name: 'Hand over' }).tap()
  await page.getByRole('button', { name: /Amina D\./ }).tap()
  await page.getByText('Shared device: it locks after 2 minutes without a touch.').waitFor()
  await tapPin(page, '8206')
  await page.getByText('This PIN does not match. Try again.').waitFor()
  await tapPin(page, '7391')
  await onToday(page, 'Amina')
  await page.goBack()
  assert.equal(await page.getByText('Samir').count(), 0)
  await page.goto('/')
  await onToday(page, 'Amina')
})

test('it stays open while somebody touches it, and locks after two minutes without a touch', async () => {
  await page.goto('/password')
  await page.getByLabel('Your PIN now').fill('12')
  await page.clock.fastForward(100_000)
  await page.keyboard.press('3')
  await page.clock.fastForward(100_000)
  assert.equal(await page.getByLabel('Your PIN now').inputValue(), '123')
  await page.clock.fastForward(121_000)
  await page.getByRole('heading', { name: 'Hello, Amina D.' }).waitFor()
  assert.equal(await page.getByLabel('Your PIN now').count(), 0)
  // The server has locked it too, whatever the page would show.
  const refused = await device.request.get(`${house.origin}/api/session`)
  assert.equal(refused.status(), 401)
  assert.match(await refused.text(), /session-locked/)

  await tapPin(page, '7391')
  await page.getByRole('heading', { name: 'Password and PIN' }).waitFor()
  assert.equal(new URL(page.url()).pathname, '/password')
})

test('behind the lock, another one comes in without the first one’s PIN, and lands on the own day', async () => {
  await page.clock.fastForward(121_000)
  await page.getByRole('heading', { name: 'Hello, Amina D.' }).waitFor()
  await page.getByRole('button', { name: 'Not me' }).tap()
  await page.getByText('Left something open here').waitFor()
  await page.getByRole('button', { name: /Samir H\./ }).tap()
  await tapPin(page, '8206')
  await onToday(page, 'Samir')
  assert.deepEqual(complaints, [])
})

test('who has no PIN yet switches with the password', async () => {
  await page.getByRole('button', { name: 'Hand over' }).tap()
  await page.getByRole('button', { name: /Lea B\./ }).tap()
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).tap()
  await page.getByText('This password does not match. Try again.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).tap()
  await onToday(page, 'Lea')
})
