// An assessment on a phone: a look before, flagged for later, by keys, in flight mode handed in once; the author's and the leader's pages.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { until } from '../start/program.ts'
import { complaintsOf, desk, openHouse, type OpenHouse, phone } from '../support/open-house.ts'
import { itemsOfEachKind } from '../support/practice-items.ts'

let house: OpenHouse
const one = async (text: string): Promise<Record<string, unknown>> => (await house.sql(text))[0]!

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const { id } = await house.ask<{ id: string }>(ada, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  await house.ask(ada, 'POST', '/api/item-imports', {
    text: itemsOfEachKind('promise', 'en'),
    language: 'en',
    state: 'live',
    principles: { promise: id },
  })
  await ada.close()
})

/** Answers what is asked, by what it says. */
async function answer(page: Page, isRight = true): Promise<void> {
  const prompt = (await page.locator('.sitting-one .item-prompt').first().textContent()) ?? ''
  const kind = /^\w+/.exec(prompt)![0].toLowerCase()
  if (kind === 'short') await page.getByLabel('Your answer').fill(isRight ? 'apologise' : 'nothing')
  else if (kind === 'order')
    for (const step of isRight ? ['Hear', 'Say sorry', 'Mend'] : ['Mend', 'Hear', 'Say sorry'])
      await page.locator('.item-step').filter({ hasText: step }).click()
  else if (kind === 'match') {
    await page.getByLabel('A parcel came broken').selectOption({ label: isRight ? 'Send a new one' : 'Say when it comes' })
    await page.getByLabel('A parcel is late').selectOption({ label: isRight ? 'Say when it comes' : 'Send a new one' })
  } else if (kind === 'multiple')
    for (const option of isRight ? ['Her name', 'What happened'] : ['The weather']) await page.getByLabel(option, { exact: true }).check()
  else await page.getByLabel(isRight ? 'Call at five' : 'Wait', { exact: true }).check()
}
const sure = (page: Page, how = 'Sure') => page.locator('.sitting-sure').getByLabel(how, { exact: true }).check()
const at = (page: Page, number: number) => page.getByText(`Question ${number} of 6`).waitFor()

test('an author makes an assessment from blank and publishes it', async () => {
  const ada = await house.signedIn('ada@hollin.example', desk)
  const page = await ada.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/assessments')
  await page.getByText('No assessments yet').waitFor()
  await page.getByRole('link', { name: 'New assessment' }).first().click()
  await page.getByLabel('Name (English)').fill('Promises kept')
  await page.getByLabel('How many').selectOption({ label: '6 questions' })
  await page.getByLabel(/^The first time is a look/).check()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('heading', { name: 'Promises kept' }).waitFor()
  await until('it is live', async () => (await one('select count(*)::int as n from assessments where state = $$live$$'))['n'] === 1)
  assert.deepEqual(complaints, [])
  await ada.close()
})

test('on the phone: a look before, kept on each page, flagged, looked over, handed in; sure and wrong comes first', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/learn/assessments')
  await page.getByText('This first time is a look before learning.').waitFor()
  await page.getByRole('button', { name: 'Begin' }).click()
  for (let number = 1; number <= 6; number++) {
    await at(page, number)
    // The first is said surely and wrong, the third is left open and flagged.
    if (number === 3) await page.getByLabel('Come back to this later').check()
    else await answer(page, number !== 1)
    if (number !== 3) await sure(page, number === 1 ? 'Sure' : 'A guess')
    await page
      .getByRole('button', { name: number === 6 ? 'Look it over' : number === 3 ? 'Leave open for now' : 'Next question' })
      .first()
      .click()
  }
  await page.getByText('Still open: 1.').waitFor()
  await page.getByText('Flagged for later: 1.').waitFor()
  await until(
    'five answers are on the server',
    async () => (await one('select count(*)::int as n from sitting_answers where confidence is not null'))['n'] === 5,
  )
  // Back to the flagged one by the list, and by the navigator to the first: what was said is still there.
  await page.locator('.sitting-summary button').nth(2).click()
  await at(page, 3)
  await answer(page)
  await page.getByRole('button', { name: 'Question 1, answered' }).click()
  await at(page, 1)
  assert.equal(await page.locator('.sitting-sure').getByLabel('Sure', { exact: true }).isChecked(), true)
  await page.getByRole('navigation', { name: 'All questions' }).getByRole('button', { name: 'Look it over' }).click()
  await page.getByText('All questions are answered.').waitFor()
  await page.getByRole('button', { name: 'Hand in' }).click()
  await page.getByRole('heading', { name: 'Thank you for the look' }).waitFor()
  await page.getByText('5 of 6 known.').waitFor()
  await page.getByRole('heading', { name: 'Sure, and it is different' }).waitFor()
  assert.equal(await page.locator('.sitting-answers').first().locator('details[open]').count(), 1)
  assert.equal((await one('select count(*)::int as n from practice_reviews'))['n'], 1)
  assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true)
  assert.deepEqual(complaints, [])
  await lea.close()
})

