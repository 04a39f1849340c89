import type { useForm } from '#ui/forms.ts'
import type { ProblemError } from '#ui/problem.ts'

export type Beginning = {
  name: string
  languages: string[]
  defaultLanguage: string
  timeZone: string
  givenName: string
  familyName: string
  email: string
  wording: string
}

export type StepProps = {
  form: ReturnType<typeof useForm<Beginning>>
  problem: ProblemError | undefined
  isBusy: boolean
  onNext: () => void
}
