// Every page of the program by axe, with no complaint of the browser and no sideways scroll: light and dark, phone and desk, three languages. Lists of
// pages that change nothing for one another go side by side, each from the moment its house is furnished, so that the cores are busy while a page waits
// for its server.
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { assertNone } from '../guards/fixture.ts'
import { openEmptyHouse, openHouse, type OpenHouse, password } from '../support/open-house.ts'
import { accountsPages, firstPages } from './accounts-pages.ts'
import { assessmentPages, settleAssessments } from './assessment-pages.ts'
import { authorityPages, settleAuthority } from './authority-pages.ts'
import { type Company, settleCompany, speak, type Visitor } from './company.ts'
import { huddlesPages, settleHuddles } from './huddles-pages.ts'
import { impactPages, settleImpact } from './impact-pages.ts'
import { type JourneyIds, journeysPages, settleJourneys } from './journeys-pages.ts'
import { languagePages, settleLanguage } from './language-pages.ts'
import { learningPages, settleLearning } from './learning-pages.ts'
import { languages, look, type Sight, tally, views } from './look.ts'
import { packsPages, settlePacks } from './packs-pages.ts'
import type { PageToCheck, Viewer } from './page-list.ts'
import { peoplePages } from './people-pages.ts'
import { practicePages, settlePractice } from './practice-pages.ts'
import { recognitionPages, settleRecognition } from './recognition-pages.ts'
import { scenariosPages, settleScenarios } from './scenarios-pages.ts'
import { settleStories, storiesPages } from './stories-pages.ts'
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
    const sight: Sight = {
      name: `${name}, ${language}`,
      id: `${as} ${name}`,
      language,
      path: typeof path === 'string' ? path : path(where.ids),
    }
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
        const sight: Sight = { name: `${name}, ${language}`, id: `company ${visitor} ${name}`, language, path: at }
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

test('no page has an axe violation, a complaint of the browser or a sideways scroll, in any language, scheme and width', async (t) => {
  const each = async (work: (language: string) => Promise<string[]>) => {
    for (const language of languages) faults.push(...(await work(language)))
  }
  /** Where words and rules are written. */
  const workshopPages = [
    ...languagePages,
    ...authorityPages,
    ...learningPages,
    ...scenariosPages,
    ...practicePages,
    ...assessmentPages,
    ...packsPages,
    ...recognitionPages,
    ...storiesPages,
    ...huddlesPages,
    ...todayPages,
  ]
  const inTheWorkshop = async () => {
    const workshop = await openHouse()
    await settleAuthority(workshop)
    await settleLanguage(workshop)
    await settleLearning(workshop)
    await settleHuddles(workshop)
    await settleRecognition(workshop)
    await settleStories(workshop)
    await settleScenarios(workshop)
    await settlePractice(workshop)
    await settleAssessments(workshop)
    await settlePacks(workshop)
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
  t.diagnostic(
    `axe: ${pages} pages x ${combinations} = ${pages * combinations} looked at in ${seconds} s, ${faults.length} faults; ${tally.words} differ from English by words only`,
  )
  assertNone(faults)
})
