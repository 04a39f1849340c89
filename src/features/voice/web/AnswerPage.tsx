import { useState } from 'react'
import { useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Facts } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { Quote } from '#ui/Words.tsx'
import type { Response } from '../contract.ts'
import { CauseField } from './CauseField.tsx'
import { KindTag, ScoreWords } from './parts.tsx'

export function AnswerPage() {
  const t = useT('voice')
  const answer = useGet<Response>(`/api/responses/${useParam('responseId')}`)
  return (
    <Page title={t('answer.title')} back={{ to: '/answers', label: t('answers.title') }} who={t('answers.who')}>
      <Reading query={answer} t={t}>
        {(data) => <Answer key={data.quote} answer={data} />}
      </Reading>
    </Page>
  )
}

function Answer({ answer }: { answer: Response }) {
  const t = useT('voice')
  const mayJudge = useMay('quotes.judge')
  return (
    <Stack gap={6}>
      {answer.words !== null && (
        <Quote isLarge lang={answer.language}>
          {answer.words}
        </Quote>
      )}
      <Facts
        items={[
          { label: t('answer.kind'), value: <KindTag kind={answer.kind} /> },
          { label: t('answer.scores'), value: <ScoreWords response={answer} /> },
          { label: t('unit'), value: <bdi>{answer.unit.name}</bdi> },
          ...(answer.step ? [{ label: t('step'), value: <bdi>{answer.step.name}</bdi> }] : []),
          { label: t('survey.title'), value: <bdi>{answer.survey.name}</bdi> },
          { label: t('answer.received'), value: <DateText value={answer.receivedAt} as="moment" /> },
          ...(answer.caseId
            ? [
                {
                  label: t('case.title'),
                  value: <ButtonLink to={`/cases/${answer.caseId}`}>{t('case.open')}</ButtonLink>,
                },
              ]
            : []),
        ]}
      />
      {answer.kind === 'complaint' && (
        <Section title={t('cause.title')} note={t('cause.note')} hasMargin>
          <CauseField answer={answer} />
        </Section>
      )}
      {answer.words !== null && mayJudge && (
        <Section title={t('quote.title')} note={t('quote.note')} hasMargin>
          <Judge answer={answer} />
        </Section>
      )}
    </Stack>
  )
}

/** A leader has read harsh words first: shown as they are, in other words, or kept here. */
function Judge({ answer }: { answer: Response }) {
  const t = useT('voice')
  const [words, setWords] = useState(answer.shownWords ?? '')
  const save = useWrite(
    (state: 'shown' | 'kept-back', options) =>
      api.put(`/api/responses/${answer.id}/quote`, { state, words: words.trim() === '' ? null : words }, options),
    { stale: ['/api/responses', '/api/quotes'], onDone: () => toast({ title: t('quote.done') }) },
  )
  return (
    <Form onSubmit={() => void save.run('shown')} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <p>{t(`quote.state.${answer.quote}`)}</p>
        <TextArea label={t('quote.words')} hint={t('quote.wordsHint')} isRequired={false} name="words" value={words} onChange={setWords} />
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit" isBusy={save.isBusy}>
          {t('quote.show')}
        </Button>
        <Button onClick={() => void save.run('kept-back')}>{t('quote.keep')}</Button>
      </FormActions>
    </Form>
  )
}
