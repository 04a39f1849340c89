// The names of a surface's pages in one row at a desk; a phone opens the surface's own page instead. Of pages that belong to a stage of the loop, only those of
// the open page's stage are spelled out.
import type { ReactNode } from 'react'
import { useT, useTexts } from './i18n.ts'
import { useAnchor } from './Link.tsx'
import { byStage, listedFor, namespaceOf } from './routes.ts'
import type { PageRoute } from './routes.ts'

export function PagesRow({ pages: all, path, label }: { pages: PageRoute[]; path: string | undefined; label: string }) {
  const t = useT('ui')
  useTexts(all.map(({ titleKey }) => namespaceOf(titleKey)))
  const pages = all.filter(({ titleKey }) => t.maybe(titleKey))
  const open = path === undefined ? undefined : listedFor(pages, path)
  const link = (page: PageRoute) => (
    <RowLink to={page.path} isCurrent={page.path === path}>
      {t(page.nav?.shortKey ?? page.titleKey)}
    </RowLink>
  )
  return (
    <nav className="top-pages" aria-label={label}>
      <ul>
        {byStage(pages).map(({ stage, pages: [first, ...more] }) =>
          stage === undefined || (stage === open?.nav?.stage && !more.length) ? (
            <li key={first.path}>{link(first)}</li>
          ) : stage === open?.nav?.stage ? (
            <li key={stage} className="top-stage">
              <span>{t(`stage.${stage}`)}</span>
              <ul aria-label={t(`stage.${stage}`)}>
                {[first, ...more].map((page) => (
                  <li key={page.path}>{link(page)}</li>
                ))}
              </ul>
            </li>
          ) : (
            <li key={stage}>
              <RowLink to={first.path} isCurrent={false}>
                {t(`stage.${stage}`)}
              </RowLink>
            </li>
          ),
        )}
      </ul>
    </nav>
  )
}

function RowLink({ to, isCurrent, children }: { to: string; isCurrent: boolean; children: ReactNode }) {
  return (
    <a className="tab" aria-current={isCurrent ? 'page' : undefined} {...useAnchor(to)}>
      {children}
    </a>
  )
}
