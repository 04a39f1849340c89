// Posters, signature, screens and the placement register follow the words of today.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { closePrinter } from '#platform/print/print.ts'
import { readPdf, squeezed } from '../../../test/print/read-pdf.ts'
import { type Person, testServer, type World } from '../../../test/support/server.ts'
import { registerWallboardItem } from './public.ts'
import { contrast, printInks } from './rules.ts'
import { posterPdf } from './service/posters.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const server = await testServer({ clock })
after(closePrinter)

const texts = {
  en: {
    wording: 'Every parcel is a promise to someone waiting, and to each other.',
    customersWords: 'someone waiting',
    colleaguesWords: 'each other.',
  },
  de: { wording: 'Jedes Paket ist ein Versprechen an Menschen, die warten.' },
  ar: { wording: 'كل طرد وعد لمن ينتظره.' },
}
const principles = [
  ['See the person', 'Den Menschen sehen', 'نرى الإنسان', 'eye', 'sky'],
  ['Keep the promise', 'Das Versprechen halten', 'نفي بالوعد', 'link', 'navy'],
  ['Make it easy', 'Es leicht machen', 'نجعله سهلًا', 'feather', 'leaf'],
  ['Say it early', 'Früh Bescheid sagen', 'نقول مبكرًا', 'speakerphone', 'rose'],
] as const

async function house(): Promise<{ world: World; cx: Person & { id: string } }> {
  const world = await server.organisation()
  const cx = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  await word(cx, { texts })
  for (const [en, de, ar, icon, colour] of principles) {
    const body = {
      icon,
      colour,
      texts: { en: { name: en, meaning: `${en}.` }, de: { name: de, meaning: `${de}.` }, ar: { name: ar, meaning: `${ar}.` } },
    }
    assert.equal((await server.call(cx, 'POST', '/api/principles', { body })).status, 201)
  }
  return { world, cx }
}
async function word(cx: Person, more: object): Promise<void> {
  clock.advance(1000)
  const made = await server.call(cx, 'POST', '/api/mantra-versions', { body: { reason: 'Clearer', overrideReason: 'Tested', ...more } })
  assert.equal(made.status, 201, made.text)
}
const pdfOf = (world: World, poster: 'mantra' | 'principles', language: string): Promise<Buffer> =>
  posterPdf(systemContext(server.platform, world.organisationId, newId()), poster, language, 'https://attune.hollin.example')

