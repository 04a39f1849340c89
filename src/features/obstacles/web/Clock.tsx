// The public clock: fourteen marks, one for each day, and as many as it is late.
import { IconClockExclamation } from '@tabler/icons-react'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import type { ObstacleRow } from '../contract.ts'
import './obstacles.css'

const width = 148
const gap = 3

export function Clock({ clock }: { clock: NonNullable<ObstacleRow['clock']> }) {
  const t = useT('obstacles')
  const marks = Math.min(28, clock.of + Math.min(14, clock.daysLate))
  const each = (width - (marks - 1) * gap) / marks
  const kindOf = (i: number): string => (i >= clock.of ? 'clock-late' : i < clock.day ? 'clock-past' : 'clock-left')
  return (
    <div className="clock">
      <p className="clock-day">{t.rich('clock.day', { day: (inside) => <strong>{inside}</strong> }, { day: clock.day, of: clock.of })}</p>
      <svg className="clock-marks" viewBox={`0 0 ${width} 18`} aria-hidden="true">
        {Array.from({ length: marks }, (_, i) => {
          // A week ends with a taller mark.
          const isTall = (i + 1) % 7 === 0 && i < clock.of
          return (
            <rect
              key={i}
              className={kindOf(i)}
              x={(i * (each + gap)).toFixed(1)}
              y={isTall ? 0 : 4}
              width={each.toFixed(1)}
              height={isTall ? 18 : 10}
            />
          )
        })}
      </svg>
      {clock.daysLate > 0 && (
        <p className="clock-word">
          <Icon of={IconClockExclamation} size="small" />
          {t('clock.late', { count: clock.daysLate })}
        </p>
      )}
    </div>
  )
}
