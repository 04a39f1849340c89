import { IconHourglass } from '@tabler/icons-react'
import { use, useId } from 'react'
import type { MouseEvent, ReactNode, Ref } from 'react'
import './actions.css'
import { classNames } from './class-names.ts'
import { FormContext } from './form-context.ts'
import { Icon } from './Icon.tsx'
import type { IconType } from './Icon.tsx'
import { useAnchor } from './Link.tsx'

type Look = {
  /** `filled`: the one thing to do on this screen. `thanks`: only for thanks. `stop`: takes something away for good. */
  kind?: 'filled' | 'line' | 'thanks' | 'soft' | 'plain' | 'stop'
  icon?: IconType
  iconEnd?: IconType
  isSmall?: boolean
  isWide?: boolean
  children: ReactNode
}
type ButtonProps = Look & {
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void
  type?: 'button' | 'submit'
  isBusy?: boolean
  /** Why it cannot be used now, and what would change that. The button stays, with the reason below it. */
  offReason?: ReactNode
  /** Off without a reason of its own: only where the reason stands right beside it already. */
  isOff?: boolean
  describedBy?: string
  ref?: Ref<HTMLButtonElement>
}

const lookOf = ({ kind = 'line', isSmall, isWide }: Look): string =>
  classNames('button', kind !== 'filled' && `button-${kind}`, isSmall && 'button-small', isWide && 'button-wide')

function Inside({ icon, iconEnd, children }: Look) {
  return (
    <>
      {icon && <Icon of={icon} />}
      <span>{children}</span>
      {iconEnd && <Icon of={iconEnd} turns />}
    </>
  )
}

/** A submit button in a <Form> is busy while the form is. */
export function Button({ onClick, type = 'button', isBusy, offReason, isOff, describedBy, ref, ...look }: ButtonProps) {
  const reasonId = useId()
  const form = use(FormContext)
  const busy = isBusy ?? (type === 'submit' && form?.isBusy) ?? false
  const off = Boolean(offReason) || isOff || busy
  const button = (
    <button
      ref={ref}
      className={lookOf(look)}
      type={type}
      // aria-disabled, not disabled: who uses a keyboard must reach the reason.
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={offReason ? reasonId : describedBy}
      onClick={(event) => {
        if (off) event.preventDefault()
        else onClick?.(event)
      }}
    >
      <Inside {...look} icon={busy ? IconHourglass : look.icon} />
    </button>
  )
  if (!offReason) return button
  return (
    <span className="button-reason">
      {button}
      <p id={reasonId}>{offReason}</p>
    </span>
  )
}

/** Looks like a button, leads somewhere. */
export function ButtonLink({ to, isNewTab, ...look }: Look & { to: string; isNewTab?: boolean }) {
  return (
    <a className={lookOf(look)} {...useAnchor(to, isNewTab)}>
      <Inside {...look} />
    </a>
  )
}

/** Only an icon; the label is for those who do not see it, and for its tooltip. */
export function IconButton({
  icon,
  label,
  onClick,
  turns,
  isOff,
  isPressed,
  ref,
}: {
  icon: IconType
  label: string
  onClick?: () => void
  turns?: boolean
  isOff?: boolean
  isPressed?: boolean
  ref?: Ref<HTMLButtonElement>
}) {
  return (
    <button
      ref={ref}
      className="icon-button"
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={isOff || undefined}
      aria-pressed={isPressed}
      onClick={isOff ? undefined : onClick}
    >
      <Icon of={icon} turns={turns} />
    </button>
  )
}

/** A thing to do that stands inside a sentence. */
export function TextButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button className="link-button" type="button" onClick={onClick}>
      {children}
    </button>
  )
}
