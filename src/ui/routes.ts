// What a feature's web/pages.tsx exports: `export const pages: PageRoute[] = [...]`. src/web.tsx gathers them.
import type { ComponentType } from 'react'

export const surfaces = ['today', 'team', 'studio', 'evidence', 'admin'] as const
export type Surface = (typeof surfaces)[number]

/** The loop: what we are, where it happens, who learns it, what may be decided, whom we hear, whom we thank. */
const stages = ['define', 'map', 'train', 'empower', 'listen', 'recognise'] as const
export type Stage = (typeof stages)[number]

export type PageRoute = {
  /** TanStack Router's form: '/people/$personId'. */
  path: string
  /** `public` opens without a session and stands in the plain frame (sign-in, reset, first run). */
  surface: Surface | 'public'
  /** 'people:directory.title': the namespace is the feature; it is loaded beside the page's code. */
  titleKey: string
  /** Of pages that are opened at a desk (team, studio, evidence, admin, and the records of people): the name by which src/desk.tsx finds them. */
  component: (() => Promise<ComponentType>) | `${string}/${string}Page`
  /** The operation that the session must list; without it the page says who can open it. */
  may?: string
  /**
   * Listed in its surface's contents, lowest first; `aboutKey` is the sentence below the title there. `shortKey` is its name in the row of names at a desk,
   * which stands on one line at 1440 pixels (test/journeys/today.test.ts): of a long surface's pages it spells out those of the open page's `stage`. Pages of a
   * stage stand side by side in the order.
   */
  nav?: { order: number; shortKey?: string; aboutKey?: string; stage?: Stage }
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

interface StagePages {
  stage: Stage | undefined
  pages: [PageRoute, ...PageRoute[]]
}
/** In the same order, those of one stage together; a page without a stage stands alone. */
export function byStage(pages: PageRoute[]): StagePages[] {
  const groups: StagePages[] = []
  for (const page of pages) {
    const stage = page.nav?.stage
    const last = groups.at(-1)
    if (stage !== undefined && last?.stage === stage) last.pages.push(page)
    else groups.push({ stage, pages: [page] })
  }
  return groups
}

/** Of a surface's contents, the page under which an inner one lies: '/rules' for '/rules/$ruleId'. */
export function listedFor(pages: PageRoute[], path: string): PageRoute | undefined {
  return pages
    .filter((page) => page.path === path || path.startsWith(`${page.path}/`))
    .reduce<PageRoute | undefined>((best, page) => (best && best.path.length > page.path.length ? best : page), undefined)
}
