import { IconLock, IconMail, IconQrcode, IconUser } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useGo, useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { rememberHouse, useHouse } from '#ui/house.ts'
import { useT } from '#ui/i18n.ts'
import { PlainPage } from '#ui/PlainPage.tsx'
import { useWrite } from '#ui/queries.ts'
import type { SharedDeviceView } from '../../contract.ts'
import { signIn } from '../queries.ts'
import { useArrival, useWayBack } from './arrive.ts'
import { DeviceLine } from './DeviceLine.tsx'
import { HousePanel } from './HousePanel.tsx'
import { PickList } from './PickList.tsx'
import { PinStep } from './PinStep.tsx'
import { SwitchPassword } from './SwitchPassword.tsx'

/** The people of the last hours; whoever is behind the lock is asked for the PIN at once. `?who=all` is the list. */
export function SharedDevice({ device }: { device: SharedDeviceView }) {
  const [{ who }] = useSearchState({ who: '' })
  const { organisation, people } = device
  const known = useHouse()?.name
  useEffect(() => {
    if (organisation && organisation !== known) rememberHouse({ name: organisation })
  }, [organisation, known])
  const chosen = people.find(({ accountId, isLockedHere }) => (who === '' ? isLockedHere : accountId === who))
  return chosen ? <Switch key={chosen.accountId} device={device} person={chosen} /> : <People device={device} />
}

function People({ device }: { device: SharedDeviceView }) {
  const t = useT('accounts')
  const [, setSearch] = useSearchState({ who: '' })
  const { withBack } = useWayBack()
  return (
    <PlainPage
      title={t('shared.title')}
      lead={t('shared.lead')}
      aside={<HousePanel />}
      foot={<DeviceLine isShared lockSeconds={device.autoLockSeconds ?? 120} />}
    >
      <PickList
        label={t('shared.title')}
        items={device.people.map(({ accountId, name, isLockedHere }) => ({
          key: accountId,
          name,
          note: isLockedHere ? t('shared.lockedHere') : undefined,
          icon: isLockedHere ? IconLock : IconUser,
          onPick: () => setSearch({ who: accountId }, 'push'),
        }))}
      />
      <div className="other-ways">
        <ButtonLink to={withBack('/badge')} icon={IconQrcode} kind="filled" isWide>
          {t('shared.byBadge')}
        </ButtonLink>
        <ButtonLink to={withBack('/sign-in?way=password')} icon={IconMail} kind="plain" isWide>
          {t('shared.byPassword')}
        </ButtonLink>
      </div>
    </PlainPage>
  )
}

function Switch({ device, person }: { device: SharedDeviceView; person: SharedDeviceView['people'][number] }) {
  const t = useT('accounts')
  const go = useGo()
  const arrive = useArrival()
  const { withBack } = useWayBack()
  const mantra = useHouse()?.mantra ?? null
  const enter = useWrite((secret: string) => signIn({ method: 'switch', accountId: person.accountId, secret }), {
    // What somebody else had open is not for the next one.
    onDone: () => void arrive(person.isLockedHere ? undefined : '/'),
  })
  const notMe = () => go(withBack('/sign-in?who=all'))
  const foot = <DeviceLine isShared lockSeconds={device.autoLockSeconds ?? 120} />
  if (person.secret === 'password' || person.pinLength === null) {
    return <SwitchPassword name={person.name} write={enter} onNotMe={notMe} foot={foot} />
  }
  return (
    <PinStep
      name={person.name}
      organisation={device.organisation}
      mantra={mantra}
      length={person.pinLength}
      lead={person.isLockedHere ? t('shared.unlock', { count: person.pinLength }) : undefined}
      isBusy={enter.isBusy || enter.isDone}
      problem={enter.problem}
      onPin={enter.run}
      onNotMe={notMe}
      foot={foot}
    />
  )
}
