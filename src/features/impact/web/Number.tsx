import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { Link } from '#ui/Link.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { NumberWithRange } from '#ui/NumberWithRange.tsx'
import type { Item } from '../contract/chain.ts'
import { endsOf, trendOf, useWriting } from './writing.ts'

/** One link of the chain: the number with its range, then what it means, how it was before, and who answers for it. */
export function ChainNumber({ item, fewest, to, level = 3 }: { item: Item; fewest: number; to?: string; level?: 3 | 4 }) {
  const t = useT('impact')
  const { number } = useFormats()
  const write = useWriting()
  const { name, kind, now, promised, owner } = item
  const known = now !== null && !now.isTooFew ? now : undefined
  const trend = trendOf(item)
  const change = write.change(item)
  const title = t(`measure.${name}.title`)
  return (
    <div className="chain-number">
      <NumberWithRange
        level={level}
        title={to ? <Link to={to}>{title}</Link> : title}
        value={known?.estimate ?? null}
        {...(known ? { low: known.low, high: known.high } : {})}
        {...(promised === null ? {} : { promised })}
        {...endsOf(item)}
        {...(trend.length > 0 ? { trend } : {})}
        shown={write.brief(kind, now)}
        note={write.note(item, fewest)}
        {...(known && kind !== 'count' ? { count: t('item.of', { what: t(`measure.${name}.of`), count: number(known.n) }) } : {})}
      />
      <div className="chain-words">
        {change && <p className={classNames('chain-change', item.change?.isTold && 'chain-told')}>{change}</p>}
        <p>{t(`measure.${name}.about`)}</p>
        <p>{owner ? t('item.owner', { name: `\u2068${owner.name ?? '–'}\u2069` }) : t('item.ownerNone')}</p>
      </div>
    </div>
  )
}
