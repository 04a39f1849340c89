import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { LoadMore } from '#ui/Lists.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { Device, NewDevice } from '../../contract.ts'
import { at, useAccount, useDevices, useSharedDevice } from '../queries.ts'
import { noteShared } from '../sign-in/arrive.ts'
import { UnitField } from './UnitField.tsx'

const stale = [at.devices, at.sharedDevice, at.session]

/** Devices that several people use: those that are known, and the one in front of us. */
export function Devices() {
  const t = useT('accounts')
  const devices = useDevices()
  const [asked, setAsked] = useState<Device>()
  const remove = useWrite((device: Device) => api.delete(`${at.devices}/${device.id}`), {
    stale,
    onDone: (_, { name }) => toast({ title: t('devices.removed', { name: name ?? t('devices.noName') }) }),
  })
  return (
    <Stack>
      {remove.problem && <ProblemView problem={remove.problem} t={t} />}
      {devices.problem ? (
        <ProblemView problem={devices.problem} t={t} onRetry={() => void devices.refetch()} />
      ) : (
        <Table
          caption={t('access.devices')}
          rows={devices.items}
          rowKey={({ id }) => id}
          isLoading={devices.isPending}
          empty={<EmptyState level={2} title={t('devices.none')} text={t('devices.noneText')} />}
          columns={[
            { key: 'name', label: t('devices.name'), cell: ({ name }) => <bdi>{name ?? t('devices.noName')}</bdi> },
            { key: 'unit', label: t('roles.unit'), cell: ({ unit }) => unit && <bdi>{unit.name}</bdi> },
            { key: 'used', label: t('devices.lastUsed'), cell: ({ lastUsedOn }) => <DateText value={lastUsedOn} /> },
            {
              key: 'remove',
              label: t('devices.remove'),
              isLabelSpoken: true,
              cell: (device) => (
                <Button isSmall isBusy={remove.isBusy} onClick={() => setAsked(device)}>
                  {t('devices.remove')} <span className="spoken">{device.name ?? t('devices.noName')}</span>
                </Button>
              ),
            },
          ]}
        />
      )}
      {devices.items.length > 0 && (
        <LoadMore
          shown={devices.items.length}
          hasMore={devices.hasNextPage}
          isBusy={devices.isFetchingNextPage}
          onMore={() => void devices.fetchNextPage()}
        />
      )}
      <ThisDevice />
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t('devices.removeTitle', { name: asked?.name ?? t('devices.noName') })}
        text={t('devices.removeText')}
        action={t('devices.remove')}
        onClose={() => setAsked(undefined)}
        onConfirm={() => {
          setAsked(undefined)
          if (asked) void remove.run(asked)
        }}
      />
    </Stack>
  )
}

function ThisDevice() {
  const t = useT('accounts')
  const { person } = useSession()
  const here = useSharedDevice()
  const account = useAccount(person.id)
  const form = useForm({ initial: { name: '' } })
  const [unitId, setUnitId] = useState('')
  const register = useWrite((device: NewDevice) => api.post<Device>(at.devices, device), {
    stale,
    onDone: ({ name }) => {
      noteShared(true)
      form.begin({ name: '' })
      toast({ title: t('devices.registered', { name: name ?? '' }) })
    },
  })
  const roles = account.data?.roles.filter(({ role }) => role === 'team-leader' || role === 'administrator') ?? []
  const roots = roles.map((role) => role.unit?.id ?? null)
  const needsUnit = account.data !== undefined && !roots.includes(null)
  const known = here.data?.sharedDevice ? here.data.name : undefined
  return (
    <Section title={t('devices.this')} note={t('devices.thisNote')}>
      <Stack>
        {known && <Message kind="note" title={t('devices.isShared', { name: known })} />}
        <Form
          onSubmit={() => {
            void register.run({ name: form.values.name, ...(unitId ? { unitId } : {}) })
          }}
          problem={register.problem}
          isBusy={register.isBusy}
          t={t}
        >
          <TextField label={t('devices.name')} hint={t('devices.nameHint')} maxLength={100} isRequired {...form.field('name')} />
          <UnitField
            label={t('roles.unit')}
            hint={t('devices.unitHint')}
            isRequired={needsUnit}
            roots={roots}
            value={unitId}
            onChange={setUnitId}
          />
          <FormActions>
            <Button type="submit">{t(known ? 'devices.rename' : 'devices.register')}</Button>
          </FormActions>
        </Form>
      </Stack>
    </Section>
  )
}
