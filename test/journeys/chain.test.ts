// The chain as the head of customer experience reads it: at a desk, by keyboard alone, on paper from a dark screen, taken out, and on a phone.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { recordSignals } from '#features/signals/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { jobs } from '../../src/assembly.ts'
import { complaintsOf, desk, openHouse, type OpenHouse, phone, readIn } from '../support/open-house.ts'

const words = 'The lamp came in pieces.'
const dayMs = 86_400_000
let house: OpenHouse

/** Packing: this quarter 48 of 60 satisfied in three weeks, the quarter before 18 of 60; nobody asked Picking. One customer wrote something. */
before(async () => {
  house = await openHouse()
  const { organisation, packing, ada: adaId } = house.ids
  const ada = await house.signedIn('ada@hollin.example', desk)
  const say = <T>(method: string, url: string, body?: object) => house.ask<T>(ada, method, url, body)
  await say('POST', '/api/role-grants', { personId: adaId, role: 'head-of-cx' })
  const survey = await say<{ id: string }>('POST', '/api/surveys', { name: 'Parcel', questions: [{ kind: 'nps' }] })
  await say('POST', `/api/surveys/${survey.id}/openings`)
  const link = await say<{ path: string }>('POST', '/api/survey-links', { surveyId: survey.id, unitId: packing, label: 'Slip in the box' })
  const form = await (await ada.request.get(link.path)).text()
  await ada.request.post(link.path, { form: { key: /name="key" value="([\w-]+)"/.exec(form)![1]!, l: 'en', nps: '2', words } })
  await ada.close()
  const ctx = systemContext(house.platform, organisation, newId())
  const ago = (days: number) => new Date(ctx.now().getTime() - days * dayMs).toISOString().slice(0, 10)
  const csat = (days: number, satisfied: number, n: number) =>
    Array.from({ length: n }, (_, i) => ({ metric: 'csat', unitId: packing, day: ago(days), value: Number(i < satisfied) }))
  await ctx.write(async (tx) => recordSignals(ctx, tx, [...csat(2, 16, 20), ...csat(9, 16, 20), ...csat(16, 16, 20), ...csat(100, 18, 60)]))
  const rounds = jobs.filter((job) => job.kind === 'round')
  await settleRounds(house.platform, rounds, [organisation])
})

const number = (page: Page, name: string): Locator => page.locator('.chain-number').filter({ has: page.getByRole('link', { name }) })
const fits = (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth <= innerWidth')
/** What a place in the page is like; tests know no DOM. */
interface Drawn {
  children: Iterable<Drawn>
  getBoundingClientRect(): { top: number; right: number; height: number }
}
const topOf = (found: Locator): Promise<number> => found.evaluate((one) => (one as unknown as Drawn).getBoundingClientRect().top)
const isAbout = (page: Page, unit: string): Promise<void> => page.getByText(new RegExp(`${unit}\u2069\\. Twelve weeks to`)).waitFor()
async function open(address: string, view: Parameters<OpenHouse['signedIn']>[1]): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await house.signedIn('ada@hollin.example', view)).newPage()
  const complaints = complaintsOf(page)
  await page.goto(address)
  await page.locator('.chain-number').first().waitFor()
  return { page, complaints }
}

