import { useState } from 'react'
import { TextButton } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { PinPad } from '#ui/PinPad.tsx'
import { problemText } from '#ui/problem.ts'
import type { ProblemError } from '#ui/problem.ts'
import '../sign-in/sign-in.css'

/** A new PIN, typed twice. A PIN that is refused, or two that differ, begin anew with the reason above the keys. */
export function ChoosePin({
  isBusy,
  problem,
  onChosen,
}: {
  isBusy: boolean
  problem: ProblemError | undefined
  onChosen: (pin: string) => Promise<unknown>
}) {
  const t = useT('accounts')
  const [length, setLength] = useState<4 | 6>(4)
  const [first, setFirst] = useState('')
  const [pin, setPin] = useState('')
  const [isDifferent, setDifferent] = useState(false)
  const begin = () => {
    setFirst('')
    setPin('')
  }
  const take = async (complete: string) => {
    setPin('')
    setDifferent(false)
    if (first === '') return setFirst(complete)
    if (first === complete) await onChosen(complete)
    else setDifferent(true)
    begin()
  }
  const refused = problem && (problem.errors[0]?.detail ?? problemText(problem, t))
  const isFresh = first === '' && pin === '' && !isBusy
  return (
    <>
      <output className="pin-step">{first === '' ? t('newPin.first', { count: length }) : t('newPin.again')}</output>
      <PinPad
        // The pad of the second time is another one: its spoken count begins at nothing.
        key={first === '' ? 'first' : 'again'}
        length={length}
        value={pin}
        onChange={setPin}
        isBusy={isBusy}
        error={isFresh ? (isDifferent ? t('newPin.different') : refused) : undefined}
        onComplete={(complete) => void take(complete)}
        side={first === '' ? undefined : { label: t('newPin.anew'), onClick: begin }}
      />
      {first === '' && (
        <p className="pin-step">
          <TextButton
            onClick={() => {
              setLength(length === 4 ? 6 : 4)
              begin()
            }}
          >
            {t('newPin.length', { count: length === 4 ? 6 : 4 })}
          </TextButton>
        </p>
      )}
    </>
  )
}
