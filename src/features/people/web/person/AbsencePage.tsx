import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Person } from '../../contract.ts'
import { choiceOf, PersonPicker } from '../parts.tsx'
import { staleOf } from '../queries.ts'
import { PersonFrame } from './PersonFrame.tsx'

export const AbsencePage = () => (
  <PersonFrame titleKey="absence.title" leadKey="absence.lead">
    {(person) => <AbsenceForm key={person.version} person={person} />}
  </PersonFrame>
)

function AbsenceForm({ person }: { person: Person }) {
  const t = useT('people')
  const go = useGo()
  const back = `/people/${person.id}`
  const form = useForm({ initial: { startsOn: '', lastDay: '', deputy: choiceOf(person.details?.deputy) } })
  const save = useWrite(
    ({ deputy, ...days }: typeof form.values, options) =>
      api.post(`/api${back}/absences`, { ...days, deputyId: deputy?.value ?? null }, options),
    {
      stale: staleOf(person.id),
      onDone: () => {
        form.done()
        toast({ title: t('absence.done') })
        go(back)
      },
    },
  )
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <Row>
            <DateField label={t('absence.startsOn')} isRequired {...form.field('startsOn')} />
            <DateField label={t('absence.lastDay')} isRequired min={form.values.startsOn || undefined} {...form.field('lastDay')} />
          </Row>
          <PersonPicker
            label={t('absence.deputy')}
            hint={t('absence.deputyHint')}
            name="deputyId"
            without={person.id}
            value={form.values.deputy}
            onChange={(deputy) => form.set('deputy', deputy)}
          />
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
