// Finds one of many (people, units, job roles) by typing; what is found comes from the server.
import { Combobox as Base } from '@base-ui/react/combobox'
import { IconCheck, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { Field } from './Field.tsx'
import type { FieldProps } from './Field.tsx'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import './popups.css'

export type Option = { value: string; label: string; note?: string }

const pauseMs = 180

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
  const [text, setText] = useState(value?.label ?? '')
  const [found, setFound] = useState<Option[]>([])
  const [state, setState] = useState<'still' | 'busy' | 'done' | 'failed'>('still')
  const ask = useEffectEvent(search)
  const [isOpen, setOpen] = useState(false)

  useEffect(() => {
    if (!isOpen) return
    const stop = new AbortController()
    const wanted = value && text === value.label ? '' : text.trim()
    const timer = setTimeout(() => {
      setState('busy')
      ask(wanted, stop.signal).then(
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
  }, [text, isOpen, value])

  const words = {
    still: '',
    busy: t('combobox.busy'),
    done: found.length === 0 ? t('combobox.none') : '',
    failed: t('combobox.failed'),
  }[state]

  return (
    <Field {...field}>
      {(control, hasError) => (
        <Base.Root
          items={found}
          value={value}
          onValueChange={(next: Option | null) => onChange(next)}
          inputValue={text}
          onInputValueChange={setText}
          open={isOpen}
          onOpenChange={setOpen}
          filter={null}
          itemToStringLabel={(option: Option) => option.label}
          isItemEqualToValue={(a: Option, b: Option) => a.value === b.value}
          disabled={control.disabled}
          autoHighlight
        >
          <Base.InputGroup className={`input${hasError ? ' input-error' : ''}${control.disabled ? ' input-off' : ''}`}>
            <Icon of={IconSearch} />
            <Base.Input
              id={control.id}
              aria-describedby={control['aria-describedby']}
              aria-invalid={control['aria-invalid']}
              placeholder={placeholder}
              dir="auto"
              autoComplete="off"
            />
            <Base.Clear className="icon-button" aria-label={t('field.clear')}>
              <Icon of={IconX} />
            </Base.Clear>
          </Base.InputGroup>
          <Base.Portal>
            <Base.Positioner className="popup-place" sideOffset={6}>
              <Base.Popup className="popup popup-as-wide" aria-busy={state === 'busy'}>
                <Base.Status className="popup-none">{words}</Base.Status>
                <Base.List>
                  {(option: Option) => (
                    <Base.Item key={option.value} value={option} className="popup-item">
                      <span className="popup-words">
                        <bdi>{option.label}</bdi>
                        {option.note && <span className="popup-note">{option.note}</span>}
                      </span>
                      <Base.ItemIndicator className="popup-tick">
                        <Icon of={IconCheck} />
                      </Base.ItemIndicator>
                    </Base.Item>
                  )}
                </Base.List>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  )
}
