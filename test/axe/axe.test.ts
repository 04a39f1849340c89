// Every page of the program by axe, with no complaint of the browser and no sideways scroll: light and dark, phone and desk, three languages. Lists of
// pages that change nothing for one another go side by side, so that the cores are busy while a page waits for its server.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { assertNone } from '../guards/fixture.ts'
import { openEmptyHouse, openHouse, type OpenHouse, password } from '../support/open-house.ts'
import { accountsPages, firstPages } from './accounts-pages.ts'
import { authorityPages, settleAuthority } from './authority-pages.ts'
import { type Company, settleCompany, speak, type Visitor } from './company.ts'
import { huddlesPages, settleHuddles } from './huddles-pages.ts'
import { impactPages, settleImpact } from './impact-pages.ts'
import { type JourneyIds, journeysPages, settleJourneys } from './journeys-pages.ts'
import { languagePages, settleLanguage } from './language-pages.ts'
import { languages, look, type Sight, views } from './look.ts'
import type { PageToCheck, Viewer } from './page-list.ts'
import { peoplePages } from './people-pages.ts'
import { recognitionPages, settleRecognition } from './recognition-pages.ts'
import { firstDays, todayPages } from './today-pages.ts'
import { customerPages, settleVoice, type VoiceIds, voicePages } from './voice-pages.ts'

let company: Company
let journeys: JourneyIds
let voice: VoiceIds
let house: OpenHouse
/** Where words and rules are written; accounts change what others see, so they have a house of their own. */
let workshop: OpenHouse
const faults: string[] = []
const startedMs = performance.now()

const emails: Record<Exclude<Viewer, 'nobody'>, string> = { administrator: 'ada@hollin.example', 'team-leader': 'lea@hollin.example' }

/** Who is nobody comes with a fresh browser each time; the others keep theirs for a language. */
async function lookAtAccounts(list: readonly PageToCheck[], where: OpenHouse, language: string): Promise<string[]> {
  const found: string[] = []
  const known = new Map<Viewer, BrowserContext>()
  // A session says which language its person reads, a badge and a code too.
  await where.sql('update accounts set language = $1', [language])
  await where.sql('update people set language = $1', [language])
  for (const { as, name, path, prepare } of list) {
    const context = known.get(as) ?? (await where.visitor({ language }))
    if (as !== 'nobody') {
      if (!known.has(as)) await where.ask(context, 'POST', '/api/sessions', { method: 'password', email: emails[as], password })
      known.set(as, context)
    }
    const sight: Sight = { name: `${name}, ${language}`, language, path: typeof path === 'string' ? path : path(where.ids) }
    if (prepare) sight.prepare = (page) => prepare(page, where, context)
    found.push(...(await look(context, sight)))
    if (as === 'nobody') await context.close()
  }
  for (const context of known.values()) await context.close()
  return found
}

/** Each visitor beside the others: none of these pages changes what another shows. */
async function lookAtCompany(language: string): Promise<string[]> {
  await speak(company, language)
  const pages = companyPages()
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
function companyPages(): Placed[] {
  const placed = <Ids>(pages: readonly (Omit<Placed, 'path'> & { path: string | ((ids: Ids) => string) })[], ids: Ids): Placed[] =>
    pages.map((page) => ({ ...page, path: typeof page.path === 'string' ? page.path : page.path(ids) }))
  return [
    ...placed([...peoplePages, ...impactPages], company.ids),
    ...placed([...voicePages, ...customerPages(voice)], voice),
    ...placed(journeysPages, journeys),
  ]
}

before(async () => {
  const empty = (await openEmptyHouse()) as OpenHouse
  // A server is new only once.
  for (const language of languages) faults.push(...(await lookAtAccounts(firstPages, empty, language)))
  company = await settleCompany(empty)
  journeys = await settleJourneys(company)
  voice = await settleVoice(company, journeys.step)
  await settleImpact(company)
  house = await openHouse()
  workshop = await openHouse()
  await settleAuthority(workshop)
  await settleLanguage(workshop)
  await settleHuddles(workshop)
  await settleRecognition(workshop)
})

test('axe, the width, the console and the language find what is seeded on a page', async () => {
  await speak(company, 'en')
  const seeded = (prepare: string, language = 'en') =>
    look(company.visitors.employee, { name: 'seeded', language, path: '/people', prepare: (page) => page.evaluate(prepare) })
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
  assert.match((await seeded('1', 'de')).join('\n'), /speaks en/)
  assert.match((await seeded('Promise.reject(new Error("lost"))')).join('\n'), /lost/)
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
  const lists = [
    (language: string) => lookAtAccounts([...accountsPages, ...firstDays], house, language),
    (language: string) =>
      lookAtAccounts([...languagePages, ...authorityPages, ...recognitionPages, ...huddlesPages, ...todayPages], workshop, language),
    lookAtCompany,
  ]
  await Promise.all(
    lists.map(async (each) => {
      for (const language of languages) faults.push(...(await each(language)))
    }),
  )
  const pages = [
    firstPages,
    accountsPages,
    languagePages,
    authorityPages,
    recognitionPages,
    huddlesPages,
    todayPages,
    firstDays,
    companyPages(),
  ].reduce((sum, { length }) => sum + length, 0)
  const combinations = languages.length * views.length
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0)
  t.diagnostic(`axe: ${pages} pages x ${combinations} = ${pages * combinations} looked at in ${seconds} s, ${faults.length} faults`)
  assertNone(faults)
})
