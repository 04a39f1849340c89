// What the first load of the sign-in and of Today costs, as a browser fetches them from the built pages.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import type { Today } from '#features/today/contract.ts'
import { root } from '../guards/source.ts'
import { launchChromium } from '../support/chromium.ts'
import { serveFolder } from './support/serve-folder.ts'

// design.md, budgets: script + style as gzip; fonts as they are (woff2 is packed already).
const mostCodeBytes = 160_000
const mostFontBytes = 60_000
// performance.md: 12 on Today; the sign-in has the texts of the ways in besides.
const mostRequests = { 'sign-in': 20, today: 12 }

const personId = '01968f00-0000-7000-8000-000000000001'
const session = (language: string) => ({
  person: { id: personId, displayName: 'Samir Haddad', initials: 'SH' },
  organisation: {
    id: '01968f00-0000-7000-8000-000000000002',
    name: 'Hollin Parcel',
    languages: ['en', 'de', 'ar'],
    defaultLanguage: 'en',
    mantra: null,
  },
  roles: ['employee'],
  operations: [
    'today.read',
    'may-i.ask',
    'decisions.note',
    'decisions.read',
    'thanks.give',
    'thanks.read',
    'obstacles.raise',
    'obstacles.read',
    'quotes.read',
    'huddles.read',
    'journeys.read',
    'my-part.read',
    'people.read',
    'data-map.read',
  ],
  surfaces: ['today'],
  language,
  sharedDevice: false,
})

const id = (n: number) => `01968f00-0000-7000-8000-0000000000${n}`
/** With something in every place. */
const today: Today = {
  at: '2026-11-30T08:00:00.000Z',
  day: '2026-11-30',
  givenName: 'Samir',
  place: { unitName: 'Picking', jobRoleName: 'Picker', siteName: 'Northgate' },
  huddle: { id: id(10), state: 'ready', isMine: false },
  principle: { id: id(11), name: 'Keep the promise', colour: 'navy', icon: 'link', meaning: 'What we say, happens.', looksLike: null },
  quote: {
    id: id(12),
    words: 'At noon it stood there: all eleven pieces, nothing missing.',
    language: 'en',
    kind: 'praise',
    on: '2026-11-29',
    unitName: 'Picking',
    stepName: 'Picking',
    mine: 'step',
  },
  next: [
    {
      kind: 'answered',
      link: `/escalations/${id(13)}`,
      words: 'Parcel arrived broken: send a new one',
      about: 'Lea Brandt',
      dueAt: null,
      dueOn: null,
      isLate: false,
      role: null,
      answer: 'go-ahead',
      first: null,
      level: null,
      missing: null,
      count: null,
    },
  ],
  practice: { minutesLeft: 3 },
  firstDays: null,
  tiles: [{ id: id(14), name: 'Parcel arrived broken' }],
  part: [
    {
      shaperId: id(15),
      stepId: id(16),
      stepName: 'Picking',
      journeyId: id(17),
      journeyName: 'A parcel’s way',
      lane: 'back',
      sentence: 'I look for the fragile mark before I close a tote.',
      isOwn: true,
      score: { n: 41, share: 0.78, range: { low: 0.63, high: 0.88 } },
    },
  ],
  thanks: [
    {
      id: id(18),
      words: 'You stayed until the last van had left.',
      effect: null,
      fromName: 'Lea Brandt',
      isPrivate: false,
      principle: { id: id(11), name: 'Keep the promise', colour: 'navy', icon: 'link' },
      on: '2026-11-29',
    },
  ],
}

let folder: string
let browser: Browser

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'attune-pages-'))
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

interface Load {
  code: number
  fonts: number
  texts: number
  requests: number
  files: string[]
}

