// The built pages with an API that only knows who is signed in: ways in, addresses without a page, languages, no network.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { root } from '../guards/source.ts'
import { launchChromium } from '../support/chromium.ts'
import { serveFolder } from './support/serve-folder.ts'

const session = {
  person: { id: '01968f00-0000-7000-8000-000000000001', displayName: 'Samir Haddad', initials: 'SH' },
  organisation: {
    id: '01968f00-0000-7000-8000-000000000002',
    name: 'Hollin Parcel',
    languages: ['en', 'de', 'ar'],
    defaultLanguage: 'en',
    mantra: 'Every parcel is a promise.',
  },
  roles: ['employee'],
  operations: [],
  surfaces: ['today'],
  language: 'en',
  sharedDevice: false,
}

let folder: string
let browser: Browser

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'attune-app-'))
  await build({
    root,
    mode: 'production',
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

/** Opens an address in a fresh profile and gives the page to the work. */
async function at(
  address: string,
  options: { signedIn?: boolean; language?: string; workers?: boolean },
  work: (page: Page, origin: string) => Promise<void>,
): Promise<void> {
  const served = await serveFolder(folder, 'index.html', options.signedIn ? { '/api/session': session } : {})
  const context = await browser.newContext({
    locale: options.language ?? 'en',
    reducedMotion: 'reduce',
    serviceWorkers: options.workers ? 'allow' : 'block',
  })
  try {
    const page = await context.newPage()
    await page.goto(served.origin + address)
    await work(page, served.origin)
  } finally {
    await context.close()
    await served.close()
  }
}

const direction = (page: Page): Promise<string> =>
  page.evaluate('document.documentElement.lang + " " + document.documentElement.dir') as Promise<string>

test('who is not signed in comes to the sign-in and keeps the way back', () =>
  at('/people/1?tab=units', {}, async (page, origin) => {
    await page.waitForURL(`${origin}/sign-in?return=${encodeURIComponent('/people/1?tab=units')}`)
  }))

test('an address without a page says so, inside the shell for who is signed in', async () => {
  await at('/nowhere', { signedIn: true }, async (page) => {
    await page.getByRole('heading', { level: 1, name: 'There is nothing at this address' }).waitFor()
    await page.getByRole('link', { name: 'Hollin Parcel' }).waitFor()
    await page.getByText('Every parcel is a promise.').first().waitFor()
  })
  await at('/nowhere', {}, async (page) => {
    await page.getByRole('heading', { level: 1, name: 'There is nothing at this address' }).waitFor()
  })
})

test('a page that the role does not include says who can change that', () =>
  at('/access', { signedIn: true }, async (page) => {
    await page.getByRole('heading', { level: 1, name: 'This page is not yours to open' }).waitFor()
  }))

test("the browser's language is taken, and another one turns the page round at once and stays", () =>
  at('/nowhere', { language: 'de-AT' }, async (page) => {
    await page.getByRole('heading', { name: 'Unter dieser Adresse gibt es nichts' }).waitFor()
    assert.equal(await direction(page), 'de ltr')
    await page.getByLabel('Sprache').selectOption('ar')
    await page.getByRole('heading', { name: 'لا شيء في هذا العنوان' }).waitFor()
    assert.equal(await direction(page), 'ar rtl')
    await page.reload()
    await page.getByRole('heading', { name: 'لا شيء في هذا العنوان' }).waitFor()
    assert.equal(await direction(page), 'ar rtl')
  }))

test('dark and light are chosen by hand and stay', () =>
  at('/nowhere', {}, async (page) => {
    await page.getByLabel('Light or dark').selectOption('dark')
    const ground = () => page.evaluate('getComputedStyle(document.body.parentElement).backgroundColor')
    assert.equal(await ground(), 'rgb(16, 24, 23)')
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await ground(), 'rgb(16, 24, 23)')
  }))

test('without a network the installed shell opens and says what to do, and no cache holds an answer of the API', () =>
  at('/nowhere', { signedIn: true, workers: true }, async (page) => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await page.evaluate(
      `navigator.serviceWorker.controller !== null || new Promise((taken) => navigator.serviceWorker.addEventListener('controllerchange', taken, { once: true })).then(() => undefined)`,
    )
    // A second visit, so that the texts of this page come through the worker too.
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const kept = (await page.evaluate(
      'caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys())))).then((lists) => lists.flat().map((one) => new URL(one.url).pathname))',
    )) as string[]
    assert.ok(kept.includes('/'), 'the page is kept')
    assert.ok(
      kept.some((name) => /^\/assets\/shell-.*\.js$/.test(name)),
      'the shell is kept',
    )
    assert.deepEqual(
      kept.filter((name) => name.startsWith('/api')),
      [],
    )
    await page.context().setOffline(true)
    await page.reload()
    await page.getByText('You are offline').first().waitFor()
  }))

test('the manifest and its icons are there, so that a phone can install it', () =>
  at('/nowhere', {}, async (page, origin) => {
    const manifest = (await (await page.request.get(`${origin}/manifest.webmanifest`)).json()) as {
      name: string
      icons: { src: string; type: string }[]
    }
    assert.equal(manifest.name, 'Attune')
    for (const { src, type } of manifest.icons) assert.equal((await page.request.get(origin + src)).headers()['content-type'], type)
  }))
