import { PrinciplePicker } from '#features/language/web/parts.tsx'
import { useGo, useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField, TextArea } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { NewSignOff } from '../contract.ts'
import { useLevelName } from './parts.tsx'

const kinds = ['knowledge', 'scenario', 'observed', 'sign-off'] as const

/** What a leader or coach saw, in a minute: what kind, for which level, in one sentence. */
export function SignOffPage() {
  const t = useT('evidence')
  const go = useGo()
  const personId = useParam('personId')
  const back = `/people/${personId}`
  const person = useGet<{ displayName: string }>(`/api/people/${personId}`)
  const levelName = useLevelName()
  const form = useForm({
    initial: { kind: 'observed', level: '1', outcome: 'met', words: '', shownOn: '', principleId: '' },
    draft: `sign-off ${personId}`,
  })
  const save = useWrite(
    ({ kind, level, outcome, words, shownOn, principleId }: typeof form.values, options) =>
      api.post(
        `/api/people/${personId}/sign-offs`,
        {
          kind: kind as NewSignOff['kind'],
          level: Number(level),
          outcome: outcome as NewSignOff['outcome'],
          words,
          ...(shownOn ? { shownOn } : {}),
          principleId: principleId || null,
        } satisfies NewSignOff,
        options,
      ),
    {
      stale: [`/api/people/${personId}`],
      onDone: () => {
        form.done()
        toast({ title: t('signOff.done') })
        go(back)
      },
    },
  )
  const name = person.data?.displayName ?? ''
  return (
    <Page
      title={t('signOff.title')}
      lead={t('signOff.lead', { name })}
      back={{ to: back, label: name || t('signOff.back') }}
      who={t('signOff.who')}
    >
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <RadioGroup
            label={t('signOff.kind')}
            isLined
            isRequired
            {...form.field('kind')}
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`), note: t(`about.${value}`) }))}
          />
          <RadioGroup
            label={t('signOff.level')}
            isRequired
            {...form.field('level')}
            options={[1, 2, 3, 4].map((level) => ({ value: String(level), label: levelName(level) }))}
          />
          <RadioGroup
            label={t('signOff.outcome')}
            isRequired
            {...form.field('outcome')}
            options={[
              { value: 'met', label: t('outcome.met') },
              { value: 'not-yet', label: t('outcome.not-yet'), note: t('signOff.notYetNote') },
            ]}
          />
          <TextArea label={t('signOff.words')} hint={t('signOff.wordsHint')} isRequired maxLength={1000} {...form.field('words')} />
          <DateField label={t('signOff.shownOn')} hint={t('signOff.shownOnHint')} isRequired={false} {...form.field('shownOn')} />
          <PrinciplePicker label={t('signOff.principle')} {...form.field('principleId')} />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit">
            {t('signOff.save')}
          </Button>
          <ButtonLink to={back}>{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Page>
  )
}
