import { Button } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'

export function NoteForm({ caseId }: { caseId: string }) {
  const t = useT('voice')
  const initial = { kind: 'reached', words: '' }
  const form = useForm({ initial, draft: `case-note-${caseId}` })
  const save = useWrite((values: typeof initial, options) => api.post(`/api/cases/${caseId}/notes`, values, options), {
    stale: ['/api/cases'],
    onDone: () => {
      form.begin(initial)
      toast({ title: t('note.done') })
    },
  })
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <RadioGroup
          label={t('note.what')}
          value={form.values.kind}
          onChange={(kind) => form.set('kind', kind)}
          options={(['reached', 'tried', 'note'] as const).map((kind) => ({ value: kind, label: t(`note.${kind}`) }))}
        />
        <TextArea label={t('note.words')} isRequired {...form.field('words')} />
      </Stack>
      <FormActions>
        <Button type="submit" isBusy={save.isBusy}>
          {t('note.do')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function ResolveForm({ caseId }: { caseId: string }) {
  const t = useT('voice')
  const form = useForm({ initial: { outcome: '', words: '' }, draft: `case-resolution-${caseId}` })
  const save = useWrite(
    ({ outcome, words }: typeof form.values, options) =>
      api.post(`/api/cases/${caseId}/resolutions`, { outcome, words: words.trim() === '' ? null : words }, options),
    {
      stale: ['/api/cases', '/api/followups', '/api/responses'],
      onDone: () => {
        form.done()
        toast({ title: t('resolve.done') })
      },
    },
  )
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <RadioGroup
          label={t('resolve.how')}
          name="outcome"
          isRequired
          value={form.values.outcome}
          onChange={(outcome) => form.set('outcome', outcome)}
          options={(['made-good', 'explained', 'not-reached', 'no-wish'] as const).map((outcome) => ({
            value: outcome,
            label: t(`outcome.${outcome}`),
          }))}
        />
        <TextArea label={t('resolve.words')} isRequired={false} {...form.field('words')} />
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit" isBusy={save.isBusy}>
          {t('resolve.do')}
        </Button>
      </FormActions>
    </Form>
  )
}