test('both posters are A4 with all fonts embedded, in three languages, and follow the words', async () => {
  const { world, cx } = await house()
  for (const poster of ['mantra', 'principles'] as const)
    for (const language of ['en', 'de', 'ar']) {
      const pdf = readPdf(await pdfOf(world, poster, language))
      assert.equal(pdf.pages.length, 1)
      assert.ok(Math.abs(pdf.pages[0]!.widthMm - 210) < 0.1 && Math.abs(pdf.pages[0]!.heightMm - 297) < 0.1)
      assert.deepEqual([pdf.fonts.filter(({ isEmbedded }) => !isEmbedded), pdf.missingGlyphs], [[], 0])
      const answer = await server.call(cx, 'GET', `/api/posters/${poster}/pdf?language=${language}`)
      assert.equal(answer.status, 200, answer.text.slice(0, 200))
      assert.match(String(answer.headers['content-disposition']), new RegExp(`${poster}-${language}\\.pdf`))
      const svg = await server.call(cx, 'GET', `/api/posters/${poster}/svg?language=${language}`)
      assert.match(svg.text, /^<svg /)
      assert.doesNotMatch(svg.text, /<script|href="(?!#|data:)|@import/i)
    }
  assert.ok(readPdf(await pdfOf(world, 'mantra', 'en')).text.includes(squeezed(texts.en.wording)))
  await word(cx, { texts: { en: { wording: 'Nobody waits alone.' } } })
  assert.ok(readPdf(await pdfOf(world, 'mantra', 'en')).text.includes('Nobodywaitsalone.'))
  assert.equal((await server.call(null, 'GET', '/api/posters/mantra/pdf')).status, 401)
  assert.equal((await server.call(cx, 'GET', '/api/posters/other/pdf')).status, 404)
  const bare = await server.organisation()
  assert.equal((await server.call(bare.admin, 'GET', '/api/posters/mantra/pdf')).body.type, '/problems/nothing-to-print')
})

test('pdfinfo and pdffonts say the same', async (t) => {
  if (spawnSync('pdfinfo', ['-v']).error) return t.skip('pdfinfo is not installed here; the test before reads the file itself')
  const { world } = await house()
  const folder = mkdtempSync(path.join(tmpdir(), 'attune-poster-'))
  try {
    for (const poster of ['mantra', 'principles'] as const) {
      const file = path.join(folder, `${poster}.pdf`)
      writeFileSync(file, await pdfOf(world, poster, 'ar'))
      assert.match(execFileSync('pdfinfo', [file], { encoding: 'utf8' }), /Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/)
      const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2)
      assert.ok(fonts.length >= 2)
      for (const font of fonts) assert.match(font, / yes yes yes /, font)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('every word on a poster stands out from its ground by at least 7 to 1', () => {
  const look = readFileSync(new URL('../../../assets/print/templates/look.typ', import.meta.url), 'utf8')
  const inks = new Map([...look.matchAll(/#let ([\w-]+) = rgb\("(#[0-9A-F]{6})"\)/g)].map((match) => [match[1]!, match[2]!]))
  assert.ok(contrast('#777777', '#FFFFFF') < 7, 'the check can fail')
  assert.ok(Math.abs(contrast('#000000', '#FFFFFF') - 21) < 0.01)
  for (const ink of ['paper', 'lagoon-2', 'marigold']) assert.ok(contrast(inks.get(ink)!, inks.get('deep')!) >= 7, ink)
  for (const ink of ['ink', 'ink-2']) assert.ok(contrast(inks.get(ink)!, inks.get('paper')!) >= 7, ink)
  for (const [colour, ink] of Object.entries(printInks)) assert.ok(contrast(ink, inks.get('paper')!) >= 7, colour)
})

test('the signature carries the mantra of today, and what people typed stays text', async () => {
  const { cx } = await house()
  await word(cx, { texts: { en: { wording: 'Fair & <b>square</b>' } } })
  const { body } = await server.call(cx, 'GET', '/api/signature')
  assert.ok(body.html.includes('Fair &amp; &lt;b&gt;square&lt;/b&gt;'))
  assert.ok(body.text.endsWith('Fair & <b>square</b>'))
  const arabic = (await server.call(cx, 'GET', '/api/signature?language=ar')).body
  assert.ok(arabic.html.includes('dir="rtl"') && arabic.html.includes('border-right:4px'))
})

test('what shows old words is listed until it is renewed', async () => {
  const { world, cx } = await house()
  const depot = await server.unit(world, 'Depot')
  const shop = await server.unit(world, 'Shop')
  const leader = await server.person(world, { unitId: depot, roles: [{ role: 'team-leader', unitId: depot }] })
  const note = (who: Person, kind: string, unitId: string, language = 'en') =>
    server.call(who, 'POST', '/api/placements', { body: { kind, place: `Wall ${kind}`, unitId, language } })
  const mine = (await note(leader, 'mantra-poster', depot)).body
  assert.equal((await note(leader, 'mantra-poster', shop)).status, 403)
  await note(cx, 'principles-poster', shop)
  await note(cx, 'signature', shop, 'de')
  const list = async (who: Person, query = '') => (await server.call(who, 'GET', `/api/placements${query}`)).body
  assert.deepEqual([(await list(cx)).items.length, (await list(cx)).outdated, (await list(leader)).items.length], [3, 0, 1])
  // Only the English wording changes: what hangs in German is up to date.
  await word(cx, { texts: { ...texts, en: { wording: 'Nobody waits alone.' } } })
  const old = await list(cx, '?state=outdated')
  assert.deepEqual([old.outdated, old.items.map((one: any) => one.kind).sort()], [2, ['mantra-poster', 'principles-poster']])
  const [row] = (await list(leader)).items
  assert.deepEqual([row.shows, row.current, row.isOutdated], [texts.en.wording, 'Nobody waits alone.', true])
  assert.equal((await server.call(leader, 'POST', `/api/placements/${mine.id}/renewals`, { version: 7 })).status, 412)
  const renewed = await server.call(leader, 'POST', `/api/placements/${mine.id}/renewals`, { version: mine.version })
  assert.deepEqual([renewed.body.isOutdated, renewed.body.shows], [false, 'Nobody waits alone.'])
  assert.equal((await list(cx)).outdated, 1)
  const paged = await list(cx, '?limit=2')
  assert.deepEqual([paged.items.length, (await list(cx, `?limit=2&after=${paged.next}`)).items.length], [2, 1])
  assert.equal((await server.call(leader, 'DELETE', `/api/placements/${mine.id}`)).status, 204)
  assert.equal((await server.call(leader, 'DELETE', `/api/placements/${mine.id}`)).status, 404)
})

/** A screen that was opened with an address and keeps its cookie. */
async function screen(address: string) {
  const token = address.split('#')[1]!
  const connected = await server.call(null, 'POST', '/api/wallboard-sessions', { body: { token } })
  assert.equal(connected.status, 204, connected.text)
  const cookie = String(connected.headers['set-cookie']).split(';')[0]!
  return (url: string) => server.send(null, 'GET', url, { cookie })
}

test('a screen shows the words without a sign-in, follows them, and its address can be taken back', async () => {
  const { world, cx } = await house()
  const made = (await server.call(cx, 'POST', '/api/wallboards', { body: { name: 'Canteen', language: 'en' } })).body
  assert.match(made.address, /^http:\/\/127\.0\.0\.1\/wallboard#/)
  const openedAt = clock.now().toISOString()
  const show = await screen(made.address)
  const page = await show('/wallboard')
  assert.match(page.text, /<em class="customers">someone waiting<\/em>/)
  assert.match(page.text, /Keep the promise/)
  assert.doesNotMatch(page.text, /<script(?! src="\/wallboard\/board\.js" defer>)|style=|\son\w+=/)
  assert.match(String(page.headers['content-security-policy']), /script-src 'self'/)
  for (const url of ['/wallboard/board.js', '/wallboard/board.css', '/wallboard/fonts/commissioner-latin.woff2'])
    assert.equal((await show(url)).status, 200, url)
  registerWallboardItem({
    name: 'test',
    read: async () => [{ kind: 'quote', words: 'The lamp <came> whole.', by: 'Ruth, Leiden', language: 'en', principleId: null }],
  })
  await word(cx, { texts: { en: { wording: 'Nobody waits alone.' } } })
  const part = (await show('/wallboard/board')).text
  assert.match(part, /Nobody waits alone\./)
  assert.match(part, /The lamp &lt;came&gt; whole\./)
  registerWallboardItem({ name: 'test', read: async () => [] })
  const [row] = (await server.call(cx, 'GET', '/api/wallboards')).body.items
  assert.deepEqual([row.name, row.lastSeenAt, JSON.stringify(row).includes('#')], ['Canteen', openedAt, false])
  assert.equal((await server.call(cx, 'DELETE', `/api/wallboards/${made.id}`)).status, 204)
  assert.equal((await show('/wallboard/board')).status, 404)
  assert.match((await show('/wallboard')).text, /not connected/)
  assert.equal((await server.call(null, 'GET', '/wallboard')).status, 200)
  const wrong = await server.call(null, 'POST', '/api/wallboard-sessions', { body: { token: 'x' } })
  assert.equal(wrong.body.type, '/problems/wallboard-unknown')
  const forged = made.address.split('#')[1].replace(/^.{8}/, '00000000')
  assert.equal((await server.call(null, 'POST', '/api/wallboard-sessions', { body: { token: forged } })).status, 404)
  assert.equal((await server.call(await server.person(world), 'GET', '/api/wallboards')).status, 403)
})
