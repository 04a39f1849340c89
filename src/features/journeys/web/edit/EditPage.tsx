import { IconArchive, IconArrowBackUp } from '@tabler/icons-react'
import { useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import { NextStep } from '#ui/Words.tsx'
import type { JourneyWording } from '../../contract.ts'
import '../journeys.css'
import { at, stale, useWording } from '../queries.ts'
import { LanguageTabs, type Said, SaidField, useWritten } from './Languages.tsx'
import { Stages } from './Stages.tsx'

/** A journey to be written: its name, its stages, and the order of its steps. */
export function EditPage() {
  const t = useT('journeys')
  const id = useParam('journeyId')
  const query = useWording(id)
  const back = { to: `/journeys/${id}`, label: t('edit.read') }
  return (
    <Page
      title={t('edit.title')}
      lead={query.data && <bdi>{query.data.texts.name[query.data.defaultLanguage]}</bdi>}
      back={back}
      who={t('edit.who')}
      next={
        query.data && (
          <NextStep title={t('edit.next')} text={t('edit.nextText')} actions={<ButtonLink to="/part-gaps">{t('gaps.title')}</ButtonLink>} />
        )
      }
    >
      <Reading query={query} t={t}>
        {(journey) => (
          <>
            <Names key={journey.id} journey={journey} />
            <Stages journey={journey} />
            <Retire journey={journey} />
          </>
        )}
      </Reading>
    </Page>
  )
}

function Names({ journey }: { journey: JourneyWording }) {
  const t = useT('journeys')
  const { languages, defaultLanguage } = journey
  const language = useWritten(languages, defaultLanguage)
  const form = useForm<{ name: Said; summary: Said }>({ initial: { name: journey.texts.name, summary: journey.texts.summary } })
  const save = useWrite(
    (texts: typeof form.values, options) =>
      api.patch<JourneyWording>(at.one(journey.id), { texts }, { ...options, ifMatch: `"${journey.version}"` }),
    {
      stale,
      onDone: () => {
        form.done()
        toast({ title: t('edit.saved') })
      },
    },
  )
  const both = { language, defaultLanguage }
  return (
    <Section title={t('edit.name')} hasMargin note={t('edit.nameNote')}>
      <LanguageTabs languages={languages} current={language} />
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <SaidField
            label={t('edit.name')}
            name="texts/name"
            said={form.values.name}
            onSaid={(said) => form.set('name', said)}
            isRequired
            maxLength={120}
            {...both}
          />
          <SaidField
            label={t('edit.summary')}
            hint={t('edit.summaryHint')}
            name="texts/summary"
            said={form.values.summary}
            onSaid={(said) => form.set('summary', said)}
            isLong
            maxLength={600}
            {...both}
          />
        </Stack>
        <FormActions>
          <Button type="submit">{t('ui:save')}</Button>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Section>
  )
}

function Retire({ journey }: { journey: JourneyWording }) {
  const t = useT('journeys')
  const retire = useWrite(
    ({ isRetired, version }: { isRetired: boolean; version: number }, options) =>
      api.patch<JourneyWording>(at.one(journey.id), { isRetired }, { ...options, ifMatch: `"${version}"` }),
    {
      stale,
      onDone: (now) =>
        toast({
          title: t(now.isRetired ? 'retire.done' : 'retire.back'),
          action: { label: t('ui:undo'), onChoose: () => void retire.run({ isRetired: !now.isRetired, version: now.version }) },
        }),
    },
  )
  return (
    <Section title={t('retire.title')} hasMargin note={t('retire.note')}>
      {retire.problem && <ProblemView problem={retire.problem} t={t} />}
      <Button
        icon={journey.isRetired ? IconArrowBackUp : IconArchive}
        isBusy={retire.isBusy}
        onClick={() => void retire.run({ isRetired: !journey.isRetired, version: journey.version })}
      >
        {t(journey.isRetired ? 'retire.takeBack' : 'retire.do')}
      </Button>
    </Section>
  )
}
