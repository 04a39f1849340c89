// Things to do with one thing. Our own, because @base-ui's menu weighs 56 kB and puts focusable, hidden guards into the page.
import { IconCheck } from '@tabler/icons-react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './Icon.tsx'
import type { IconType } from './Icon.tsx'
import { useAnchor } from './Link.tsx'
import { useDismiss, usePlace } from './popup-place.ts'
import './actions.css'
import './popups.css'

type Doing = {
  key: string
  label: ReactNode
  note?: ReactNode
  icon?: IconType
  to?: string
  onChoose?: () => void
  isStop?: boolean
  /** Why it cannot be chosen now; shown below the words. */
  offReason?: ReactNode
}
type Choice = {
  key: string
  label: string
  choice: string
  options: { value: string; label: ReactNode; lang?: string }[]
  onChange: (value: string) => void
}
export type MenuEntry = Doing | Choice | { key: string; isLine: true }

export type TriggerProps = {
  ref: Ref<HTMLButtonElement>
  type: 'button'
  'aria-haspopup': 'menu'
  'aria-expanded': boolean
  'aria-controls': string | undefined
  onClick: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

const items = '[role^="menuitem"]'

/**
 * `label` names the button; with `icon` only the icon is seen. `trigger` draws another button: spread the given props on it.
 */
export function Menu({
  label,
  icon,
  entries,
  align = 'end',
  trigger,
}: {
  label: string
  icon?: IconType
  entries: MenuEntry[]
  align?: 'start' | 'end'
  trigger?: (props: TriggerProps) => ReactNode
}) {
  const id = useId()
  const box = useRef<HTMLSpanElement>(null)
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const list = useRef<HTMLDivElement>(null)
  /** Which entry got the focus when it opened. */
  const [opened, setOpened] = useState<'first' | 'last' | null>(null)
  const isOpen = opened !== null
  const typed = useRef({ text: '', at: 0 })

  const all = () => [...(list.current?.querySelectorAll<HTMLElement>(items) ?? [])]
  const close = (takesFocusBack: boolean) => {
    setOpened(null)
    if (takesFocusBack) button?.focus()
  }
  usePlace(list, isOpen)
  useDismiss(box, isOpen, () => close(false))
  useLayoutEffect(() => {
    if (opened) [...(list.current?.querySelectorAll<HTMLElement>(items) ?? [])].at(opened === 'first' ? 0 : -1)?.focus()
  }, [opened])

  const onKeyDown = (event: KeyboardEvent) => {
    const every = all()
    const at = every.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'ArrowDown') every[(at + 1) % every.length]?.focus()
    else if (event.key === 'ArrowUp') every.at(at - 1)?.focus()
    else if (event.key === 'Home') every[0]?.focus()
    else if (event.key === 'End') every.at(-1)?.focus()
    else if (event.key === 'Escape') close(true)
    else if (event.key === 'Tab') return close(false)
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      typed.current = { text: event.timeStamp - typed.current.at < 700 ? typed.current.text + event.key : event.key, at: event.timeStamp }
      const order = [...every.slice(at + 1), ...every.slice(0, at + 1)]
      order.find((one) => one.textContent?.trim().toLowerCase().startsWith(typed.current.text.toLowerCase()))?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const props: TriggerProps = {
    ref: setButton,
    type: 'button',
    'aria-haspopup': 'menu',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? id : undefined,
    onClick: () => (isOpen ? close(true) : setOpened('first')),
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      setOpened(event.key === 'ArrowDown' ? 'first' : 'last')
    },
  }
  return (
    <span className="popup-box" ref={box}>
      {trigger ? (
        trigger(props)
      ) : (
        <button {...props} className={icon ? 'icon-button' : 'button button-line'} aria-label={icon && label} title={icon && label}>
          {icon ? <Icon of={icon} /> : label}
        </button>
      )}
      {isOpen && (
        <div
          className={classNames('popup', `popup-${align}`)}
          role="menu"
          tabIndex={-1}
          id={id}
          aria-label={label}
          ref={list}
          onKeyDown={onKeyDown}
        >
          {entries.map((entry) => (
            <Entry key={entry.key} entry={entry} close={close} />
          ))}
        </div>
      )}
    </span>
  )
}

function Entry({ entry, close }: { entry: MenuEntry; close: (takesFocusBack: boolean) => void }) {
  if ('isLine' in entry) return <hr className="popup-line" />
  if ('options' in entry) return <ChoiceEntry entry={entry} close={close} />
  const inside = (
    <>
      {entry.icon && <Icon of={entry.icon} />}
      <span className="popup-words">
        {entry.label}
        {(entry.offReason ?? entry.note) && <span className="popup-note">{entry.offReason ?? entry.note}</span>}
      </span>
    </>
  )
  if (entry.to !== undefined) {
    return (
      <LinkEntry to={entry.to} close={close}>
        {inside}
      </LinkEntry>
    )
  }
  return (
    <button
      className={classNames('popup-item', entry.isStop && 'popup-item-stop')}
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={entry.offReason ? true : undefined}
      onClick={() => {
        if (entry.offReason) return
        // First the focus, then the deed: what opens next takes the focus from the button and gives it back there.
        close(true)
        entry.onChoose?.()
      }}
    >
      {inside}
    </button>
  )
}

function LinkEntry({ to, close, children }: { to: string; close: (takesFocusBack: boolean) => void; children: ReactNode }) {
  const anchor = useAnchor(to)
  return (
    <a
      href={anchor.href}
      className="popup-item"
      role="menuitem"
      tabIndex={-1}
      onClick={(event) => {
        anchor.onClick?.(event)
        close(false)
      }}
    >
      {children}
    </a>
  )
}

function ChoiceEntry({ entry, close }: { entry: Choice; close: (takesFocusBack: boolean) => void }) {
  const id = useId()
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is not allowed inside of a menu
    <div role="group" aria-labelledby={id}>
      <span className="popup-label" id={id}>
        {entry.label}
      </span>
      {entry.options.map(({ value, label, lang }) => (
        <button
          key={value}
          className="popup-item"
          type="button"
          role="menuitemradio"
          aria-checked={value === entry.choice}
          tabIndex={-1}
          lang={lang}
          onClick={() => {
            close(true)
            entry.onChange(value)
          }}
        >
          <span className="popup-tick">{value === entry.choice && <Icon of={IconCheck} />}</span>
          {label}
        </button>
      ))}
    </div>
  )
}
