// The demonstration on the eve of the broken parcel, open to browsers; its clock and theirs move only when the story says so.
import assert from 'node:assert/strict'
import path from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { fixedClock } from '#platform/clock.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { jobs } from '../../src/assembly.ts'
import { makeDemo } from '../../src/demo/make-demo.ts'
import { complaintsOf, openEmptyHouse, type View } from './open-house.ts'

const rounds = jobs.filter((job) => job.kind === 'round')
/** By the calendar: what a night or a Monday would have done. */
const monday = jobs.filter((job) => job.kind === 'timed').filter(({ name }) => name === 'huddles.write')

export interface StoryHouse {
  origin: string
  /** Turns the clock, and lets the work in the background be done. */
  itIs(moment: string): Promise<void>
  /** Opens an address, is asked to sign in, does so with e-mail and password, and is where they wanted to be. */
  comesIn(email: string, view: View, address: string): Promise<Page>
  /** A browser that nobody has used, at the hour that it is. */
  newPage(view: View, how?: { browser?: Browser; context?: BrowserContextOptions }): Promise<Page>
  /** What browsers complained of so far. */
  complaints: string[]
}

export async function openStoryHouse(start: string): Promise<StoryHouse> {
  const clock = fixedClock(start)
  const house = await openEmptyHouse({ clock })
  const { organisationId, password } = await makeDemo(house.platform, { isEve: true })
  const complaints: string[] = []
  const open = async (context: BrowserContext): Promise<Page> => {
    await context.clock.install({ time: clock.now() })
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    const heard = complaintsOf(page)
    page.on('close', () => complaints.push(...heard))
    return page
  }
  const story: StoryHouse = {
    origin: house.origin,
    complaints,
    async itIs(moment) {
      clock.set(moment)
      const ctx = systemContext(house.platform, organisationId, newId())
      for (const job of monday) await job.perOrganisation?.(ctx)
      await settleRounds(house.platform, rounds, [organisationId])
    },
    async newPage({ width, height, context: more, ...view }, { browser, context } = {}) {
      const options = { ...more, ...context }
      if (!browser) return open(await house.visitor({ width, height, ...view, context: options }))
      return open(
        await browser.newContext({
          baseURL: house.origin,
          viewport: { width: width!, height: height! },
          reducedMotion: 'reduce',
          locale: 'en-GB',
          ...options,
        }),
      )
    },
    async comesIn(email, view, address) {
      const page = await story.newPage(view)
      await page.goto(address)
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.pathname === address.split('?')[0])
      await page.locator('h1').first().waitFor()
      return page
    },
  }
  return story
}

/** Pictures of the guide are written only where the variable names a folder: `scripts/take-pictures.mjs` does. */
const pictures = process.env.STORY_PICTURES
const mostBytes = 100_000

/** What the window shows once nothing is a placeholder. `at`: what stands at its upper edge; `isWhole`: the page to its end. */
export async function picture(page: Page, name: string, { at, isWhole = false }: { at?: Locator; isWhole?: boolean } = {}): Promise<void> {
  if (!pictures) return
  await page.locator('h1').first().waitFor()
  await page.locator('.skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' })
  await page.locator('.top-pages[aria-hidden=true]').waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.evaluate('document.activeElement?.blur?.()')
  const toast = page.locator('.toast:not([data-ending-style], [data-limited])')
  while ((await toast.count()) > 0) await toast.first().locator('.icon-button').click()
  await page.locator('.toast').first().waitFor({ state: 'detached' })
  if (at) await at.evaluate((element) => (element as unknown as { scrollIntoView(): void }).scrollIntoView())
  const taken = await page.screenshot({ path: path.join(pictures, `${name}.webp`), type: 'webp', quality: 80, fullPage: isWhole })
  assert.ok(taken.length < mostBytes, `${name}.webp has ${taken.length} bytes`)
}
