// The parts in a real browser: no accessibility fault in any state, nothing that the content policy drops, no sideways
// scroll on a phone. Three languages, light and dark, 390 and 1440 pixels.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { axe, faultsIn, views } from '../axe/look.ts'
import { assertNone } from '../guards/fixture.ts'
import { root } from '../guards/source.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Served, serveFolder } from './support/serve-folder.ts'

const sheet = 'src/ui/gallery/index.html'

let folder: string
let served: Served
let browser: Browser

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'attune-gallery-'))
  await build({
    root,
    mode: 'gallery',
    logLevel: 'error',
    configFile: path.join(root, 'vite.config.ts'),
    build: { outDir: folder, emptyOutDir: true },
  })
  served = await serveFolder(folder, sheet)
  browser = await launchChromium()
})
after(async () => {
  await browser?.close()
  await served?.close()
  if (folder) rmSync(folder, { recursive: true })
})

interface View {
  language: string
  theme: string
  width: number
  view: string
}

/** Opens a view; `complaints` gathers what the browser's console says. */
async function open({ language, theme, width, view }: View): Promise<{ page: Page; complaints: string[] }> {
  const complaints: string[] = []
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && complaints.push(line.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${served.origin}/?language=${language}&theme=${theme}&view=${view}`)
  await page.locator('h1').waitFor()
  return { page, complaints }
}

async function violations(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  await page.evaluate(axe)
  return faultsIn(page, theme)
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') as Promise<number>

test('axe finds a seeded fault on the sheet', async () => {
  const { page } = await open({ language: 'en', theme: 'light', width: 1440, view: 'gallery' })
  await page.evaluate('document.querySelector("main").append(document.createElement("button"))')
  assert.match((await violations(page, 'light')).join('\n'), /button-name/)
  await page.close()
})

test('the content policy stops an inline style on the sheet, and the console says so', async () => {
  const { page, complaints } = await open({ language: 'en', theme: 'light', width: 1440, view: 'gallery' })
  await page.evaluate('document.querySelector("main").insertAdjacentHTML("beforeend", "<p style=color:red>x</p>")')
  assert.match(complaints.join('\n'), /Content Security Policy/)
  await page.close()
})

test('every part in every state has no axe violation, no complaint and no sideways scroll in all views', async (t) => {
  const faults: string[] = []
  let looked = 0
  for (const language of ['en', 'de', 'ar'])
    for (const view of ['gallery', 'sign-in']) {
      const { page, complaints } = await open({ language, theme: 'light', width: 390, view })
      await page.evaluate(axe)
      for (const { theme, width } of views) {
        await page.setViewportSize({ width, height: 900 })
        const found = [...(await faultsIn(page, theme)), ...complaints.splice(0)]
        faults.push(...found.map((fault) => `${view} ${language} ${theme} ${width}: ${fault}`))
        looked += 1
      }
      await page.close()
    }
  t.diagnostic(`${looked} views, ${faults.length} faults`)
  assertNone(faults)
})

test('no width between 320 and 1920 pixels scrolls sideways, in the language with the longest words', async () => {
  const faults: string[] = []
  const { page } = await open({ language: 'de', theme: 'light', width: 320, view: 'gallery' })
  for (const width of [320, 360, 600, 719, 760, 899, 1000, 1200, 1920]) {
    await page.setViewportSize({ width, height: 900 })
    if ((await sideways(page)) > 0) faults.push(`${width} pixels: scrolls sideways`)
  }
  await page.close()
  assertNone(faults)
})

/** What opens over the page, and how one gets there. */
const overlays: [string, (page: Page) => Promise<unknown>][] = [
  [
    'the account menu',
    (page) =>
      page
        .locator('.account')
        .click()
        .then(() => page.getByRole('menu').waitFor()),
  ],
  [
    'a menu',
    (page) =>
      page
        .getByRole('button', { name: 'More to do with Lea Brandt' })
        .click()
        .then(() => page.getByRole('menu').waitFor()),
  ],
  [
    'a dialog',
    (page) =>
      page
        .getByRole('button', { name: 'Open a dialog' })
        .click()
        .then(() => page.getByRole('dialog').waitFor()),
  ],
  [
    'a confirmation with a word',
    (page) =>
      page
        .getByRole('button', { name: 'Remove, with a word to write' })
        .click()
        .then(() => page.getByRole('alertdialog').waitFor()),
  ],
  [
    'a toast',
    (page) =>
      page
        .getByRole('button', { name: 'Do something' })
        .click()
        .then(() => page.locator('.toast').waitFor()),
  ],
  [
    'a list of people',
    (page) =>
      page
        .getByLabel('Team leader')
        .fill('a')
        .then(() => page.locator('.popup [role=option]').first().waitFor()),
  ],
]

test('menus, dialogs, toasts and lists over the page have no axe violation and no complaint', async () => {
  const faults: string[] = []
  for (const [theme, width] of [
    ['light', 1440],
    ['dark', 390],
  ] as const)
    for (const [name, show] of overlays) {
      const { page, complaints } = await open({ language: 'en', theme, width, view: 'gallery' })
      await show(page)
      faults.push(...[...(await violations(page, theme)), ...complaints].map((fault) => `${name} ${theme} ${width}: ${fault}`))
      await page.close()
    }
  assertNone(faults)
})

/** The focus follows a frame later. */
const focusComes = (page: Page, text: string): Promise<void> =>
  page
    .locator(':focus')
    .filter({ hasText: new RegExp(`^\\s*${text}\\s*$`) })
    .waitFor()

test('a menu is walked with arrows and letters, and gives the focus back', async () => {
  const { page } = await open({ language: 'en', theme: 'light', width: 1440, view: 'gallery' })
  const button = page.getByRole('button', { name: 'More to do with Lea Brandt' })
  await button.focus()
  await page.keyboard.press('ArrowDown')
  await focusComes(page, 'Open the page')
  await page.keyboard.press('ArrowUp')
  await focusComes(page, 'Remove')
  await page.keyboard.press('c')
  await focusComes(page, 'Change')
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await button.and(page.locator(':focus')).waitFor()
  await button.click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('alertdialog').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await button.and(page.locator(':focus')).waitFor()
  await page.close()
})

test('a combobox finds, chooses with the keyboard, and keeps the old choice on Escape', async () => {
  const { page } = await open({ language: 'en', theme: 'light', width: 1440, view: 'gallery' })
  const field = page.getByRole('combobox', { name: 'Team leader' })
  await field.fill('a')
  await page.locator('.popup [role=option]').nth(3).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.equal(await field.inputValue(), 'Lea Brandt')
  await field.fill('Sam')
  await page.getByRole('option', { name: 'Samir Haddad' }).waitFor()
  await page.keyboard.press('Escape')
  assert.equal(await field.inputValue(), 'Lea Brandt')
  await field.fill('zzz')
  await page.getByText('Nothing found').waitFor()
  await field.fill('Mar')
  await page.getByRole('option', { name: /Marta/ }).click()
  assert.equal(await field.inputValue(), 'Marta Kovač')
  await page.close()
})

test('a keyboard walks the tree of units in the direction of reading', async () => {
  for (const [language, inward, outward] of [
    ['en', 'ArrowRight', 'ArrowLeft'],
    ['ar', 'ArrowLeft', 'ArrowRight'],
  ] as const) {
    const { page } = await open({ language, theme: 'light', width: 1440, view: 'gallery' })
    const focused = () => page.evaluate('document.activeElement.dataset.node') as Promise<string | undefined>
    await page.locator('[data-node="packing"]').focus()
    await page.keyboard.press(inward)
    await page.locator('[data-node="late"]').waitFor()
    await page.keyboard.press(inward)
    assert.equal(await focused(), 'late')
    await page.keyboard.press(outward)
    assert.equal(await focused(), 'packing')
    await page.keyboard.press(outward)
    await page.locator('[data-node="late"]').waitFor({ state: 'detached' })
    await page.keyboard.press('Home')
    assert.equal(await focused(), 'north')
    await page.close()
  }
})

test('every target of the sheet is at least 44 pixels high, or a link in a sentence', async () => {
  const { page } = await open({ language: 'en', theme: 'light', width: 390, view: 'gallery' })
  const small = (await page.evaluate(`[...document.querySelectorAll('a, button, input, select, textarea, [role=treeitem] > .tree-row')]
    .filter((one) => one.offsetParent && !one.closest('p, .margin-note, span:not([class])') && !one.matches('.link-button, .chip'))
    .map((one) => one.closest('label, .input') ?? one)
    .filter((one) => one.getBoundingClientRect().height < 44)
    .map((one) => one.outerHTML.slice(0, 120))`)) as string[]
  assertNone(small)
  await page.close()
})
