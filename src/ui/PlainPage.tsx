import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { PageTitle, usePageTitle } from './Page.tsx'
import './sign.css'

/**
 * A page in the plain frame: sign-in, reset, invitation, the first steps. With `aside` (a camera, the deep panel with
 * the mantra) it has two halves at a desk; the aside stands first on a phone. `foot` takes WhoSees and small notes.
 */
export function PlainPage({
  title,
  lead,
  aside,
  foot,
  isWide,
  children,
}: {
  title: string
  lead?: ReactNode
  aside?: ReactNode
  foot?: ReactNode
  isWide?: boolean
  children?: ReactNode
}) {
  usePageTitle(title)
  return (
    <div className={classNames('plain', Boolean(aside) && 'plain-beside', isWide && 'plain-wide')}>
      <div className="plain-main">
        {aside}
        <div className="plain-body">
          <div className="plain-head-words">
            <PageTitle>{title}</PageTitle>
            {lead && <p>{lead}</p>}
          </div>
          {children}
        </div>
      </div>
      {foot && <div className="plain-foot">{foot}</div>}
    </div>
  )
}

/** The deep ground with the mantra, beside a sign-in. Nothing on a phone but the words. */
export function MantraPanel({ mantra, children }: { mantra?: string | null; children?: ReactNode }) {
  return (
    <aside className="plain-aside">
      {children}
      {mantra && <p className="mantra">{mantra}</p>}
    </aside>
  )
}
