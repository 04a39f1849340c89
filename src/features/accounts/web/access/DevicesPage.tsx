import { useT } from '#ui/i18n.ts'
import { Page } from '#ui/Page.tsx'
import { Devices } from './Devices.tsx'

/** The same list, where a team leader finds it. */
export function DevicesPage() {
  const t = useT('accounts')
  return (
    <Page title={t('devices.title')} lead={t('devices.lead')} who={t('access.devicesWho')}>
      <Devices />
    </Page>
  )
}
