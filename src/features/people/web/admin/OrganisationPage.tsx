import { Button, ButtonLink } from '#ui/Button.tsx'
import { Checkbox, Switch } from '#ui/Choices.tsx'
import { api, etagOf } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { sessionPath } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { Said } from '#ui/Words.tsx'
import type { Organisation } from '../../contract.ts'
import { at, useOrganisation } from '../queries.ts'
import { TimeZoneField } from './CataloguePage.tsx'

const codes = ['en', 'de', 'ar'] as const
const days = [1, 2, 3, 4, 5, 6, 7]

export function OrganisationPage() {
  const t = useT('people')
  const organisation = useOrganisation()
  return (
    <Page title={t('organisation.title')} lead={t('organisation.lead')} who={t('organisation.who')}>
      <Reading query={organisation} t={t}>
        {(data) => <SettingsForm key={data.version} organisation={data} />}
      </Reading>
      <Mantra />
    </Page>
  )
}

function SettingsForm({ organisation }: { organisation: Organisation }) {
  const t = useT('people')
  const { weekday } = useFormats()
  const form = useForm({
    initial: {
      name: organisation.name,
      languages: organisation.languages,
      defaultLanguage: organisation.defaultLanguage,
      timeZone: organisation.timeZone,
      workingDays: organisation.workingDays,
      quietFrom: organisation.quietFrom,
      quietUntil: organisation.quietUntil,
      isWorksCouncilMode: organisation.isWorksCouncilMode,
      sharedLockSeconds: String(organisation.sharedLockSeconds),
      showsFirstDays: organisation.showsFirstDays,
    },
  })
  const save = useWrite(
    (values: typeof form.values, options) =>
      api.patch<Organisation>(
        at.organisation,
        { ...values, sharedLockSeconds: Number(values.sharedLockSeconds) },
        { ...options, ifMatch: etagOf(organisation) },
      ),
    {
      stale: [at.organisation, sessionPath],
      onDone: () => {
        form.done()
        toast({ title: t('saved') })
      },
    },
  )
  const { languages, workingDays } = form.values
  const without = <One,>(list: One[], one: One) => list.filter((other) => other !== one)
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Section title={t('organisation.name')} hasMargin note={t('organisation.nameNote')}>
          <Stack isNarrow>
            <TextField label={t('name')} isRequired {...form.field('name')} />
            <fieldset className="choices">
              <legend>{t('organisation.languages')}</legend>
              {codes.map((code) => (
                <Checkbox
                  key={code}
                  label={t(`languages.${code}`)}
                  isOn={languages.includes(code)}
                  onChange={(isOn) => form.set('languages', isOn ? [...languages, code] : without(languages, code))}
                />
              ))}
            </fieldset>
            <SelectField
              label={t('organisation.defaultLanguage')}
              options={languages.map((code) => ({ value: code, label: t(`languages.${code}`) }))}
              {...form.field('defaultLanguage')}
            />
            <TimeZoneField {...form.field('timeZone')} />
            <Switch label={t('organisation.firstDays')} note={t('organisation.firstDaysNote')} {...form.check('showsFirstDays')} />
          </Stack>
        </Section>
        <Section title={t('settle.hours')} hasMargin note={t('organisation.hoursNote')}>
          <Stack isNarrow>
            <fieldset className="choices">
              <legend>{t('workingDays')}</legend>
              {days.map((day) => (
                <Checkbox
                  key={day}
                  label={weekday(day)}
                  isOn={workingDays.includes(day)}
                  onChange={(isOn) =>
                    form.set('workingDays', isOn ? [...workingDays, day].sort((a, b) => a - b) : without(workingDays, day))
                  }
                />
              ))}
            </fieldset>
            <Row>
              <TextField label={t('settle.quietFrom')} kind="time" isShort isRequired {...form.field('quietFrom')} />
              <TextField label={t('settle.quietUntil')} kind="time" isShort isRequired {...form.field('quietUntil')} />
            </Row>
          </Stack>
        </Section>
        <Section title={t('organisation.protection')} hasMargin note={t('organisation.protectionNote')}>
          <Stack isNarrow>
            <Switch
              label={t('organisation.worksCouncil')}
              note={t('organisation.worksCouncilNote')}
              {...form.check('isWorksCouncilMode')}
            />
            <SelectField
              label={t('organisation.lock')}
              hint={t('organisation.lockHint')}
              options={[30, 60, 120, 300, 600, 1800].map((seconds) => ({
                value: String(seconds),
                label: seconds < 60 ? t('organisation.seconds', { count: seconds }) : t('organisation.minutes', { count: seconds / 60 }),
              }))}
              {...form.field('sharedLockSeconds')}
            />
          </Stack>
        </Section>
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('ui:save')}
          </Button>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}

type CurrentMantra = { mantra: { id: string; wording: string; language: string; effectiveFrom: string } | null }

function Mantra() {
  const t = useT('people')
  const { day } = useFormats()
  const current = useGet<CurrentMantra>('/api/mantra')
  const mantra = current.data?.mantra
  return (
    <Section title={t('mantra.title')} hasMargin note={t('mantra.note')}>
      <Stack>
        {mantra ? (
          <>
            <Said>{mantra.wording}</Said>
            <p className="small second">{t('mantra.since', { day: day(mantra.effectiveFrom) })}</p>
          </>
        ) : (
          <p>{t('mantra.none')}</p>
        )}
        <ButtonLink to="/mantra">{t('mantra.open')}</ButtonLink>
      </Stack>
    </Section>
  )
}
