// What the looks of axe.test.ts rest upon: that a look finds what is seeded, that it begins anew on each page, and that width and scheme may change on the open page.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertNone } from '../guards/fixture.ts'
import { readSources } from '../guards/source.ts'
import { openHouse, type OpenHouse } from '../support/open-house.ts'
import { look, type Sight } from './look.ts'

let house: OpenHouse
before(async () => {
  house = await openHouse()
})

test('axe, the width, the console and the language find what is seeded on a page', async () => {
  const visitor = await house.signedIn('lea@hollin.example')
  const seeded = (prepare: string, more: Partial<Sight> = {}) =>
    look(visitor, { name: 'seeded', language: 'en', path: '/people', prepare: (page) => page.evaluate(prepare), ...more })
  const insert = (markup: string) => `document.querySelector('main').insertAdjacentHTML('beforeend', '${markup}')`

  const marked = (await seeded(insert('<button></button><img src="/icon.svg">'))).join('\n')
  assert.match(marked, /seeded, light 390: button-name/)
  assert.match(marked, /seeded, light 1440: image-alt/)
  assert.match((await seeded(insert('<p style="color:red">x</p>'))).join('\n'), /Content Security Policy/)
  const wide =
    'Object.assign(document.querySelector("main").appendChild(document.createElement("p")), { textContent: "x" }).style.minWidth = "600px"'
  assert.match((await seeded(wide)).join('\n'), /light 390: scrolls sideways/)
  // Good on paper, too weak on the night table. A single letter would be no words to axe.
  const grey =
    'Object.assign(document.querySelector("main").appendChild(document.createElement("p")), { textContent: "weak words" }).style.color = "#555"'
  const weak = (await seeded(grey)).join('\n')
  assert.match(weak, /dark 390: color-contrast/)
  assert.match(weak, /dark 1440: color-contrast/)
  assert.doesNotMatch(weak, /light/)
  assert.match((await seeded('1', { language: 'de', waitMs: 1000 })).join('\n'), /speaks en/)
  assert.match((await seeded('Promise.reject(new Error("lost"))')).join('\n'), /lost/)
  assert.match((await seeded('1', { path: '/', waitMs: 1000 })).join('\n'), /is at \/today/)
})

test('a look inside of the loaded document begins anew and finds what a look after loading finds', async () => {
  const visitor = await house.signedIn('lea@hollin.example')
  const at = (path: string, prepare: (page: Page) => Promise<unknown>, more: Partial<Sight> = {}) =>
    look(visitor, { name: 'moved', language: 'en', path, prepare, ...more })
  const mark = (page: Page) =>
    page.evaluate('self.mark = true; document.querySelector("main").insertAdjacentHTML("beforeend", "<button></button>")')
  assert.match((await at('/people', mark)).join('\n'), /light 390: button-name/)
  const isKept: unknown[] = []
  const keep = async (page: Page) => void isKept.push(await page.evaluate('self.mark === true'))
  // Neither on the next page nor on the same one is there anything left of it.
  assert.deepEqual(await at('/sessions', keep), [])
  assert.match((await at('/people', mark)).join('\n'), /light 1440: button-name/)
  assert.deepEqual(await at('/people?search=lea', keep), [])
  assert.deepEqual(isKept, [true, true])
  // Its answer never comes.
  await visitor.pages()[0]!.route('**/api/people/*', () => undefined)
  assert.match((await at(`/people/${house.ids.tom}`, keep, { waitMs: 1000 })).join('\n'), /no heading|still being read/)
})

/** What asks for the width or the scheme by program: it might show what was true when the page began. */
const asksForView = /\b(matchMedia|innerWidth|innerHeight|outerWidth|visualViewport|screen\.(width|height))\b/

test('no page asks for its width or scheme by program, so that both may change on the open page', () => {
  assert.match('const isWide = matchMedia("(min-width: 60em)").matches', asksForView)
  // It places what has opened, and again whenever that changes its size.
  const files = readSources(['src/**/*.{ts,tsx}']).filter(({ name }) => name !== 'src/ui/popup-place.ts')
  assert.ok(files.length > 100)
  assertNone(files.flatMap(({ name, text }) => (asksForView.test(text) ? [name] : [])))
})

/** What a style sheet says of the dark scheme that is no colour: as sentences. */
function moreThanColour(name: string, css: string): string[] {
  const found: string[] = []
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const blocks = [
    ...plain.matchAll(
      /\[data-theme='dark'\] *\{([^{}]*)\}|\(prefers-color-scheme: dark\) *\{\s*:root:not\(\[data-theme\]\) *\{([^{}]*)\}\s*\}/g,
    ),
  ]
  const mentions = plain.match(/data-theme=|prefers-color-scheme/g)?.length ?? 0
  if (mentions !== blocks.length) found.push(`${name}: ${mentions - blocks.length} more rules for a scheme`)
  for (const line of blocks.flatMap(([, one, other]) => (one ?? other ?? '').split(';'))) {
    const [property = '', value = ''] = line.split(/:(.*)/s, 2).map((part) => part.trim())
    if (property === '' || property === 'color-scheme') continue
    const isColour = /^(#[0-9a-f]{3,8}|(rgb|color-mix|var)\(.*\))$/.test(value) || property === '--lift'
    if (!property.startsWith('--') || !isColour) found.push(`${name}: ${property}: ${value}`)
  }
  return found
}

test('the dark scheme changes colours and nothing else, so that axe need only ask for colours in it', () => {
  assert.equal(moreThanColour('seeded', ":root[data-theme='dark'] { --size: 12px; }").length, 1)
  assert.equal(moreThanColour('seeded', ".x { [data-theme='dark'] & { display: none; } }").length, 1)
  assert.equal(moreThanColour('seeded', ":root[data-theme='dark'] .x { color: #fff; }").length, 1)
  const source = path.resolve(import.meta.dirname, '../../src')
  const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'))
  assert.ok(sheets.length > 10)
  assertNone(sheets.flatMap((name) => moreThanColour(name, readFileSync(path.join(source, name), 'utf8'))))
})
