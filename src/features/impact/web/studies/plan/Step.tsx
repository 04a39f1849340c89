// A step of the plan: its number and name in the margin, what it lacks, then what is to be done there.
import type { ReactNode } from 'react'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import type { PlanGap, Study } from '../../../contract/studies.ts'

export type StepName = 'outcome' | 'file' | 'window' | 'teams' | 'power' | 'register'

/** Where each gap is closed. */
export const stepOf: Record<PlanGap['code'], StepName> = {
  'no-file': 'file',
  'no-columns': 'file',
  'file-faulty': 'file',
  'no-teams': 'teams',
  'few-treated': 'teams',
  'few-comparison': 'teams',
  'few-periods-before': 'window',
  'no-period-after': 'window',
  'start-not-in-window': 'window',
  'already-started': 'register',
  'no-power': 'power',
}

export function useGapWords() {
  const t = useT('impact')
  const { number } = useFormats()
  return ({ code, values }: PlanGap): string =>
    t(`studies.gap.${code}`, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, number(value)])))
}

/** A file's window is what stands in it; what is wrong there is said with line and column beside it. */
function placeOf({ code }: PlanGap, { source, file }: Study): StepName | null {
  if (code === 'file-faulty' && file?.fault) return null
  const step = stepOf[code]
  return source === 'file' && step !== 'register' && step !== 'power' ? 'file' : step
}

export function Step({ study, name, at, children }: { study: Study; name: StepName; at: number; children: ReactNode }) {
  const t = useT('impact')
  const words = useGapWords()
  const gaps = study.gaps.filter((gap) => placeOf(gap, study) === name)
  return (
    <div id={name} className="study-step">
      <Section
        hasMargin
        title={t('studies.step.numbered', { at, title: t(`studies.step.${name}.title`) })}
        note={t(`studies.step.${name}.note`)}
      >
        <Stack>
          {study.state === 'plan' &&
            gaps.map((gap) => <Message key={gap.code} kind={gap.level === 'stops' ? 'wait' : 'note'} title={words(gap)} />)}
          {children}
        </Stack>
      </Section>
    </div>
  )
}
