import { IconBackspace } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
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
  const digits = new Intl.NumberFormat(locale)
  // Two quick taps come before the next render.
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  }, [value])

  const take = (next: string) => {
    if (isBusy) return
    latest.current = next
    onChange(next)
  }
  const add = (digit: string) => {
    if (isBusy || latest.current.length >= length) return
    const next = latest.current + digit
    take(next)
    if (next.length === length) onComplete(next)
  }
  const remove = () => take(latest.current.slice(0, -1))

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return
    if (/^\d$/.test(event.key)) add(event.key)
    else if (event.key === 'Backspace') remove()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])

  return (
    <fieldset className="pin">
      <legend className="spoken">{t('pin.label', { count: length })}</legend>
      <output className={classNames('pin-dots', error && 'pin-error')}>
        <span className="spoken">{t('pin.entered', { done: value.length, count: length })}</span>
        {Array.from({ length }, (_, index) => (
          <i key={index} className={index < value.length ? 'pin-on' : undefined} />
        ))}
      </output>
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
    </fieldset>
  )
}

function Key({ digit, text, isBusy, onPress }: { digit: number; text: string; isBusy?: boolean; onPress: (digit: string) => void }) {
  return (
    <button className="pin-key" type="button" aria-disabled={isBusy || undefined} onClick={() => onPress(String(digit))}>
      {text}
    </button>
  )
}
