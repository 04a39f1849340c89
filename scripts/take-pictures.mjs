// Takes the pictures of docs/guide from the real program with the demonstration company; those of the broken parcel from the test that plays it.
// Usage: node scripts/take-pictures.mjs [folder]
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { launchChromium } from '../test/support/chromium.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const target = path.resolve(process.argv[2] ?? path.join(root, 'docs/guide/pictures'))
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'attune-pictures-'))
const mostBytes = 150_000
const desk = { width: 1180, height: 760 }
const phone = { width: 390, height: 780 }

const server = spawn(process.execPath, ['src/main.ts'], {
  cwd: root,
  env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
let browser
try {
  const origin = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const address = /ready: (\S+)/.exec(line)?.[1]
      if (address) resolve(address)
    })
    server.once('exit', (status) => reject(new Error(`the program ended with ${status}`)))
  })
  browser = await launchChromium()
  await takeAll(origin)
} finally {
  await browser?.close()
  if (server.exitCode === null) {
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
  }
  fs.rmSync(dataDir, { recursive: true, force: true })
}
const story = spawnSync(process.execPath, ['--test', 'test/journeys/broken-parcel.test.ts'], {
  cwd: root,
  env: { ...process.env, STORY_PICTURES: target },
  stdio: 'inherit',
})
process.exitCode = story.status ?? 1

async function visitor(view, language = 'en-GB') {
  const context = await browser.newContext({ viewport: view, locale: language, reducedMotion: 'reduce' })
  return context.newPage()
}

/** Takes what the window shows once nothing is a placeholder. */
async function take(page, name, { until } = {}) {
  await page.locator('h1').first().waitFor()
  await page.locator('.skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' })
  await page.locator('.top-pages[aria-hidden=true]').waitFor({ state: 'detached' })
  if (until) await until.waitFor()
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  const picture = await page.screenshot({ path: path.join(target, `${name}.png`) })
  if (picture.length > mostBytes) throw new Error(`${name}.png has ${picture.length} bytes; at most ${mostBytes} belong into the guide`)
  console.log(`${name}.png  ${Math.round(picture.length / 1000)} kB`)
}

async function takeAll(origin) {
  fs.mkdirSync(target, { recursive: true })
  const first = await visitor(desk)
  await first.goto(origin)
  await take(first, 'welcome')

  const ask = async (method, url, data, headers = {}) => {
    const answer = await first.request.fetch(origin + url, { method, headers: { origin, ...headers }, ...(data ? { data } : {}) })
    if (!answer.ok()) throw new Error(`${method} ${url}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  const { session } = await ask('POST', '/api/demonstrations', {})
  const at = async (page, address, name, options) => {
    await page.goto(origin + address)
    await take(page, name, options)
  }
  await at(first, `/people/${session.person.id}`, 'own-page')
  await at(first, '/people', 'directory')
  await at(first, '/units', 'units')
  await at(first, '/access', 'access')
  await at(first, '/badges', 'badges')
  await at(first, '/what-is-recorded', 'what-is-recorded')
  await at(first, '/audit', 'audit')
  await at(first, '/outbox', 'outbox')

  await first.goto(`${origin}/import`)
  await first.locator('input[type=file]').setInputFiles(path.join(root, 'test/data/people/07-ambiguous-dates.csv'))
  const columns = first.getByRole('heading', { name: 'What the columns mean' })
  await columns.waitFor()
  await columns.evaluate((heading) => heading.closest('section').scrollIntoView())
  await take(first, 'import')

  // Somebody of the depot, on a phone and in Arabic.
  const { items } = await ask('GET', '/api/people?search=lea%20brandt&limit=1')
  const { reports } = await ask('GET', `/api/people/${items[0].id}`)
  const { version } = await ask('GET', `/api/people/${reports[0].id}`)
  await ask('PATCH', `/api/people/${reports[0].id}/settings`, { language: 'ar' }, { 'if-match': `"${version}"` })
  const badge = await ask('POST', '/api/badges', { personId: reports[0].id })
  const own = await visitor(phone, 'ar')
  await own.goto(badge.address)
  await take(own, 'badge-phone', { until: own.locator('.pin') })
}
