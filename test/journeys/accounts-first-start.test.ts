// The first five minutes: an empty server is looked at, or becomes an organisation.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complaintsOf, openEmptyHouse, phone } from '../support/open-house.ts'

test('an empty server becomes an organisation in three steps, and offers the people file next', async () => {
  const house = await openEmptyHouse()
  const context = await house.visitor(phone)
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/')
  await page.getByRole('heading', { name: 'A good place to begin' }).waitFor()
  await page.getByRole('link', { name: 'Begin' }).click()
  await page.getByLabel('Name').fill('Hollin Parcel')
  await page.getByRole('checkbox', { name: 'Deutsch' }).check()
  await page.getByLabel('Which one first?').selectOption('de')
  await page.getByLabel('Time zone').fill('leid')
  await page.getByText('Nothing found').waitFor()
  await page.getByLabel('Time zone').fill('amsterdam')
  await page.getByRole('option', { name: 'Europe/Amsterdam' }).click()
  await page.getByRole('button', { name: 'Next' }).click()

  // A reload loses nothing, and back works.
  await page.reload()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  await page.goBack()
  // Until then there are two names more, the first and the last.
  await page.getByRole('heading', { name: 'Your account' }).waitFor({ state: 'detached' })
  assert.equal(await page.getByLabel('Name').inputValue(), 'Hollin Parcel')
  assert.equal(await page.getByLabel('Time zone').inputValue(), 'Europe/Amsterdam')
  await page.getByRole('button', { name: 'Next' }).click()

  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('Quist')
  await page.getByLabel('E-mail').fill('ada@hollin.example')
  await page.getByLabel('New password', { exact: true }).fill('hollin parcel')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Mantra').fill('Jedes Paket ist ein Versprechen.')
  await page.getByText('So it will stand').waitFor()
  await page.getByRole('button', { name: 'Create the organisation' }).click()

  // The server knows better which passwords are guessed; the page goes back to the step that asks for it.
  await page.getByText('This is easy to guess.').waitFor()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  await page.getByLabel('New password', { exact: true }).fill('four brown kettles')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Create the organisation' }).click()
  await page.waitForURL('**/import')
  // The company speaks German first, but who set it up in English goes on in English, here and on the next device.
  assert.equal(await page.evaluate('document.documentElement.lang'), 'en')
  const { language } = await house.ask<{ language: string }>(context, 'GET', '/api/session')
  assert.equal(language, 'en')

  // Alone in the house nobody could sign anything off: people are what is missing first.
  await page.goto('/today')
  const next = page.getByRole('region', { name: 'Bring your people' })
  const days = page.locator('.today-days')
  await days.getByText('1 of 8 done').click()
  await days.getByRole('link', { name: 'Draw a first journey' }).waitFor()
  await days.getByText('Write your mantra').waitFor()
  assert.equal(await days.getByRole('link').count(), 7)
  await days.getByRole('button', { name: 'Hide this for everybody' }).click()
  await days.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await next.getByRole('link', { name: 'Bring them' }).click()
  await page.waitForURL('**/import')
  assert.deepEqual(complaints, [])

  const visitor = await house.visitor(phone)
  const other = await visitor.newPage()
  await other.goto('/welcome')
  await other.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('from another machine the set-up takes the code of the console', async () => {
  // Behind a proxy nobody can tell where a request comes from.
  const house = await openEmptyHouse({ config: { trustProxy: true } })
  const context = await house.visitor({ ...phone, context: { extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.7' } } })
  const page = await context.newPage()
  await page.goto('/welcome')
  await page.getByRole('button', { name: 'Look around' }).click()
  await page.getByLabel('Set-up code').fill('abcdabcdabcd')
  await page.getByRole('button', { name: 'Look around' }).click()
  await page.getByText('The set-up code does not match.').waitFor()
})

test('whoever wants to look around first finds a company with people in it', async () => {
  const house = await openEmptyHouse()
  const context = await house.visitor(phone)
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('button', { name: 'Look around' }).click()
  await page.waitForURL((url) => url.pathname === '/today', { timeout: 60_000 })
  await page.getByRole('link', { name: 'Hollin' }).first().waitFor()
})
