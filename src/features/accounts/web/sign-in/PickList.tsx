import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from '#ui/Icon.tsx'
import type { IconType } from '#ui/Icon.tsx'
import './sign-in.css'

export type Pick = { key: string; name: string; note?: ReactNode; icon?: IconType; onPick: () => void }

/** One of a few, with a thumb: people of a shared device, organisations. */
export function PickList({ label, items, isBusy }: { label: string; items: Pick[]; isBusy?: boolean }) {
  return (
    <ul className="picks" aria-label={label}>
      {items.map(({ key, name, note, icon, onPick }) => (
        <li key={key}>
          <button className="pick" type="button" aria-disabled={isBusy || undefined} onClick={isBusy ? undefined : onPick}>
            {icon && <Icon of={icon} />}
            <span className="pick-words">
              <bdi>{name}</bdi>
              {note && <span className="pick-note">{note}</span>}
            </span>
            <Icon of={IconChevronRight} turns />
          </button>
        </li>
      ))}
    </ul>
  )
}
