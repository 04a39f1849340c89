// A form: checks what the browser can check, in our words; shows the server's problems beside their fields; brings the
// person to the first one.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import './fields.css'
import { classNames } from './class-names.ts'
import { FormContext } from './form-context.ts'
import { useT } from './i18n.ts'
import type { T } from './i18n.ts'
import { Message } from './Message.tsx'
import { fieldOf, problemText } from './problem.ts'
import type { ProblemError } from './problem.ts'

function wordsFor(control: HTMLInputElement, t: T): string {
  const { validity } = control
  if (validity.valueMissing) return t(control.type === 'checkbox' ? 'field.mustBeOn' : 'field.missing')
  if (validity.typeMismatch && control.type === 'email') return t('field.noEmail')
  if (validity.tooShort) return t('field.tooShort', { count: control.minLength })
  if (validity.rangeUnderflow || validity.rangeOverflow) return t('field.outOfRange')
  return t('field.wrong')
}

function checkControls(form: HTMLFormElement, t: T): Map<string, string> {
  const found = new Map<string, string>()
  for (const control of Array.from(form.elements) as HTMLInputElement[]) {
    if (control.name && control.willValidate && !control.validity.valid && !found.has(control.name)) {
      found.set(control.name, wordsFor(control, t))
    }
  }
  return found
}

function focusFirst(form: HTMLFormElement, errors: Map<string, string>): boolean {
  const first = (Array.from(form.elements) as HTMLInputElement[]).find(({ name }) => errors.has(name))
  first?.focus()
  return first !== undefined
}

/**
 * `problem` is the write's: problems with a pointer to a field of this form stand beside it, the rest on top.
 * `t` is the page's, so that `problems.<slug>` is found in its messages. Children end in <FormActions>.
 */
export function Form({
  onSubmit,
  problem,
  isBusy = false,
  isWide,
  label,
  t,
  children,
}: {
  onSubmit: () => void
  problem?: ProblemError
  isBusy?: boolean
  isWide?: boolean
  label?: string
  t?: T
  children: ReactNode
}) {
  const ui = useT('ui')
  const form = useRef<HTMLFormElement>(null)
  const [own, setOwn] = useState<Map<string, string>>(new Map())
  const [cleared, setCleared] = useState<Set<string>>(new Set())
  const fromServer = useMemo(() => new Map((problem?.errors ?? []).map(({ pointer, detail }) => [fieldOf(pointer), detail])), [problem])
  const errors = useMemo(() => new Map([...fromServer, ...own].filter(([name]) => !cleared.has(name))), [fromServer, own, cleared])
  useEffect(() => {
    setCleared(new Set())
    if (problem && form.current && !focusFirst(form.current, fromServer)) {
      form.current.querySelector<HTMLElement>('.message')?.focus()
    }
  }, [problem, fromServer])

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const found = checkControls(event.currentTarget, ui)
    setOwn(found)
    setCleared(new Set())
    if (found.size > 0) focusFirst(event.currentTarget, found)
    else onSubmit()
  }
  const clear = (name: string) => setCleared((before) => new Set(before).add(name))
  const hasPlace = (name: string): boolean => form.current?.elements.namedItem(name) !== null
  const homeless = (problem?.errors ?? []).filter(({ pointer }) => !hasPlace(fieldOf(pointer)))

  return (
    <FormContext value={{ errors, isBusy, clear }}>
      <form
        ref={form}
        className={classNames('form', isWide && 'form-wide')}
        noValidate
        aria-label={label}
        aria-busy={isBusy || undefined}
        onSubmit={submit}
        onChange={(event) => clear((event.target as unknown as HTMLInputElement).name)}
      >
        {problem && (
          <Message kind="stop" title={problemText(problem, t ?? ui)} isNews>
            {homeless.length > 0 && homeless.map(({ pointer, detail }) => <p key={pointer + detail}>{detail}</p>)}
          </Message>
        )}
        {children}
      </form>
    </FormContext>
  )
}

/** The form's buttons: first the one that sends it. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="form-actions">{children}</div>
}
