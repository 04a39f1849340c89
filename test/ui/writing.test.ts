// A form that writes, in a browser: nothing is doubled, nothing typed is lost, and each problem is said where it belongs.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { root } from '../guards/source.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Answer, serveFolder } from './support/serve-folder.ts'

let folder: string
let browser: Browser

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'attune-writing-'))
  await build({
    root,
    mode: 'gallery',
    logLevel: 'error',
    configFile: path.join(root, 'vite.config.ts'),
    build: { outDir: folder, emptyOutDir: true },
  })
  browser = await launchChromium()
})
after(async () => {
  await browser?.close()
  if (folder) rmSync(folder, { recursive: true })
})

const problem = (status: number, slug: string, more: object = {}): Answer => ({
  status,
  body: { type: `/problems/${slug}`, title: slug, status, requestId: 'req-1', ...more },
})
const created: Answer = { status: 201, body: { name: 'Lea' } }

/** Opens the form; each POST takes the next of `answers`, the last one again and again. */
async function withForm(answers: Answer[], work: (page: Page, posts: IncomingMessage['headers'][]) => Promise<void>): Promise<void> {
  const posts: IncomingMessage['headers'][] = []
  const served = await serveFolder(folder, 'src/ui/gallery/index.html', {
    '/api/things/1': () => ({ status: 200, body: { name: 'Amina' }, headers: { etag: '"7"' } }),
    '/api/things': (request: IncomingMessage) => {
      posts.push(request.headers)
      return answers[Math.min(posts.length, answers.length) - 1]
    },
  })
  const page = await browser.newPage({ reducedMotion: 'reduce' })
  try {
    await page.goto(`${served.origin}/?view=write`)
    await page.getByText('Amina').waitFor()
    await work(page, posts)
  } finally {
    await page.close()
    await served.close()
  }
}

const name = (page: Page) => page.getByRole('textbox', { name: 'Name' })
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click()
const hasFocus = async (page: Page, label: string): Promise<boolean> =>
  (await page.getByLabel(label).and(page.locator(':focus')).count()) === 1

test('the same input sent again after a failure carries the same key, other input a new one', () =>
  withForm([problem(503, 'unavailable'), problem(503, 'unavailable'), created], async (page, posts) => {
    await name(page).fill('Lea')
    await save(page)
    await page.getByText('The server is busy or starting').waitFor()
    await save(page)
    await page.locator('form:not([aria-busy="true"])').waitFor()
    await name(page).fill('Leo')
    await save(page)
    await page.getByText('Noted.').waitFor()
    const keys = posts.map((headers) => headers['idempotency-key'])
    assert.equal(keys.length, 3)
    assert.match(String(keys[0]), /^[\x21-\x7e]{8,200}$/)
    assert.equal(keys[0], keys[1])
    assert.notEqual(keys[1], keys[2])
  }))

test('a write carries the version that the person has seen', () =>
  withForm([created], async (page, posts) => {
    await name(page).fill('Lea')
    await save(page)
    await page.getByText('Noted.').waitFor()
    assert.equal(posts[0]?.['if-match'], '"7"')
  }))

test('an empty required field is said in our words and gets the focus, and nothing is sent', () =>
  withForm([created], async (page, posts) => {
    await page.getByLabel('E-mail address').fill('anna@')
    await save(page)
    await page.getByText('Please fill this in.').waitFor()
    await page.getByText('This is not an e-mail address').waitFor()
    assert.equal(await hasFocus(page, 'Name'), true)
    await name(page).fill('Lea')
    assert.equal(await page.getByText('Please fill this in.').count(), 0)
    assert.equal(posts.length, 0)
  }))

test("the server's problem of a field stands at the field, others on top, until the field is corrected", () =>
  withForm(
    [
      problem(422, 'invalid-input', {
        errors: [
          { pointer: '/email', detail: 'Somebody has it.' },
          { pointer: '/query/x', detail: 'x is odd' },
        ],
      }),
    ],
    async (page) => {
      await name(page).fill('Lea')
      await page.getByLabel('E-mail address').fill('lea@hollin.test')
      await save(page)
      await page.getByText('Somebody has it.').waitFor()
      await page.getByRole('alert').getByText('x is odd').waitFor()
      assert.equal(await page.getByRole('alert').getByText('Somebody has it.').count(), 0)
      assert.equal(await hasFocus(page, 'E-mail address'), true)
      await page.getByLabel('E-mail address').fill('lea.b@hollin.test')
      assert.equal(await page.getByText('Somebody has it.').count(), 0)
    },
  ))

test('a problem without a word of ours is told in the words of the server', () =>
  withForm([problem(409, 'of-another-kind', { detail: 'The unit is closed.' })], async (page) => {
    await name(page).fill('Lea')
    await save(page)
    await page.getByRole('alert').getByText('The unit is closed.').waitFor()
  }))

test('a reload loses nothing that was typed, and a saved form leaves no draft behind', () =>
  withForm([created], async (page) => {
    await name(page).fill('Lea Brandt')
    await page.getByLabel('Keep me signed in').check()
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await page.getByText('Amina').waitFor()
    assert.equal(await name(page).inputValue(), 'Lea Brandt')
    assert.equal(await page.getByLabel('Keep me signed in').isChecked(), true)
    await save(page)
    await page.getByText('Noted.').waitFor()
    assert.equal(await page.evaluate('Object.keys(localStorage).filter((key) => key.includes("draft")).length'), 0)
  }))

test('leaving with changes is asked, staying keeps them', () =>
  withForm([created], async (page) => {
    await name(page).fill('Lea')
    await page.getByRole('link', { name: 'How it reached you' }).click()
    await page.getByRole('alertdialog', { name: 'Leave without saving?' }).waitFor()
    await page.getByRole('button', { name: 'Stay here' }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    assert.equal(await name(page).inputValue(), 'Lea')
    await page.getByRole('link', { name: 'How it reached you' }).click()
    await page.getByRole('button', { name: 'Leave the page' }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  }))
