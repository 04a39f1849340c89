// Every word that a customer reads, one language at a time.
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextArea, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { Survey } from '../../contract.ts'

const languages = ['en', 'de', 'ar'] as const
type Language = (typeof languages)[number]
const names: Record<Language, string> = { en: 'English', de: 'Deutsch', ar: 'العربية' }
type ByLanguage = Partial<Record<Language, string>>
const filled = (words: ByLanguage): ByLanguage => Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ''))

export function WordsForm({ survey, etag }: { survey: Survey; etag: string | undefined }) {
  const t = useT('voice')
  const mayChange = useMay('surveys.change')
  const [language, setLanguage] = useState<Language>('en')
  const form = useForm({
    initial: {
      name: survey.name,
      hours: String(survey.answerWithinHours),
      rest: String(survey.restDays),
      title: survey.title,
      lead: survey.lead,
      why: survey.why,
      questions: survey.questions.map(({ kind, wording }) => ({ kind, wording })),
    },
  })
  const save = useWrite(
    (values: typeof form.values, options) =>
      api.put(
        `/api/surveys/${survey.id}`,
        {
          name: values.name,
          answerWithinHours: Number(values.hours),
          restDays: Number(values.rest),
          title: filled(values.title),
          lead: filled(values.lead),
          why: filled(values.why),
          questions: values.questions.map(({ kind, wording }) => ({ kind, wording: filled(wording) })),
        },
        { ...options, ifMatch: etag },
      ),
    {
      stale: ['/api/surveys'],
      onDone: () => {
        form.done()
        toast({ title: t('survey.saved') })
      },
    },
  )
  const words = (field: 'title' | 'lead' | 'why') => ({
    name: field,
    value: form.values[field][language] ?? '',
    onChange: (text: string) => form.set(field, { ...form.values[field], [language]: text }),
  })
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <TextField label={t('survey.name')} isRequired {...form.field('name')} />
        <TextField label={t('survey.hours')} hint={t('survey.hoursHint')} kind="number" isShort isRequired {...form.field('hours')} />
        <TextField label={t('survey.rest')} hint={t('survey.restHint')} kind="number" isShort isRequired {...form.field('rest')} />
        <SelectField
          label={t('survey.language')}
          value={language}
          onChange={(next) => setLanguage(next as Language)}
          options={languages.map((one) => ({ value: one, label: names[one] }))}
        />
        <TextField label={t('survey.heading')} isRequired={false} {...words('title')} />
        <TextArea label={t('survey.lead')} isRequired={false} {...words('lead')} />
        {form.values.questions.map((question, i) => (
          <TextArea
            key={question.kind}
            label={t(`question.${question.kind}`)}
            isRequired={false}
            name={`questions/${i}/wording`}
            value={question.wording[language] ?? ''}
            onChange={(text) =>
              form.set(
                'questions',
                form.values.questions.map((one, k) => (k === i ? { ...one, wording: { ...one.wording, [language]: text } } : one)),
              )
            }
            offReason={survey.answers > 0 && survey.questions[i]?.wording[language] !== undefined ? t('survey.stands') : undefined}
          />
        ))}
        <TextField label={t('survey.why')} isRequired={false} {...words('why')} />
      </Stack>
      <FormActions>
        <Button type="submit" isBusy={save.isBusy} offReason={mayChange ? undefined : t('survey.mayNot')}>
          {t('ui:save')}
        </Button>
      </FormActions>
      <LeaveGuard form={form} />
    </Form>
  )
}
