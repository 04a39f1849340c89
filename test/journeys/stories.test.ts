// A story from the phone to a scenario that everybody can play, in less than a quarter of an hour of an author's time; and gone from everything with one no.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { complaintsOf, desk, openHouse, type OpenHouse, phone } from '../support/open-house.ts'
import { Human } from '../support/pace.ts'

const limitMs = 15 * 60_000
/** Stands in the story; afterwards nowhere. */
const canary = 'Lampion'
let house: OpenHouse
let lea: BrowserContext
let storyId = ''

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.lea, role: 'author' })
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  const texts = {
    en: { name: 'Own it to the end', meaning: 'We do what we said.' },
    de: { name: 'Bis zum Ende', meaning: 'Wir halten Wort.' },
    ar: { name: 'حتى النهاية', meaning: 'نفي بما قلنا.' },
  }
  await house.ask(ada, 'POST', '/api/principles', { colour: 'moss', icon: 'flag', texts })
  await ada.close()
  lea = await house.signedIn('lea@hollin.example', phone)
  lea.setDefaultTimeout(10_000)
})

const part = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true, level: 2 }) })
test('a story told on the phone can be played after less than 15 minutes of its author’s time', async (t) => {
  const human = new Human()
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/stories')
  await human.tap(page.getByRole('link', { name: 'Tell a story' }))
  await human.write(page.getByLabel('What is it called?'), `The ${canary} for Sunday`)
  await human.write(
    page.getByLabel('What happened?'),
    `Mrs Kaya rang about her order 48213 for the second time. The ${canary} had come broken again, and on Sunday her mother was to be eighty. I asked what had happened before I asked for a number.`,
  )
  await human.write(page.getByLabel('What was hard?'), 'The next free van was on Tuesday.')
  await human.write(
    page.getByLabel('What did you or a colleague do?'),
    `Ada took a new ${canary} from the shelf, and the driver left it at her door on the way home. I rang on Saturday to hear that it was whole.`,
  )
  await human.write(page.getByLabel('What did the customer feel or say?'), 'She laughed for the first time.')
  await human.tap(page.locator('.principle-tile').filter({ hasText: 'Own it to the end' }))
  await human.tap(page.getByRole('combobox', { name: /Which colleagues/ }))
  human.keys += 3
  await page.getByRole('combobox', { name: /Which colleagues/ }).pressSequentially('Ada')
  await human.tap(page.getByRole('option', { name: /Ada Quist/ }))
  await human.tap(page.getByRole('button', { name: 'Keep the story' }))

  const traces = part(page, 'Who could be known')
  await traces.getByText('Mrs Kaya').first().waitFor()
  storyId = /stories\/([^/?]+)\/workshop/.exec(page.url())![1]!
  assert.equal(await part(page, 'Consent').getByRole('button', { name: 'Ask for a yes' }).getAttribute('aria-disabled'), 'true')
  await human.choose(traces.getByLabel(/order 48213/), 'order')
  human.read(await traces.innerText())
  await human.tap(traces.getByRole('button', { name: /Take/ }))
  await page.getByText('A customer rang about her order for the second time.').first().waitFor()
  await human.tap(part(page, 'Consent').getByRole('button', { name: 'Ask for a yes' }))
  await part(page, 'Consent').getByText('Is asked').waitFor()

  // Ada is asked on her phone: Today leads there, one tap is the answer.
  const ada = await house.signedIn('ada@hollin.example', phone)
  const asked = await ada.newPage()
  await asked.goto('/')
  await asked.getByRole('link', { name: 'Read and answer' }).click()
  await asked.getByRole('heading', { name: /Lea Brandt.* tells a story with you in it/ }).waitFor()
  await asked.getByRole('button', { name: 'Yes', exact: true }).click()
  await asked.getByText('Thank you. Your yes was noted.').waitFor()
  await ada.close()

  await page.reload()
  await part(page, 'Consent').getByText('Yes', { exact: true }).waitFor()
  const points = part(page, 'Decision points')
  const ways: [RegExp, string, string, string][] = [
    [/I asked what had happened/, 'Ask what happened.', 'Ask for the order number.', 'It is quick. To her it sounds like a form.'],
    [
      /took a new/,
      'Take a new one and find a driver who passes her door.',
      'Promise the van on Tuesday.',
      'It is the rule. Sunday is gone by then.',
    ],
    [/I rang on Saturday/, 'Ring on Saturday.', 'Close the case.', 'All is done, one thinks. Nobody knows whether it is whole.'],
  ]
  for (const [index, [sentence, done, wrong, why]] of ways.entries()) {
    await human.tap(points.getByRole('button', { name: sentence, pressed: false }))
    const one = points.getByRole('region', { name: `Point ${index + 1}` })
    await human.write(one.getByLabel('What was done'), done)
    await human.write(one.getByLabel('A tempting wrong way'), wrong)
    await human.write(one.getByLabel('Why it is tempting, and what it costs'), why)
  }
  await human.tap(points.getByRole('button', { name: 'Save the points' }))
  const drafting = part(page, 'Scenario')
  await human.tap(drafting.getByRole('button', { name: 'Draft the scenario' }))
  const editor = drafting.getByRole('link', { name: 'Open the scenario' })
  await editor.waitFor()
  // Read once from beginning to end in the editor, where one sentence is made better.
  await human.tap(editor)
  const text = page.getByRole('textbox', { name: 'The text' })
  await text.waitFor()
  await page.getByText('No faults.').waitFor()
  await page.getByText('The scenario is made from a story.').waitFor()
  const draft = await text.inputValue()
  human.read(draft)
  human.thoughts++
  human.keys += 60
  await text.fill(draft.replace('It does not go down well.', 'You hear her breathe in.'))
  await page.locator('[data-saved=saved]').waitFor()
  await page.goto(`/stories/${storyId}/workshop`)
  human.read(await part(page, 'Poster and huddle').innerText())
  await human.tap(part(page, 'A second pair of eyes').getByRole('button', { name: 'Hand it over for reading' }))
  await page.getByText('You have written in it, so somebody else reads it').waitFor()

  const reader = await house.signedIn('ada@hollin.example', desk)
  const review = await reader.newPage()
  await review.goto('/stories/workshop')
  await review.getByRole('link', { name: `The ${canary} for Sunday` }).click()
  await review.getByRole('button', { name: 'Good: publish it' }).click()
  await review.getByRole('link', { name: 'Play it' }).click()
  await review.getByRole('button', { name: 'Start' }).click()
  await review.getByRole('button', { name: 'Ask for the order number.' }).click()
  await review.getByText('You hear her breathe in.').waitFor()
  await reader.close()
  t.diagnostic(`story to playable scenario: ${human.toString()}`)
  assert.ok(human.ms < limitMs, human.toString())
  assert.deepEqual(complaints, [])
  await page.close()
})

