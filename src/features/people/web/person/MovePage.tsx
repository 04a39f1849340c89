import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField, SelectField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { now } from '#ui/now.ts'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Person } from '../../contract.ts'
import { filled } from '../AddPersonPage.tsx'
import { choiceOf, PersonPicker, UnitPicker } from '../parts.tsx'
import { staleOf, useJobRoles, useSites } from '../queries.ts'
import { PersonFrame } from './PersonFrame.tsx'

/** A dated move; for somebody who left, a return. */
export const MovePage = () => (
  <PersonFrame titleKey="move.title" leadKey="move.lead">
    {(person) => <MoveForm key={person.version} person={person} />}
  </PersonFrame>
)

function MoveForm({ person }: { person: Person }) {
  const t = useT('people')
  const go = useGo()
  const sites = useSites()
  const roles = useJobRoles()
  const isReturn = person.status === 'left'
  const back = `/people/${person.id}`
  const form = useForm({
    initial: {
      startsOn: now().toISOString().slice(0, 10),
      unitId: person.unit?.id ?? '',
      jobRoleId: person.jobRole?.id ?? '',
      siteId: person.site?.id ?? '',
      manager: choiceOf(person.manager),
      leadsUnit: person.leadsUnit,
    },
  })
  const save = useWrite(
    ({ manager, ...values }: typeof form.values, options) =>
      api.post<Person>(
        `${back.replace('/people', '/api/people')}/${isReturn ? 'returns' : 'assignments'}`,
        filled({ ...values, managerId: manager?.value }),
        options,
      ),
    {
      stale: staleOf(person.id),
      onDone: () => {
        form.done()
        toast({ title: t(isReturn ? 'move.returned' : 'move.done') })
        go(back)
      },
    },
  )
  const choices = (items: { id: string; name: string }[] | undefined) => (items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <DateField label={t('move.startsOn')} hint={t('move.startsOnHint')} isRequired {...form.field('startsOn')} />
          <UnitPicker
            label={t('unit')}
            isRequired
            name="unitId"
            value={form.values.unitId}
            onChange={(unitId) => form.set('unitId', unitId)}
          />
          <SelectField label={t('jobRole')} empty={t('none')} options={choices(roles.data?.items)} {...form.field('jobRoleId')} />
          <SelectField label={t('site')} empty={t('none')} options={choices(sites.data?.items)} {...form.field('siteId')} />
          <PersonPicker
            label={t('manager')}
            name="managerId"
            without={person.id}
            value={form.values.manager}
            onChange={(manager) => form.set('manager', manager)}
          />
          <Checkbox label={t('leadsUnit')} note={t('leadsUnitNote')} {...form.check('leadsUnit')} />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t(isReturn ? 'move.saveReturn' : 'move.save')}
          </Button>
          <ButtonLink to={back}>{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
