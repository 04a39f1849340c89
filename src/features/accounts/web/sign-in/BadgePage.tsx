import { useEffect, useEffectEvent, useState } from 'react'
import { useGo, useSearchState } from '#ui/address.ts'
import { rememberHouse } from '#ui/house.ts'
import { currentLanguage, switchLanguage } from '#ui/i18n.ts'
import { useWrite } from '#ui/queries.ts'
import type { BadgeCheck } from '../../contract.ts'
import { inHand, putDown, takeUp } from '../in-hand.ts'
import { checkBadge, signIn, useSharedDevice } from '../queries.ts'
import { useArrival, useLeaveWhenSignedIn, useWayBack } from './arrive.ts'
import { DeviceLine } from './DeviceLine.tsx'
import { PinStep } from './PinStep.tsx'
import { ScanStep } from './ScanStep.tsx'

type Known = { badge: string; check: BadgeCheck }

/** First the badge, then the PIN. `?step=pin` makes the browser's back button lead to the camera again. */
export function BadgePage() {
  const go = useGo()
  const [{ step }, setSearch] = useSearchState({ step: '' })
  const [known, setKnown] = useState<Known>()
  const [languageBefore] = useState(currentLanguage)
  const device = useSharedDevice()
  // A badge that was scanned while a colleague is signed in: its holder wants to come in.
  const [hasBadge] = useState(() => inHand().badge !== undefined)
  useLeaveWhenSignedIn(hasBadge)
  const look = useWrite(checkBadge, {
    onDone: (check, badge) => {
      rememberHouse({ name: check.organisation, mantra: check.mantra })
      // The badge says which language its holder reads; everybody should read the greeting.
      void switchLanguage(check.language)
      setKnown({ badge, check })
      setSearch({ step: 'pin' }, 'push')
    },
  })
  const { withBack } = useWayBack()
  const onCode = (text: string) => {
    const kind = /\/(invitation|reset)#/.exec(text)?.[1]
    if (kind) {
      takeUp('code', text)
      go(`/${kind}`)
    } else void look.run(text)
  }
  const lookAtOnce = useEffectEvent(() => {
    const { badge } = inHand()
    putDown()
    if (badge) void look.run(badge)
  })
  useEffect(() => lookAtOnce(), [])
  useEffect(() => {
    // A reload forgets the badge: back to the camera.
    if (step === 'pin' && !known) setSearch({ step: '' })
  }, [step, known, setSearch])

  const notMe = () => {
    void switchLanguage(languageBefore)
    setKnown(undefined)
    look.reset()
    if (device.data && device.data.people.length > 0) go(withBack('/sign-in?who=all'), 'replace')
    else setSearch({ step: '' })
  }
  if (step === 'pin' && known) return <BadgePin known={known} onNotMe={notMe} />
  return (
    <ScanStep
      startsAtOnce={device.data?.sharedDevice ?? false}
      isBusy={look.isBusy}
      problem={look.problem}
      onCode={onCode}
      onAgain={look.reset}
    />
  )
}

function BadgePin({ known: { badge, check }, onNotMe }: { known: Known; onNotMe: () => void }) {
  const arrive = useArrival()
  const [isShared, setShared] = useState(check.sharedDevice)
  const enter = useWrite(
    (pin: string) => signIn({ method: 'badge', badge, pin, ...(isShared === check.sharedDevice ? {} : { isSharedDevice: isShared }) }),
    { onDone: () => void arrive() },
  )
  return (
    <PinStep
      name={check.givenName}
      organisation={check.organisation}
      mantra={check.mantra}
      length={check.pinLength}
      isBusy={enter.isBusy || enter.isDone}
      problem={enter.problem}
      onPin={enter.run}
      onNotMe={onNotMe}
      foot={<DeviceLine isShared={isShared} lockSeconds={check.autoLockSeconds} onChange={check.sharedDevice ? undefined : setShared} />}
    />
  )
}
