// People come with a file, are found, move and leave; and what everyone settles on their own page.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { before, test } from 'node:test'
import type { BrowserContext } from 'playwright-core'
import { complaintsOf, desk, onToday, openHouse, type OpenHouse, phone, type View } from '../support/open-house.ts'

const dirtyFiles = path.resolve(import.meta.dirname, '../data/people')

let house: OpenHouse
before(async () => {
  house = await openHouse()
})

/** Somebody without e-mail, signed in with a PIN of their own. */
async function withPin(personId: string, view: View): Promise<BrowserContext> {
  const admin = await house.signedIn('ada@hollin.example')
  const { code } = await house.ask<{ code: string }>(admin, 'POST', '/api/reset-codes', { personId })
  const visitor = await house.visitor(view)
  await house.ask(visitor, 'POST', '/api/resets', { code, secret: '7391' })
  return visitor
}

/** A day as date fields take it, some days from today. */
const inDays = (days: number): string => new Date(house.platform.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

test('an administrator imports a dirty file: corrects a column, says how dates are written, looks, applies', async () => {
  const admin = await house.signedIn('ada@hollin.example', desk)
  const page = await admin.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/import')
  await page.locator('input[type=file]').setInputFiles(path.join(dirtyFiles, '07-ambiguous-dates.csv'))
  await page.getByRole('heading', { name: 'Import of 07-ambiguous-dates.csv' }).waitFor()

  // Guessed, and shown.
  const meaningOf = (column: string) => page.getByLabel(`Meaning of ${column}`, { exact: true })
  assert.equal(await meaningOf('Name').inputValue(), 'fullName')
  assert.equal(await meaningOf('Hire Date').inputValue(), 'startedOn')
  await page.getByText('How are the dates of “Hire Date” written?').waitFor()
  const apply = page.getByRole('button', { name: 'Apply', exact: true })
  assert.equal(await apply.getAttribute('aria-disabled'), 'true')
  await page.getByText('Answer the question about dates first.').first().waitFor()

  await meaningOf('Termination Date').selectOption({ label: 'Left out' })
  await page.getByLabel('Day first').check()
  await page.getByLabel('They stay').check()
  await page.getByRole('button', { name: 'Read again' }).click()
  await page.getByText('How are the dates of “Hire Date” written?').waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'New 4' }).click()
  await page.getByRole('tabpanel').getByText('Sophie Germain').waitFor()
  assert.equal(await meaningOf('Termination Date').inputValue(), '')

  await apply.click()
  await page.getByText('The import is done.').waitFor()
  await page.getByText('4 new').waitFor()
  await page.goto('/people?search=germain')
  await page.getByRole('link', { name: 'Sophie Germain' }).click()
  await page.getByText('11 December 2019').first().waitFor()

  // The same file once more changes nothing, with the same answers.
  await page.goto('/import')
  await page.getByRole('link', { name: '07-ambiguous-dates.csv' }).first().waitFor()
  assert.deepEqual(complaints, [])
})

