import { useEffect } from 'react'
import type { Study } from '../../../contract/studies.ts'
import { FileStep } from './FileStep.tsx'
import { OutcomeStep } from './OutcomeStep.tsx'
import { PowerStep } from './PowerStep.tsx'
import { RegisterStep } from './RegisterStep.tsx'
import { TeamsStep } from './TeamsStep.tsx'
import { WindowStep } from './WindowStep.tsx'

/** The steps one below the other; a registered plan can only be read. */
export function PlanTab({ study }: { study: Study }) {
  const mayChange = study.mayWrite && study.state === 'plan'
  const props = { study, mayChange }
  // The steps come after the address was opened: its mark is looked for once they are there.
  useEffect(() => {
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [])
  return study.source === 'file' ? (
    <>
      <FileStep {...props} at={1} />
      <PowerStep {...props} at={2} />
      <RegisterStep {...props} at={3} />
    </>
  ) : (
    <>
      <OutcomeStep {...props} at={1} />
      <WindowStep {...props} at={2} />
      <TeamsStep {...props} at={3} />
      <PowerStep {...props} at={4} />
      <RegisterStep {...props} at={5} />
    </>
  )
}
