// One page of the program in a real browser, in {light, dark} x {390, 1440}: what axe, the console and the width of the page have against it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import { complaintsOf } from '../support/open-house.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const languages = ['en', 'de', 'ar'] as const
export const views = [390, 1440].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ theme, width })))
const waitMs = 30_000

export interface Sight {
  /** With the language. */
  name: string
  language: string
  path: string
  prepare?: (page: Page) => Promise<unknown>
}

/** The dark scheme gives other values to the colour tokens and changes nothing else (axe.test.ts proves it): no name, role, size or order can differ
 * from light. So in dark axe asks its rules of colour only; the width and the console are asked in both. Preloading is for style sheets of other hosts. */
const options = {
  light: { resultTypes: ['violations'], preload: false },
  dark: {
    resultTypes: ['violations'],
    preload: false,
    runOnly: { type: 'tag', values: ['cat.color'] },
    // A rule of level AAA, which is off in light too; a tag would turn it on.
    rules: { 'color-contrast-enhanced': { enabled: false } },
  },
}

const violations = (page: Page, theme: 'light' | 'dark'): Promise<string[]> =>
  page.evaluate(
    `axe.run(document, ${JSON.stringify(options[theme])}).then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => id + " (" + help + ") at " + target.join(" ") + ": " + failureSummary.replaceAll("\\n", " "))))`,
  )

const sideways = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Asked at each frame: a locator would ask again after half a second only, which is most of a look. Skeletons stand for what is still being read. */
async function settled(page: Page): Promise<void> {
  const isThere = await page.evaluate(`new Promise((tell) => {
    const last = performance.now() + ${waitMs}
    const ask = () => {
      if (document.querySelector('h1')?.checkVisibility() && !document.querySelector('.skeleton, [aria-busy=true]')) tell(true)
      else if (performance.now() > last) tell(false)
      else requestAnimationFrame(ask)
    }
    ask()
  })`)
  if (isThere !== true) throw new Error('no heading, or something is still being read')
}

/** Loaded once; width and scheme change on the open page, as people change them. Answers the faults as sentences. */
export async function look(context: BrowserContext, sight: Sight): Promise<string[]> {
  // A window for each page would take a third of the time. What was typed is kept in it, so pages that are prepared get their own.
  const page = (!sight.prepare && context.pages()[0]) || (await context.newPage())
  const complaints = complaintsOf(page)
  const faults: string[] = []
  try {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(sight.path)
    await settled(page)
    await sight.prepare?.(page)
    const spoken = await page.evaluate('document.documentElement.lang')
    if (spoken !== sight.language) faults.push(`speaks ${String(spoken)}`)
    await page.evaluate(axe)
    for (const { theme, width } of views) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      // The pages of customers know no choice of their own.
      await page.emulateMedia({ colorScheme: theme })
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      faults.push(...(await violations(page, theme)).map((fault) => `${theme} ${width}: ${fault}`))
      if ((await sideways(page)) > 0) faults.push(`${theme} ${width}: scrolls sideways`)
    }
  } catch (error) {
    faults.push((error as Error).message.split('\n', 3).join(' '))
  }
  faults.push(...complaints.map((complaint) => `the browser says: ${complaint}`))
  page.removeAllListeners()
  if (sight.prepare) await page.close()
  return faults.map((fault) => `${sight.name}, ${fault}`)
}
