// Handing out ways in: a printed card, a badge on the phone within twenty seconds, a code for somebody who forgot.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { readPdf } from '../print/read-pdf.ts'
import { complaintsOf, desk, onToday, openHouse, type OpenHouse, password, phone, tapPin } from '../support/open-house.ts'

let house: OpenHouse
before(async () => {
  house = await openHouse()
})

async function printed(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return readPdf(await readFile(await download.path())).text
}

test('a colleague comes in with a printed card', async () => {
  const admin = await house.signedIn('ada@hollin.example', desk)
  const page = await admin.newPage()
  const complaints = complaintsOf(page)
  await page.goto(`/people/${house.ids.tom}`)
  const wayIn = page.getByRole('region', { name: 'Sign-in' })
  await wayIn.getByText('Cannot sign in yet').waitFor()
  // Without a mail server there is no letter, and the page says what to do instead.
  await wayIn.getByRole('button', { name: 'Invite by mail' }).click()
  await wayIn.getByText('This server sends no mail yet. Print an invitation instead.').waitFor()
  // The PDF's text has no white space; the code is printed in groups of four.
  const letters = /signin\.([0-9A-Z]{12})Works/.exec(await printed(page, 'Print an invitation'))?.[1]
  assert.ok(letters, 'the card carries a code')
  const code = letters.match(/.{4}/g)!.join('-')
  await wayIn.getByText('Invited, has not come yet').waitFor()
  assert.deepEqual(complaints, [])

  const context = await house.visitor(phone)
  const tom = await context.newPage()
  await tom.goto('/invitation')
  // As people type it: small letters, no hyphens; it arranges itself.
  await tom.getByLabel('Code').fill(code.replaceAll('-', '').toLowerCase())
  assert.equal(await tom.getByLabel('Code').inputValue(), code)
  await tom.getByRole('button', { name: 'Next' }).click()
  await tom.getByRole('heading', { name: 'Hello, Tom' }).waitFor()
  await tom.getByText('You sign in as tom@hollin.example.').waitFor()
  await tom.getByLabel('New password', { exact: true }).fill('password123')
  await tom.getByRole('button', { name: 'Save and go on' }).click()
  await tom.getByText('This is easy to guess.').waitFor()
  await tom.getByLabel('New password', { exact: true }).fill('seven green lanterns')
  await tom.getByRole('button', { name: 'Save and go on' }).click()
  await onToday(tom, 'Tom')

  const late = await house.visitor(phone)
  const again = await late.newPage()
  await again.goto(`/invitation#${code}`)
  await again.getByText('This code is not valid any more').waitFor()
  assert.ok(!again.url().includes('#'), 'the code has left the address')
  await page.reload()
  await wayIn.getByText('Can sign in').waitFor()
})

/** How long people take: to see what has come, to read a sentence, to reach a button with the thumb. */
const pace = { lookMs: 700, readMs: 2500, reachMs: 600 }

test('a team leader gives somebody a new badge on the phone within twenty seconds, and the old one is dead at once', async (t) => {
  const lea = await house.signedIn('lea@hollin.example', { ...phone, context: { hasTouch: true, isMobile: true } })
  const old = await house.ask<{ address: string; startPin: string }>(lea, 'POST', '/api/badges', { personId: house.ids.amina })
  const holder = await house.visitor({ ...phone, context: { hasTouch: true } })
  const amina = await holder.newPage()
  await amina.goto(old.address)
  await amina.getByRole('heading', { name: 'Hello, Amina' }).waitFor()
  await tapPin(amina, old.startPin)
  await amina.getByRole('heading', { name: 'Choose a PIN of your own' }).waitFor()

  const page = await lea.newPage()
  await page.goto('/people')
  await page.getByRole('link', { name: 'Amina Diallo' }).waitFor()
  const wait = (ms: number) => page.waitForTimeout(ms)
  const startedMs = performance.now()
  await wait(pace.lookMs)
  await page.getByRole('link', { name: 'Amina Diallo' }).tap()
  await page.getByRole('link', { name: 'New badge and PIN' }).waitFor()
  await wait(pace.lookMs)
  // A flick of the thumb down the page.
  await page.getByRole('link', { name: 'New badge and PIN' }).scrollIntoViewIfNeeded()
  await wait(pace.reachMs)
  await page.getByRole('link', { name: 'New badge and PIN' }).tap()
  await page.getByText('The old badge and PIN stop working at once.').waitFor()
  await wait(pace.readMs)
  await page.getByRole('button', { name: 'Make badge and PIN' }).tap()
  await page.getByRole('figure', { name: 'QR code: the new badge of Amina Diallo' }).waitFor()
  const startPin = await page.locator('.big-code').innerText()
  await wait(pace.lookMs)
  const seconds = (performance.now() - startedMs) / 1000
  t.diagnostic(
    `a new badge on the phone: ${seconds.toFixed(1)} s, of which ${((pace.lookMs * 3 + pace.readMs + pace.reachMs) / 1000).toFixed(1)} s are a person's`,
  )
  assert.ok(seconds < 20, `took ${seconds.toFixed(1)} s`)
  assert.match(startPin, /^\d{4}$/)

  // The session that the old badge had opened is over, and the badge itself opens nothing.
  await amina.goto('/sessions')
  await amina.waitForURL((url) => url.pathname === '/sign-in')
  await amina.goto(old.address)
  await amina.getByText('This badge is not valid any more.').waitFor()
  await page.goto(`/people/${house.ids.amina}`)
  await page.getByText('still the start PIN; it is changed at the first sign-in').waitFor()
})

