// How likely an effect of each size is to be seen; the mark is at four times out of five.
import type { Power } from '../../../contract/studies.ts'
import { ticksBetween } from '../scale.ts'
import { useWidth } from '../use-width.ts'
import { useStudyWords } from '../writing.ts'
import '../pictures.css'

const height = 220
const edge = { start: 48, end: 14, top: 12, bottom: 46 }

/** The table below says the same. `write` writes an effect. */
export function PowerCurve({ power, write, label, axis }: { power: Power; write: (value: number) => string; label: string; axis: string }) {
  const [figure, width] = useWidth(560)
  const { percent } = useStudyWords()
  const most = Math.max(...power.curve.map(({ effect }) => effect), power.detectable) || 1
  const x = (effect: number) => edge.start + (effect / most) * (width - edge.start - edge.end)
  const y = (share: number) => edge.top + (1 - share) * (height - edge.top - edge.bottom)
  const at = (value: number) => value.toFixed(1)
  return (
    <figure className="study-plot study-curve" ref={figure}>
      <span className="spoken">{label}</span>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {[0, 0.5, 0.8, 1].map((share) => (
          <g key={share}>
            <line
              className={share === 0 ? 'plot-zero' : share === 0.8 ? 'plot-start' : 'plot-grid'}
              x1={edge.start}
              x2={width - edge.end}
              y1={at(y(share))}
              y2={at(y(share))}
            />
            <text className="plot-end" x={edge.start - 8} y={at(y(share) + 4)}>
              {percent(share)}
            </text>
          </g>
        ))}
        {ticksBetween(0, most, width < 480 ? 4 : 6).map((tick) => (
          <text key={tick} className="plot-mid" x={at(x(tick))} y={height - edge.bottom + 20}>
            {write(tick)}
          </text>
        ))}
        <polyline
          className="plot-line"
          points={power.curve.map(({ effect, power: share }) => `${at(x(effect))},${at(y(share))}`).join(' ')}
        />
        <line className="plot-start" x1={at(x(power.detectable))} x2={at(x(power.detectable))} y1={at(y(0))} y2={at(y(power.power))} />
        <circle className="plot-dot" cx={at(x(power.detectable))} cy={at(y(power.power))} r="5" />
        <text className="plot-mid" x={width / 2} y={height - 6}>
          {axis}
        </text>
      </svg>
    </figure>
  )
}
