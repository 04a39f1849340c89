import { useEffect } from 'react'
import { useGo, useSearchState } from '#ui/address.ts'
import { Loading } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { PlainPage } from '#ui/PlainPage.tsx'
import { useInstallation, useSharedDevice } from '../queries.ts'
import { noteShared, useLeaveWhenSignedIn, wasShared } from './arrive.ts'
import { HousePanel } from './HousePanel.tsx'
import { PasswordSignIn } from './PasswordSignIn.tsx'
import { SharedDevice } from './SharedDevice.tsx'

/** A device of one's own asks for e-mail and password; a shared one shows its people first. */
export function SignInPage() {
  const t = useT('accounts')
  const go = useGo()
  const [{ way }] = useSearchState({ way: '' })
  const installation = useInstallation()
  const device = useSharedDevice()
  useLeaveWhenSignedIn()
  const isEmpty = installation.data && !installation.data.isSetUp && !installation.data.hasDemo
  useEffect(() => {
    if (isEmpty) go('/welcome', 'replace')
  }, [isEmpty, go])
  const isShared = device.data?.sharedDevice
  useEffect(() => {
    if (isShared !== undefined) noteShared(isShared)
  }, [isShared])

  if (way !== 'password' && device.data && device.data.people.length > 0) return <SharedDevice device={device.data} />
  if (way !== 'password' && device.isPending && wasShared()) {
    return (
      <PlainPage title={t('shared.title')} aside={<HousePanel />}>
        <Loading />
      </PlainPage>
    )
  }
  return <PasswordSignIn device={device.data} maySetUp={installation.data?.isSetUp === false} />
}