test('what a badge’s page shows once is gone after it', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  await page.goto(`/people/${house.ids.amina}/badge`)
  await page.getByRole('button', { name: 'Make badge and PIN' }).click()
  await page.locator('.big-code').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Make badge and PIN' }).waitFor()
  assert.equal(await page.locator('.big-code').count(), 0)
  // Samir works in Picking, which Lea does not lead.
  await page.goto(`/people/${house.ids.samir}/badge`)
  await page.getByText(/does not exist, or it is not yours|Your role does not allow this/).waitFor()
})

test('a code read out lets somebody choose a new password, and signs out everything else', async () => {
  const admin = await house.signedIn('ada@hollin.example', phone)
  const before = await house.signedIn('lea@hollin.example', phone)
  const page = await admin.newPage()
  await page.goto(`/people/${house.ids.lea}`)
  await page.getByRole('link', { name: 'New code' }).click()
  await page.getByText('What they have now works until then.').waitFor()
  await page.getByRole('button', { name: 'Show a code' }).click()
  const code = await page.locator('.big-code').innerText()
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)

  const context = await house.visitor(phone)
  const lea = await context.newPage()
  await lea.goto('/sign-in')
  await lea.getByRole('link', { name: 'Forgot your password?' }).click()
  await lea.getByRole('link', { name: 'I have a code' }).click()
  await lea.getByLabel('Code').fill(code)
  await lea.keyboard.press('Enter')
  await lea.getByText('Choose a new password. You are signed out everywhere else.').waitFor()
  await lea.getByLabel('New password', { exact: true }).fill('nine quiet rivers')
  await lea.keyboard.press('Enter')
  await onToday(lea, 'Lea')
  assert.equal((await before.request.get(`${house.origin}/api/session`)).status(), 401)

  const old = await house.visitor(phone)
  const last = await old.newPage()
  await last.goto('/sign-in')
  await last.getByLabel('E-mail').fill('lea@hollin.example')
  await last.getByLabel('Password', { exact: true }).fill(password)
  await last.keyboard.press('Enter')
  await last.getByText('E-mail and password do not match.').waitFor()
})

test('badges and start PINs of a unit come as sheets, once; a unit where nobody needs one says so', async () => {
  const admin = await house.signedIn('ada@hollin.example', desk)
  const page = await admin.newPage()
  await page.goto('/badges')
  await page.getByLabel('Unit').selectOption({ label: '\u2003\u2003Picking' })
  assert.match(await printed(page, 'Print badges'), /SamirHaddad/)
  await page.getByText('The sheets are in your downloads.').waitFor()
  await page.getByRole('button', { name: 'Print badges' }).click()
  await page.getByText('There is nobody to print for').waitFor()
})

test('with a mail server, a whole unit is invited at once, and who forgot the password asks for a letter', async () => {
  // Letters wait in the outbox here; nobody has to answer on that port.
  const mailing = await openHouse({ config: { smtpUrl: 'smtp://127.0.0.1:1' } })
  const admin = await mailing.signedIn('ada@hollin.example', phone)
  const page = await admin.newPage()
  await page.goto(`/badges?unit=${mailing.ids.packing}`)
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await page.getByText('1 invitation is on its way.').waitFor()
  await page.getByText('1 person has no e-mail address: print a badge.').waitFor()
  const mails = await mailing.sql(`select kind, recipient from mails where kind = 'invitation'`)
  assert.deepEqual(mails, [{ kind: 'invitation', recipient: 'tom@hollin.example' }])

  const visitor = await mailing.visitor(phone)
  const forgetful = await visitor.newPage()
  await forgetful.goto('/forgot')
  await forgetful.getByLabel('E-mail').fill('nobody-knows@hollin.example')
  await forgetful.getByRole('button', { name: 'Send me a link' }).click()
  // The same words whether the address is known or not.
  await forgetful.getByText('If we know this address, a letter is on its way.').waitFor()
})
