// The map: each scene a box that opens its place in the text, each way a line. Below it the same in words, for whom a picture says nothing.
import { drawScenario, type Spot, type Way } from '#engines/scenario/map.ts'
import { parseScenario } from '#engines/scenario/parse.ts'
import type { Checked } from '#engines/scenario/validate.ts'
import { classNames } from '#ui/class-names.ts'
import { useLanguage, useT } from '#ui/i18n.ts'

const box = { width: 168, height: 64, across: 68, down: 26, margin: 16 }

/** What people did, where it is known. */
export interface Counts {
  noteOf: (key: string) => string
  /** Of those who came to `from`; null: too few. */
  shareOf: (from: string, to: string, kind: 'choice' | 'on' | 'time' | 'when') => number | null
  format: (share: number) => string
}

export function ScenarioMap({
  checked,
  text,
  counts,
  onOpen,
}: {
  checked: Checked
  text: string
  counts?: Counts
  onOpen: (key: string, line: number) => void
}) {
  const t = useT('learning')
  const { direction } = useLanguage()
  const { scenario, findings } = checked
  const drawing = drawScenario(scenario)
  const { places } = parseScenario(text)
  if (drawing.spots.length === 0) return <p className="second">{t('scenarios.studio.noScene')}</p>
  const width = drawing.columns * (box.width + box.across) - box.across + 2 * box.margin
  const height = drawing.rows * (box.height + box.down) + 2 * box.margin
  const xOf = ({ column }: Spot): number => {
    const x = box.margin + column * (box.width + box.across)
    return direction === 'rtl' ? width - x - box.width : x
  }
  const yOf = ({ row }: Spot): number => box.margin + row * (box.height + box.down)
  const spotOf = new Map(drawing.spots.map((spot) => [spot.key, spot]))
  const isFaulty = (key: string): boolean => findings.some(({ isError, path }) => isError && (path === key || path.startsWith(`${key}/`)))
  const sign = direction === 'rtl' ? -1 : 1
  const lineOf = (from: Spot, to: Spot): string => {
    const start = { x: xOf(from) + (sign > 0 ? box.width : 0), y: yOf(from) + box.height / 2 }
    const end = { x: xOf(to) + (sign > 0 ? 0 : box.width), y: yOf(to) + box.height / 2 }
    if (to.column > from.column) {
      const bend = sign * Math.max(34, Math.abs(end.x - start.x) / 2)
      return `M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x - sign * 6} ${end.y}`
    }
    // Back, or within the column: under the boxes.
    const low = Math.max(start.y, end.y) + box.height / 2 + box.down / 2
    return `M${start.x} ${start.y}C${start.x + sign * 44} ${start.y} ${start.x + sign * 44} ${low} ${start.x - sign * 20} ${low}L${end.x + sign * 20} ${low}C${end.x - sign * 44} ${low} ${end.x - sign * 44} ${end.y} ${end.x - sign * 6} ${end.y}`
  }
  const nameOf = ({ key, title, quality }: Spot): string =>
    [quality === null ? null : t(`scenarios.quality.${quality}`), title ?? key].filter((part) => part !== null).join(': ')
  const widthOf = ({ from, to, kind, count }: Way): number => {
    if (!counts) return Math.min(1.5 + (count - 1) * 0.8, 4)
    return 1 + 9 * (counts.shareOf(from, to, kind) ?? 0)
  }
  const open = (key: string): void => onOpen(key, places.get(key)?.line ?? 1)
  return (
    <>
      <section className="map-frame" aria-label={t('scenarios.map.title')}>
        <svg className="map" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <defs>
            <marker
              id="map-arrow"
              viewBox="0 0 8 8"
              refX="6"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              {...(counts ? { markerUnits: 'userSpaceOnUse', markerWidth: 12, markerHeight: 12 } : {})}
              orient="auto-start-reverse"
            >
              <path d="M0 0L8 4L0 8z" className="map-head" />
            </marker>
          </defs>
          <g aria-hidden="true">
            {drawing.ways.map((way) => {
              const [from, to] = [spotOf.get(way.from), spotOf.get(way.to)]
              if (!from || !to) return null
              return (
                <path
                  key={`${way.from} ${way.to} ${way.kind}`}
                  className={`map-way map-way-${way.kind}`}
                  strokeWidth={widthOf(way)}
                  d={lineOf(from, to)}
                  markerEnd="url(#map-arrow)"
                />
              )
            })}
            {counts &&
              drawing.ways.map((way) => {
                const [from, to] = [spotOf.get(way.from), spotOf.get(way.to)]
                const share = counts.shareOf(way.from, way.to, way.kind)
                if (!from || !to || to.column <= from.column || share === null) return null
                // Nearer to where it leads: lines that begin together have parted there.
                const [x, y] = [
                  (xOf(to) + (sign > 0 ? 0 : box.width)) * 0.7 + (xOf(from) + (sign > 0 ? box.width : 0)) * 0.3,
                  yOf(to) * 0.84 + yOf(from) * 0.16 + box.height / 2,
                ]
                return (
                  <text key={`${way.from} ${way.to} ${way.kind}`} className="map-share" x={x} y={y - 5} textAnchor="middle">
                    {counts.format(share)}
                  </text>
                )
              })}
          </g>
          {drawing.spots.map((spot) => (
            <foreignObject key={spot.key} x={xOf(spot)} y={yOf(spot)} width={box.width} height={box.height}>
              <button
                type="button"
                dir="auto"
                className={classNames(
                  'map-spot',
                  spot.quality !== null && `map-ending map-${spot.quality}`,
                  isFaulty(spot.key) && 'map-faulty',
                )}
                onClick={() => open(spot.key)}
              >
                <span className="map-name">{spot.title ?? spot.key}</span>
                {!counts && spot.quality !== null && <span className="map-note">{t(`scenarios.quality.${spot.quality}`)}</span>}
                {counts && <span className="map-note">{counts.noteOf(spot.key)}</span>}
                {!counts && spot.isTimed && <span className="map-note">{t('scenarios.map.timed')}</span>}
                {isFaulty(spot.key) && <span className="map-note map-sign">{t('scenarios.map.faulty')}</span>}
              </button>
            </foreignObject>
          ))}
        </svg>
      </section>
      <details>
        <summary>{t('scenarios.map.inWords')}</summary>
        <ul className="map-words">
          {drawing.spots.map((spot) => {
            const ways = drawing.ways.filter(({ from }) => from === spot.key)
            return (
              <li key={spot.key}>
                <bdi>{nameOf(spot)}</bdi>
                {spot.isLoose && <> ({t('scenarios.map.loose')})</>}
                {ways.length > 0 && (
                  <ul>
                    {ways.map(({ to, kind, count }) => (
                      <li key={`${to} ${kind}`}>
                        {t(`scenarios.map.way.${kind}`, { count })} <bdi>{spotOf.get(to)?.title ?? to}</bdi>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            )
          })}
        </ul>
      </details>
    </>
  )
}
