// What pages to the right may use of journeys: choosing a step.
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { useSteps } from './queries.ts'

export { useSteps } from './queries.ts'

/** A step of a journey in use; nothing is shown where there is none. The journey's name stands before the step's where there are several. */
export function StepPicker({
  label,
  hint,
  name,
  value,
  onChange,
  isRequired = false,
  isFilter,
}: {
  label: string
  hint?: string
  name?: string
  value: string
  onChange: (stepId: string) => void
  isRequired?: boolean
  /** Narrows a list: empty means all of them, and nothing is asked of anybody. */
  isFilter?: boolean
}) {
  const t = useT('journeys')
  const steps = useSteps().data?.items ?? []
  if (steps.length === 0) return null
  const hasSeveral = new Set(steps.map(({ journeyId }) => journeyId)).size > 1
  return (
    <SelectField
      label={label}
      hint={hint}
      name={name}
      value={value}
      onChange={onChange}
      isRequired={isFilter ? undefined : isRequired}
      empty={t(isFilter ? 'picker.all' : 'picker.none')}
      options={steps.map((step) => ({
        value: step.id,
        label: `${hasSeveral ? `${step.journeyName}: ` : ''}${step.position}. ${step.name}`,
      }))}
    />
  )
}
