import { useState } from 'react'
import { choiceOf, PersonPicker, type PersonChoice } from '#features/people/web/parts.tsx'
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField, TextArea } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { sessionPath, useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { MantraVersions } from '../../contract.ts'
import { flatTexts, LanguageFields, textsOf, useContentLanguages, type Values } from '../LanguageFields.tsx'
import { at, useMantraVersions } from '../queries.ts'

const fields = ['wording', 'customersWords', 'colleaguesWords'] as const

export function NewMantraPage() {
  const t = useT('language')
  const versions = useMantraVersions()
  return (
    <Page title={t('newMantra.title')} lead={t('newMantra.lead')} back={{ to: '/mantra', label: t('mantra.title') }} who={t('mantra.who')}>
      <Reading query={versions} t={t}>
        {(data) => <NewMantraForm versions={data} />}
      </Reading>
    </Page>
  )
}

function NewMantraForm({ versions }: { versions: MantraVersions }) {
  const t = useT('language')
  const go = useGo()
  const { day } = useFormats()
  const { person } = useSession()
  const languages = useContentLanguages()
  const [approver, setApprover] = useState<PersonChoice | null>(choiceOf({ id: person.id, name: person.displayName }))
  const latest = versions.items[0]
  const earliest = latest && latest.effectiveFrom > versions.today ? latest.effectiveFrom : versions.today
  const form = useForm<Values>({
    draft: 'new-mantra',
    initial: { effectiveFrom: earliest, reason: '', overrideReason: '', ...flatTexts(languages, fields) },
  })
  const { effectiveFrom = '', reason = '' } = form.values
  const isHurried = versions.coolOffEnds !== null && effectiveFrom !== '' && effectiveFrom < versions.coolOffEnds
  const save = useWrite(
    ({ overrideReason, ...values }: Values, options) =>
      api.post<MantraVersions>(
        at.versions,
        {
          texts: textsOf(values, languages, fields),
          effectiveFrom,
          reason,
          ...(approver ? { approvedBy: approver.value } : {}),
          ...(isHurried && overrideReason ? { overrideReason } : {}),
        },
        options,
      ),
    {
      stale: [at.versions, at.mantra, at.placements, sessionPath],
      onDone: () => {
        form.done()
        toast({ title: t('newMantra.done', { day: day(effectiveFrom) }) })
        go('/mantra')
      },
    },
  )
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <LanguageFields
          form={form}
          fields={[
            { key: 'wording', label: t('newMantra.wording'), hint: t('newMantra.wordingHint'), maxLength: 300, isArea: true },
            {
              key: 'customersWords',
              label: t('newMantra.customers'),
              hint: t('newMantra.customersHint'),
              maxLength: 300,
              isOptional: true,
            },
            {
              key: 'colleaguesWords',
              label: t('newMantra.colleagues'),
              hint: t('newMantra.colleaguesHint'),
              maxLength: 300,
              isOptional: true,
            },
          ]}
        />
        <Section hasMargin title={t('newMantra.when')} note={t('newMantra.whenNote')}>
          <Stack isNarrow>
            <DateField label={t('mantra.from')} isRequired min={earliest} {...form.field('effectiveFrom')} />
            <TextArea label={t('mantra.reason')} hint={t('newMantra.reasonHint')} isRequired maxLength={1000} {...form.field('reason')} />
            <PersonPicker label={t('mantra.approvedBy')} name="approvedBy" value={approver} onChange={setApprover} isRequired />
            {isHurried && (
              <>
                <Message kind="wait" title={t('newMantra.cooling', { day: day(versions.coolOffEnds ?? '') })}>
                  {t('newMantra.coolingText')}
                </Message>
                <TextArea label={t('newMantra.override')} isRequired maxLength={1000} {...form.field('overrideReason')} />
              </>
            )}
          </Stack>
        </Section>
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('newMantra.save')}
          </Button>
          <ButtonLink to="/mantra">{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
