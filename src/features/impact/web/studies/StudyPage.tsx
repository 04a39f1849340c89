import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo, useParam, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Tabs } from '#ui/Tabs.tsx'
import { toast } from '#ui/toast.ts'
import { NextStep, Tag } from '#ui/Words.tsx'
import type { Study } from '../../contract/studies.ts'
import { StudyTab } from './answer/StudyTab.tsx'
import { NewStudy } from './NewStudy.tsx'
import { PlanTab } from './plan/PlanTab.tsx'
import { path, pathOf, useStudy } from './queries.ts'
import { Rename } from './Rename.tsx'
import { useStudyWords } from './writing.ts'
import './studies.css'

/** One address for both: each one more costs the shell some bytes, and it has none to spare. */
export function StudyPage() {
  const id = useParam('studyId')
  return id === 'new' ? <NewStudy /> : <OneStudy key={id} id={id} />
}

/** A study: what was planned, and what it says. */
function OneStudy({ id }: { id: string }) {
  const t = useT('impact')
  const query = useStudy(id)
  const study = query.data
  const [{ tab }, set] = useSearchState({ tab: '' })
  const current = tab || (study?.answer || study?.runs.study ? 'study' : 'plan')
  return (
    <Page
      title={study?.title ?? t('studies.one')}
      back={{ to: '/studies', label: t('studies.title') }}
      lead={study && <Lead study={study} />}
      actions={study?.mayWrite && <Deeds study={study} />}
      next={study && <Next study={study} current={current} />}
      who={t('studies.who')}
    >
      <Reading query={query} t={t}>
        {(data) => (
          <div className="study">
            <Tabs
              label={t('studies.parts.label')}
              current={current}
              onChange={(next) => set({ tab: next }, 'push')}
              tabs={[
                { key: 'plan', label: t('studies.tab.plan'), content: <PlanTab study={data} /> },
                { key: 'study', label: t('studies.tab.study'), content: <StudyTab study={data} /> },
              ]}
            />
          </div>
        )}
      </Reading>
    </Page>
  )
}

function Lead({ study }: { study: Study }) {
  const t = useT('impact')
  const { day } = useFormats()
  const words = useStudyWords()
  const { question, outcome, unit, firstDay, lastDay, state, registeredAt } = study
  return (
    <>
      {question && (
        <p>
          <bdi>{question}</bdi>
        </p>
      )}
      <p className="study-facts">
        <Tag {...(state === 'plan' ? {} : { icon: IconLock })}>{t(`studies.state.${state}`)}</Tag>
        <span>{words.outcome(outcome)}</span>
        {unit && <bdi>{unit.name}</bdi>}
        {firstDay && lastDay && <span>{t('rows.days', { from: day(firstDay), to: day(lastDay) })}</span>}
        {registeredAt && <span>{t('studies.registeredOn', { day: day(registeredAt) })}</span>}
      </p>
    </>
  )
}

function Deeds({ study }: { study: Study }) {
  const t = useT('impact')
  const go = useGo()
  const [open, setOpen] = useState<'rename' | 'end' | null>(null)
  const isPlan = study.state === 'plan'
  const end = useWrite(
    (id: string, options) =>
      isPlan ? api.delete<unknown>(`${path}/${id}`, options) : api.post<unknown>(`${pathOf(study)}/closing`, undefined, options),
    {
      stale: [path],
      onDone: () => {
        setOpen(null)
        toast({ title: t(isPlan ? 'studies.end.deleted' : 'studies.end.closed') })
        if (isPlan) go('/studies')
      },
    },
  )
  if (study.state === 'closed') return null
  const way = isPlan ? 'delete' : 'close'
  return (
    <Row>
      <Button kind="plain" onClick={() => setOpen('rename')}>
        {t('studies.rename.do')}
      </Button>
      <Button kind="plain" onClick={() => setOpen('end')}>
        {t(`studies.end.${way}.do`)}
      </Button>
      {open === 'rename' && <Rename study={study} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        isOpen={open === 'end'}
        isStop={isPlan}
        title={t(`studies.end.${way}.title`)}
        text={t(`studies.end.${way}.text`)}
        action={t(`studies.end.${way}.do`)}
        isBusy={end.isBusy}
        onConfirm={() => void end.run(study.id)}
        onClose={() => setOpen(null)}
      >
        {end.problem && <ProblemView problem={end.problem} t={t} />}
      </ConfirmDialog>
    </Row>
  )
}

/** One step: finish the plan, run it, read it, or plan the next. */
function Next({ study, current }: { study: Study; current: string }) {
  const t = useT('impact')
  const verdict = study.answer?.verdict
  const anew = study.source === 'file' ? '/studies/new?source=file' : '/studies/new'
  const step =
    study.state === 'plan'
      ? current === 'plan'
        ? null
        : { key: 'plan', to: `/studies/${study.id}?tab=plan` }
      : verdict === undefined
        ? current === 'study'
          ? null
          : { key: 'study', to: `/studies/${study.id}?tab=study` }
        : current === 'plan'
          ? { key: 'read', to: `/studies/${study.id}?tab=study` }
          : { key: verdict === 'refuse' ? 'again' : 'list', to: verdict === 'refuse' ? anew : '/studies' }
  if (!step) return null
  return (
    <NextStep
      title={t(`studies.next.${step.key}.title`)}
      actions={
        <ButtonLink kind="filled" to={step.to}>
          {t(`studies.next.${step.key}.do`)}
        </ButtonLink>
      }
    />
  )
}
