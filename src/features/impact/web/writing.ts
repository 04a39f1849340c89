// How a number of each kind is written, with its range, its change and its owner.
import { useT } from '#ui/i18n.ts'
import { useFormats } from '#ui/Moments.tsx'
import type { Item } from '../contract/chain.ts'

type Value = NonNullable<Item['now']>
type Known = Extract<Value, { isTooFew: false }>
type Kind = Item['kind']

/** Under so many cases a share is written as "7 of 9". */
const fewForPercent = 10

export function useWriting() {
  const t = useT('impact')
  const { number } = useFormats()
  const tenths = (value: number): string => number(Math.round(value * 10) / 10)
  const one = (kind: Kind, value: number): string =>
    kind === 'share'
      ? t('item.percent', { value: number(Math.round(value * 100)) })
      : kind === 'mean'
        ? tenths(value)
        : number(Math.round(value))
  const signed = (kind: Kind, value: number): string => (kind === 'points' && value > 0 ? `+${one(kind, value)}` : one(kind, value))
  const estimate = (kind: Kind, { estimate: value, n }: Known): string =>
    kind === 'share' && n < fewForPercent ? t('item.share', { hits: number(Math.round(value * n)), count: number(n) }) : signed(kind, value)
  const range = (kind: Kind, { low, high }: Known): { low: string; high: string } => ({ low: signed(kind, low), high: signed(kind, high) })
  /** Without its unit. */
  const bare = (kind: Kind, value: number): string =>
    kind === 'share'
      ? number(Math.round(Math.abs(value) * 100))
      : kind === 'points'
        ? number(Math.round(Math.abs(value)))
        : one(kind, Math.abs(value))
  const size = (kind: Kind, value: number): string =>
    kind === 'share' || kind === 'points' ? t('change.points', { value: bare(kind, value) }) : bare(kind, value)
  return {
    estimate,
    /** The estimate, or why there is none. */
    brief: (kind: Kind, value: Value | null): string =>
      value === null ? t('item.small') : value.isTooFew ? t('item.tooFew') : estimate(kind, value),
    rangeOf: (kind: Kind, value: Value | null): string => {
      if (value === null || value.isTooFew) return '–'
      return t('rows.between', range(kind, value))
    },
    note: ({ kind, now, promised }: Item, fewest: number): string => {
      if (now === null) return t('item.smallNote', { fewest: number(fewest) })
      if (now.isTooFew) return t('item.tooFewNote', { count: number(now.n) })
      if (kind === 'count') return t('item.pace', range(kind, now))
      return promised === null
        ? t('item.likely', range(kind, now))
        : t('item.likelyPromised', { ...range(kind, now), promised: one(kind, promised) })
    },
    change: ({ kind, now, before, change }: Item): string | null => {
      if (now === null || before === null) return null
      if (before.n === 0) return now.n === 0 ? null : t('change.none')
      if (change === null || now.isTooFew || before.isTooFew) return t('change.tooFew')
      const was = { before: estimate(kind, before) }
      if (!change.isTold) return t('change.same', was)
      const [near, far] = [Math.min(Math.abs(change.low), Math.abs(change.high)), Math.max(Math.abs(change.low), Math.abs(change.high))]
      const by = { ...was, by: size(kind, change.estimate), low: bare(kind, near), high: bare(kind, far) }
      return change.estimate > 0 ? t('change.more', by) : t('change.fewer', by)
    },
  }
}

/** Ends of the line below a number: its scale, or what makes its range and its promise visible. */
export function endsOf({ now, before, scale, promised }: Item): { min: number; max: number } {
  if (scale) return { min: scale.from, max: scale.to }
  const highs = [now, before].map((value) => (value === null || value.isTooFew ? 0 : value.high))
  return { min: 0, max: Math.max(1, promised ?? 0, ...highs) * 1.15 }
}

/** The latest unbroken run of points; a gap is no line. Shares in percent, as they are written. */
export function trendOf({ kind, spans }: Item): { value: number; low: number; high: number }[] {
  const scale = kind === 'share' ? 100 : 1
  const points: { value: number; low: number; high: number }[] = []
  for (const { value } of spans.toReversed()) {
    if (value === null || value.isTooFew) break
    points.unshift({ value: value.estimate * scale, low: value.low * scale, high: value.high * scale })
  }
  return points.length < 3 || points.every(({ value }) => value === 0) ? [] : points
}
