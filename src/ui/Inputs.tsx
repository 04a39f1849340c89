// Everything that people type or pick: text, password, longer text, a choice from few, a date, a search.
import { IconChevronDown, IconEye, IconEyeOff, IconSearch, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { IconButton } from './Button.tsx'
import { classNames } from './class-names.ts'
import { Field } from './Field.tsx'
import type { FieldProps } from './Field.tsx'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import type { IconType } from './Icon.tsx'

type Value = { value: string; onChange: (value: string) => void }
type Text = FieldProps &
  Value & {
    autoComplete?: HTMLInputAutoCompleteAttribute
    placeholder?: string
    minLength?: number
    maxLength?: number
  }

const frame = (hasError: boolean, isOff: boolean, isShort?: boolean): string =>
  classNames('input', hasError && 'input-error', isOff && 'input-off', isShort && 'input-short')

const frameProps = (props: FieldProps): FieldProps => ({
  label: props.label,
  hint: props.hint,
  error: props.error,
  name: props.name,
  isRequired: props.isRequired,
  offReason: props.offReason,
  isLabelSpoken: props.isLabelSpoken,
})

/** One line. `kind` chooses the keyboard of a phone; `direction="ltr"` for codes and addresses on Arabic pages. */
export function TextField({
  kind = 'text',
  isShort,
  icon,
  direction,
  ...props
}: Text & {
  kind?: 'text' | 'email' | 'tel' | 'url' | 'number' | 'code' | 'time'
  isShort?: boolean
  icon?: IconType
  direction?: 'ltr' | 'auto'
}) {
  const isCode = kind === 'code' || kind === 'number'
  return (
    <Field {...frameProps(props)}>
      {(control, hasError) => (
        <span className={frame(hasError, control.disabled, isShort)}>
          {icon && <Icon of={icon} />}
          <input
            {...control}
            type={isCode ? 'text' : kind}
            inputMode={isCode ? 'numeric' : undefined}
            dir={direction ?? (kind === 'text' ? 'auto' : kind === 'time' ? undefined : 'ltr')}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
            autoComplete={props.autoComplete}
            placeholder={props.placeholder}
            minLength={props.minLength}
            maxLength={props.maxLength}
          />
        </span>
      )}
    </Field>
  )
}

/**
 * Pass autoComplete "current-password" or "new-password", so that password managers do the right thing. `isPin`: digits
 * only, with the keyboard for them.
 */
export function PasswordField({ isPin, ...props }: Text & { isPin?: boolean }) {
  const t = useT('ui')
  const [isShown, setShown] = useState(false)
  return (
    <Field {...frameProps(props)}>
      {(control, hasError) => (
        <span className={frame(hasError, control.disabled)}>
          <input
            {...control}
            type={isShown ? 'text' : 'password'}
            inputMode={isPin ? 'numeric' : undefined}
            dir="ltr"
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
            autoComplete={props.autoComplete ?? 'current-password'}
            minLength={props.minLength}
            maxLength={props.maxLength}
            autoCapitalize="none"
            spellCheck={false}
          />
          <IconButton
            icon={isShown ? IconEyeOff : IconEye}
            label={t(`field.${isShown ? 'hide' : 'show'}${isPin ? 'Pin' : 'Password'}`)}
            onClick={() => setShown(!isShown)}
          />
        </span>
      )}
    </Field>
  )
}

export function TextArea({ rows = 3, ...props }: Text & { rows?: number }) {
  return (
    <Field {...frameProps(props)}>
      {(control, hasError) => (
        <span className={frame(hasError, control.disabled)}>
          <textarea
            {...control}
            rows={rows}
            dir="auto"
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
            placeholder={props.placeholder}
            maxLength={props.maxLength}
          />
        </span>
      )}
    </Field>
  )
}

export type SelectOption = { value: string; label: string; isOff?: boolean }

/** A choice of up to about twenty; for more, or for people, take Combobox. `empty` is the first, empty choice. */
export function SelectField({
  options,
  empty,
  icon,
  isShort,
  ...props
}: FieldProps & Value & { options: SelectOption[]; empty?: string; icon?: IconType; isShort?: boolean }) {
  return (
    <Field {...frameProps(props)}>
      {(control, hasError) => (
        <span className={frame(hasError, control.disabled, isShort)}>
          {icon && <Icon of={icon} />}
          <select {...control} value={props.value} onChange={(event) => props.onChange(event.target.value)}>
            {empty !== undefined && <option value="">{empty}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.isOff}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon of={IconChevronDown} />
        </span>
      )}
    </Field>
  )
}

/** The browser's own calendar, in the person's language. Value: YYYY-MM-DD or ''. */
export function DateField({ min, max, ...props }: FieldProps & Value & { min?: string; max?: string }) {
  return (
    <Field {...frameProps(props)}>
      {(control, hasError) => (
        <span className={frame(hasError, control.disabled, true)}>
          <input
            {...control}
            type="date"
            value={props.value}
            min={min}
            max={max}
            onChange={(event) => props.onChange(event.target.value)}
          />
        </span>
      )}
    </Field>
  )
}

/** Searches as you type. `answer` says what was found, to screen readers too ("12 people"). */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  answer,
  name,
}: Value & { label: string; placeholder?: string; answer?: ReactNode; name?: string }) {
  const t = useT('ui')
  return (
    <search>
      <Field label={label} isLabelSpoken name={name}>
        {(control) => (
          <span className="input">
            <Icon of={IconSearch} />
            <input
              {...control}
              type="search"
              dir="auto"
              enterKeyHint="search"
              autoComplete="off"
              spellCheck={false}
              value={value}
              placeholder={placeholder ?? label}
              onChange={(event) => onChange(event.target.value)}
            />
            {value && <IconButton icon={IconX} label={t('field.clear')} onClick={() => onChange('')} />}
          </span>
        )}
      </Field>
      <output className="margin-note">{answer}</output>
    </search>
  )
}
