import { createContext, use } from 'react'

export type FormState = { errors: Map<string, string>; isBusy: boolean; clear: (name: string) => void }
export const FormContext = createContext<FormState | null>(null)

/** The message that a field of this name has to show now: its own, or the one its form knows. */
export function useFieldError(name: string | undefined, own: string | undefined): string | undefined {
  const form = use(FormContext)
  return own ?? (name === undefined ? undefined : form?.errors.get(name))
}
