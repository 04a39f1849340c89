import { createContext, use, useEffect } from 'react'

/** Which fields a form shows; a problem with another pointer is told on top instead of getting lost. */
export class FieldNames {
  #counts = new Map<string, number>()
  #names: ReadonlySet<string> = new Set()
  #listeners = new Set<() => void>()

  readonly add = (name: string): (() => void) => {
    this.#change(name, 1)
    return () => this.#change(name, -1)
  }
  readonly now = (): ReadonlySet<string> => this.#names
  readonly subscribe = (tell: () => void): (() => void) => {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  #change(name: string, by: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by)
    this.#names = new Set([...this.#counts].filter(([, count]) => count > 0).map(([one]) => one))
    for (const tell of this.#listeners) tell()
  }
}

export type FormState = { errors: Map<string, string>; isBusy: boolean; names: FieldNames }
export const FormContext = createContext<FormState | null>(null)

/** The message that a field of this name has to show now: its own, or the one its form knows. */
export function useFieldError(name: string | undefined, own: string | undefined): string | undefined {
  const form = use(FormContext)
  const names = form?.names
  useEffect(() => (name === undefined ? undefined : names?.add(name)), [names, name])
  return own ?? (name === undefined ? undefined : form?.errors.get(name))
}
