import { useGo, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField, SelectField, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Person } from '../contract.ts'
import { PersonPicker, type PersonChoice, UnitPicker } from './parts.tsx'
import { useJobRoles, useSites } from './queries.ts'

/** Empty fields are not sent: the server knows "not said" from "nothing". */
export const filled = (values: Record<string, string | boolean | null | undefined>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined))

export function AddPersonPage() {
  const t = useT('people')
  const go = useGo()
  const [{ unit }] = useSearchState({ unit: '' })
  const sites = useSites()
  const roles = useJobRoles()
  const form = useForm({
    draft: 'add-person',
    initial: {
      givenName: '',
      familyName: '',
      hrNumber: '',
      email: '',
      startedOn: '',
      unitId: unit,
      jobRoleId: '',
      siteId: '',
      manager: null as PersonChoice | null,
      leadsUnit: false,
    },
  })
  const save = useWrite(
    ({ manager, ...values }: typeof form.values, options) =>
      api.post<Person>('/api/people', filled({ ...values, managerId: manager?.value }), options),
    {
      stale: ['/api/people', '/api/units'],
      onDone: (person) => {
        form.done()
        toast({ title: t('add.done', { name: person.displayName }) })
        go(`/people/${person.id}`)
      },
    },
  )
  const choices = (items: { id: string; name: string }[] | undefined) => (items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Page title={t('add.title')} lead={t('add.lead')} back={{ to: '/people', label: t('directory.title') }} who={t('details.who')}>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <TextField label={t('givenName')} autoComplete="off" {...form.field('givenName')} />
          <TextField label={t('familyName')} autoComplete="off" {...form.field('familyName')} />
          <TextField label={t('hrNumber')} hint={t('add.hrNumberHint')} direction="ltr" autoComplete="off" {...form.field('hrNumber')} />
          <TextField
            label={t('email')}
            hint={t('add.emailHint')}
            kind="email"
            autoComplete="off"
            isRequired={false}
            {...form.field('email')}
          />
          <UnitPicker
            label={t('unit')}
            isRequired
            name="unitId"
            value={form.values.unitId}
            onChange={(unitId) => form.set('unitId', unitId)}
          />
          <SelectField
            label={t('jobRole')}
            empty={t('none')}
            options={choices(roles.data?.items)}
            isRequired={false}
            {...form.field('jobRoleId')}
          />
          <SelectField
            label={t('site')}
            empty={t('none')}
            options={choices(sites.data?.items)}
            isRequired={false}
            {...form.field('siteId')}
          />
          <PersonPicker
            label={t('manager')}
            name="managerId"
            value={form.values.manager}
            onChange={(manager) => form.set('manager', manager)}
          />
          <Checkbox label={t('leadsUnit')} note={t('leadsUnitNote')} {...form.check('leadsUnit')} />
          <DateField label={t('startedOn')} isRequired={false} {...form.field('startedOn')} />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('add.save')}
          </Button>
          <ButtonLink to="/people">{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Page>
  )
}
