// Parts that carry sentences: EmptyState, NextStep, WhoSees, Quote, Said, Thanks, PrincipleChip, Tag, Answer.
import { IconDeviceMobile, IconLock } from '@tabler/icons-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import type { IconType } from './Icon.tsx'
import { useAnchor } from './Link.tsx'
import { meaningIcons } from './Message.tsx'
import type { Meaning } from './Message.tsx'
import './words.css'

/** What will be here, why it matters, how to begin. */
export function EmptyState({ title, text, action, level = 3 }: { title: ReactNode; text: ReactNode; action?: ReactNode; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="empty">
      <Heading>{title}</Heading>
      <p>{text}</p>
      {action}
    </div>
  )
}

/** The catchword: the last thing on a page before "who can see this". One sentence, one filled button. */
export function NextStep({ title, text, actions }: { title: ReactNode; text?: ReactNode; actions?: ReactNode }) {
  const t = useT('ui')
  const id = useId()
  return (
    <section className="bleed next" aria-labelledby={id}>
      <div className="next-inside">
        <p className="eyebrow">{t('nextStep')}</p>
        <div>
          <h2 className="next-title" id={id}>
            {title}
          </h2>
          {text && <p className="next-text">{text}</p>}
        </div>
        {actions && <div className="next-actions">{actions}</div>}
      </div>
    </section>
  )
}

/** One or two short sentences, made from the rule that enforces them. */
export function WhoSees({ children, isDevice }: { children: ReactNode; isDevice?: boolean }) {
  return (
    <p className="who">
      <Icon of={isDevice ? IconDeviceMobile : IconLock} size="small" />
      <span>{children}</span>
    </p>
  )
}

/** Somebody's own words, in the language they were said in. */
export function Quote({
  children,
  by,
  end,
  isLarge,
  lang,
}: {
  children: ReactNode
  by?: ReactNode
  /** A principle and a link, below. */
  end?: ReactNode
  isLarge?: boolean
  lang?: string
}) {
  return (
    <figure>
      <blockquote className={classNames('quote', isLarge && 'quote-large')} lang={lang} dir="auto">
        {children}
      </blockquote>
      {by && <figcaption className="quote-by">{by}</figcaption>}
      {end && <div className="quote-end">{end}</div>}
    </figure>
  )
}

export const principleColours = ['sky', 'navy', 'leaf', 'rose', 'violet', 'umber', 'mulberry', 'moss'] as const
export type PrincipleColour = (typeof principleColours)[number]

/** A sheet with a customer's words; the coloured edge is the principle's. */
export function Said({ principle, children }: { principle?: PrincipleColour; children: ReactNode }) {
  return (
    <div className="said" data-principle={principle}>
      {children}
    </div>
  )
}

/** The only place of the marigold. */
export function Thanks({ to, children, from }: { to: ReactNode; children: ReactNode; from?: ReactNode }) {
  return (
    <div className="thanks">
      <strong>{to}</strong>
      <p>{children}</p>
      {from && <small>{from}</small>}
    </div>
  )
}

/** A principle: tab, icon and name never part. */
export function PrincipleChip({ name, colour, icon, to }: { name: string; colour: PrincipleColour; icon: IconType; to?: string }) {
  const inside = (
    <>
      <span className="chip-tab">
        <Icon of={icon} size="small" />
      </span>
      {name}
    </>
  )
  if (to === undefined) {
    return (
      <span className="chip" data-principle={colour}>
        {inside}
      </span>
    )
  }
  return (
    <ChipLink to={to} colour={colour}>
      {inside}
    </ChipLink>
  )
}

function ChipLink({ to, colour, children }: { to: string; colour: PrincipleColour; children: ReactNode }) {
  return (
    <a className="chip" data-principle={colour} {...useAnchor(to)}>
      {children}
    </a>
  )
}

/** A word about a state. With a meaning it brings its icon: colour never speaks alone. */
export function Tag({ meaning, icon, children }: { meaning?: Meaning; icon?: IconType; children: ReactNode }) {
  const glyph = icon ?? (meaning && meaningIcons[meaning])
  return (
    <span className={classNames('tag', meaning && `tag-${meaning}`)}>
      {glyph && <Icon of={glyph} size="small" />}
      {children}
    </span>
  )
}

function AnswerSign({ kind }: { kind: 'yes' | 'yes-if' | 'not-alone' }) {
  return (
    <svg viewBox={kind === 'not-alone' ? '-1 0 60 36' : '-1 0 38 36'} aria-hidden="true">
      {kind === 'yes' && (
        <>
          <circle className="answer-disc" cx="18" cy="18" r="17" />
          <path className="answer-tick" d="M10.5 18.5l5 5 10-11" />
        </>
      )}
      {kind === 'yes-if' && (
        <>
          <circle className="answer-ring" cx="18" cy="18" r="15.5" />
          <path className="answer-full" d="M18 2.5a15.5 15.5 0 0 0 0 31z" />
        </>
      )}
      {kind === 'not-alone' && (
        <>
          <path className="answer-full" d="M30 5.9a17 17 0 0 1 0 24.2a17 17 0 0 1 0-24.2z" />
          <circle className="answer-ring" cx="18" cy="18" r="16" />
          <circle className="answer-ring" cx="42" cy="18" r="16" />
        </>
      )}
    </svg>
  )
}

/** The answers of "May I?": the word says it, the shape repeats it, the ground only helps. Never red, never "No". */
export function Answer({ kind, word, children }: { kind: 'yes' | 'yes-if' | 'not-alone'; word: string; children: ReactNode }) {
  return (
    <div className={`answer answer-${kind}`}>
      <AnswerSign kind={kind} />
      <p className="answer-word">{word}</p>
      <div className="answer-text">{children}</div>
    </div>
  )
}
