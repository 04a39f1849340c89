import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '#ui/i18n.ts'
import { PinPad } from '#ui/PinPad.tsx'
import { PlainPage } from '#ui/PlainPage.tsx'
import { problemText } from '#ui/problem.ts'
import type { ProblemError } from '#ui/problem.ts'
import { HelloPanel } from './HelloPanel.tsx'

/** Hello by name, then the digits that only this person knows. A wrong PIN empties the pad and says so. */
export function PinStep({
  name,
  organisation,
  mantra,
  length,
  lead,
  isBusy,
  problem,
  onPin,
  onNotMe,
  foot,
}: {
  name: string
  organisation: string | null
  mantra: string | null
  length: number
  lead?: string
  isBusy: boolean
  problem: ProblemError | undefined
  onPin: (pin: string) => Promise<unknown>
  onNotMe: () => void
  foot: ReactNode
}) {
  const t = useT('accounts')
  const [pin, setPin] = useState('')
  const wrong = problem && (problem.slug === 'sign-in-refused' ? t('pin.wrong') : problemText(problem, t))
  return (
    <PlainPage
      title={t('pin.hello', { name })}
      lead={lead ?? t('pin.lead', { count: length })}
      isCentred
      aside={<HelloPanel name={name} organisation={organisation} mantra={mantra} />}
      foot={foot}
    >
      <PinPad
        length={length}
        value={pin}
        onChange={setPin}
        isBusy={isBusy}
        error={pin === '' && !isBusy ? wrong : undefined}
        onComplete={(complete) => void onPin(complete).then(() => setPin(''))}
        side={{ label: t('pin.notMe'), onClick: onNotMe }}
      />
    </PlainPage>
  )
}
