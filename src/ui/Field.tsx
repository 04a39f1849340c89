// The frame that every field shares: label, hint, the control, what is wrong with it. Parts of the same look: TextField
// PasswordField TextArea SelectField DateField SearchField FileDrop (Inputs.tsx, FileDrop.tsx).
import { IconAlertCircle } from '@tabler/icons-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import './fields.css'
import { useFieldError } from './form-context.ts'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'

export type FieldProps = {
  label: ReactNode
  /** What to write, or why it is asked. Stays visible, unlike a placeholder. */
  hint?: ReactNode
  /** A problem of this field alone; problems of a <Form> find their field by name. */
  error?: string
  name?: string
  isRequired?: boolean
  /** Why the field cannot be changed now. */
  offReason?: ReactNode
  isLabelSpoken?: boolean
}

export type ControlProps = {
  id: string
  name: string | undefined
  required: boolean | undefined
  disabled: boolean
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export function Field({
  label,
  hint,
  error: ownError,
  name,
  isRequired,
  offReason,
  isLabelSpoken,
  children,
}: FieldProps & { children: (control: ControlProps, hasError: boolean) => ReactNode }) {
  const t = useT('ui')
  const id = useId()
  const error = useFieldError(name, ownError)
  const note = offReason ?? hint
  const describedBy = [note && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div className="field">
      <label className={isLabelSpoken ? 'spoken' : 'field-label'} htmlFor={id}>
        {label}
        {isRequired === false && <span className="field-optional"> {t('field.optional')}</span>}
      </label>
      {note && (
        <p className="field-hint" id={`${id}-hint`}>
          {note}
        </p>
      )}
      {children(
        {
          id,
          name,
          required: isRequired || undefined,
          disabled: Boolean(offReason),
          'aria-describedby': describedBy,
          'aria-invalid': error ? true : undefined,
        },
        Boolean(error),
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <Icon of={IconAlertCircle} size="small" />
          <span>{error}</span>
        </p>
      )}
    </div>
  )
}
