import { IconBackspace } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import { useLanguage, useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import './sign.css'

/**
 * Digits for gloves and cold hands. Also takes the keys of a keyboard. `onComplete` is called once with the last digit;
 * empty `value` after a wrong PIN and say so in `error`.
 */
export function PinPad({
  length = 4,
  value,
  onChange,
  onComplete,
  error,
  isBusy,
  side,
}: {
  length?: number
  value: string
  onChange: (value: string) => void
  onComplete: (value: string) => void
  error?: string
  isBusy?: boolean
  /** The word at the lower left: "Not me". */
  side?: { label: string; onClick: () => void }
}) {
  const t = useT('ui')
  const { locale } = useLanguage()
  const pad = useRef<HTMLDivElement>(null)
  const latest = useRef(value)
  latest.current = value
  const digits = new Intl.NumberFormat(locale)

  const add = (digit: string) => {
    if (isBusy || latest.current.length >= length) return
    const next = latest.current + digit
    // Two quick taps come before the next render.
    latest.current = next
    onChange(next)
    if (next.length === length) onComplete(next)
  }
  const remove = () => {
    latest.current = latest.current.slice(0, -1)
    if (!isBusy) onChange(latest.current)
  }
  const keys = useRef({ add, remove })
  keys.current = { add, remove }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return
      if (/^\d$/.test(event.key)) keys.current.add(event.key)
      else if (event.key === 'Backspace') keys.current.remove()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  return (
    <div className="pin" ref={pad} role="group" aria-label={t('pin.label', { count: length })}>
      <div
        className={classNames('pin-dots', error && 'pin-error')}
        role="img"
        aria-label={t('pin.entered', { done: value.length, count: length })}
      >
        {Array.from({ length }, (_, index) => (
          <i key={index} className={index < value.length ? 'pin-on' : undefined} />
        ))}
      </div>
      <p className="pin-words" role="alert">
        {error}
      </p>
      <div className="pin-keys">
        {[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => (
          <Key key={digit} digit={digit} text={digits.format(digit)} isBusy={isBusy} onPress={add} />
        ))}
        {side ? (
          <button className="pin-key pin-plain" type="button" onClick={side.onClick}>
            {side.label}
          </button>
        ) : (
          <span />
        )}
        <Key digit={0} text={digits.format(0)} isBusy={isBusy} onPress={add} />
        <button className="pin-key pin-plain" type="button" aria-label={t('pin.delete')} onClick={remove}>
          <Icon of={IconBackspace} size="big" />
        </button>
      </div>
    </div>
  )
}

function Key({ digit, text, isBusy, onPress }: { digit: number; text: string; isBusy?: boolean; onPress: (digit: string) => void }) {
  return (
    <button className="pin-key" type="button" aria-disabled={isBusy || undefined} onClick={() => onPress(String(digit))}>
      {text}
    </button>
  )
}
