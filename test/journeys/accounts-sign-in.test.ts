// Coming in: e-mail and password, badge and PIN, and what is told when it does not work.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createFirstAdministrator, hashNewSecret } from '#features/accounts/public.ts'
import { createOrganisation } from '#features/people/public.ts'
import { newId } from '#platform/ids.ts'
import { complaintsOf, desk, onToday, openHouse, type OpenHouse, password, phone, tapPin } from '../support/open-house.ts'

let house: OpenHouse
before(async () => {
  house = await openHouse()
})

test('somebody with e-mail and password comes to the page that was wanted', async () => {
  const context = await house.visitor(desk)
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/sessions')
  await page.waitForURL('**/sign-in?return=%2Fsessions')

  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  // Both are said in one render; waiting for the second is waiting for both.
  await page.getByText('Please fill this in.').nth(1).waitFor()
  assert.equal(await page.evaluate('document.activeElement.name'), 'email')

  await page.getByLabel('E-mail').fill('ada@hollin.example')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: 'E-mail and password do not match' }).waitFor()

  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
  assert.equal(new URL(page.url()).pathname, '/sessions')
  await page.getByText('This one').waitFor()

  await page.reload()
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
  await page.getByRole('button', { name: 'Ada Quist: your menu' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  // The house is known by now: its mantra greets.
  await page.getByText('Every parcel is a promise').waitFor()
  assert.deepEqual(complaints, [])
})

test('an address outside is never returned to', async () => {
  const context = await house.visitor()
  const page = await context.newPage()
  await page.goto(`/sign-in?return=${encodeURIComponent('//evil.example/x')}`)
  await page.getByLabel('E-mail').fill('ada@hollin.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/today')
  assert.equal(new URL(page.url()).origin, house.origin)
})

test('a picker comes in on the phone by badge, with a start PIN at first and then with one of their own', async () => {
  const admin = await house.signedIn('lea@hollin.example')
  const issued = await house.ask<{ address: string; startPin: string }>(admin, 'POST', '/api/badges', { personId: house.ids.amina })
  const context = await house.visitor({ ...phone, context: { hasTouch: true, isMobile: true } })
  const page = await context.newPage()
  const complaints = complaintsOf(page)

  // The phone's own camera opens what the QR code holds.
  await page.goto(issued.address)
  await page.getByRole('heading', { name: 'Hello, Amina' }).waitFor()
  assert.ok(!page.url().includes('#'), 'the token has left the address')

  const wrong = issued.startPin === '2468' ? '8642' : '2468'
  await tapPin(page, wrong)
  await page.getByText('This PIN does not match. Try again.').waitFor()
  await tapPin(page, issued.startPin)
  await page.getByRole('heading', { name: 'Choose a PIN of your own' }).waitFor()

  // Nothing else opens before.
  await page.goto('/sessions')
  await page.waitForURL('**/new-pin?return=%2Fsessions')
  await page.getByText('Choose 4 digits that nobody guesses.').waitFor()
  await tapPin(page, '1234')
  await page.getByText('Once more, so that it is right.').waitFor()
  await tapPin(page, '1234')
  await page.getByText('This is easy to guess.').waitFor()
  await tapPin(page, issued.startPin)
  await page.getByText('Once more, so that it is right.').waitFor()
  await tapPin(page, issued.startPin)
  await page.getByText('This is the start PIN. Choose another one.').waitFor()
  await tapPin(page, '7391')
  await page.getByText('Once more, so that it is right.').waitFor()
  await tapPin(page, '7392')
  await page.getByText('The two were not the same.').waitFor()
  await tapPin(page, '7391')
  await page.getByText('Once more, so that it is right.').waitFor()
  await tapPin(page, '7391')
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
  assert.deepEqual(complaints, [])

  // The next time: a code typed or filled in by a hand scanner, and the own PIN.
  const other = await house.visitor({ ...phone, context: { hasTouch: true } })
  const second = await other.newPage()
  await second.goto('/sign-in')
  await second.getByRole('link', { name: 'With badge and PIN' }).click()
  await second.getByRole('button', { name: 'Type the code instead' }).click()
  await second.getByLabel('Code of the badge').fill('not a badge')
  await second.keyboard.press('Enter')
  await second.getByText('This badge is not valid any more.').waitFor()
  await second.getByLabel('Code of the badge').fill(issued.address)
  await second.keyboard.press('Enter')
  await second.getByRole('heading', { name: 'Hello, Amina' }).waitFor()
  await second.getByRole('button', { name: 'Not me' }).click()
  await second.getByRole('heading', { name: 'Your badge, please' }).waitFor()
  await second.goto(issued.address)
  await second.getByRole('heading', { name: 'Hello, Amina' }).waitFor()
  await tapPin(second, '7391')
  await onToday(second, 'Amina')
})

test('a badge greets its holder in their own language, and "not me" turns it back', async () => {
  const admin = await house.signedIn('ada@hollin.example')
  const issued = await house.ask<{ address: string }>(admin, 'POST', '/api/badges', { personId: house.ids.samir })
  const context = await house.visitor({ ...phone, language: 'de', context: { hasTouch: true } })
  const page = await context.newPage()
  await page.goto(issued.address)
  await page.getByRole('heading', { name: 'مرحبًا Samir' }).waitFor()
  assert.equal(await page.evaluate('document.documentElement.dir'), 'rtl')
  await page.getByRole('button', { name: 'لست أنا' }).tap()
  await page.getByRole('heading', { name: 'Deinen Ausweis, bitte' }).waitFor()
  assert.equal(await page.evaluate('document.documentElement.dir'), 'ltr')
})

test('who forgot password or PIN reads what to do', async () => {
  const context = await house.visitor()
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await page.getByText('This server sends no mail.').waitFor()
  await page.getByRole('link', { name: 'Badge and PIN' }).click()
  await page.getByText('Go to your team leader, or to HR.').waitFor()
  await page.getByRole('link', { name: 'I have a code' }).click()
  await page.getByRole('heading', { name: 'Your code' }).waitFor()
})

// Last, because from here on Ada's address stands for two people.
test('the same address in two organisations is asked which one', async () => {
  const passwordHash = await hashNewSecret(house.platform, 'password', password)
  await createOrganisation(
    house.platform,
    {
      name: 'Harbour Hotels',
      languages: ['en'],
      defaultLanguage: 'en',
      timeZone: 'Europe/Berlin',
      firstPerson: { givenName: 'Ada', familyName: 'Quist', email: 'ada@hollin.example' },
    },
    newId(),
    async (tx, ctx, { personId }) => void (await createFirstAdministrator(tx, ctx, { personId, passwordHash })),
  )
  const context = await house.visitor()
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('ada@hollin.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Where do you want to go?' }).waitFor()
  await page.getByRole('button', { name: 'Harbour Hotels' }).click()
  await page.waitForURL('**/today')
  await page.getByRole('link', { name: 'Harbour Hotels' }).first().waitFor()
})
