// A form: checks what the browser can check, in our words; shows the server's problems beside their fields; brings the
// person to the first one.
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { FormEvent, ReactNode } from 'react'
import './fields.css'
import { classNames } from './class-names.ts'
import { FieldNames, FormContext } from './form-context.ts'
import { useT } from './i18n.ts'
import type { T } from './i18n.ts'
import { Message } from './Message.tsx'
import { fieldOf, problemText } from './problem.ts'
import type { ProblemError } from './problem.ts'

function wordsFor(control: HTMLInputElement, t: T): string {
  const { validity } = control
  if (validity.valueMissing)
    return t(control.type === 'checkbox' ? 'field.mustBeOn' : /^(radio|select)/.test(control.type) ? 'field.choose' : 'field.missing')
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

const noErrors = new Map<string, string>()

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
  const [names] = useState(() => new FieldNames())
  const shown = useSyncExternalStore(names.subscribe, names.now)
  const [own, setOwn] = useState<Map<string, string>>(noErrors)
  // What was corrected since this problem came; the next problem starts anew.
  const [corrected, setCorrected] = useState<{ of: ProblemError | undefined; names: ReadonlySet<string> }>({
    of: undefined,
    names: new Set(),
  })
  const fromServer = useMemo(() => new Map((problem?.errors ?? []).map(({ pointer, detail }) => [fieldOf(pointer), detail])), [problem])
  const done = corrected.of === problem ? corrected.names : undefined
  const errors = useMemo(() => new Map([...fromServer, ...own].filter(([name]) => !done?.has(name))), [fromServer, own, done])

  useEffect(() => {
    if (problem && form.current && !focusFirst(form.current, fromServer)) form.current.querySelector<HTMLElement>('.message')?.focus()
  }, [problem, fromServer])

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const found = checkControls(event.currentTarget, ui)
    setOwn(found)
    setCorrected({ of: problem, names: new Set([...fromServer.keys()].filter((name) => !found.has(name))) })
    if (found.size > 0) focusFirst(event.currentTarget, found)
    else onSubmit()
  }
  const correct = (name: string) => setCorrected({ of: problem, names: new Set(done).add(name) })
  const homeless = (problem?.errors ?? []).filter(({ pointer }) => !shown.has(fieldOf(pointer)))

  return (
    <FormContext value={{ errors, isBusy, names }}>
      <form
        ref={form}
        className={classNames('form', isWide && 'form-wide')}
        noValidate
        aria-label={label}
        aria-busy={isBusy || undefined}
        onSubmit={submit}
        onChange={(event) => correct((event.target as unknown as HTMLInputElement).name)}
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
