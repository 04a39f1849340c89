// One page of the program in a real browser, in {light, dark} x {390, 1440}: what axe, the console and the width of the page have against it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import { complaintsOf } from '../support/open-house.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const languages = ['en', 'de', 'ar'] as const
export const views = [390, 1440].flatMap((width) => ['light', 'dark'].map((theme) => ({ theme, width })))
const waitMs = 30_000

export interface Sight {
  /** With the language. */
  name: string
  language: string
  path: string
  prepare?: (page: Page) => Promise<unknown>
}

const violations = (page: Page): Promise<string[]> =>
  page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => id + " (" + help + ") at " + target.join(" ") + ": " + failureSummary.replaceAll("\\n", " "))))',
  )

const sideways = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Loaded once; width and scheme change on the open page, as people change them. Answers the faults as sentences. */
export async function look(context: BrowserContext, sight: Sight): Promise<string[]> {
  // A window for each page would take a third of the time. What was typed is kept in it, so pages that are prepared get their own.
  const page = (!sight.prepare && context.pages()[0]) || (await context.newPage())
  const complaints = complaintsOf(page)
  const faults: string[] = []
  try {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(sight.path)
    await page.locator('h1').first().waitFor({ timeout: waitMs })
    // Placeholders of what is still being read.
    await page.locator('.skeleton, [aria-busy=true]').first().waitFor({ state: 'detached', timeout: waitMs })
    await sight.prepare?.(page)
    const spoken = await page.evaluate('document.documentElement.lang')
    if (spoken !== sight.language) faults.push(`speaks ${String(spoken)}`)
    await page.evaluate(axe)
    for (const { theme, width } of views) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      faults.push(...(await violations(page)).map((fault) => `${theme} ${width}: ${fault}`))
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
