import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api, etagOf } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { Person } from '../../contract.ts'
import { choiceOf, PersonPicker } from '../parts.tsx'
import { staleOf } from '../queries.ts'
import { PersonFrame } from './PersonFrame.tsx'

export const SettlePage = () => (
  <PersonFrame titleKey="settle.title" leadKey="settle.lead">
    {(person) => <SettleForm key={person.version} person={person} />}
  </PersonFrame>
)

const days = [1, 2, 3, 4, 5, 6, 7]

function SettleForm({ person }: { person: Person }) {
  const t = useT('people')
  const go = useGo()
  const { weekday } = useFormats()
  const { organisation } = useSession()
  const details = person.details!
  const back = `/people/${person.id}`
  const form = useForm({
    initial: {
      language: details.language ?? '',
      deputy: choiceOf(details.deputy),
      workingDays: details.workingDays ?? ([] as number[]),
      worksFrom: details.worksFrom ?? '',
      worksUntil: details.worksUntil ?? '',
      quietFrom: details.quietFrom ?? '',
      quietUntil: details.quietUntil ?? '',
    },
  })
  const save = useWrite(
    ({ deputy, workingDays, ...texts }: typeof form.values, options) =>
      api.patch<Person>(
        `/api/people/${person.id}/settings`,
        {
          ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value || null])),
          deputyId: deputy?.value ?? null,
          workingDays: workingDays.length > 0 ? workingDays : null,
        },
        { ...options, ifMatch: etagOf(person) },
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
  const { workingDays } = form.values
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Section title={t('language')} hasMargin>
          <Stack isNarrow>
            <SelectField
              label={t('language')}
              hint={t('settle.languageHint')}
              empty={t('person.asOrganisation')}
              options={organisation.languages.map((code) => ({ value: code, label: t(`languages.${code}`) }))}
              {...form.field('language')}
            />
          </Stack>
        </Section>
        <Section title={t('deputy')} hasMargin>
          <Stack isNarrow>
            <PersonPicker
              label={t('deputy')}
              hint={t('settle.deputyHint')}
              name="deputyId"
              without={person.id}
              value={form.values.deputy}
              onChange={(deputy) => form.set('deputy', deputy)}
            />
          </Stack>
        </Section>
        <Section title={t('settle.hours')} hasMargin note={t('settle.hoursNote')}>
          <Stack isNarrow>
            <fieldset className="choices">
              <legend>{t('workingDays')}</legend>
              {days.map((day) => (
                <Checkbox
                  key={day}
                  label={weekday(day)}
                  isOn={workingDays.includes(day)}
                  onChange={(isOn) =>
                    form.set('workingDays', isOn ? [...workingDays, day].sort((a, b) => a - b) : workingDays.filter((one) => one !== day))
                  }
                />
              ))}
            </fieldset>
            <Row>
              <TextField label={t('settle.worksFrom')} kind="time" isShort {...form.field('worksFrom')} />
              <TextField label={t('settle.worksUntil')} kind="time" isShort {...form.field('worksUntil')} />
            </Row>
            <Row>
              <TextField label={t('settle.quietFrom')} kind="time" isShort {...form.field('quietFrom')} />
              <TextField label={t('settle.quietUntil')} kind="time" isShort {...form.field('quietUntil')} />
            </Row>
          </Stack>
        </Section>
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
