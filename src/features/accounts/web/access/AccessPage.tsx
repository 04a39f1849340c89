import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { FilterTabs } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { useMay } from '#ui/session.tsx'
import { Devices } from './Devices.tsx'
import { Roles } from './Roles.tsx'
import { Tokens } from './Tokens.tsx'

/** Who may do what: roles of people, keys of programs, devices that several people use. */
export function AccessPage() {
  const t = useT('accounts')
  const [{ part }] = useSearchState({ part: 'roles' })
  const mayGive = useMay('role-grants.change')
  const mayMake = useMay('api-tokens.change')
  const seesDevices = useMay('devices.read')
  const action = {
    roles: mayGive && (
      <ButtonLink to="/access/give-role" kind="filled">
        {t('roles.give')}
      </ButtonLink>
    ),
    tokens: mayMake && (
      <ButtonLink to="/access/make-key" kind="filled">
        {t('tokens.make')}
      </ButtonLink>
    ),
    devices: null,
  }
  const shown = part === 'tokens' || (part === 'devices' && seesDevices) ? part : 'roles'
  return (
    <Page title={t('access.title')} lead={t('access.lead')} actions={action[shown] || undefined} who={t(`access.${shown}Who`)}>
      <FilterTabs
        label={t('access.title')}
        current={shown}
        tabs={[
          { key: 'roles', label: t('access.roles'), to: '/access' },
          { key: 'tokens', label: t('access.tabTokens'), to: '/access?part=tokens' },
          ...(seesDevices ? [{ key: 'devices', label: t('access.tabDevices'), to: '/access?part=devices' }] : []),
        ]}
      />
      {shown === 'roles' && <Roles />}
      {shown === 'tokens' && <Tokens />}
      {shown === 'devices' && <Devices />}
    </Page>
  )
}
