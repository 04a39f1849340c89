// Every page of the program by axe, with no complaint of the browser and no sideways scroll: light and dark, phone and desk, three languages. Pages of
// accounts change what others see and go one after another; pages of people go beside them, so that two cores are busy.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { BrowserContext } from 'playwright-core'
import { assertNone } from '../guards/fixture.ts'
import { openEmptyHouse, openHouse, type OpenHouse, password } from '../support/open-house.ts'
import { accountsPages, firstPages } from './accounts-pages.ts'
import { authorityPages, settleAuthority } from './authority-pages.ts'
import { type Company, settleCompany, speak } from './company.ts'
import { type JourneyIds, journeysPages, settleJourneys } from './journeys-pages.ts'
import { languagePages, settleLanguage } from './language-pages.ts'
import { languages, look, type Sight, views } from './look.ts'
import type { PageToCheck, Viewer } from './page-list.ts'
import { peoplePages } from './people-pages.ts'
import { recognitionPages, settleRecognition } from './recognition-pages.ts'
import { voicePages } from './voice-pages.ts'

let company: Company
let journeys: JourneyIds
let house: OpenHouse
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

async function lookAtPeople(language: string): Promise<string[]> {
  const found: string[] = []
  await speak(company, language)
  for (const { as, name, path, prepare } of [...peoplePages, ...voicePages]) {
    const sight: Sight = { name: `${name}, ${language}`, language, path: typeof path === 'string' ? path : path(company.ids) }
    if (prepare) sight.prepare = prepare
    found.push(...(await look(company.visitors[as], sight)))
  }
  for (const { as, name, path, prepare } of journeysPages) {
    const sight: Sight = { name: `${name}, ${language}`, language, path: typeof path === 'string' ? path : path(journeys) }
    if (prepare) sight.prepare = prepare
    found.push(...(await look(company.visitors[as], sight)))
  }
  return found
}

before(async () => {
  const empty = (await openEmptyHouse()) as OpenHouse
  // A server is new only once.
  for (const language of languages) faults.push(...(await lookAtAccounts(firstPages, empty, language)))
  company = await settleCompany(empty)
  journeys = await settleJourneys(company)
  house = await openHouse()
  await settleAuthority(house)
  await settleRecognition(house)
  await settleLanguage(house)
})

test('axe, the width, the console and the language find what is seeded on a page', async () => {
  await speak(company, 'en')
  const seeded = (prepare: string, language = 'en') =>
    look(company.visitors.employee, { name: 'seeded', language, path: '/people', prepare: (page) => page.evaluate(prepare) })
  const insert = (markup: string) => `document.querySelector('main').insertAdjacentHTML('beforeend', '${markup}')`

  const marked = (await seeded(insert('<button></button><img src="/icon.svg">'))).join('\n')
  assert.match(marked, /seeded, light 390: button-name/)
  assert.match(marked, /seeded, dark 1440: image-alt/)
  assert.match((await seeded(insert('<p style="color:red">x</p>'))).join('\n'), /Content Security Policy/)
  const wide =
    'Object.assign(document.querySelector("main").appendChild(document.createElement("p")), { textContent: "x" }).style.minWidth = "600px"'
  assert.match((await seeded(wide)).join('\n'), /light 390: scrolls sideways/)
  assert.match((await seeded('1', 'de')).join('\n'), /speaks en/)
  assert.match((await seeded('Promise.reject(new Error("lost"))')).join('\n'), /lost/)
})

test('no page has an axe violation, a complaint of the browser or a sideways scroll, in any language, scheme and width', async (t) => {
  const lists = [
    (language: string) => lookAtAccounts([...accountsPages, ...languagePages, ...authorityPages, ...recognitionPages], house, language),
    lookAtPeople,
  ]
  await Promise.all(
    lists.map(async (each) => {
      for (const language of languages) faults.push(...(await each(language)))
    }),
  )
  const pages =
    firstPages.length +
    accountsPages.length +
    languagePages.length +
    authorityPages.length +
    recognitionPages.length +
    peoplePages.length +
    voicePages.length +
    journeysPages.length
  const combinations = languages.length * views.length
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0)
  t.diagnostic(`axe: ${pages} pages x ${combinations} = ${pages * combinations} looked at in ${seconds} s, ${faults.length} faults`)
  assertNone(faults)
})
