import { api } from '#ui/client.ts'
import type { ContactIntake, IntakeChoices } from '../../contract.ts'

export const intakes = '/api/contact-intakes'
export interface Target {
  surveyId: string
  unitId: string
}

export function sendFile(file: File, { surveyId, unitId }: Target, choices: IntakeChoices): Promise<ContactIntake> {
  const form = new FormData()
  form.append('surveyId', surveyId)
  form.append('unitId', unitId)
  form.append('choices', JSON.stringify(choices))
  form.append('file', file)
  return api.upload<ContactIntake>(intakes, form)
}

// The file itself stays in the browser, so that another reading of its columns can be tried without asking for it again.
let kept: { file: File; target: Target } | undefined
export const keepFile = (file: File, target: Target): void => void (kept = { file, target })
export const keptFile = () => kept
