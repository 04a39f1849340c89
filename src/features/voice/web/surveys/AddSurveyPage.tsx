import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { useWrite } from '#ui/queries.ts'
import type { Survey } from '../../contract.ts'

const kinds = ['nps', 'csat', 'ces', 'fcr'] as const

/** A name and one to three questions; the words are there already and can be changed on the next page. */
export function AddSurveyPage() {
  const t = useT('voice')
  const go = useGo()
  const form = useForm({ initial: { name: '', nps: true, csat: false, ces: false, fcr: false }, draft: 'new-survey' })
  const chosen = kinds.filter((kind) => form.values[kind])
  const save = useWrite(
    (values: typeof form.values, options) =>
      api.post<Survey>(
        '/api/surveys',
        { name: values.name, questions: kinds.filter((kind) => values[kind]).map((kind) => ({ kind })) },
        options,
      ),
    {
      stale: ['/api/surveys'],
      onDone: ({ id }) => {
        form.done()
        go(`/surveys/${id}`)
      },
    },
  )
  return (
    <Page title={t('survey.add')} lead={t('survey.addLead')} back={{ to: '/surveys', label: t('surveys.title') }}>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <TextField label={t('survey.name')} hint={t('survey.nameHint')} isRequired {...form.field('name')} />
          {kinds.map((kind) => (
            <Checkbox
              key={kind}
              label={t(`question.${kind}`)}
              note={t(`question.${kind}Note`)}
              {...form.check(kind)}
              offReason={chosen.length >= 3 && !form.values[kind] ? t('survey.three') : undefined}
            />
          ))}
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy} offReason={chosen.length === 0 ? t('survey.one') : undefined}>
            {t('survey.addDo')}
          </Button>
          <ButtonLink to="/surveys">{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Page>
  )
}
