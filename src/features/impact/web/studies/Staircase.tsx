// Who starts when: one row for each start, grey until it comes. The words of a row say the same.
import type { ReactNode } from 'react'
import { useT } from '#ui/i18n.ts'
import './pictures.css'

export type Stair = {
  key: string
  label: ReactNode
  note: ReactNode
  /** 0 to 1 of the window; null: does not start within it. */ at: number | null
}

export function Staircase({ stairs, label }: { stairs: Stair[]; label: string }) {
  const t = useT('impact')
  return (
    <figure className="stairs">
      <ul aria-label={label}>
        {stairs.map(({ key, label: name, note, at }) => (
          <li key={key}>
            <span className="stairs-name">{name}</span>
            <svg aria-hidden="true">
              <line className="stairs-before" x1="0" x2="100%" y1="11" y2="11" />
              {at !== null && <line className="stairs-after" x1={`${(at * 100).toFixed(1)}%`} x2="100%" y1="11" y2="11" />}
            </svg>
            <span className="stairs-note">{note}</span>
          </li>
        ))}
      </ul>
      <figcaption className="study-key">
        <span>
          <svg viewBox="0 0 28 14" aria-hidden="true">
            <line className="stairs-before" x1="0" x2="28" y1="7" y2="7" />
          </svg>
          {t('studies.stairs.before')}
        </span>
        <span>
          <svg viewBox="0 0 28 14" aria-hidden="true">
            <line className="stairs-after" x1="0" x2="28" y1="7" y2="7" />
          </svg>
          {t('studies.stairs.after')}
        </span>
      </figcaption>
    </figure>
  )
}
