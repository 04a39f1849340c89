// Arabic is drawn with the font that the pages bring along: a machine without Arabic fonts (a fresh server, Chromium from apt) shows the same.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'

const fonts = path.resolve(import.meta.dirname, '../../src/ui')
let browser: Browser

before(async () => {
  browser = await launchChromium()
})
after(() => browser?.close())

/** Names of the fonts that drew the text, and whether they came with the page. */
async function fontsOf(text: string, css: string): Promise<{ familyName: string; isCustomFont: boolean }[]> {
  const page = await browser.newPage()
  await page.setContent(`<style>${css} p { font: 20px Vazirmatn, 'Commissioner Plain' }</style><p dir="rtl" lang="ar">${text}</p>`)
  await page.evaluate('document.fonts.ready')
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  const { root } = await devtools.send('DOM.getDocument')
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'p' })
  const { fonts: drawn } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
  await page.close()
  return drawn
}

const inlined = readFileSync(path.join(fonts, 'fonts.css'), 'utf8').replace(/url\('(\.\/[^']+)'\)/g, (_, file: string) => {
  return `url(data:font/woff2;base64,${readFileSync(path.join(fonts, file), 'base64')})`
})
const greeting = 'ما الذي قاله العملاء عن عملي اليوم؟'

test('without our font a system font draws Arabic, so the look-up tells the difference', async () => {
  const drawn = await fontsOf(greeting, '')
  assert.ok(drawn.length > 0 && drawn.every(({ isCustomFont }) => !isCustomFont))
})

test('our own fonts draw Arabic', async () => {
  const drawn = await fontsOf(greeting, inlined)
  assert.deepEqual(
    drawn.filter(({ isCustomFont }) => !isCustomFont),
    [],
  )
  assert.ok(drawn.some(({ familyName }) => familyName.includes('Vazirmatn')))
})
