// What stands round a list: FilterBar, LoadMore, SelectionBar, and FilterTabs (links that filter the same list).
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { classNames } from './class-names.ts'
import { useT } from './i18n.ts'
import { useAnchor } from './Link.tsx'
import { Figure } from './Moments.tsx'
import './table.css'

/** Search and choices above a table, in one row at a desk. Keep their values in the URL (useSearchState). */
export function FilterBar({ children, onReset }: { children: ReactNode; onReset?: () => void }) {
  const t = useT('ui')
  return (
    <div className="table-tools">
      {children}
      {onReset && (
        <Button kind="plain" onClick={onReset}>
          {t('list.reset')}
        </Button>
      )}
    </div>
  )
}

/** The rest of a list, on demand: the foot stays reachable and nothing jumps. */
export function LoadMore({
  shown,
  total,
  hasMore,
  isBusy,
  onMore,
}: {
  shown: number
  total?: number
  hasMore: boolean
  isBusy?: boolean
  onMore: () => void
}) {
  const t = useT('ui')
  if (shown === 0 && !hasMore) return null
  return (
    <div className="pager">
      <output className="small second">
        {total === undefined ? t('list.shown', { count: shown }) : t('list.shownOf', { count: total, shown })}
      </output>
      {hasMore && (
        <Button isBusy={isBusy} onClick={onMore}>
          {t('list.more')}
        </Button>
      )}
    </div>
  )
}

/** What can be done with the chosen rows; stays in sight at the lower edge. */
export function SelectionBar({ count, children, onClear }: { count: number; children: ReactNode; onClear: () => void }) {
  const t = useT('ui')
  if (count === 0) return null
  return (
    <div className="selection">
      <output>{t('list.selected', { count })}</output>
      {children}
      <Button kind="plain" isSmall onClick={onClear}>
        {t('list.clearSelection')}
      </Button>
    </div>
  )
}

export type FilterTab = { key: string; label: string; count?: number; to: string }

/** The same list, seen another way; each view has its own address. */
export function FilterTabs({ tabs, current, label }: { tabs: FilterTab[]; current: string; label: string }) {
  return (
    <nav className="tabs-list" aria-label={label}>
      {tabs.map((tab) => (
        <FilterTabLink key={tab.key} tab={tab} isCurrent={tab.key === current} />
      ))}
    </nav>
  )
}

function FilterTabLink({ tab, isCurrent }: { tab: FilterTab; isCurrent: boolean }) {
  return (
    <a className={classNames('tab')} aria-current={isCurrent || undefined} {...useAnchor(tab.to)}>
      {tab.label}
      {tab.count !== undefined && (
        <span>
          <Figure of={tab.count} />
        </span>
      )}
    </a>
  )
}