test('the customer’s words come first; unit and period stand in the address, and a number says how sure it is', async () => {
  const { page, complaints } = await open('/chain', desk)
  await page.getByText(words).waitFor()
  assert.ok((await topOf(page.getByText(words))) < (await topOf(number(page, 'Satisfied'))))
  await isAbout(page, 'Hollin Parcel')
  await page.getByLabel('Unit').selectOption({ label: 'Packing' })
  await isAbout(page, 'Packing')
  await number(page, 'Satisfied').getByText('80 %', { exact: true }).waitFor()
  assert.match(
    (await number(page, 'Satisfied').textContent()) ?? '',
    /likely 68\s% to 88\s%.*answers: 60.*Before: 30\s%\. Now 50 points more, likely 33 to 63\./,
  )
  await page.getByLabel('Period').selectOption({ label: '52 weeks' })
  await page.waitForURL(/unitId=[\w-]{36}&weeks=52|weeks=52&unitId=[\w-]{36}/)
  await number(page, 'Satisfied').getByText('55 %', { exact: true }).waitFor()
  await page.goBack()
  await number(page, 'Satisfied').getByText('80 %', { exact: true }).waitFor()
  await page.reload()
  await number(page, 'Satisfied').getByText('80 %', { exact: true }).waitFor()
  await page.getByLabel('Unit').selectOption({ label: 'Picking' })
  await number(page, 'Satisfied').getByText('Too few', { exact: true }).waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a number opens its formula, its weeks and the units below; a unit there opens its own', async () => {
  const { page, complaints } = await open('/chain', desk)
  await page.getByRole('link', { name: 'Satisfied' }).click()
  await page.getByRole('heading', { level: 1, name: 'Satisfied' }).waitFor()
  await page.getByText('answers of 4 or 5 / answers of 1 to 5; Wilson, 95 %').waitFor()
  await page.getByText('Ada Quist · head of customer experience').waitFor()
  const weeks = page.getByRole('table', { name: 'Over time' }).getByRole('row')
  assert.equal(await weeks.count(), 1 + 12)
  assert.equal(await weeks.filter({ hasText: '80 %58 % to 92 %20' }).count(), 3)
  await page.getByRole('table', { name: 'The units right below' }).getByRole('link', { name: 'Northgate depot' }).click()
  await isAbout(page, 'Northgate depot')
  await page.getByRole('link', { name: 'The whole chain' }).click()
  await isAbout(page, 'Northgate depot')
  await number(page, 'Satisfied').waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('it is taken out as a table and as data', async () => {
  const { page } = await open(`/chain?unitId=${house.ids.packing}`, desk)
  const taken = async (button: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
  }
  const table = await taken('Table (CSV)')
  assert.match(table.name, /^chain.*\.csv$/)
  assert.match(table.text, /Packing.*csat.*answers of 4 or 5/)
  const data = await taken('Data (JSON)')
  assert.match(data.name, /^chain-\d{4}-\d\d-\d\d\.json$/)
  const csat = (JSON.parse(data.text) as { items: { name: string; now: { n: number } }[] }).items.find(({ name }) => name === 'csat')
  assert.equal(csat?.now.n, 60)
  await page.getByRole('link', { name: 'Satisfied' }).click()
  assert.match((await taken('Table (CSV)')).text, /Packing/)
  await page.context().close()
})

test('on paper it is ink on white, also from a dark screen, without buttons, with every mark on the page', async () => {
  const { page } = await open(`/chain?unitId=${house.ids.packing}`, { ...desk, theme: 'dark' })
  const ink = (): Promise<string> => page.evaluate<string>("getComputedStyle(document.querySelector('h1')).color")
  assert.notEqual(await ink(), 'rgb(0, 0, 0)')
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 673, height: 900 })
  assert.equal(await ink(), 'rgb(0, 0, 0)')
  assert.equal(await page.evaluate('getComputedStyle(document.documentElement).colorScheme'), 'light')
  assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0)
  assert.equal(await page.locator('nav').filter({ visible: true }).count(), 0)
  // Three numbers in a row, none over the next, nothing over the edge.
  const isInside = await page.locator('.chain .number-value').evaluateAll((all) =>
    (all as unknown as Drawn[]).map((one) => {
      const { right } = one.getBoundingClientRect()
      return [...one.children].every((part) => part.getBoundingClientRect().right <= right + 1)
    }),
  )
  assert.ok(!isInside.includes(false), isInside.join())
  assert.equal(await page.getByText('Answers for it:').filter({ visible: true }).count(), 14)
  assert.ok(await fits(page))
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
  assert.ok(pages > 0 && pages <= 4, `${pages} pages`)
  await page.context().close()
})

test('the keyboard alone chooses a unit, opens a number and comes back', async () => {
  const { page } = await open('/chain', desk)
  const tabTo = async (wanted: Locator) => {
    for (let i = 0; i < 60; i++) {
      if (await wanted.evaluate((one) => (one as unknown as { matches(selector: string): boolean }).matches(':focus'))) return
      await page.keyboard.press('Tab')
    }
    assert.fail('Tab does not lead there')
  }
  await tabTo(page.getByLabel('Unit'))
  await page.keyboard.type('Packing')
  await isAbout(page, 'Packing')
  await tabTo(page.getByRole('link', { name: 'Satisfied' }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Satisfied' }).waitFor()
  await tabTo(page.getByRole('link', { name: 'The whole chain' }))
  await page.keyboard.press('Enter')
  await number(page, 'Satisfied').getByText('80 %', { exact: true }).waitFor()
  await page.context().close()
})

test('a phone shows a line for each number, which opens what it means; nothing scrolls sideways', async () => {
  const { page, complaints } = await open(`/chain?unitId=${house.ids.packing}`, { ...phone, context: { hasTouch: true } })
  const satisfied = number(page, 'Satisfied')
  await satisfied.getByText('80 %', { exact: true }).waitFor()
  assert.ok(await fits(page))
  const lines = await page
    .locator('.chain-number')
    .evaluateAll((all) => (all as unknown as Drawn[]).map((one) => one.getBoundingClientRect().height))
  assert.equal(lines.length, 14)
  assert.ok(
    lines.every((height) => height >= 44 && height < 130),
    lines.join(),
  )
  // What has changed beyond chance is said here too; what the number means is one tap away, wherever the line is touched.
  await satisfied.getByText('Now 50 points more').waitFor()
  assert.equal(await page.getByText('Share of the two best of five answers.').filter({ visible: true }).count(), 0)
  await satisfied.tap({ position: { x: 200, y: 20 } })
  await page.getByText('Share of the two best of five answers.').waitFor()
  assert.ok(await fits(page))
  assert.deepEqual(complaints, [])
  for (const language of ['de', 'ar']) {
    await readIn(house, page.context(), language)
    for (const path of ['/chain', `/chain/csat?unitId=${house.ids.depot}`]) {
      await page.goto(path)
      await page.locator(`html[lang=${language}] .chain-number`).first().waitFor()
      assert.ok(await fits(page), `${path} in ${language}`)
    }
  }
  await page.context().close()
})
