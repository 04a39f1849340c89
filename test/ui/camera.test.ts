// A badge held before a camera that is a file: the code is read in a real browser, without a camera it is typed.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'
import { root } from '../guards/source.ts'
import { findChromium } from '../support/chromium.ts'
import { cameraFlags, film, squaresOf } from '../support/film.ts'
import { serveFolder } from './support/serve-folder.ts'

const code = 'https://attune.example/b#9f3c-AMINA-77'

let folder: string

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'attune-camera-'))
  await build({
    root,
    mode: 'gallery',
    logLevel: 'error',
    configFile: path.join(root, 'vite.config.ts'),
    build: { outDir: folder, emptyOutDir: true },
  })
  writeFileSync(path.join(folder, 'badge.y4m'), film(squaresOf(code)))
})
after(() => {
  if (folder) rmSync(folder, { recursive: true })
})

async function withScanner(
  flags: string[],
  work: (words: () => Promise<string>, start: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const executablePath = findChromium()
  assert.ok(executablePath, 'no Chromium; run npm test once, it says how to get one')
  const browser: Browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', ...flags] })
  const served = await serveFolder(folder, 'src/ui/gallery/index.html')
  try {
    const page = await browser.newPage()
    await page.goto(`${served.origin}/?view=camera`)
    await page.locator('h1').waitFor()
    await work(
      async () => (await page.locator('main').textContent()) ?? '',
      async () => {
        await page.getByRole('button', { name: 'Use the camera' }).click()
        await page.getByText(/attune\.example|no camera here|may not use the camera/).waitFor({ timeout: 20_000 })
      },
    )
  } finally {
    await served.close()
    await browser.close()
  }
}

test('a badge before the camera is read', () =>
  withScanner(cameraFlags(path.join(folder, 'badge.y4m')), async (words, start) => {
    await start()
    assert.ok((await words()).includes(code))
  }))

test('without a camera the page offers to type the code', () =>
  withScanner(['--use-fake-ui-for-media-stream'], async (words, start) => {
    await start()
    assert.match(await words(), /no camera here\. Type the code|may not use the camera/)
  }))
