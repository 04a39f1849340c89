// Small parts for what is known: Avatar, PersonLine, Facts (a definition list), Leaders (dotted index), List, Dots,
// Progress, Loading, Secret.
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { IconButton } from './Button.tsx'
import { classNames } from './class-names.ts'
import './facts.css'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import type { IconType } from './Icon.tsx'
import { useAnchor } from './Link.tsx'
import { Figure } from './Moments.tsx'

/** Initials in a disc. The name stands beside it, so it is silent. */
export function Avatar({ initials, isBig, isQuiet }: { initials: string; isBig?: boolean; isQuiet?: boolean }) {
  return (
    <span className={classNames('avatar', isBig && 'avatar-big', isQuiet && 'avatar-quiet')} aria-hidden="true">
      {initials}
    </span>
  )
}

export function PersonLine({ name, note, initials }: { name: ReactNode; note?: ReactNode; initials: string }) {
  return (
    <span className="person">
      <Avatar initials={initials} />
      <span>
        <bdi className="person-name">{name}</bdi>
        {note && <span className="person-note">{note}</span>}
      </span>
    </span>
  )
}

/** What is known about one thing; entries without a value are left out. */
export function Facts({ items }: { items: { label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {items
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ label, value }, index) => (
          <div key={index}>
            <dt>{label}</dt>
            <dd>
              <Figure of={value} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

function MaybeAnchor({ to, className, children }: { to?: string; className?: string; children: ReactNode }) {
  if (to === undefined) return <span className={className}>{children}</span>
  return (
    <Anchor to={to} className={className}>
      {children}
    </Anchor>
  )
}

function Anchor({ to, className, children }: { to: string; className?: string; children: ReactNode }) {
  return (
    <a className={className} {...useAnchor(to)}>
      {children}
    </a>
  )
}

/** A printed index: a name, dots, a number at the end. */
export function Leaders({ items }: { items: { name: ReactNode; end: ReactNode; to?: string }[] }) {
  return (
    <ul className="leaders">
      {items.map(({ name, end, to }, index) => (
        <li key={index}>
          <MaybeAnchor to={to}>
            <span className="leaders-name">{name}</span>
            <span className="leaders-dots" aria-hidden="true" />
            <span className="leaders-end">
              <Figure of={end} />
            </span>
          </MaybeAnchor>
        </li>
      ))}
    </ul>
  )
}

export type ListItem = { key: string; title: ReactNode; note?: ReactNode; end?: ReactNode; icon?: IconType; to?: string }

/** A short list with hairlines: things to do, devices, pages of a surface. */
export function List({ items, label }: { items: ListItem[]; label?: string }) {
  return (
    <ul className="list" aria-label={label}>
      {items.map(({ key, title, note, end, icon, to }) => (
        <li key={key}>
          <MaybeAnchor to={to} className="list-item">
            {icon && <Icon of={icon} />}
            <span className="list-words">
              <span className="list-title">{title}</span>
              {note && <span className="list-note">{note}</span>}
            </span>
            {end && <span className="list-end">{end}</span>}
          </MaybeAnchor>
        </li>
      ))}
    </ul>
  )
}

/** So many of a few are done: "1 of 4 done" is the label. */
export function Dots({ done, of, label }: { done: number; of: number; label: ReactNode }) {
  return (
    <p className="dots">
      {Array.from({ length: of }, (_, index) => (
        <i key={index} className={index < done ? 'dots-on' : undefined} />
      ))}
      <span>{label}</span>
    </p>
  )
}

/** For anything longer than a second. `share` is 0 to 1; null while it is not known how long. */
export function Progress({ share, label }: { share: number | null; label: string }) {
  return (
    <div className="progress">
      <span className="small" aria-hidden="true">
        {label}
      </span>
      <progress aria-label={label} max={1} value={share ?? undefined} />
    </div>
  )
}

/** The ground of what will come; nothing is shown for the first quarter of a second. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const t = useT('ui')
  return (
    <output className="skeleton">
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} />
      ))}
      <span className="spoken">{t('loading')}</span>
    </output>
  )
}

/** A code to copy: an address, a command, a token that is shown once. Say that it is shown once in a Message beside it. */
export function Secret({ value, label }: { value: string; label: string }) {
  const t = useT('ui')
  const [isCopied, setCopied] = useState(false)
  return (
    <div className="code">
      <code aria-label={label}>{value}</code>
      <IconButton
        icon={isCopied ? IconCheck : IconCopy}
        label={t(isCopied ? 'copied' : 'copy', { what: label })}
        onClick={() => {
          void navigator.clipboard.writeText(value).then(() => setCopied(true))
        }}
      />
    </div>
  )
}
