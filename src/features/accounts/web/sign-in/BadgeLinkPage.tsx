import { useEffect } from 'react'
import { useGo } from '#ui/address.ts'
import { Loading } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { PlainPage } from '#ui/PlainPage.tsx'
import { takeUp } from '../in-hand.ts'

/** `/b#token`, what the QR code of a badge holds: the token leaves the address before anything else happens. */
export function BadgeLinkPage() {
  const t = useT('accounts')
  const go = useGo()
  useEffect(() => {
    takeUp('badge', location.hash)
    go('/badge', 'replace')
  }, [go])
  return (
    <PlainPage title={t('badge.title')}>
      <Loading />
    </PlainPage>
  )
}
