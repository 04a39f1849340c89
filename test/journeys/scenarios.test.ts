// An author from a blank page to a published, translated scenario; a player on the phone, with the keyboard, against the clock, without a network and after a reload.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { complaintsOf, desk, openHouse, type OpenHouse, phone } from '../support/open-house.ts'

const guide = readFileSync(new URL('../../docs/guide/scenario-format.md', import.meta.url), 'utf8')
const example = guide.split('```')[1]?.trimStart() ?? ''

let house: OpenHouse
let scenarioId = ''
const rows = async (table: string): Promise<number> => Number((await house.sql(`select count(*) as n from ${table}`))[0]!.n)

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  for (const [name, colour, icon] of [
    ['Own it to the end', 'moss', 'flag'],
    ['See the person', 'sky', 'eye'],
  ])
    await house.ask(ada, 'POST', '/api/principles', { colour, icon, texts: { en: { name, meaning: 'We do what we said.' } } })
  const made = await house.ask<{ id: string }>(ada, 'POST', '/api/scenarios', { language: 'en', text: example })
  scenarioId = made.id
  await house.ask(ada, 'POST', `/api/scenarios/${scenarioId}/publications`, {})
  await ada.close()
})

const saved = (page: Page) => page.locator('[data-saved=saved]').waitFor()

test('an author goes from a title to a published scenario in two languages, and is told what is wrong on the way', async () => {
  const ada = await house.signedIn('ada@hollin.example', desk)
  const page = await ada.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/scenarios')
  await page.getByRole('link', { name: 'Write a scenario' }).click()
  await page.getByLabel('Title').fill('The wrong size, again')
  await page.getByLabel('Where').selectOption('counter')
  await page.getByRole('button', { name: 'Begin' }).click()
  const text = page.getByRole('textbox', { name: 'The text' })
  await text.waitFor()
  assert.match(await text.inputValue(), /key: the-wrong-size-again/)
  await page.getByText('No faults.').waitFor()
  // The preview plays what is written, at once.
  await page.getByRole('button', { name: 'Ask for the order number.' }).click()
  await page.getByText('Patience falls from 3 to 1').waitFor()
  await text.fill((await text.inputValue()).replace('-> calm', '-> clam'))
  await page.getByText('There is no scene “clam”.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Publish' }).getAttribute('aria-disabled'), 'true')
  await page
    .getByRole('button', { name: /Line \d+, column 1/ })
    .first()
    .click()
  assert.ok(
    (
      await page.evaluate<string>(
        'document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)',
      )
    ).includes('clam'),
  )
  await page.getByRole('tab', { name: 'Map' }).click()
  await page.getByRole('button', { name: /What she needs.*has a fault/ }).waitFor()
  await text.fill((await text.inputValue()).replace('-> clam', '-> calm'))
  await page.getByText('No faults.').waitFor()
  await saved(page)
  await page.reload()
  assert.match(await text.inputValue(), /-> calm/)
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Version 1 can be played in: English').waitFor()
  await page.getByRole('tab', { name: /Deutsch/ }).click()
  for (const field of await page.locator('.sentences textarea').all()) await field.fill('Ein Satz auf Deutsch.')
  await page.getByText(/(\d+) of \1 sentences\. Saved\./).waitFor()
  await page.getByRole('tab', { name: 'Write' }).click()
  await page.getByRole('button', { name: 'Publish the draft' }).click()
  await page.getByText('Version 2 can be played in: English, Deutsch').waitFor()
  await page.getByRole('tab', { name: 'Versions' }).click()
  await page.getByRole('button', { name: 'Take into the draft' }).last().click()
  await text.waitFor()
  assert.deepEqual(complaints, [])
  await ada.close()
})

test('a player goes through on a phone with the keyboard alone, and reads why', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/learn/scenarios')
  await page.getByRole('link', { name: 'It came broken' }).click()
  await page.getByRole('switch', { name: 'With time pressure' }).waitFor()
  await page.getByRole('button', { name: 'Start' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('timer').waitFor()
  await page.getByRole('button', { name: 'Stop the clock' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('timer').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /Say that you are sorry/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Trust rises from 2 to 3').waitFor()
  assert.equal(await page.evaluate('document.activeElement.className'), 'stage', 'the reader goes on where the talk goes on')
  await page.getByRole('button', { name: /Offer her the money back/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Paid, and still no glasses' }).waitFor()
  await page.getByText('A defensible ending').waitFor()
  await page.getByRole('link', { name: 'Own it to the end' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'May I? refund shipping' }).getAttribute('href'), '/may-i?q=refund%20shipping')
  await page.getByText('This counts as evidence for your level.').waitFor()
  assert.deepEqual(await house.sql(`select kind, outcome, level from evidence_pieces where kind = 'scenario'`), [
    { kind: 'scenario', outcome: 'met', level: 1 },
  ])
  assert.deepEqual(complaints, [])
  await lea.close()
})

test('who says nothing in time is carried on by the clock', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  await page.clock.install()
  await page.goto(`/learn/scenarios/${scenarioId}`)
  await page.getByRole('switch').setChecked(true)
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByText('20 seconds left').waitFor()
  for (let second = 0; second < 20; second++) await page.clock.runFor(1000)
  await page.getByText('Nobody said anything.').waitFor()
  await page.getByText('Patience falls from 3 to 2').waitFor()
  await lea.close()
})

test('in flight mode a play goes on after a reload, and is one row with all its choices once the network is back', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  await page.goto(`/learn/scenarios/${scenarioId}`)
  await page.getByRole('button', { name: 'Start' }).waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.reload()
  await page.getByRole('switch').setChecked(false)
  const [plays, choices] = [await rows('scenario_plays'), await rows('scenario_choices')]
  await page.getByRole('button', { name: /^(Start|Start anew)$/ }).click()
  const sorry = page.getByRole('button', { name: /Say that you are sorry/ })
  await sorry.waitFor()
  await lea.setOffline(true)
  await sorry.click()
  await page.getByText('Saved on this phone.').waitFor()
  await page.reload()
  await page.getByText('Trust rises from 2 to 3').waitFor()
  await page.getByRole('button', { name: /Promise new ones/ }).click()
  await page.getByRole('heading', { name: 'She can look forward to Sunday' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'She can look forward to Sunday' }).waitFor()
  assert.equal(await rows('scenario_choices'), choices)
  await lea.setOffline(false)
  await page.getByText('One note from this phone was sent.').waitFor()
  assert.deepEqual([await rows('scenario_plays'), await rows('scenario_choices')], [plays + 1, choices + 2])
  await lea.close()
})