test('in flight mode answers and handing in wait on the phone, a reload loses nothing, and online it is handed in once', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  await page.goto('/learn/assessments')
  await page.getByRole('button', { name: 'Take it again' }).click()
  await at(page, 1)
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  // The second visit runs under the service worker, and what it loads is kept.
  await page.reload()
  await at(page, 1)
  await lea.setOffline(true)
  for (let number = 1; number <= 6; number++) {
    if (number === 3) await page.reload()
    await at(page, number)
    await answer(page)
    await sure(page)
    await page
      .getByRole('button', { name: number === 6 ? 'Look it over' : 'Next question' })
      .first()
      .click()
  }
  await page.getByText('All questions are answered.').waitFor()
  await page.getByRole('button', { name: 'Hand in' }).click()
  await page.getByRole('heading', { name: 'Handed in on this phone' }).or(page.getByText('Handed in on this phone')).first().waitFor()
  assert.equal((await one(`select count(*)::int as n from sittings where state = 'submitted'`))['n'], 1)
  await lea.setOffline(false)
  await page.getByRole('heading', { name: 'Passed' }).waitFor()
  await page.getByText('Before learning 5 of 6, now 6 of 6.').waitFor()
  assert.equal((await one(`select count(*)::int as n from sittings where state = 'submitted'`))['n'], 2)
  assert.deepEqual(await one(`select kind, outcome from evidence_pieces`), { kind: 'knowledge', outcome: 'met' })
  await lea.close()
})

test('with keys alone a question is answered and left, and focus goes along', async () => {
  const ada = await house.signedIn('ada@hollin.example', phone)
  const page = await ada.newPage()
  await page.goto('/learn/assessments')
  await page.getByRole('button', { name: 'Begin' }).focus()
  await page.keyboard.press('Enter')
  await at(page, 1)
  await page.locator('.sitting-sure input').first().focus()
  await page.keyboard.press('Space')
  await page.locator('.sitting button[type=submit]').focus()
  await page.keyboard.press('Enter')
  await at(page, 2)
  await until('focus is on the question', async () => (await page.evaluate('document.activeElement.className')) === 'sitting-one')
  await ada.close()
})

test('a leader reads the matrix, sorts it and takes it along; an author reads how well it asks', async () => {
  const lea = await house.signedIn('lea@hollin.example', desk)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/skills')
  const table = page.getByRole('table', { name: 'Skills of a team' })
  await table.getByRole('row', { name: /Lea Brandt.*100 %.*met/ }).waitFor()
  await page.getByRole('button', { name: 'Met' }).click()
  await page.getByLabel('Search people').fill('lea')
  await until('one row', async () => (await table.getByRole('row').count()) === 2)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'As CSV' }).click()
  assert.equal((await download).suggestedFilename(), 'skills.csv')
  assert.deepEqual(complaints, [])
  await lea.close()
  const ada = await house.signedIn('ada@hollin.example', desk)
  const studio = await ada.newPage()
  await studio.goto('/assessments')
  await studio.getByRole('link', { name: 'Promises kept' }).click()
  await studio.getByRole('link', { name: 'How well it asks' }).click()
  await studio.getByText('People: 1. Too few to say more.').waitFor()
  await studio.getByText('Too few answers').first().waitFor()
  await ada.close()
})