async function load(address: string, language: string, answers: Record<string, unknown>): Promise<Load> {
  const served = await serveFolder(folder, 'index.html', answers)
  // The service worker fetches the shell once more, after the page is there; that is not part of the first load.
  const context = await browser.newContext({ locale: language, serviceWorkers: 'block' })
  const page = await context.newPage()
  const found: Load = { code: 0, fonts: 0, texts: 0, requests: 0, files: [] }
  const reading: Promise<void>[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    // The icon of the tab is fetched when the page is there, or not at all.
    if (pathname.startsWith('/api/') || pathname.startsWith('/icons/')) return
    found.requests += 1
    reading.push(
      response.body().then((body) => {
        const bytes = /\.(js|css)$/.test(pathname) ? gzipSync(body, { level: 9 }).length : 0
        found.code += bytes
        if (pathname.endsWith('.json')) found.texts += gzipSync(body, { level: 9 }).length
        if (pathname.endsWith('.woff2')) found.fonts += body.length
        found.files.push(`${pathname} ${bytes || body.length}`)
      }),
    )
  })
  await page.goto(`${served.origin}${address}`)
  await page
    .locator(address === '/today' ? '.today-mayi' : 'h1')
    .first()
    .waitFor()
  await page.waitForLoadState('networkidle')
  await Promise.all(reading)
  await context.close()
  await served.close()
  return found
}

for (const language of ['en', 'de', 'ar'])
  for (const [name, address, answers] of [
    ['sign-in', '/sign-in', {}],
    ['today', '/today', { '/api/session': session(language), '/api/today': today }],
  ] as const)
    test(`the first load of the ${name} in ${language} stays within its budget`, async (t) => {
      const { code, fonts, texts, requests, files } = await load(address, language, answers)
      t.diagnostic(
        `${name} ${language}: script + style ${(code / 1000).toFixed(1)} kB, texts ${(texts / 1000).toFixed(1)} kB, fonts ${(fonts / 1000).toFixed(1)} kB, ${requests} requests`,
      )
      assert.ok(code > 50_000, 'the scripts were not seen')
      assert.ok(code <= mostCodeBytes, `script + style ${code} bytes, limit ${mostCodeBytes}:\n${files.join('\n')}`)
      assert.ok(fonts > 0 && fonts <= mostFontBytes, `fonts ${fonts} bytes, limit ${mostFontBytes}:\n${files.join('\n')}`)
      assert.ok(requests <= mostRequests[name], `${requests} requests, limit ${mostRequests[name]}:\n${files.join('\n')}`)
    })

// Proof 5 of learning: what opens on a phone in the flow of work costs little beyond what is there already.
const mostPlayerBytes = 60_000
const codeIn = (files: readonly string[]): Map<string, number> =>
  new Map(
    files
      .map((file) => file.split(' ') as [string, string])
      .flatMap(([name, bytes]) => (/\.(js|css)$/.test(name) ? [[name, Number(bytes)]] : [])),
  )

test('a lesson, a scenario, practice and an assessment bring at most 60 kB of script and style beyond the shell', async (t) => {
  const answers = { '/api/session': session('en') }
  const [signIn, home] = [await load('/sign-in', 'en', {}), await load('/today', 'en', { ...answers, '/api/today': today })]
  const [one, other] = [codeIn(signIn.files), codeIn(home.files)]
  const shell = new Set([...one.keys()].filter((name) => other.has(name)))
  for (const [name, address] of [
    ['lesson', `/learn/lessons/${id(30)}`],
    ['scenario', `/learn/scenarios/${id(31)}`],
    ['practice', '/practice'],
    ['sitting', `/learn/sittings/${id(32)}`],
  ] as const) {
    const own = [...codeIn((await load(address, 'en', answers)).files)].filter(([file]) => !shell.has(file))
    const bytes = own.reduce((sum, [, size]) => sum + size, 0)
    t.diagnostic(`${name}: ${(bytes / 1000).toFixed(1)} kB beyond the shell`)
    assert.ok(own.length > 0, `${name}: its own scripts were not seen`)
    assert.ok(
      bytes <= mostPlayerBytes,
      `${name}: ${bytes} bytes, limit ${mostPlayerBytes}:\n${own.map(([file, size]) => `${file} ${size}`).join('\n')}`,
    )
  }
})
