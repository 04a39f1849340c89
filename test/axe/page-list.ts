// What every feature's list of pages is made of, and what the axe run needs to open them.
import type { BrowserContext, Page } from 'playwright-core'
import type { Ids, OpenHouse } from '../support/open-house.ts'

/** Who looks: nobody yet, Ada (administrator) or Lea (leads Packing). */
export type Viewer = 'nobody' | 'administrator' | 'team-leader'

export interface PageToCheck {
  name: string
  path: string | ((ids: Ids) => string)
  as: Viewer
  /** Brings the opened page into the state to look at: a form with problems, a dialog, a step further on. */
  prepare?: (page: Page, house: OpenHouse, context: BrowserContext) => Promise<void>
}
