// Estimate, likely range, promise, count; or the honest gap. The thresholds are the caller's (measurement.md), and so
// are the words: this part only draws.
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import './facts.css'
import { useLanguage } from './i18n.ts'

type Trend = { value: number; low: number; high: number }[]

const share = (value: number, min: number, max: number): string =>
  `${Math.min(100, Math.max(0, ((value - min) / (max - min)) * 100)).toFixed(1)}%`

const width = 188
const height = 56

function TrendLine({ trend }: { trend: Trend }) {
  const lowest = Math.min(...trend.map(({ low }) => low))
  const highest = Math.max(...trend.map(({ high }) => high))
  const x = (index: number) => (4 + (index / (trend.length - 1)) * (width - 9)).toFixed(1)
  const y = (value: number) => (5 + (1 - (value - lowest) / (highest - lowest || 1)) * (height - 10)).toFixed(1)
  const upper = trend.map((point, index) => `${x(index)},${y(point.high)}`)
  const lower = trend.map((point, index) => `${x(index)},${y(point.low)}`).reverse()
  const last = trend.at(-1)
  return (
    <svg className="trend" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polygon className="trend-band" points={[...upper, ...lower].join(' ')} />
      <polyline className="trend-line" points={trend.map((point, index) => `${x(index)},${y(point.value)}`).join(' ')} />
      {last && <circle className="reach-dot" cx={x(trend.length - 1)} cy={y(last.value)} r="4" />}
    </svg>
  )
}

/**
 * `value` null: too few to show a number. `format` writes the estimate (a formatted string for "7 of 9" or EUR).
 * `note` is the sentence below ("likely 63 to 78, promised 80"), `count` how many it rests on.
 */
export function NumberWithRange({
  title,
  value,
  low,
  high,
  promised,
  min = 0,
  max = 100,
  shown,
  note,
  count,
  trend,
  level = 3,
}: {
  title: ReactNode
  value: number | null
  low?: number
  high?: number
  promised?: number
  min?: number
  max?: number
  /** How the estimate is written: "71%", "7 of 9", or what to say when there are too few. */
  shown: ReactNode
  note: ReactNode
  count?: ReactNode
  trend?: Trend
  level?: 3 | 4
}) {
  const { locale } = useLanguage()
  const Heading = level === 3 ? 'h3' : 'h4'
  const first = trend?.[0]
  return (
    <article className="number figures">
      <Heading>{title}</Heading>
      <div className="number-value">
        <strong className={classNames(value === null && 'number-few')}>{shown}</strong>
        {trend && first && trend.length > 1 && (
          <>
            <span className="trend-from" aria-hidden="true">
              {new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(first.value)}
            </span>
            <TrendLine trend={trend} />
          </>
        )}
      </div>
      <svg className="reach" aria-hidden="true">
        <line className={classNames('reach-track', value === null && 'reach-track-few')} x1="0" x2="100%" y1="7" y2="7" />
        {value !== null && low !== undefined && high !== undefined && (
          <line className="reach-band" x1={share(low, min, max)} x2={share(high, min, max)} y1="7" y2="7" />
        )}
        {value !== null && promised !== undefined && (
          <line className="reach-goal" x1={share(promised, min, max)} x2={share(promised, min, max)} y1="0" y2="14" />
        )}
        {value !== null && <circle className="reach-dot" cx={share(value, min, max)} cy="7" r="5" />}
      </svg>
      <p className="number-note">
        <span>{note}</span>
        {count && <span>{count}</span>}
      </p>
    </article>
  )
}
