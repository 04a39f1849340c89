// Run mode on a screen and on one phone: the agenda is there, arrows turn its parts, something is raised, and it was held.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { writeHuddles } from '#features/huddles/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { complaintsOf, desk, openHouse, type OpenHouse, phone } from '../support/open-house.ts'

let house: OpenHouse

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example', desk)
  const { id } = await house.ask<{ id: string }>(ada, 'POST', '/api/principles', {
    colour: 'navy',
    icon: 'link',
    texts: { en: { name: 'Keep the promise', meaning: 'We do what we said, when we said it.' } },
  })
  await house.ask(ada, 'POST', '/api/behaviours', {
    principleId: id,
    jobRoleId: null,
    level: 1,
    texts: {
      en: { name: 'Protects what is inside', poor: 'Closes the box.', good: 'Fills the gaps.', great: 'Shakes the box and listens.' },
    },
  })
  await writeHuddles(systemContext(house.platform, house.ids.organisation, newId()))
  await ada.close()
})

const heading = (page: Page) => page.locator('.run-stage h1')
const widths = (page: Page): Promise<number[]> =>
  page.evaluate(`[...document.querySelectorAll('.agenda-bar-ground')].map((one) => one.getBoundingClientRect().width)`)
const fits = (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth <= innerWidth')

test('on a screen the agenda runs by arrows, segments are as wide as their minutes, and what is raised goes out', async () => {
  const lea = await house.signedIn('lea@hollin.example', desk)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/huddles')
  await page.getByRole('link', { name: 'Start the huddle' }).click()
  await page.getByRole('heading', { name: 'Principle of the week' }).waitFor()
  await page.getByText('We do what we said, when we said it.').waitFor()
  assert.match((await page.locator('.run-left').textContent()) ?? '', /\d:\d\d under \d minutes left/)
  const [first, second] = await widths(page)
  assert.ok(Math.abs((second! + 0) / first! - 56 / 26) < 0.1, `${second} : ${first}`)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.getByText('Protects what is inside').first().waitFor()
  await page.getByRole('button', { name: 'Show what we call great' }).click()
  await page.getByText('This is what we call great.').waitFor()
  await page.keyboard.press('ArrowLeft')
  await heading(page)
    .filter({ hasText: /A customer’s words$/ })
    .waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'A customer’s words' }).waitFor()
  await page.getByRole('button', { name: 'One thing to raise' }).click()
  await page.getByLabel('In one sentence').fill('No void filler after 18:00')
  await page.getByRole('button', { name: 'Raise it' }).click()
  await page.getByRole('link', { name: 'No void filler after 18:00' }).waitFor()
  assert.ok(await fits(page))
  await page.getByRole('button', { name: 'We are done' }).click()
  await page.getByText('This one was held.').waitFor()
  assert.deepEqual(await house.sql(`select state from huddles where state <> 'ready'`), [{ state: 'held' }])
  assert.deepEqual(await house.sql('select born_in from obstacles'), [{ born_in: 'huddle' }])
  assert.deepEqual(complaints, [])
  await lea.close()
})

test('on paper it is one page', async () => {
  const lea = await house.signedIn('lea@hollin.example', desk)
  const page = await lea.newPage()
  const [row] = await house.sql(`select id from huddles where state = 'held'`)
  await page.goto(`/huddles/${String(row!['id'])}/paper`)
  await page.getByRole('heading', { name: 'Principle of the week' }).waitFor()
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1)
  await lea.close()
})

test('on one phone the same parts follow each other, and nothing scrolls sideways', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  const [row] = await house.sql(`select id from huddles where state = 'held'`)
  await page.goto(`/huddles/${String(row!['id'])}/run`)
  const seen: string[] = []
  for (;;) {
    await heading(page).waitFor()
    seen.push(((await heading(page).textContent()) ?? '').split(': ').at(-1)!)
    assert.ok(await fits(page), seen.at(-1))
    const next = page.getByRole('button', { name: /^Next: / })
    if ((await next.count()) === 0) break
    await next.click()
    await page.waitForURL(new RegExp(`part=${seen.length + 1}`))
    // The address changes first.
    await heading(page)
      .filter({ hasText: seen.at(-1)! })
      .waitFor({ state: 'detached' })
  }
  assert.deepEqual(seen, ['Principle of the week', 'A customer’s words', '60-second question', 'Thanks', 'One thing to raise'])
  assert.deepEqual(complaints, [])
  await lea.close()
})
