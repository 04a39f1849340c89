// Segments as wide as their seconds; what is behind us is filled. It never blinks and never turns red.
import type { Huddle } from '../contract.ts'

const gap = 4

/** `part`: the one that is open, from 0; `within`: how much of it has passed, 0 to 1. */
export function AgendaBar({ parts, part, within }: { parts: Huddle['parts']; part: number; within: number }) {
  const all = parts.reduce((sum, { seconds }) => sum + seconds, 0)
  const startOf = (i: number) => parts.slice(0, i).reduce((sum, { seconds }) => sum + seconds, 0)
  return (
    <svg className="agenda-bar" viewBox={`0 0 ${all} 10`} preserveAspectRatio="none" aria-hidden="true">
      {parts.map(({ kind, seconds }, i) => {
        const x = startOf(i)
        const width = seconds - (i < parts.length - 1 ? gap : 0)
        const done = i < part ? 1 : i === part ? within : 0
        return (
          <g key={kind}>
            <rect className="agenda-bar-ground" x={x} y={0} width={width} height={10} />
            {done > 0 && <rect className="agenda-bar-done" x={x} y={0} width={width * done} height={10} />}
          </g>
        )
      })}
    </svg>
  )
}
