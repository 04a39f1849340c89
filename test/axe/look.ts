// One page of the program in a real browser, in {light, dark} x {390, 1440}: what axe, the console and the width of the page have against it.
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { complaintsOf } from '../support/open-house.ts'

export const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
export const languages = ['en', 'de', 'ar'] as const
type Theme = 'light' | 'dark'
/** Where this names a folder, each view is kept there as a picture, to be looked at by eye: `<page>, <language>-<width>-<theme>.jpeg`. */
const pictures = process.env.AXE_PICTURES
/** In this order: each differs from the one before by its scheme or its width, not by both. */
export const views: readonly { theme: Theme; width: number }[] = [
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 1440 },
]
const heights: Record<number, number> = { 390: 844, 1440: 900 }

export interface Sight {
  /** With the language. */
  name: string
  language: string
  path: string
  /** The same in each language: where it is given, a page that differs from English by its words only is asked less. */
  id?: string
  prepare?: (page: Page) => Promise<unknown>
  /** For a page to be there. */
  waitMs?: number
}

/**
 * What axe is asked. The dark scheme gives other values to the colour tokens and changes nothing else (look.test.ts proves it): no name, role, size or order can
 * differ from light, so in dark it is asked its rules of colour only. Where a page in another language has the very same elements, classes and states as in
 * English and only other words (`frameOf`), it is asked what words can change: their size on a finger, what scrolls, which language they say they are. The width
 * and the console are asked in all. Preloading is for style sheets of other hosts.
 */
const options = {
  light: { resultTypes: ['violations'], preload: false },
  dark: {
    resultTypes: ['violations'],
    preload: false,
    runOnly: { type: 'tag', values: ['cat.color'] },
    // A rule of level AAA, which is off in light too; a tag would turn it on.
    rules: { 'color-contrast-enhanced': { enabled: false } },
  },
  words: {
    resultTypes: ['violations'],
    preload: false,
    runOnly: {
      type: 'rule',
      values: [
        'html-has-lang',
        'html-lang-valid',
        'label-content-name-mismatch',
        'scrollable-region-focusable',
        'target-size',
        'valid-lang',
      ],
    },
  },
}
type Asked = keyof typeof options | 'nothing'

/** Turns the page to the scheme and answers what axe and the width have against it. The pages of customers know no choice of their own, only the browser's. */
export const faultsIn = (page: Page, theme: Theme, asked: Asked = theme): Promise<string[]> =>
  page.evaluate(
    `document.documentElement.dataset.theme = '${theme}'; ${
      asked === 'nothing' ? 'Promise.resolve({ violations: [] })' : `axe.run(document, ${JSON.stringify(options[asked])})`
    }.then(({ violations }) => [
      ...violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => id + " (" + help + ") at " + target.join(" ") + ": " + failureSummary.replaceAll("\\n", " "))),
      ...(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['scrolls sideways'] : []),
    ])`,
  )

