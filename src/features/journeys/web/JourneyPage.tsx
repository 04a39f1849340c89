import { IconFileDownload, IconFileTypePdf, IconPencil, IconPhoto } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useParam, useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Menu } from '#ui/Menu.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useMay } from '#ui/session.tsx'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import type { Journey } from '../contract.ts'
import { Feelings } from './Feelings.tsx'
import './journeys.css'
import { at, useJourney } from './queries.ts'
import { StepView } from './StepView.tsx'

/** A journey to be read: at a desk the stages stand beside each other, on a phone below. */
export function JourneyPage() {
  const t = useT('journeys')
  const query = useJourney(useParam('journeyId'))
  const back = { to: '/journeys', label: t('list.title') }
  if (!query.data)
    return (
      <Page title={t('one.title')} back={back}>
        <Reading query={query} t={t} />
      </Page>
    )
  return <Known journey={query.data} back={back} />
}

function Known({ journey, back }: { journey: Journey; back: { to: string; label: string } }) {
  const t = useT('journeys')
  const mayChange = useMay('journeys.change')
  const hasPart = useMay('my-part.read')
  const [{ step }] = useSearchState({ step: '' })
  useEffect(() => {
    if (step) document.getElementById(`step-${step}`)?.scrollIntoView({ block: 'center' })
  }, [step])
  const take = useWrite((part: string) => api.getForFile(`${at.one(journey.id)}/${part}`), { onDone: (file) => saveFile(file) })
  const steps = journey.stages.flatMap((stage) => stage.steps)
  const edit = (
    <ButtonLink to={`/journeys/${journey.id}/edit`} icon={IconPencil} kind={steps.length === 0 ? 'filled' : 'line'}>
      {t('one.edit')}
    </ButtonLink>
  )
  return (
    <Page
      title={journey.name}
      lead={journey.summary && <bdi>{journey.summary}</bdi>}
      back={back}
      actions={
        <>
          {mayChange && steps.length > 0 && edit}
          {steps.length > 0 && (
            <Menu
              label={t('one.take')}
              entries={[
                { key: 'pdf', label: t('one.pdf'), icon: IconFileTypePdf, onChoose: () => void take.run('print') },
                { key: 'svg', label: t('one.svg'), icon: IconPhoto, onChoose: () => void take.run('drawing') },
                { key: 'csv', label: t('one.csv'), icon: IconFileDownload, onChoose: () => void take.run('table') },
              ]}
            />
          )}
        </>
      }
      next={
        hasPart && steps.length > 0 ? (
          <NextStep
            title={t('one.next')}
            text={t('one.nextText')}
            actions={
              <ButtonLink kind="filled" to="/my-part">
                {t('mine.title')}
              </ButtonLink>
            }
          />
        ) : undefined
      }
      who={t('list.who')}
    >
      {journey.isRetired && <Message kind="note" title={t('one.retired')} />}
      {take.problem && <ProblemView problem={take.problem} t={t} />}
      {steps.length === 0 ? (
        <EmptyState level={2} title={t('one.empty')} text={t('one.emptyText')} action={mayChange ? edit : undefined} />
      ) : (
        <>
          <Feelings steps={steps} />
          <div className="journey">
            {journey.stages
              .filter((stage) => stage.steps.length > 0)
              .map((stage) => (
                <section key={stage.id} className="stage" aria-labelledby={`stage-${stage.id}`}>
                  <h2 className="stage-name" id={`stage-${stage.id}`}>
                    <bdi>{stage.name}</bdi>
                  </h2>
                  <ol className="stage-steps" start={stage.steps[0]?.position}>
                    {stage.steps.map((one) => (
                      <StepView key={one.id} step={one} isCurrent={one.id === step} />
                    ))}
                  </ol>
                </section>
              ))}
          </div>
        </>
      )}
    </Page>
  )
}
