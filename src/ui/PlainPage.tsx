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
  isCentred,
  children,
}: {
  title: string
  lead?: ReactNode
  aside?: ReactNode
  foot?: ReactNode
  isWide?: boolean
  /** Only above something that stands in the middle itself, such as the pad of digits. */
  isCentred?: boolean
  children?: ReactNode
}) {
  usePageTitle(title)
  return (
    <div className={classNames('plain', Boolean(aside) && 'plain-beside', isWide && 'plain-wide', isCentred && 'plain-centred')}>
      {aside && <div className="plain-side">{aside}</div>}
      <div className="plain-body">
        <div className="plain-words">
          <PageTitle>{title}</PageTitle>
          {lead && <p>{lead}</p>}
        </div>
        {children}
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
      {mantra && (
        <p className="mantra">
          <bdi>{mantra}</bdi>
        </p>
      )}
    </aside>
  )
}
