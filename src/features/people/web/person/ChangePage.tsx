import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api, etagOf } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Person } from '../../contract.ts'
import { staleOf } from '../queries.ts'
import { PersonFrame } from './PersonFrame.tsx'

export const ChangePage = () => (
  <PersonFrame titleKey="change.title" leadKey="change.lead">
    {(person) => <ChangeForm key={person.version} person={person} />}
  </PersonFrame>
)

function ChangeForm({ person }: { person: Person }) {
  const t = useT('people')
  const go = useGo()
  const details = person.details!
  const back = `/people/${person.id}`
  const form = useForm({
    initial: {
      givenName: details.givenName ?? '',
      familyName: details.familyName ?? '',
      hrNumber: details.hrNumber ?? '',
      email: details.email ?? '',
      startedOn: details.startedOn ?? '',
    },
  })
  const save = useWrite(
    (values: typeof form.values, options) =>
      api.patch<Person>(
        `/api/people/${person.id}`,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value || null])),
        {
          ...options,
          ifMatch: etagOf(person),
        },
      ),
    {
      stale: staleOf(person.id),
      onDone: () => {
        form.done()
        toast({ title: t('saved') })
        go(back)
      },
    },
  )
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <TextField label={t('givenName')} autoComplete="off" {...form.field('givenName')} />
          <TextField label={t('familyName')} autoComplete="off" {...form.field('familyName')} />
          <TextField label={t('hrNumber')} direction="ltr" autoComplete="off" {...form.field('hrNumber')} />
          <TextField label={t('email')} hint={t('change.emailHint')} kind="email" autoComplete="off" {...form.field('email')} />
          <DateField label={t('startedOn')} {...form.field('startedOn')} />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('ui:save')}
          </Button>
          <ButtonLink to={back}>{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
