// What a feature's web/pages.tsx exports: `export const pages: PageRoute[] = [...]`. src/web.tsx gathers them.
import type { ComponentType } from 'react'

export const surfaces = ['today', 'team', 'studio', 'evidence', 'admin'] as const
export type Surface = (typeof surfaces)[number]

export type PageRoute = {
  /** TanStack Router's form: '/people/$personId'. */
  path: string
  /** `public` opens without a session and stands in the plain frame (sign-in, reset, first run). */
  surface: Surface | 'public'
  /** 'people:directory.title': the namespace is the feature; it is loaded beside the page's code. */
  titleKey: string
  /** Of pages that are opened at a desk (team, studio, evidence, admin): the name by which src/desk.tsx finds them. */
  component: (() => Promise<ComponentType>) | `${string}/${string}Page`
  /** The operation that the session must list; without it the page says who can open it. */
  may?: string
  /**
   * Listed in its surface's contents, lowest first; `aboutKey` is the sentence below the title there. `shortKey` is its name in the row of names at a desk,
   * which stands on one line at 1440 pixels (test/journeys/today.test.ts).
   */
  nav?: { order: number; shortKey?: string; aboutKey?: string }
  /** Signed in, but without the shell's navigation. `plain`: the quiet frame (a print view, the first steps); `bare`: nothing at all, for a screen on a wall. */
  frame?: 'plain' | 'bare'
}

export const namespaceOf = (titleKey: string): string => titleKey.split(':', 1)[0] ?? 'ui'

/** The pages of a surface that a person may open, in the order of its contents. */
export function contentsOf(pages: PageRoute[], surface: Surface, operations: string[]): PageRoute[] {
  return pages
    .filter((page) => page.surface === surface && page.nav && (!page.may || operations.includes(page.may)))
    .sort((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0))
}