test('on the phone: finds somebody by typing, notes a move from next month and takes it back, notes that they leave today', async () => {
  const admin = await house.signedIn('ada@hollin.example', phone)
  const zoe = await house.ask<{ id: string }>(admin, 'POST', '/api/people', {
    givenName: 'Zoë',
    familyName: 'Grünwald',
    unitId: house.ids.packing,
  })
  const leaver = await withPin(zoe.id, phone)
  const own = await leaver.newPage()
  await own.goto('/')
  await onToday(own, 'Zoë')

  const page = await admin.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/people')
  // Without the accents, as they are typed in a hurry.
  await page.getByRole('searchbox', { name: 'Search people' }).fill('zoe grun')
  await page.getByText('One person').waitFor()
  assert.equal(new URL(page.url()).searchParams.get('search'), 'zoe grun')
  await page.getByRole('link', { name: 'Zoë Grünwald' }).click()
  await page.getByRole('heading', { level: 1, name: 'Zoë Grünwald' }).waitFor()

  await page.getByRole('link', { name: 'Move', exact: true }).click()
  await page.getByRole('heading', { name: 'A new place for Zoë Grünwald' }).waitFor()
  await page.getByLabel('From').fill(inDays(30))
  await page.getByLabel('Unit', { exact: true }).selectOption({ value: house.ids.picking })
  await page.getByRole('button', { name: 'Note the move' }).click()
  await page.getByText('The move is noted.').waitFor()
  const history = page.getByRole('region', { name: 'History' })
  await history.getByRole('rowheader', { name: 'Picking' }).waitFor()
  // Until then the place is the one of today.
  await page.getByRole('region', { name: 'Place at work' }).getByText('Packing').waitFor()
  await history.getByRole('button', { name: 'Take back' }).click()
  await history.getByRole('rowheader', { name: 'Picking' }).waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'Leaving', exact: true }).click()
  await page.getByRole('button', { name: 'Note the last day' }).click()
  const ask = page.getByRole('alertdialog', { name: 'End the sign-in of Zoë Grünwald now?' })
  await ask.getByRole('button', { name: 'Note the last day' }).click()
  await page.getByText('Has left', { exact: true }).waitFor()

  await own.reload()
  await own.waitForURL('**/sign-in')
  await page.goto('/people?search=zoe')
  await page.getByText('Nobody found').waitFor()
  assert.deepEqual(complaints, [])
})

test('on the phone and in Arabic: opens the own page, settles quiet hours and a deputy, notes an absence, takes the data along', async () => {
  const samir = await withPin(house.ids.samir, { ...phone, language: 'ar' })
  const page = await samir.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/')
  await page.waitForURL('**/today')
  await page.getByRole('link', { name: 'صفحتي' }).click()
  await page.waitForURL(`**/people/${house.ids.samir}`)
  await page.getByRole('heading', { level: 1, name: 'مرحبًا Samir' }).waitFor()
  assert.equal(await page.evaluate('document.documentElement.dir'), 'rtl')

  await page.getByRole('link', { name: 'اختر نائبًا' }).click()
  await page.getByRole('combobox', { name: 'النائب' }).fill('amina')
  await page.getByRole('listbox').getByRole('option', { name: 'Amina Diallo' }).click()
  await page.getByLabel('الهدوء من').fill('20:00')
  await page.getByLabel('الهدوء إلى').fill('06:30')
  await page.getByRole('button', { name: 'حفظ' }).click()
  await page.getByText('حُفظ.').waitFor()
  await page.waitForURL(`**/people/${house.ids.samir}`)
  const settings = page.getByRole('region', { name: 'لغتي وأوقاتي' })
  await settings.getByText('Amina Diallo').waitFor()
  await settings.getByText('من 20:00 إلى 06:30').waitFor()

  await page.getByRole('link', { name: 'سجّل غيابًا' }).first().click()
  await page.getByLabel('أول يوم غياب').fill(inDays(10))
  await page.getByLabel('آخر يوم غياب').fill(inDays(12))
  await page.getByRole('button', { name: 'حفظ' }).click()
  await page.getByText('سُجّل الغياب.').waitFor()
  const absences = page.getByRole('region', { name: 'الغياب', exact: true })
  await absences.getByRole('button', { name: 'إزالة' }).click()
  await absences.getByText('لا غياب مسجّل').waitFor()
  await page.getByRole('button', { name: 'تراجع' }).click()
  await absences.getByRole('button', { name: 'إزالة' }).waitFor()

  await page.getByRole('link', { name: 'بياناتي' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'تنزيل JSON' }).click()])
  const taken = await readFile(await download.path(), 'utf8')
  assert.match(taken, /"Haddad"/)
  assert.match(taken, /20:00/)
  assert.doesNotMatch(taken, /Brandt/, 'a colleague is not part of the own data')
  assert.equal(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0)
  assert.deepEqual(complaints, [])
})
