import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { Figure } from '#ui/Moments.tsx'
import { useSession } from '#ui/session.tsx'
import { Slot } from '#ui/slots.tsx'
import type { Shaper, Step } from '../contract.ts'
import { Score } from './Score.tsx'

const lanes = ['front', 'back', 'support'] as const

/** One step: what the customer does, then the lanes, with the line of sight between what customers see and what they do not. */
export function StepView({ step, isCurrent }: { step: Step; isCurrent: boolean }) {
  const t = useT('journeys')
  const { operations } = useSession()
  return (
    <li id={`step-${step.id}`} className={classNames('step', isCurrent && 'step-current')}>
      <h3 className="step-name">
        <span className="step-number" aria-hidden="true">
          <Figure of={step.position} />
        </span>
        <bdi>{step.name}</bdi>
      </h3>
      {step.customer && (
        <p dir="auto" className="step-customer">
          {step.customer}
        </p>
      )}
      <p className="margin-note">
        {[step.channel === 'none' ? null : t(`channel.${step.channel}`), t(`emotion.${step.emotion}`), t(`evidence.${step.evidence}`)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <PrincipleChipOf id={step.principleId} />
      <Score score={step.score} />
      <dl className="lanes">
        {lanes.map((lane) => {
          const shapers = step.shapers.filter((shaper) => shaper.lane === lane)
          if (!step[lane] && shapers.length === 0) return null
          return (
            <div key={lane} className={`lane lane-${lane}`}>
              <dt>{t(`lane.${lane}`)}</dt>
              <dd>
                {step[lane] && <p dir="auto">{step[lane]}</p>}
                {shapers.map((shaper) => (
                  <Who key={shaper.id} shaper={shaper} />
                ))}
              </dd>
            </div>
          )
        })}
      </dl>
      <Slot name="journey-step" operations={operations} props={{ stepId: step.id }} />
    </li>
  )
}

function Who({ shaper }: { shaper: Shaper }) {
  return (
    <p className="shaper">
      <strong>
        <bdi>{[shaper.jobRole?.name, shaper.unit?.name].filter(Boolean).join(', ')}</bdi>
      </strong>
      {shaper.sentence && <span dir="auto">{shaper.sentence}</span>}
    </p>
  )
}
