import { Menu as Base } from '@base-ui/react/menu'
import { IconCheck } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './Icon.tsx'
import type { IconType } from './Icon.tsx'
import { useAnchor } from './Link.tsx'
import './popups.css'

export type MenuEntry =
  | {
      key: string
      label: ReactNode
      note?: ReactNode
      icon?: IconType
      to?: string
      onChoose?: () => void
      isStop?: boolean
      /** Why it cannot be chosen now; shown below the words. */
      offReason?: ReactNode
    }
  | {
      key: string
      choice: string
      label: string
      options: { value: string; label: ReactNode; lang?: string }[]
      onChange: (value: string) => void
    }
  | { key: string; isLine: true }

/** Things to do with one thing. `trigger` is a Button or an IconButton. */
export function Menu({
  trigger,
  entries,
  isOpenAtFirst,
  align = 'end',
}: {
  trigger: ReactElement<Record<string, unknown>>
  entries: MenuEntry[]
  isOpenAtFirst?: boolean
  align?: 'start' | 'end'
}) {
  return (
    <Base.Root defaultOpen={isOpenAtFirst} modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="popup-place" sideOffset={6} align={align}>
          <Base.Popup className="popup">
            {entries.map((entry) => (
              <Entry key={entry.key} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  if ('isLine' in entry) return <Base.Separator className="popup-line" />
  if ('options' in entry) {
    return (
      <Base.RadioGroup value={entry.choice} onValueChange={(value) => entry.onChange(String(value))}>
        <Base.Group>
          <Base.GroupLabel className="popup-label">{entry.label}</Base.GroupLabel>
          {entry.options.map(({ value, label, lang }) => (
            <Base.RadioItem key={value} value={value} className="popup-item" closeOnClick lang={lang}>
              <span className="popup-tick">{value === entry.choice && <Icon of={IconCheck} />}</span>
              {label}
            </Base.RadioItem>
          ))}
        </Base.Group>
      </Base.RadioGroup>
    )
  }
  const inside = (
    <>
      {entry.icon && <Icon of={entry.icon} />}
      <span className="popup-words">
        {entry.label}
        {(entry.offReason ?? entry.note) && <span className="popup-note">{entry.offReason ?? entry.note}</span>}
      </span>
    </>
  )
  if (entry.to !== undefined) return <LinkEntry to={entry.to}>{inside}</LinkEntry>
  return (
    <Base.Item
      className={classNames('popup-item', entry.isStop && 'popup-item-stop')}
      disabled={Boolean(entry.offReason)}
      onClick={entry.onChoose}
    >
      {inside}
    </Base.Item>
  )
}

function LinkEntry({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Base.LinkItem className="popup-item" closeOnClick {...useAnchor(to)}>
      {children}
    </Base.LinkItem>
  )
}