/** The page without its words: each element with its classes, states and relations, whether it has words of its own, a name, an address. */
export const frameOf = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const spoken = new Set(['aria-label', 'alt', 'title', 'placeholder', 'value', 'href', 'src', 'lang', 'dir', 'd', 'content', 'download'])
    const ids = new Map()
    const idOf = (id) => (ids.has(id) || ids.set(id, ids.size), 'id' + ids.get(id))
    const named = /^(id|for|name|list|aria-(labelledby|describedby|controls|owns|activedescendant|details|errormessage))$/
    return [...document.querySelectorAll('*')].map((element) => {
      const attributes = [...element.attributes].map(({ name, value }) =>
        name + '=' + (spoken.has(name) ? value.trim() !== '' : named.test(name) ? value.split(' ').map(idOf).join(' ') : value))
      const hasWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
      return [element.parentElement?.localName, element.childElementCount, element.localName, ...attributes.sort(), hasWords].join(' ')
    }).join('\\n')
  })()`)
/** Of each sight in English; the other languages come after it. */
const frames = new Map<string, string>()

/**
 * Goes to another page inside of the loaded document, as a link does: the router listens to the history. A load of its own for each page would take two
 * thirds of the time, because code runs slowly at first, axe's too. Where the path stays, something else is opened in between, or what a page remembers would
 * be seen instead of what it begins with. False where only a load will do: nothing is loaded, the language has changed, or a message outlives its page.
 */
const move = (page: Page, { language, path }: Sight): Promise<boolean> =>
  page.evaluate(`(async () => {
    const { __TSR_ROUTER__: router, axe } = self
    if (!router || !axe || document.documentElement.lang !== '${language}' || document.querySelector('.toast')) return false
    const there = new URL(${JSON.stringify(path)}, location)
    if (there.hash) return false
    const between = there.pathname === location.pathname ? ['/between'] : []
    for (const next of [...between, there.href]) {
      history.pushState(null, '', next)
      const arrived = () => {
        const { status, resolvedLocation: last } = router.state
        return status === 'idle' && last.pathname === location.pathname && String(new URLSearchParams(last.searchStr)) === String(new URLSearchParams(location.search))
      }
      for (let frames = 0; !arrived(); frames++) {
        if (frames > 1000) throw new Error('the router did not come to ' + next)
        await new Promise(requestAnimationFrame)
      }
    }
    scrollTo(0, 0)
    return true
  })()`)

/** Asked at each frame: a locator would ask again after half a second only, which is most of a look. Skeletons stand for what is still being read. */
async function settled(page: Page, { language, path, waitMs = 30_000 }: Sight): Promise<string[]> {
  const missing = await page.evaluate<string>(`new Promise((tell) => {
    const { hash, pathname } = new URL(${JSON.stringify(path)}, location)
    // What stands behind a # is for the page to read and to take away, and the address may change with it.
    const there = hash === '' && pathname
    const last = performance.now() + ${waitMs}
    const missing = () => {
      if (!document.querySelector('h1')?.checkVisibility()) return 'no heading'
      if (document.querySelector('.skeleton, [aria-busy=true]')) return 'something is still being read'
      if (there && location.pathname !== there) return 'is at ' + location.pathname
      // The session says it, a moment after the device did. What is no page of the router has its language from the server.
      return !self.__TSR_ROUTER__ || document.documentElement.lang === '${language}' ? '' : 'waits for its language'
    }
    const ask = () => {
      const what = missing()
      if (what === '' || performance.now() > last) tell(what)
      else requestAnimationFrame(ask)
    }
    ask()
  })`)
  return missing === '' ? [] : [missing]
}

const complaints = new WeakMap<Page, string[]>()
/** What the browser has said since it was asked last. */
function complaintsSince(page: Page): string[] {
  const heard = complaints.get(page) ?? complaintsOf(page)
  complaints.set(page, heard)
  return heard.splice(0)
}

async function keepPicture(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${name.replaceAll(/[^\p{L}\p{N}, -]+/gu, '_')}.jpeg`)
  await page.screenshot({ path: file, type: 'jpeg', quality: 80, fullPage: true })
}

/** How many pages were asked everything, and how many only what words can change. */
export const tally = { all: 0, words: 0 }

/** Opened once; width and scheme change on the open page, as people change them. Answers the faults as sentences. */
export async function look(context: BrowserContext, sight: Sight): Promise<string[]> {
  // One window for all pages of a visitor.
  const page = context.pages()[0] ?? (await context.newPage())
  const faults = complaintsSince(page).map((complaint) => `before it: ${complaint}`)
  try {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: 'light' })
    if (!(await move(page, sight))) await page.goto(sight.path)
    faults.push(...(await settled(page, sight)))
    await sight.prepare?.(page)
    const spoken = await page.evaluate('document.documentElement.lang')
    if (spoken !== sight.language) faults.push(`speaks ${String(spoken)}`)
    if (!(await page.evaluate('Boolean(self.axe)'))) await page.evaluate(axe)
    const frame = sight.id === undefined ? '' : await frameOf(page)
    const hasWordsOnly = sight.id !== undefined && sight.language !== languages[0] && frames.get(sight.id) === frame
    if (sight.id !== undefined && sight.language === languages[0]) frames.set(sight.id, frame)
    tally[hasWordsOnly ? 'words' : 'all']++
    let before = views[0]!
    for (const view of views) {
      const { theme, width } = view
      if (width !== before.width) await page.setViewportSize({ width, height: heights[width]! })
      if (theme !== before.theme) await page.emulateMedia({ colorScheme: theme })
      faults.push(
        ...(await faultsIn(page, theme, hasWordsOnly ? (theme === 'dark' ? 'nothing' : 'words') : theme)).map(
          (fault) => `${theme} ${width}: ${fault}`,
        ),
      )
      if (pictures) await keepPicture(page, pictures, `${sight.name}-${width}-${theme}`)
      before = view
    }
  } catch (error) {
    faults.push((error as Error).message.split('\n', 3).join(' '))
  }
  faults.push(...complaintsSince(page).map((complaint) => `the browser says: ${complaint}`))
  return faults.map((fault) => `${sight.name}, ${fault}`)
}
