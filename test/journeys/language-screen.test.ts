// A screen on a wall in a real browser: it follows the words without a reload, stays as light after an hour as at its beginning, and goes dark when its address
// is taken back. The browser's clock is turned, so that an hour takes seconds.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openHouse, type OpenHouse } from '../support/open-house.ts'

let house: OpenHouse
let page: Page
let screenId: string
const updateMs = 5_000

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  const reason = { reason: 'First', overrideReason: 'The draft was too long.' }
  await house.ask(ada, 'POST', '/api/mantra-versions', { texts: { en: { wording: 'Nobody waits alone.' } }, ...reason })
  for (const [name, icon] of [
    ['See the person', 'eye'],
    ['Keep the promise', 'link'],
  ])
    await house.ask(ada, 'POST', '/api/principles', { colour: 'sky', icon, texts: { en: { name, meaning: `${name}.` } } })
  const made = await house.ask<{ id: string; address: string }>(ada, 'POST', '/api/wallboards', { name: 'Canteen', language: 'en' })
  screenId = made.id
  const wall = await house.visitor({ width: 1920, height: 1080 })
  page = await wall.newPage()
  await page.clock.install()
  await page.goto(made.address)
  await page.locator('.slide[data-shown]').waitFor()
})

/** One look of the screen at the server: the answer has come before the next turn of the clock. */
async function turn(): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/wallboard/board'))
  await page.clock.runFor(updateMs)
  await (await answered).finished()
}
const reword = (wording: string) => house.sql('update mantra_texts set wording = $1', [wording])

test('the address leaves no token behind, and new words come without a reload', async () => {
  assert.equal(new URL(page.url()).hash, '')
  await page.evaluate('window.isSamePage = true')
  await reword('Every parcel is a promise.')
  await turn()
  await page.locator('h1', { hasText: 'Every parcel is a promise.' }).waitFor({ state: 'attached' })
  assert.equal(await page.evaluate('window.isSamePage'), true)
})

test('slides take turns', async () => {
  const shown = () => page.locator('.slide[data-shown] :is(h1, h2)').innerText()
  const seen = new Set<string>()
  for (let i = 0; i < 3; i++) {
    seen.add(await shown())
    await page.clock.runFor(12_000)
  }
  assert.equal(seen.size, 3)
})

test('an hour with 500 changes leaves memory and page as they were', async (t) => {
  const cdp = await page.context().newCDPSession(page)
  const weigh = async () => {
    await cdp.send('HeapProfiler.collectGarbage')
    const { metrics } = await cdp.send('Performance.getMetrics')
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
    return { heapKb: of('JSHeapUsedSize') / 1000, nodes: of('Nodes'), listeners: of('JSEventListeners') }
  }
  await cdp.send('Performance.enable')
  for (let i = 0; i < 20; i++) {
    await reword(`Warming up ${i}`)
    await turn()
  }
  const first = await weigh()
  for (let i = 0; i < 720; i++) {
    if (i < 500) await reword(`Wording ${i}`)
    await turn()
  }
  const last = await weigh()
  t.diagnostic(
    `screen: heap ${first.heapKb.toFixed(0)} kB, after 720 looks with 500 changes ${last.heapKb.toFixed(0)} kB; nodes ${first.nodes}, ${last.nodes}`,
  )
  await page.locator('h1', { hasText: 'Wording 499' }).waitFor({ state: 'attached' })
  assert.ok(last.heapKb - first.heapKb < 1000, `${first.heapKb} kB, then ${last.heapKb} kB`)
  assert.ok(last.nodes - first.nodes < 200, `${first.nodes} nodes, then ${last.nodes}`)
  assert.ok(last.listeners - first.listeners < 20)
})

test('without a connection the words stay, and it says so; a taken back address goes dark', async () => {
  await page.context().setOffline(true)
  await page.clock.runFor(updateMs)
  await page.locator('#offline').waitFor()
  assert.ok(await page.locator('.slide[data-shown]').isVisible())
  await page.context().setOffline(false)
  await turn()
  await page.locator('#offline').waitFor({ state: 'hidden' })
  const ada = await house.signedIn('ada@hollin.example')
  await house.ask(ada, 'DELETE', `/api/wallboards/${screenId}`)
  await page.clock.runFor(updateMs)
  await page.locator('#not-connected').waitFor()
})
