// A badge held before a camera that is a file: the code is read in a real browser, without a camera it is typed.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import QRCode from 'qrcode'
import { build } from 'vite'
import { root } from '../guards/source.ts'
import { findChromium } from '../support/chromium.ts'
import { serveFolder } from './support/serve-folder.ts'

const code = 'https://attune.example/b#9f3c-AMINA-77'

/** One grey picture as a Y4M film: the QR code in black on white, a margin of light around. */
function film(text: string): Buffer {
  const [width, height, scale] = [640, 480, 8]
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const luma = Buffer.alloc(width * height, 235)
  const [left, top] = [Math.floor((width - modules.size * scale) / 2), Math.floor((height - modules.size * scale) / 2)]
  for (let y = 0; y < modules.size * scale; y++)
    for (let x = 0; x < modules.size * scale; x++)
      if (modules.get(Math.floor(y / scale), Math.floor(x / scale))) luma[(top + y) * width + left + x] = 16
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame, frame])
}

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
  writeFileSync(path.join(folder, 'badge.y4m'), film(code))
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
  withScanner(
    [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${path.join(folder, 'badge.y4m')}`,
    ],
    async (words, start) => {
      await start()
      assert.ok((await words()).includes(code))
    },
  ))

test('without a camera the page offers to type the code', () =>
  withScanner(['--use-fake-ui-for-media-stream'], async (words, start) => {
    await start()
    assert.match(await words(), /no camera here\. Type the code|may not use the camera/)
  }))
