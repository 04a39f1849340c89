// Finds one of many (people, units, job roles) by typing; what is found comes from the server. Our own, because
// @base-ui's hides the rest of the page from screen readers while the list is open, the field's label included.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a <datalist> can ask no server and looks different everywhere */
import { IconCheck, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { IconButton } from './Button.tsx'
import { classNames } from './class-names.ts'
import { Field } from './Field.tsx'
import type { FieldProps } from './Field.tsx'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import { useDismiss, usePlace } from './popup-place.ts'
import './popups.css'

export type Option = { value: string; label: string; note?: string }

const pauseMs = 180

type State = 'still' | 'busy' | 'done' | 'failed'

/** Asks a moment after the last letter, and forgets answers that come too late. */
function useFound(text: string, isOpen: boolean, search: (text: string, signal: AbortSignal) => Promise<Option[]>) {
  const [found, setFound] = useState<Option[]>([])
  const [state, setState] = useState<State>('still')
  const ask = useEffectEvent(search)
  useEffect(() => {
    if (!isOpen) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      setState('busy')
      ask(text, stop.signal).then(
        (options) => {
          if (stop.signal.aborted) return
          setFound(options)
          setState('done')
        },
        () => {
          if (!stop.signal.aborted) setState('failed')
        },
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text, isOpen])
  return { found, state }
}

/** `search` gets what was typed and an AbortSignal; it answers at most about 20 options. */
export function Combobox({
  value,
  onChange,
  search,
  placeholder,
  ...field
}: FieldProps & {
  value: Option | null
  onChange: (value: Option | null) => void
  search: (text: string, signal: AbortSignal) => Promise<Option[]>
  placeholder?: string
}) {
  const t = useT('ui')
  const listId = useId()
  const box = useRef<HTMLSpanElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  // What is being typed; undefined while the field shows the chosen one.
  const [typed, setTyped] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const { found, state } = useFound((typed ?? '').trim(), isOpen, search)
  const current = found[Math.min(at, found.length - 1)]
  usePlace(list, isOpen)

  const close = () => {
    setOpen(false)
    setTyped(undefined)
  }
  useDismiss(box, isOpen, close)
  const choose = (option: Option | null) => {
    onChange(option)
    close()
    input.current?.focus()
  }
  const move = (by: number) => {
    if (!isOpen) return setOpen(true)
    const next = (Math.min(at, found.length - 1) + by + found.length) % Math.max(1, found.length)
    setAt(next)
    list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && isOpen && current) choose(current)
    else if (event.key === 'Escape' && isOpen) close()
    else {
      if (event.key === 'Tab') close()
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  const words = { still: '', busy: t('combobox.busy'), done: found.length === 0 ? t('combobox.none') : '', failed: t('combobox.failed') }[
    state
  ]

  return (
    <Field {...field}>
      {(control, hasError) => (
        <span className="popup-box popup-box-wide" ref={box}>
          <span className={classNames('input', hasError && 'input-error', control.disabled && 'input-off')}>
            <Icon of={IconSearch} />
            <input
              {...control}
              ref={input}
              type="text"
              role="combobox"
              aria-expanded={isOpen}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={isOpen && current ? `${listId}-${current.value}` : undefined}
              value={typed ?? value?.label ?? ''}
              placeholder={placeholder}
              dir="auto"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setTyped(event.target.value)
                setAt(0)
                setOpen(true)
                // An emptied field means nobody; a field half typed still means the one before.
                if (event.target.value === '' && value) onChange(null)
              }}
              onClick={() => setOpen(true)}
              onKeyDown={onKeyDown}
            />
            {(value || typed) && <IconButton icon={IconX} label={t('field.clear')} onClick={() => choose(null)} isOff={control.disabled} />}
          </span>
          <div className={classNames('popup', 'popup-as-wide')} hidden={!isOpen} ref={list}>
            <output className="popup-none">{words}</output>
            <div role="listbox" id={listId} tabIndex={-1} aria-label={t('combobox.list')}>
              {isOpen &&
                found.map((option) => (
                  <div
                    key={option.value}
                    id={`${listId}-${option.value}`}
                    className={classNames('popup-item', option === current && 'popup-item-at')}
                    role="option"
                    tabIndex={-1}
                    aria-selected={option.value === value?.value}
                    // The field keeps the focus; a press must not take it.
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => choose(option)}
                    onKeyDown={onKeyDown}
                  >
                    <span className="popup-words">
                      <bdi>{option.label}</bdi>
                      {option.note && <span className="popup-note">{option.note}</span>}
                    </span>
                    {option.value === value?.value && (
                      <span className="popup-tick">
                        <Icon of={IconCheck} />
                      </span>
                    )}
                  </div>
                ))}
            </div>
          </div>
        </span>
      )}
    </Field>
  )
}
