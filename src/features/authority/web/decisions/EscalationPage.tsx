import { useParam } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Facts } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Escalation } from '../../contract.ts'
import { useAmount } from '../amounts.ts'

/** One question that takes two: what is asked, by whom, and the answer. */
export function EscalationPage() {
  const t = useT('authority')
  const id = useParam('escalationId')
  const query = useGet<Escalation>(`/api/escalations/${id}`, {}, { refetchMs: 15_000 })
  return (
    <Page
      title={t('escalation.title')}
      lead={t('escalation.lead')}
      back={{ to: '/decisions?show=asked-by-me', label: t('decisions.title') }}
      who={t('escalation.who')}
    >
      <Reading query={query} t={t}>
        {(escalation) => <Known key={escalation.answer?.at ?? 'open'} escalation={escalation} />}
      </Reading>
    </Page>
  )
}

function Known({ escalation }: { escalation: Escalation }) {
  const t = useT('authority')
  const amountText = useAmount()
  const { person, asked, rule, answer, words, amount } = escalation
  return (
    <Stack gap={5}>
      <Facts
        items={[
          { label: t('edit.situation'), value: <bdi>{escalation.situationName}</bdi> },
          { label: t('edit.remedy'), value: <bdi>{escalation.remedyName}</bdi> },
          { label: t('escalation.amount'), value: amount !== null && amountText(amount, escalation) },
          { label: t('escalation.words'), value: words && <bdi>{words}</bdi> },
          { label: t('escalation.from'), value: person.name && <bdi>{person.name}</bdi> },
          { label: t('escalation.to'), value: asked.name && <bdi>{asked.name}</bdi> },
          { label: t('escalation.at'), value: <DateText value={escalation.askedAt} as="moment" /> },
          {
            label: t('rule.title'),
            value: rule && <Link to={`/rules/${rule.id}`}>{t('mayI.rule', { number: rule.number, title: rule.title })}</Link>,
          },
        ]}
      />
      {answer ? (
        <Message kind={answer.word === 'go-ahead' ? 'good' : 'note'} title={t(`escalation.word.${answer.word}`)}>
          {answer.words && (
            <p>
              <bdi>{answer.words}</bdi>
            </p>
          )}
          <p>
            {answer.by?.name && <bdi>{answer.by.name}</bdi>} · <DateText value={answer.at} as="moment" />
          </p>
        </Message>
      ) : escalation.mayAnswer ? (
        <Answering id={escalation.id} />
      ) : (
        <Message kind="wait" title={t('escalation.waits')}>
          <p>{t('escalation.waitsText')}</p>
        </Message>
      )}
    </Stack>
  )
}

function Answering({ id }: { id: string }) {
  const t = useT('authority')
  const form = useForm({ initial: { word: 'go-ahead', words: '' }, draft: `escalation ${id}` })
  const save = useWrite((values: typeof form.values, options) => api.post(`/api/escalations/${id}/answers`, values, options), {
    stale: ['/api/escalations', '/api/followups'],
    onDone: () => {
      form.done()
      toast({ title: t('escalation.answered') })
    },
  })
  return (
    <Section title={t('escalation.yourAnswer')}>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <RadioGroup
            label={t('escalation.yourAnswer')}
            isLabelSpoken
            isLined
            isRequired
            {...form.field('word')}
            options={['go-ahead', 'otherwise'].map((value) => ({
              value,
              label: t(`escalation.word.${value}`),
              note: t(`escalation.note.${value}`),
            }))}
          />
          <TextArea
            label={t('escalation.answerWords')}
            isRequired={form.values.word === 'otherwise'}
            maxLength={1000}
            {...form.field('words')}
          />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit">
            {t('escalation.send')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
