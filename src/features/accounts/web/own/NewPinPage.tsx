import { useEffect } from 'react'
import { useGo } from '#ui/address.ts'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { PlainPage } from '#ui/PlainPage.tsx'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { WhoSees } from '#ui/Words.tsx'
import { withFaultWords } from '../problem-words.ts'
import { firstPage, useArrival, useWayBack } from '../sign-in/arrive.ts'
import { HousePanel } from '../sign-in/HousePanel.tsx'
import { ChoosePin } from './ChoosePin.tsx'

/** After a start PIN: nothing else opens until there is one that only its owner knows. */
export function NewPinPage() {
  const t = useT('accounts')
  const go = useGo()
  const { back } = useWayBack()
  const { mustChangeSecret } = useSession()
  const arrive = useArrival()
  const change = useWrite((pin: string) => api.post('/api/pin-changes', { pin }), { onDone: () => void arrive() })
  const isDone = change.isBusy || change.isDone
  useEffect(() => {
    if (!mustChangeSecret && !isDone) go(back === firstPage ? '/password' : back, 'replace')
  }, [mustChangeSecret, isDone, go, back])
  return (
    <PlainPage
      title={t('newPin.title')}
      lead={t('newPin.lead')}
      isCentred
      aside={<HousePanel />}
      foot={<WhoSees>{t('secret.who')}</WhoSees>}
    >
      <ChoosePin isBusy={isDone} problem={withFaultWords(change.problem, t)} onChosen={change.run} />
    </PlainPage>
  )
}
