// Deciding who may do what: a role is given and taken after a proof, a key for a program is shown once, sessions are ended.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { complaintsOf, desk, openHouse, type OpenHouse, password, phone } from '../support/open-house.ts'

let house: OpenHouse
before(async () => {
  house = await openHouse()
})

/** As if everybody had signed in an hour ago: what matters is asked anew. */
const letAnHourPass = () => house.sql(`update sessions set proved_at = proved_at - interval '1 hour'`)

async function proveOnceMore(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Once more, please' })
  await dialog.getByLabel('Your password', { exact: true }).fill('not the password')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByText('This password does not match.').waitFor()
  await dialog.getByLabel('Your password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

test('an administrator gives a role and takes it away, and proves who they are before', async () => {
  const admin = await house.signedIn('ada@hollin.example', desk)
  const page = await admin.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/access')
  await page.getByRole('row', { name: /Ada Quist/ }).waitFor()
  await letAnHourPass()

  await page.getByRole('link', { name: 'Give a role' }).click()
  await page.getByRole('button', { name: 'Give the role' }).click()
  await page.getByText('Please fill this in.').waitFor()
  await page.getByText('Please choose one.').waitFor()
  await page.getByRole('combobox', { name: 'Person' }).fill('tom')
  await page.getByRole('option', { name: /Tom Berg/ }).click()
  await page.getByRole('radio', { name: /^Coach/ }).check()
  await page.getByRole('radio', { name: 'One unit and everything below it' }).check()
  await page.getByLabel('Unit', { exact: true }).selectOption({ label: '\u2003\u2003Packing' })
  await page.getByRole('button', { name: 'Give the role' }).click()
  await proveOnceMore(page)
  await page.getByText('Tom Berg now has the role “Coach”.').waitFor()
  const row = page.getByRole('row', { name: /Tom Berg Coach Packing Ada Quist/ })
  await row.waitFor()

  await page.getByLabel('Role', { exact: true }).selectOption('hr')
  await page.getByRole('heading', { name: 'Nobody has this role' }).waitFor()
  assert.match(page.url(), /role=hr/)
  await page.goBack()
  await row.waitFor()

  await letAnHourPass()
  await row.getByRole('button', { name: /Take away/ }).click()
  const question = page.getByRole('alertdialog', { name: 'Take this role away?' })
  await question.getByText('Tom Berg then no longer has the role “Coach” in Packing.').waitFor()
  await question.getByRole('button', { name: 'Take away' }).click()
  await proveOnceMore(page)
  await page.getByText('Tom Berg no longer has the role “Coach”.').waitFor()
  await row.waitFor({ state: 'detached' })
  assert.deepEqual(complaints, [])
})

test('whoever does not prove it changes nothing', async () => {
  const admin = await house.signedIn('ada@hollin.example', desk)
  const page = await admin.newPage()
  await page.goto(`/access/give-role?person=${house.ids.tom}`)
  await page.getByRole('radio', { name: /^Auditor/ }).check()
  await letAnHourPass()
  await page.getByRole('button', { name: 'Give the role' }).click()
  await page.getByRole('dialog', { name: 'Once more, please' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Please enter your password or PIN once more.').waitFor()
  const { items } = await house.ask<{ items: { person: { id: string } }[] }>(admin, 'GET', '/api/role-grants')
  assert.ok(!items.some(({ person }) => person.id === house.ids.tom))
})

test('the last administrator stays', async () => {
  const admin = await house.signedIn('ada@hollin.example', desk)
  const page = await admin.newPage()
  await page.goto('/access?role=administrator')
  await page
    .getByRole('row', { name: /Ada Quist/ })
    .getByRole('button')
    .click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take away' }).click()
  await page.getByText('Somebody must remain administrator of the whole organisation.').waitFor()
})

test('a key for a program is shown once, works, and ends at once', async () => {
  const admin = await house.signedIn('ada@hollin.example', desk)
  const page = await admin.newPage()
  await page.goto('/access?part=tokens')
  await page.getByRole('heading', { name: 'No program has a key' }).waitFor()
  await page.getByRole('banner').or(page.locator('.page-head')).getByRole('link', { name: 'Make a key' }).first().click()
  await page.getByLabel('Name').fill('Payroll, nightly')
  await page.getByLabel('Role').selectOption('hr')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const key = await page.getByLabel('Key', { exact: true }).innerText()
  assert.match(key, /^attune_/)
  const call = () => fetch(`${house.origin}/api/people`, { headers: { authorization: `Bearer ${key}` } }).then(({ status }) => status)
  assert.equal(await call(), 200)

  await page.getByRole('link', { name: 'Back to the keys' }).click()
  const row = page.getByRole('row', { name: /Payroll, nightly/ })
  await row.waitFor()
  assert.equal(await page.getByText(key).count(), 0)
  await row.getByRole('button').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End this key' }).click()
  await page.getByRole('heading', { name: 'No program has a key' }).waitFor()
  assert.equal(await call(), 401)
})

test('people see where they are signed in, end one place, and all others', async () => {
  const first = await house.signedIn('lea@hollin.example', phone)
  const second = await house.signedIn('lea@hollin.example', phone)
  const third = await house.signedIn('lea@hollin.example', phone)
  const page = await first.newPage()
  await page.goto('/sessions')
  await page
    .getByRole('button', { name: /Sign out there/ })
    .nth(1)
    .waitFor()
  await page
    .getByRole('button', { name: /Sign out there/ })
    .first()
    .click()
  await page.getByText('Signed out there.').waitFor()
  const isIn = async (context: typeof first) => (await context.request.get(`${house.origin}/api/session`)).status() === 200
  assert.equal([await isIn(second), await isIn(third)].filter(Boolean).length, 1)
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere else' }).click()
  await page.getByText('You are signed in only here now.').waitFor()
  assert.deepEqual([await isIn(first), await isIn(second), await isIn(third)], [true, false, false])

  await page.goto('/password')
  const section = page.getByRole('region', { name: 'PIN' })
  await section.getByLabel('Your password now', { exact: true }).fill(password)
  await section.getByLabel('New PIN', { exact: true }).fill('7391')
  await section.getByLabel('New PIN once more', { exact: true }).fill('7392')
  await section.getByText('The two were not the same.').waitFor()
  await section.getByLabel('New PIN once more', { exact: true }).fill('7391')
  await section.getByRole('button', { name: 'Set PIN' }).click()
  await page.getByText('Your PIN is changed.').waitFor()
  await section.getByLabel('Your PIN now', { exact: true }).waitFor()
})

test('a page that is not somebody’s to open says who can open it', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  await page.goto('/access')
  await page.getByRole('heading', { name: 'This page is not yours to open' }).waitFor()
})
