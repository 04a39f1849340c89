import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import './actions.css'
import { classNames } from './class-names.ts'

type Anchor = { href: string; onClick?: (event: MouseEvent<HTMLAnchorElement>) => void; rel?: string; target?: string }

const isOurs = (to: string): boolean => to.startsWith('/') && !to.startsWith('//') && !to.startsWith('/api/')

/** What an <a> needs so that our addresses open without a reload; a new tab, a download or another site stay as they are. */
export function useAnchor(to: string, isNewTab = false): Anchor {
  const router = useRouter({ warn: false })
  if (isNewTab || !isOurs(to)) return { href: to, ...(isNewTab ? { target: '_blank', rel: 'noopener' } : {}) }
  return {
    href: to,
    onClick: (event) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      router.history.push(to)
    },
  }
}

/** A link in a sentence; `isAlone` gives it a target of 44 px. `to` is an address of ours or any URL. */
export function Link({
  to,
  isAlone,
  isNewTab,
  className,
  label,
  isCurrent,
  children,
}: {
  to: string
  isAlone?: boolean
  isNewTab?: boolean
  className?: string
  /** For screen readers, where the words alone do not say where it leads. */
  label?: string
  isCurrent?: boolean | 'page'
  children: ReactNode
}) {
  return (
    <a
      {...useAnchor(to, isNewTab)}
      className={classNames(isAlone && 'link-alone', className)}
      aria-label={label}
      aria-current={isCurrent || undefined}
    >
      {children}
    </a>
  )
}
