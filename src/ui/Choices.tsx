// Checkbox, radio group and switch: the browser's own controls in our clothes, so that forms, keyboards and forced
// colours work without a line of code.
import { IconAlertCircle } from '@tabler/icons-react'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import './fields.css'
import { classNames } from './class-names.ts'
import { useFieldError } from './form-context.ts'
import { Icon } from './Icon.tsx'

type Flag = {
  label: ReactNode
  note?: ReactNode
  isOn: boolean
  onChange: (isOn: boolean) => void
  name?: string
  isRequired?: boolean
  offReason?: ReactNode
  error?: string
}

function Problem({ id, children }: { id: string; children: string }) {
  return (
    <p className="field-error" id={id}>
      <Icon of={IconAlertCircle} size="small" />
      <span>{children}</span>
    </p>
  )
}

function FlagControl({ isSwitch, isMixed, ...props }: Flag & { isSwitch?: boolean; isMixed?: boolean }) {
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const error = useFieldError(props.name, props.error)
  const note = props.offReason ?? props.note
  useEffect(() => {
    if (box.current) box.current.indeterminate = Boolean(isMixed)
  }, [isMixed])
  return (
    <div>
      <label className={classNames('choice', Boolean(props.offReason) && 'choice-off')}>
        <input
          ref={box}
          type="checkbox"
          role={isSwitch ? 'switch' : undefined}
          name={props.name}
          checked={props.isOn}
          required={props.isRequired}
          disabled={Boolean(props.offReason)}
          aria-describedby={classNames(note ? `${id}-note` : '', error ? `${id}-error` : '') || undefined}
          aria-invalid={error ? true : undefined}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span className="choice-words">
          {props.label}
          {note && (
            <span className="choice-note" id={`${id}-note`}>
              {note}
            </span>
          )}
        </span>
      </label>
      {error && <Problem id={`${id}-error`}>{error}</Problem>}
    </div>
  )
}

export function Checkbox(props: Flag & { isMixed?: boolean }) {
  return <FlagControl {...props} />
}

/** Takes effect at once; where a form is sent later, take Checkbox. */
export function Switch(props: Flag) {
  return <FlagControl {...props} isSwitch />
}

export type RadioOption = { value: string; label: ReactNode; note?: ReactNode; offReason?: ReactNode }

/** One of a few. `isLined` gives each choice an edge: for choices that need a sentence each. */
export function RadioGroup({
  label,
  options,
  value,
  onChange,
  name,
  isLined,
  isRequired,
  isLabelSpoken,
  error: ownError,
}: {
  label: ReactNode
  /** The head above says the same. */
  isLabelSpoken?: boolean
  options: RadioOption[]
  value: string
  onChange: (value: string) => void
  name?: string
  isLined?: boolean
  isRequired?: boolean
  error?: string
}) {
  const id = useId()
  const error = useFieldError(name, ownError)
  return (
    <fieldset className="choices" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={isLabelSpoken ? 'spoken' : undefined}>{label}</legend>
      {options.map((option) => {
        const note = option.offReason ?? option.note
        return (
          <label key={option.value} className={classNames('choice', isLined && 'choice-lined', Boolean(option.offReason) && 'choice-off')}>
            <input
              type="radio"
              name={name ?? id}
              value={option.value}
              checked={option.value === value}
              required={isRequired}
              disabled={Boolean(option.offReason)}
              aria-describedby={note ? `${id}-${option.value}` : undefined}
              onChange={() => onChange(option.value)}
            />
            <span className="choice-words">
              {option.label}
              {note && (
                <span className="choice-note" id={`${id}-${option.value}`}>
                  {note}
                </span>
              )}
            </span>
          </label>
        )
      })}
      {error && <Problem id={`${id}-error`}>{error}</Problem>}
    </fieldset>
  )
}
