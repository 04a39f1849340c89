// Asks for password or PIN once more when a write was answered with `step-up-needed`; the client then sends it again.
// The dialog's code comes when it is first needed.
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import { onStepUpNeeded } from '#ui/client.ts'

const StepUpDialog = lazy(() => import('./StepUpDialog.tsx').then((module) => ({ default: module.StepUpDialog })))

export function StepUp() {
  const [isOpen, setOpen] = useState(false)
  const asked = useRef<{ answer: Promise<boolean>; settle: (isProved: boolean) => void } | undefined>(undefined)
  useEffect(
    () =>
      onStepUpNeeded(() => {
        // Two writes at once wait for the same answer.
        if (!asked.current) {
          let settle: (isProved: boolean) => void = () => undefined
          const answer = new Promise<boolean>((resolve) => (settle = resolve))
          asked.current = { answer, settle }
          setOpen(true)
        }
        return asked.current.answer
      }),
    [],
  )
  const close = (isProved: boolean) => {
    setOpen(false)
    asked.current?.settle(isProved)
    asked.current = undefined
  }
  // Whoever leaves the page while it asks has not proved anything.
  useEffect(() => () => asked.current?.settle(false), [])
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <StepUpDialog onProved={() => close(true)} onClose={() => close(false)} />
    </Suspense>
  )
}
