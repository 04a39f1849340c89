// The event study: before the start, after it, with the likely range of each point and the band that holds for all at once.
import { useT } from '#ui/i18n.ts'
import { Table } from '#ui/Table.tsx'
import type { Answer, Study } from '../../../contract/studies.ts'
import { More } from '../More.tsx'
import { digitsOf, tickDigits, ticksBetween } from '../scale.ts'
import { useWidth } from '../use-width.ts'
import { useStudyWords } from '../writing.ts'
import '../pictures.css'

type Point = Answer['dynamic'][number]
const edge = { start: 54, end: 12, top: 34, bottom: 30 }

/** Where things lie in the picture. */
function layoutOf(points: readonly Point[], width: number, height: number) {
  const ends = points.flatMap(({ lower, upper, bandLower, bandUpper }) => [lower, upper, bandLower ?? 0, bandUpper ?? 0])
  const [lowest, highest] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  const room = (highest - lowest || 1) * 0.06
  const [low, high] = [lowest - room, highest + room]
  const events = points.map(({ event }) => event)
  const [first, last] = [Math.min(...events), Math.max(...events)]
  const step = (width - edge.start - edge.end) / (last - first + 1)
  return {
    low,
    high,
    step,
    x: (event: number) => edge.start + (event - first + 0.5) * step,
    y: (value: number) => edge.top + ((high - value) / (high - low)) * (height - edge.top - edge.bottom),
  }
}

export function EventPlot({ study, answer }: { study: Study; answer: Answer }) {
  const t = useT('impact')
  const words = useStudyWords()
  const [figure, width] = useWidth(720)
  const points = answer.dynamic.toSorted((a, b) => a.event - b.event)
  const height = width < 480 ? 300 : 380
  const name = words.outcome(study.outcome)
  return (
    <figure className="study-plot" ref={figure}>
      <figcaption>{t('studies.plot.title', { outcome: name })}</figcaption>
      <Picture points={points} width={width} height={height} />
      <span className="spoken">{t('studies.plot.label', { outcome: name })}</span>
      <p className="plot-axis">{t(`studies.plot.axis.${study.source === 'file' ? 'file' : study.weeksEach}`)}</p>
      <Key hasReference={points.some(({ se }) => se === null)} />
      <More title={t('studies.plot.table')}>
        <PointsTable study={study} points={points} />
      </More>
    </figure>
  )
}

function Picture({ points, width, height }: { points: Point[]; width: number; height: number }) {
  const t = useT('impact')
  const words = useStudyWords()
  const { low, high, step, x, y } = layoutOf(points, width, height)
  const ticks = ticksBetween(low, high, 5)
  const digits = tickDigits(ticks)
  const before = points.filter(({ event }) => event < 0)
  const after = points.filter(({ event }) => event >= 0)
  const start = after[0] ? x(after[0].event) - step / 2 : width - edge.end
  const at = (value: number) => value.toFixed(1)
  const line = (some: Point[]) => some.map(({ event, estimate }) => `${at(x(event))},${at(y(estimate))}`).join(' ')
  const every = Math.max(1, Math.ceil(36 / step))
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? 'plot-zero' : 'plot-grid'}
            x1={edge.start}
            x2={width - edge.end}
            y1={at(y(tick))}
            y2={at(y(tick))}
          />
          <text className="plot-end" x={edge.start - 8} y={at(y(tick) + 4)}>
            {words.number(tick, digits, true)}
          </text>
        </g>
      ))}
      {points.map((point) => (
        <Range key={point.event} point={point} x={x(point.event)} y={y} width={Math.min(18, step * 0.62)} />
      ))}
      <line className="plot-start" x1={at(start)} x2={at(start)} y1={edge.top - 20} y2={height - edge.bottom} />
      {before.length > 1 && (
        <text className="plot-end" x={at(start - 8)} y={edge.top - 12}>
          {t('studies.plot.before')}
        </text>
      )}
      <text className="plot-first plot-strong" x={at(start + 8)} y={edge.top - 12}>
        {t('studies.plot.after')}
      </text>
      <polyline className="plot-line plot-quiet" points={line(before)} />
      <polyline className="plot-line" points={line(after)} />
      {points.map((point) => (
        <circle
          key={point.event}
          className={point.se === null ? 'plot-dot plot-hollow' : point.event < 0 ? 'plot-dot plot-quiet' : 'plot-dot'}
          cx={at(x(point.event))}
          cy={at(y(point.estimate))}
          r={Math.min(4.5, Math.max(2.5, step * 0.26)).toFixed(1)}
        />
      ))}
      {points.map(({ event }) =>
        event % every === 0 ? (
          <text key={event} className="plot-mid" x={at(x(event))} y={height - edge.bottom + 20}>
            {words.number(event, 0, true)}
          </text>
        ) : null,
      )}
    </svg>
  )
}