test('published it is read on a phone, printed in the languages that have words, and told in a huddle', async () => {
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/stories')
  await page.getByRole('link', { name: `The ${canary} for Sunday` }).click()
  await page.getByText('About \u2068Ada Quist\u2069').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'A3 poster' }).click()])
  assert.match(download.suggestedFilename(), /^story-[0-9A-F]{6}-en-a3\.pdf$/)
  assert.deepEqual(complaints, [])
  await page.close()
})

test('one no, and nothing of the story is left on any page; its poster is listed for taking down', async () => {
  const ada = await house.signedIn('ada@hollin.example', phone)
  const page = await ada.newPage()
  await page.goto('/stories?show=about-me')
  await page.getByRole('link', { name: `The ${canary} for Sunday` }).click()
  await page.getByRole('button', { name: 'Take my yes back' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take my yes back' }).click()
  await page.getByText('The story is gone.').waitFor()
  for (const address of [
    '/stories',
    '/stories?show=about-me',
    '/stories/workshop',
    `/stories/${storyId}`,
    `/stories/${storyId}/workshop`,
    '/scenarios',
    '/learn/scenarios',
    '/',
  ]) {
    await page.goto(address)
    await page.locator('h1').first().waitFor()
    await page.locator('.skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' })
    assert.equal((await page.locator('body').innerText()).includes(canary), false, address)
  }
  await page.goto(`/stories/${storyId}`)
  await page.getByText('This story was taken back. Nothing of it is left.').first().waitFor()
  assert.deepEqual(await house.sql(`select count(*)::int as n from scenario_versions where text ilike '%${canary}%'`), [{ n: 0 }])
  await page.goto('/stories/workshop')
  await page.getByRole('heading', { name: 'Take these posters down' }).waitFor()
  await page.getByRole('button', { name: 'It is down' }).click()
  await page.getByText('Noted. It hangs no more.').waitFor()
  await ada.close()
  const mine = await lea.newPage()
  await mine.goto('/stories?show=mine')
  await mine.getByText('A story that was taken back').waitFor()
  await mine.close()
})
