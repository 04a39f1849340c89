import { useT } from '#ui/i18n.ts'
import './hello.css'

/** The badge that was just read, held in the frame of the camera, and the mantra below. The code on it is a drawing. */
export function HelloPanel({ name, organisation, mantra }: { name: string; organisation: string | null; mantra: string | null }) {
  const t = useT('accounts')
  return (
    <div className="hello">
      <div className="hello-badge" aria-hidden="true">
        <svg viewBox="0 0 21 21">
          <path d={drawing} />
        </svg>
        <p>
          <bdi>{name}</bdi>
          {organisation && <span>{organisation}</span>}
        </p>
      </div>
      <svg className="camera-corners" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path vectorEffect="non-scaling-stroke" d="M0 16V0H9M91 0h9v16M100 84v16h-9M9 100H0V84" />
      </svg>
      <p className="mantra hello-mantra">
        <bdi>{mantra ?? t('aside')}</bdi>
      </p>
    </div>
  )
}

// A real badge on the screen could be photographed over somebody's shoulder.
const corner = (x: number, y: number): string => `M${x} ${y}h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z`
const dots =
  '8 0 10 0 12 1 8 2 11 2 9 3 12 3 8 4 10 5 12 5 9 6 8 8 0 8 2 8 5 8 3 9 6 9 10 9 12 8 14 8 17 8 19 9 1 10 4 10 8 10 11 10 15 10 18 10 20 10 0 11 3 11 6 11 9 11 13 11 16 11 19 11 2 12 5 12 8 12 12 12 14 12 17 12 20 12 8 14 10 14 13 14 15 14 18 14 20 14 9 15 12 15 16 15 19 15 8 16 11 16 14 16 17 16 10 17 13 17 15 17 20 17 8 18 12 18 16 18 18 18 9 19 11 19 14 19 19 19 8 20 13 20 17 20 20 20'
    .split(' ')
    .map(Number)
const drawing = [
  corner(0, 0),
  corner(14, 0),
  corner(0, 14),
  ...dots.flatMap((x, i) => (i % 2 === 0 ? [`M${x} ${dots[i + 1]}h1v1h-1z`] : [])),
].join('')
