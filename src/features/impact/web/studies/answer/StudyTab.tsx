import { Button, ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { Answer, Study } from '../../../contract/studies.ts'
import { isAlive, useRun } from '../queries.ts'
import { RunState, useAsk } from '../RunState.tsx'
import { Compared } from './Compared.tsx'
import { NotMeasured, Others, Sensitivity } from './Doubts.tsx'
import { EventPlot } from './EventPlot.tsx'
import { Finding } from './Finding.tsx'
import { Parts } from './Parts.tsx'
import { Refusal } from './Refusal.tsx'
import { Take } from './Take.tsx'

/** What the comparison says, or that nobody can tell; above it the run, while one works. */
export function StudyTab({ study }: { study: Study }) {
  const run = useRun(study.runs.study)
  const ask = useAsk(study, 'study')
  const t = useT('impact')
  const mayRun = study.mayWrite && study.state === 'registered' && !study.file?.isGone
  const start = () => void ask.run(null)
  return (
    <Stack gap={5}>
      <RunState run={run} mayWrite={study.mayWrite} {...(mayRun ? { onAgain: start } : {})} />
      {ask.problem && <ProblemView problem={ask.problem} t={t} />}
      {study.answer ? (
        <Whole study={study} answer={study.answer} />
      ) : (
        !isAlive(run) &&
        run?.state !== 'failed' &&
        run?.state !== 'cancelled' && <NotYet study={study} mayRun={mayRun} isBusy={ask.isBusy} onRun={start} />
      )}
      {study.answer && mayRun && !isAlive(run) && <Again run={run} isBusy={ask.isBusy} onRun={start} />}
    </Stack>
  )
}

function NotYet({ study, mayRun, isBusy, onRun }: { study: Study; mayRun: boolean; isBusy: boolean; onRun: () => void }) {
  const t = useT('impact')
  return (
    <EmptyState
      level={2}
      title={t('studies.notYet.title')}
      text={t(`studies.notYet.${study.state}`)}
      action={
        mayRun ? (
          <Button kind="filled" isBusy={isBusy} onClick={onRun}>
            {t('studies.notYet.run')}
          </Button>
        ) : (
          <ButtonLink to={`/studies/${study.id}?tab=plan`}>{t('studies.notYet.toPlan')}</ButtonLink>
        )
      }
    />
  )
}

function Again({ run, isBusy, onRun }: { run: Study['runs']['study']; isBusy: boolean; onRun: () => void }) {
  const t = useT('impact')
  const { day } = useFormats()
  return (
    <div className="study-again">
      {run?.endedAt && <span className="margin-note">{t('studies.run.at', { day: day(run.endedAt) })}</span>}
      <Button kind="plain" isSmall isBusy={isBusy} onClick={onRun}>
        {t('studies.run.anew')}
      </Button>
    </div>
  )
}

function Whole({ study, answer }: { study: Study; answer: Answer }) {
  const t = useT('impact')
  const { overall } = answer
  if (answer.verdict === 'refuse' || !overall)
    return (
      <div className="study-whole">
        <Refusal study={study} answer={answer} />
        {answer.arms.length > 0 && (
          <Section hasMargin title={t('studies.compared.title')}>
            <Stack>
              <Compared study={study} answer={answer} />
            </Stack>
          </Section>
        )}
        <NotMeasured study={study} answer={answer} />
        <Take study={study} isRefused />
      </div>
    )
  return (
    <div className="study-whole">
      <Finding study={study} answer={answer} overall={overall} />
      <Section hasMargin title={t('studies.plot.section')} note={t('studies.plot.note')}>
        <EventPlot study={study} answer={answer} />
      </Section>
      <Section hasMargin title={t('studies.compared.title')} note={t('studies.compared.note')}>
        <Stack>
          <Compared study={study} answer={answer} />
          <Parts study={study} answer={answer} />
        </Stack>
      </Section>
      {answer.sensitivity && <Sensitivity study={study} sensitivity={answer.sensitivity} />}
      {answer.others.length > 0 && <Others study={study} others={answer.others} />}
      <NotMeasured study={study} answer={answer} />
      <Take study={study} isRefused={false} />
    </div>
  )
}
