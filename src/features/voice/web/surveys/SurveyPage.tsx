import { useState } from 'react'
import { useGo, useParam } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api, etagOf } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { Survey } from '../../contract.ts'
import { Links } from './Links.tsx'
import { WordsForm } from './WordsForm.tsx'

export function SurveyPage() {
  const t = useT('voice')
  const survey = useGet<Survey>(`/api/surveys/${useParam('surveyId')}`)
  return (
    <Page title={survey.data?.name ?? t('survey.title')} back={{ to: '/surveys', label: t('surveys.title') }}>
      <Reading query={survey} t={t}>
        {(data) => (
          <Stack gap={6}>
            <State survey={data} />
            <Section title={t('link.title')} note={t('link.note')} hasMargin>
              <Links survey={data} />
            </Section>
            <Section title={t('survey.words')} note={t(data.answers > 0 ? 'survey.wordsStand' : 'survey.wordsNote')} hasMargin>
              <WordsForm key={data.version} survey={data} etag={etagOf(data)} />
            </Section>
          </Stack>
        )}
      </Reading>
    </Page>
  )
}

function State({ survey }: { survey: Survey }) {
  const t = useT('voice')
  const go = useGo()
  const mayChange = useMay('surveys.change')
  const [isAsking, setAsking] = useState(false)
  const stale = ['/api/surveys']
  const change = useWrite((part: 'openings' | 'closings', options) => api.post(`/api/surveys/${survey.id}/${part}`, undefined, options), {
    stale,
    onDone: (_, part) => toast({ title: t(part === 'openings' ? 'survey.opened' : 'survey.closedDone') }),
  })
  const remove = useWrite((_: null, options) => api.delete(`/api/surveys/${survey.id}`, options), { stale, onDone: () => go('/surveys') })
  return (
    <Stack>
      {(change.problem ?? remove.problem) && <ProblemView problem={(change.problem ?? remove.problem)!} t={t} />}
      <Message kind={survey.state === 'open' ? 'good' : 'note'} title={t(`survey.is.${survey.state}`)}>
        {t('survey.answers', { count: survey.answers })}
      </Message>
      {mayChange && (
        <Row>
          {survey.state !== 'open' && (
            <Button kind="filled" isBusy={change.isBusy} onClick={() => void change.run('openings')}>
              {t('survey.open')}
            </Button>
          )}
          {survey.state === 'open' && <Button onClick={() => setAsking(true)}>{t('survey.close')}</Button>}
          {survey.state === 'draft' && <Button onClick={() => setAsking(true)}>{t('ui:remove')}</Button>}
        </Row>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          if (survey.state === 'draft') void remove.run(null)
          else void change.run('closings')
        }}
        title={t(survey.state === 'draft' ? 'survey.removeTitle' : 'survey.closeTitle')}
        text={t(survey.state === 'draft' ? 'survey.removeText' : 'survey.closeText')}
        action={survey.state === 'draft' ? t('ui:remove') : t('survey.close')}
      />
    </Stack>
  )
}
