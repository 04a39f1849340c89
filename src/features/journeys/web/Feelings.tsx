// How customers feel from step to step, as a line. The words stand at each step, so the picture is silent.
import { useT } from '#ui/i18n.ts'
import type { Step } from '../contract.ts'

const height = { upset: 4, uneasy: 3, calm: 2, content: 1, delighted: 0 }

export function Feelings({ steps }: { steps: readonly Step[] }) {
  const t = useT('journeys')
  if (steps.length < 3) return null
  const width = 1000
  const x = (i: number) => 14 + (i * (width - 28)) / (steps.length - 1)
  const y = (step: Step) => 12 + height[step.emotion] * 20
  return (
    <figure className="feelings">
      <figcaption className="margin-note">{t('one.feelings')}</figcaption>
      <svg viewBox={`0 0 ${width} 112`} aria-hidden="true">
        <line className="feelings-calm" x1="0" x2={width} y1="52" y2="52" />
        <polyline className="feelings-line" points={steps.map((step, i) => `${x(i).toFixed(0)},${y(step)}`).join(' ')} />
        {steps.map((step, i) => (
          <g key={step.id}>
            <circle
              className={step.emotion === 'upset' || step.emotion === 'uneasy' ? 'feelings-low' : 'feelings-dot'}
              cx={x(i).toFixed(0)}
              cy={y(step)}
              r="7"
            />
            <text className="feelings-number" x={x(i).toFixed(0)} y={y(step) + (height[step.emotion] > 2 ? -14 : 26)}>
              {i + 1}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}
