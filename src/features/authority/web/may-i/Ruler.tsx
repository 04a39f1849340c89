import { Spoken } from '#ui/Layout.tsx'

/** The limit as a ruler: where the amount stands between nothing and all of it. */
export function Ruler({ share, label, said, limit }: { share: number; label: string; said: string; limit: string }) {
  const at = Math.max(0, Math.min(1, share)) * 350
  const ticks = Array.from({ length: 11 }, (_, i) => `M${i * 35} 14V${i % 5 === 0 ? 3 : 8}`).join('')
  return (
    <span className="ruler">
      <Spoken>{label}</Spoken>
      <svg className="ruler-scale" viewBox="0 0 350 22" aria-hidden="true">
        <path className="ruler-line" d={`${ticks}M0 14H350`} fill="none" />
        <path className="ruler-part" d={`M0 14H${at}`} />
        <circle className="ruler-dot" cx={at} cy="14" r="7" />
      </svg>
      <span className="ruler-words" aria-hidden="true">
        <bdi>{said}</bdi>
        <bdi>{limit}</bdi>
      </span>
    </span>
  )
}
