import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import './page.css'
import { useMaybeSession } from './session.tsx'
import { WhoSees } from './Words.tsx'

/**
 * A page inside the shell, in the order in which it is read: where it came from, title, lead, what to do here, the
 * sections, one next step, who can see this. `title` is plain text: it is the tab's title too.
 */
export function Page({
  title,
  lead,
  back,
  actions,
  next,
  who,
  children,
}: {
  title: string
  lead?: ReactNode
  back?: { to: string; label: string }
  /** At most one filled button, and only when there is no `next`. */
  actions?: ReactNode
  /** A <NextStep>. */
  next?: ReactNode
  who?: ReactNode
  children?: ReactNode
}) {
  const session = useMaybeSession()
  usePageTitle(title)
  return (
    <div className="grid-page">
      <header className="page-head">
        {back && (
          <div className="page-back">
            <Link to={back.to} isAlone>
              <Icon of={IconArrowLeft} size="small" turns />
              {back.label}
            </Link>
          </div>
        )}
        <div>
          <PageTitle>{title}</PageTitle>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
      {next}
      <footer className="page-who">
        {who && <WhoSees>{who}</WhoSees>}
        {session?.organisation.mantra && (
          <p className="mantra page-mantra">
            <bdi>{session.organisation.mantra}</bdi>
          </p>
        )}
      </footer>
    </div>
  )
}

export function usePageTitle(title: string): void {
  const organisation = useMaybeSession()?.organisation.name
  useEffect(() => {
    document.title = [title, organisation ?? 'Attune'].join(' · ')
  }, [title, organisation])
}

let isFirstPage = true

/** Takes the focus when the page has changed, so that a screen reader says where one has come. */
export function PageTitle({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isFirstPage) isFirstPage = false
    else if (document.activeElement === document.body || !document.activeElement?.closest('main'))
      heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
