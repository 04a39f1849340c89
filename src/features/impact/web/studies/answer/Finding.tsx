// The answer in a sentence, its range, its light with the reason, and what stands for and against it.
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import type { IconType } from '#ui/Icon.tsx'
import type { Answer, Study } from '../../../contract/studies.ts'
import { isLate } from '../late.ts'
import { lights } from '../Light.tsx'
import { digitsOf, isTold } from '../scale.ts'
import { useStudyWords } from '../writing.ts'
import { useReasonWords } from './reasons.ts'
import './answer.css'

type Overall = NonNullable<Answer['overall']>

export function Finding({ study, answer, overall }: { study: Study; answer: Answer; overall: Overall }) {
  const t = useT('impact')
  const words = useStudyWords()
  const digits = digitsOf(overall)
  const told = isTold(overall)
  const [near, far] = [
    Math.min(Math.abs(overall.lower), Math.abs(overall.upper)),
    Math.max(Math.abs(overall.lower), Math.abs(overall.upper)),
  ]
  const way = told ? (overall.estimate > 0 ? 'higher' : 'lower') : 'unclear'
  const light = lights[answer.verdict]
  return (
    <div className="study-finding">
      <p className="study-sentence">
        {t.rich(
          `studies.sentence.${study.source}.${way}`,
          { b: (inside: string): ReactNode => <strong>{inside}</strong> },
          {
            outcome: words.outcome(study.outcome),
            size: words.size(study.outcome, told ? Math.abs(overall.estimate) : overall.estimate, digits, !told),
          },
        )}
      </p>
      <p className="study-range">
        {told
          ? t('studies.sentence.range', { low: words.number(near, digits), high: words.number(far, digits) })
          : t('studies.sentence.range', {
              low: words.number(overall.lower, digits, true),
              high: words.number(overall.upper, digits, true),
            })}{' '}
        <Moved answer={answer} />
      </p>
      <p className={`study-light study-light-${answer.verdict}`}>
        <Icon of={light.icon} />
        {t(`studies.verdict.${answer.verdict}`)}
      </p>
      <Checks study={study} answer={answer} />
    </div>
  )
}

const codesOf = (answer: Answer): Set<string> => new Set(answer.reasons.map(({ code }) => code))

function Moved({ answer }: { answer: Answer }) {
  const t = useT('impact')
  const codes = codesOf(answer)
  return t(`studies.moved.${codes.has('no-pre-trend-test') ? 'unknown' : codes.has('unsteady-pre-trend') ? 'unsteady' : 'alike'}`)
}

/** As in a handbook: ticks for what holds, a sign for each reservation. */
function Checks({ study, answer }: { study: Study; answer: Answer }) {
  const t = useT('impact')
  const words = useReasonWords(study)
  const codes = codesOf(answer)
  const isAlike = !codes.has('no-pre-trend-test') && !codes.has('unsteady-pre-trend')
  const checks: { key: string; icon: IconType; isGood: boolean; text: string }[] = [
    ...(isAlike ? [{ key: 'alike', icon: IconCheck, isGood: true, text: t('studies.check.alike') }] : []),
    ...(answer.lot ? [{ key: 'lot', icon: IconCheck, isGood: true, text: t('studies.check.lot') }] : []),
    ...(study.registeredAt && !isLate(study)
      ? [{ key: 'registered', icon: IconCheck, isGood: true, text: t('studies.check.registered') }]
      : []),
    ...(codes.has('few-clusters')
      ? []
      : [{ key: 'many', icon: IconCheck, isGood: true, text: t('studies.check.many', { count: answer.n.clusters }) }]),
    ...answer.reasons.map((reason) => ({ key: reason.code, icon: IconAlertTriangle, isGood: false, text: words.what(reason) })),
    ...(isLate(study) ? [{ key: 'late', icon: IconAlertTriangle, isGood: false, text: t(`studies.register.late.${study.source}`) }] : []),
  ]
  return (
    <ul className="study-checks">
      {checks.map(({ key, icon, isGood, text }) => (
        <li key={key} className={isGood ? 'study-good' : 'study-wait'}>
          <Icon of={icon} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
