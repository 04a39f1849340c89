import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { Figure } from './Moments.tsx'
import './table.css'

export type Tab = { key: string; label: ReactNode; count?: ReactNode; content: ReactNode; isOff?: boolean }

/** Parts of one page. Keep `current` in the URL: const [{ tab }, set] = useSearchState({ tab: 'first' }). */
export function Tabs({ tabs, current, onChange, label }: { tabs: Tab[]; current: string; onChange: (key: string) => void; label: string }) {
  return (
    <Base.Root className="tabs" value={current} onValueChange={(key) => onChange(String(key))}>
      <Base.List className="tabs-list" aria-label={label} activateOnFocus={false}>
        {tabs.map(({ key, label: name, count, isOff }) => (
          <Base.Tab key={key} value={key} className="tab" disabled={isOff}>
            {name}
            {count !== undefined && (
              <span>
                <Figure of={count} />
              </span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ key, content }) => (
        <Base.Panel key={key} value={key}>
          {content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
