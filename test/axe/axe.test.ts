// Every page of the program by axe, with no complaint of the browser and no sideways scroll: light and dark, phone and desk, three languages. Lists of
// pages that change nothing for one another go side by side, each from the moment its house is furnished, so that the cores are busy while a page waits
// for its server.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { assertNone } from '../guards/fixture.ts'
import { readSources } from '../guards/source.ts'
import { openEmptyHouse, openHouse, type OpenHouse, password } from '../support/open-house.ts'
import { accountsPages, firstPages } from './accounts-pages.ts'
import { authorityPages, settleAuthority } from './authority-pages.ts'
import { type Company, settleCompany, speak, type Visitor } from './company.ts'
import { huddlesPages, settleHuddles } from './huddles-pages.ts'
import { impactPages, settleImpact } from './impact-pages.ts'
import { type JourneyIds, journeysPages, settleJourneys } from './journeys-pages.ts'
import { languagePages, settleLanguage } from './language-pages.ts'
import { learningPages } from './learning-pages.ts'
import { languages, look, type Sight, views } from './look.ts'
import type { PageToCheck, Viewer } from './page-list.ts'
import { peoplePages } from './people-pages.ts'
import { recognitionPages, settleRecognition } from './recognition-pages.ts'
import { firstDays, todayPages } from './today-pages.ts'
import { customerPages, settleVoice, type VoiceIds, voicePages } from './voice-pages.ts'

/** Accounts change what others see, so they have a house of their own. */
let house: OpenHouse
const faults: string[] = []
const startedMs = performance.now()

const emails: Record<Exclude<Viewer, 'nobody'>, string> = { administrator: 'ada@hollin.example', 'team-leader': 'lea@hollin.example' }

/** Everybody keeps a browser for a language; nobody gets a fresh one as soon as the server has left something in it. */
async function lookAtAccounts(list: readonly PageToCheck[], where: OpenHouse, language: string): Promise<string[]> {
  const found: string[] = []
  const known = new Map<Viewer, BrowserContext>()
  // A session says which language its person reads, a badge and a code too.
  await where.sql('update accounts set language = $1', [language])
  await where.sql('update people set language = $1', [language])
  for (const { as, name, path, prepare } of list) {
    const context = known.get(as) ?? (await where.visitor({ language }))
    if (!known.has(as) && as !== 'nobody')
      await where.ask(context, 'POST', '/api/sessions', { method: 'password', email: emails[as], password })
    known.set(as, context)
    const sight: Sight = { name: `${name}, ${language}`, language, path: typeof path === 'string' ? path : path(where.ids) }
    if (prepare) sight.prepare = (page) => prepare(page, where, context)
    found.push(...(await look(context, sight)))
    // Somebody came in there, or the server would know the browser again.
    if (as === 'nobody' && (await context.cookies()).length > 0) {
      await context.close()
      known.delete(as)
    }
  }
  for (const context of known.values()) await context.close()
  return found
}

/** Each visitor beside the others: none of these pages changes what another shows. */
async function lookAtCompany(pages: readonly Placed[], company: Company, language: string): Promise<string[]> {
  await speak(company, language)
  const found = await Promise.all(
    (['administrator', 'leader', 'employee'] as const).map(async (visitor) => {
      const theirs: string[] = []
      for (const { name, path: at, prepare } of pages.filter(({ as }) => as === visitor)) {
        const sight: Sight = { name: `${name}, ${language}`, language, path: at }
        if (prepare) sight.prepare = prepare
        theirs.push(...(await look(company.visitors[visitor], sight)))
      }
      return theirs
    }),
  )
  return found.flat()
}

interface Placed {
  name: string
  as: Visitor
  path: string
  prepare?: (page: Page) => Promise<unknown>
}
function companyPages(company: Company, journeys: JourneyIds, voice: VoiceIds): Placed[] {
  const placed = <Ids>(pages: readonly (Omit<Placed, 'path'> & { path: string | ((ids: Ids) => string) })[], ids: Ids): Placed[] =>
    pages.map((page) => ({ ...page, path: typeof page.path === 'string' ? page.path : page.path(ids) }))
  return [
    ...placed([...peoplePages, ...impactPages], company.ids),
    ...placed([...voicePages, ...customerPages(voice)], voice),
    ...placed(journeysPages, journeys),
  ]
}

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

test('no page has an axe violation, a complaint of the browser or a sideways scroll, in any language, scheme and width', async (t) => {
  const each = async (work: (language: string) => Promise<string[]>) => {
    for (const language of languages) faults.push(...(await work(language)))
  }
  /** Where words and rules are written. */
  const workshopPages = [...languagePages, ...authorityPages, ...learningPages, ...recognitionPages, ...huddlesPages, ...todayPages]
  const inTheWorkshop = async () => {
    const workshop = await openHouse()
    await settleAuthority(workshop)
    await settleLanguage(workshop)
    await settleHuddles(workshop)
    await settleRecognition(workshop)
    await each(async (language) => {
      // Each viewer beside the others, as in the company.
      const viewers = [...new Set(workshopPages.map(({ as }) => as))]
      const looks = viewers.map((viewer) =>
        lookAtAccounts(
          workshopPages.filter(({ as }) => as === viewer),
          workshop,
          language,
        ),
      )
      return (await Promise.all(looks)).flat()
    })
    return workshopPages.length
  }
  const inTheCompany = async () => {
    const empty = (await openEmptyHouse()) as OpenHouse
    // A server is new only once.
    await each((language) => lookAtAccounts(firstPages, empty, language))
    const company = await settleCompany(empty)
    const journeys = await settleJourneys(company)
    const voice = await settleVoice(company, journeys.step)
    await settleImpact(company)
    const pages = companyPages(company, journeys, voice)
    await each((language) => lookAtCompany(pages, company, language))
    return firstPages.length + pages.length
  }
  const withAccounts = async () => {
    const pages = [...accountsPages, ...firstDays]
    await each((language) => lookAtAccounts(pages, house, language))
    return pages.length
  }
  const pages = (await Promise.all([inTheCompany(), inTheWorkshop(), withAccounts()])).reduce((sum, count) => sum + count, 0)
  const combinations = languages.length * views.length
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0)
  t.diagnostic(`axe: ${pages} pages x ${combinations} = ${pages * combinations} looked at in ${seconds} s, ${faults.length} faults`)
  assertNone(faults)
})
