// What such a roll-out could show at all: simulated before anybody starts.
import { Button } from '#ui/Button.tsx'
import { Facts } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { useFormats } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { Table } from '#ui/Table.tsx'
import type { Power, Study } from '../../../contract/studies.ts'
import { More } from '../More.tsx'
import { isAlive, useRun } from '../queries.ts'
import { RunState, useAsk } from '../RunState.tsx'
import { useStudyWords } from '../writing.ts'
import { PowerCurve } from './PowerCurve.tsx'
import { Step } from './Step.tsx'

export function PowerStep({ study, at, mayChange }: { study: Study; at: number; mayChange: boolean }) {
  const t = useT('impact')
  const run = useRun(study.runs.power)
  const ask = useAsk(study, 'power')
  const stops = study.gaps.some(({ level }) => level === 'stops')
  const simulate = () => void ask.run(null)
  return (
    <Step study={study} name="power" at={at}>
      <RunState run={run} mayWrite={study.mayWrite} {...(mayChange && !stops ? { onAgain: simulate } : {})} />
      {study.power ? <Shown study={study} power={study.power} /> : study.state !== 'plan' && <p>{t('studies.power.never')}</p>}
      {ask.problem && <ProblemView problem={ask.problem} t={t} />}
      {mayChange && !isAlive(run) && run?.state !== 'failed' && run?.state !== 'cancelled' && (
        <Button isBusy={ask.isBusy} offReason={stops ? t('studies.power.stops') : undefined} onClick={simulate}>
          {t(study.power ? 'studies.power.again' : 'studies.power.do')}
        </Button>
      )}
    </Step>
  )
}

function Shown({ study, power }: { study: Study; power: Power }) {
  const t = useT('impact')
  const { number } = useFormats()
  const words = useStudyWords()
  const top = Math.max(...power.curve.map(({ effect }) => effect), power.detectable)
  const digits = top >= 20 ? 0 : top >= 2 ? 1 : 2
  const size = (value: number) => words.size(study.outcome, value, digits)
  return (
    <>
      <p className="study-lead">
        {t.rich('studies.power.says', { b: (inside) => <strong>{inside}</strong> }, { size: size(power.detectable) })}
      </p>
      <p>{t('studies.power.smaller')}</p>
      <PowerCurve
        power={power}
        write={(value) => words.number(value, digits)}
        label={t('studies.power.curve')}
        axis={t('studies.power.axis')}
      />
      <More title={t('studies.power.behind')}>
        <Facts
          items={[
            {
              label: t('studies.power.teams'),
              value: t('studies.power.teamsOf', { starts: number(power.teams), compared: number(power.comparison) }),
            },
            { label: t('studies.power.periods'), value: power.periods },
            { label: t('studies.power.runs'), value: power.runs },
            { label: t('studies.power.from'), value: t('studies.power.fromOf', { count: power.from.teamPeriods }) },
            { label: t('studies.power.unitSd'), value: size(power.from.unitSd) },
            { label: t('studies.power.errorSd'), value: size(power.from.errorSd) },
            { label: t('studies.power.memory'), value: words.number(power.from.memory, 2) },
          ]}
        />
        <Table
          caption={t('studies.power.curve')}
          staysTable
          rows={power.curve}
          rowKey={({ effect }) => String(effect)}
          columns={[
            { key: 'effect', label: t('studies.power.effect'), cell: ({ effect }) => size(effect) },
            { key: 'power', label: t('studies.power.seen'), isNumber: true, cell: (point) => words.percent(point.power) },
          ]}
        />
      </More>
    </>
  )
}
