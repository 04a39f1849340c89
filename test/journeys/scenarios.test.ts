// An author from a blank page to a published, translated scenario; a player on the phone, with the keyboard, against the clock, without a network and after a reload.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { complaintsOf, desk, openHouse, type OpenHouse, phone } from '../support/open-house.ts'
import { asksAs, publishedScenario } from '../support/published-scenario.ts'

const guide = readFileSync(new URL('../../docs/guide/scenario-format.md', import.meta.url), 'utf8')
const example = guide.split('```')[1]?.trimStart() ?? ''

let house: OpenHouse
let scenarioId = ''
const rows = async (table: string): Promise<number> => Number((await house.sql(`select count(*) as n from ${table}`))[0]!.n)

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.lea, role: 'author' })
  for (const [name, colour, icon] of [
    ['Own it to the end', 'moss', 'flag'],
    ['See the person', 'sky', 'eye'],
  ])
    await house.ask(ada, 'POST', '/api/principles', { colour, icon, texts: { en: { name, meaning: 'We do what we said.' } } })
  const made = await house.ask<{ id: string }>(ada, 'POST', '/api/scenarios', { language: 'en', text: example })
  scenarioId = made.id
  const lea = await house.signedIn('lea@hollin.example')
  await publishedScenario(scenarioId, asksAs(house, ada), asksAs(house, lea))
  await Promise.all([ada.close(), lea.close()])
})

/** Lea reads what Ada has asked for, in a page of her own, and finds it good. */
async function readAndPublish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ask for a review' }).click()
  await page.getByText('Waits for a second person').waitFor()
  const lea = await house.signedIn('lea@hollin.example', desk)
  const reader = await lea.newPage()
  await reader.goto('/scenarios?state=in-review')
  await reader.getByRole('link', { name: 'The wrong size, again' }).click()
  const text = reader.getByRole('textbox', { name: 'The text' })
  await text.waitFor()
  assert.equal(await text.getAttribute('readonly'), '', 'one letter would make her a writer')
  await reader.getByRole('button', { name: 'Good as it is' }).click()
  await reader.getByText('found it good').waitFor()
  await lea.close()
  await page.reload()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('button', { name: 'Publish now' }).click()
}

const saved = (page: Page) => page.locator('[data-saved=saved]').waitFor()

test('an author goes from a title to a published scenario in two languages, and is told what is wrong on the way', async () => {
  const ada = await house.signedIn('ada@hollin.example', desk)
  const page = await ada.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/scenarios')
  await page.getByRole('link', { name: 'Write a scenario' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('The wrong size, again')
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
  assert.equal(await page.getByRole('button', { name: 'Ask for a review' }).getAttribute('aria-disabled'), 'true')
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
  // A scene put in by a button is undone like a word that was typed.
  await page.getByRole('button', { name: 'Scene', exact: true }).click()
  await page
    .getByText(/No play ever comes to|is a line missing|fault/)
    .first()
    .waitFor()
  await text.press('Control+KeyZ')
  await page.getByText('No faults.').waitFor()
  await saved(page)
  await readAndPublish(page)
  await page.getByText('Version 1 can be played in: English').waitFor()
  await page.getByRole('tab', { name: /Deutsch/ }).click()
  for (const field of await page.locator('.sentences textarea').all()) await field.fill('Ein Satz auf Deutsch.')
  await page.getByText(/(\d+) of \1 sentences\. Saved\./).waitFor()
  await page.getByRole('tab', { name: 'Write' }).click()
  await readAndPublish(page)
  await page.getByText('Version 2 can be played in: English, Deutsch').waitFor()
  await page.getByRole('tab', { name: 'Versions' }).click()
  await page.getByRole('button', { name: 'Read version 1' }).click()
  await page.getByLabel('Compare version 1 with').selectOption({ label: 'The draft' })
  await page.getByText('No difference').waitFor()
  await page.getByRole('button', { name: 'Take up version 1 again' }).click()
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
  await page.getByRole('timer').filter({ hasText: '20 seconds left' }).waitFor()
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