function Range({ point, x, y, width }: { point: Point; x: number; y: (value: number) => number; width: number }) {
  if (point.se === null) return null
  const side = point.event < 0 ? 'plot-quiet' : undefined
  const { bandLower, bandUpper, lower, upper } = point
  return (
    <g className={side}>
      {bandLower !== null && bandUpper !== null && (
        <rect
          className="plot-band"
          x={(x - width / 2).toFixed(1)}
          width={width.toFixed(1)}
          y={y(bandUpper).toFixed(1)}
          height={Math.max(0, y(bandLower) - y(bandUpper)).toFixed(1)}
        />
      )}
      <line className="plot-range" x1={x.toFixed(1)} x2={x.toFixed(1)} y1={y(upper).toFixed(1)} y2={y(lower).toFixed(1)} />
    </g>
  )
}

function Key({ hasReference }: { hasReference: boolean }) {
  const t = useT('impact')
  return (
    <div className="study-key">
      <span>
        <svg viewBox="0 0 28 14" aria-hidden="true">
          <line className="plot-range" x1="14" x2="14" y1="0" y2="14" />
          <circle className="plot-dot" cx="14" cy="7" r="3" />
        </svg>
        {t('studies.plot.key.range')}
      </span>
      <span>
        <svg viewBox="0 0 28 14" aria-hidden="true">
          <rect className="plot-band" x="6" width="16" y="0" height="14" />
        </svg>
        {t('studies.plot.key.band')}
      </span>
      {hasReference && (
        <span>
          <svg viewBox="0 0 28 14" aria-hidden="true">
            <circle className="plot-dot plot-hollow" cx="14" cy="7" r="4.5" />
          </svg>
          {t('studies.plot.key.reference')}
        </span>
      )}
    </div>
  )
}

function PointsTable({ study: { outcome }, points }: { study: Study; points: Point[] }) {
  const t = useT('impact')
  const words = useStudyWords()
  const digits = Math.max(...points.filter(({ se }) => se !== null).map(digitsOf), 0)
  const range = (low: number, high: number) =>
    t('rows.between', { low: words.number(low, digits, true), high: words.number(high, digits, true) })
  return (
    <Table
      caption={t('studies.plot.title', { outcome: words.outcome(outcome) })}
      rows={points}
      rowKey={({ event }) => String(event)}
      columns={[
        { key: 'event', label: t('studies.plot.event'), cell: ({ event }) => words.number(event, 0, true) },
        {
          key: 'estimate',
          label: t('studies.plot.difference'),
          isNumber: true,
          cell: ({ estimate, se }) => (se === null ? t('studies.plot.reference') : words.number(estimate, digits, true)),
        },
        { key: 'range', label: t('rows.range'), cell: ({ lower, upper, se }) => (se === null ? '–' : range(lower, upper)) },
        {
          key: 'band',
          label: t('studies.plot.all'),
          cell: ({ bandLower, bandUpper }) => (bandLower === null || bandUpper === null ? '–' : range(bandLower, bandUpper)),
        },
      ]}
    />
  )
}
