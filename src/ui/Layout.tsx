// Where things stand: Stack, Row, Grid, Columns (the handbook's margin), Section (firm rule), Sheet, Well.
import { useId } from 'react'
import type { ReactNode } from 'react'
import './layout.css'
import { classNames } from './class-names.ts'

type Gap = 1 | 2 | 3 | 4 | 5 | 6 | 7
type Children = { children?: ReactNode }

/** One below the other. `narrow` keeps forms at a width that reads well. */
export function Stack({ gap = 4, isNarrow, children }: Children & { gap?: Gap; isNarrow?: boolean }) {
  return <div className={classNames('stack', `gap-${gap}`, isNarrow && 'narrow')}>{children}</div>
}

export function Row({ gap = 3, at, align, children }: Children & { gap?: Gap; at?: 'end' | 'between'; align?: 'start' | 'baseline' }) {
  return <div className={classNames('row', `gap-${gap}`, at && `row-${at}`, align && `row-${align}`)}>{children}</div>
}

/** Two or three columns at a desk, one on a phone; `isEven` makes a row's grounds equally tall. */
export function Grid({ columns = 2, gap = 5, isEven, children }: Children & { columns?: 2 | 3; gap?: Gap; isEven?: boolean }) {
  return <div className={classNames('grid', `grid-${columns}`, `gap-${gap}`, isEven && 'grid-even')}>{children}</div>
}

/** The margin with its small notes, and the text. `side="end"` puts the margin behind the text. */
export function Columns({ margin, side = 'start', children }: Children & { margin: ReactNode; side?: 'start' | 'end' }) {
  const note = <div className="columns-side">{margin}</div>
  return (
    <div className={classNames('columns', side === 'end' && 'columns-end')}>
      {side === 'start' && note}
      <div>{children}</div>
      {side === 'end' && note}
    </div>
  )
}

/**
 * A part of a page: one firm rule, then words. With `hasMargin` the head and its note stand in the margin at a desk.
 * `level` 3 is for parts of parts: no rule, smaller distance.
 */
export function Section({
  title,
  note,
  actions,
  hasMargin,
  level = 2,
  children,
}: Children & { title: ReactNode; note?: ReactNode; actions?: ReactNode; hasMargin?: boolean; level?: 2 | 3 }) {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  const head = (
    <>
      <Heading className="section-title" id={id}>
        {title}
      </Heading>
      {note && <p className="section-note">{note}</p>}
    </>
  )
  return (
    <section className={classNames('section', level === 3 && 'section-quiet')} aria-labelledby={id}>
      {hasMargin ? (
        <Columns
          margin={
            <>
              {head}
              {actions && <div className="section-head">{actions}</div>}
            </>
          }
        >
          {children}
        </Columns>
      ) : (
        <>
          <div className="section-head">
            <div>{head}</div>
            {actions && <Row>{actions}</Row>}
          </div>
          {children}
        </>
      )}
    </section>
  )
}

/** A band over the whole width for a customer's words or the page's main facts. */
export function Sheet({ label, children }: Children & { label?: string }) {
  return (
    <section className="bleed sheet" aria-label={label}>
      <div>{children}</div>
    </section>
  )
}

/** A quiet ground for a side matter. */
export function Well({ children }: Children) {
  return <div className="well">{children}</div>
}

/** Read by screen readers only. */
export function Spoken({ children }: Children) {
  return <span className="spoken">{children}</span>
}
