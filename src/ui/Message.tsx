import { IconAlertCircle, IconCheck, IconClock, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './Icon.tsx'
import type { IconType } from './Icon.tsx'
import './words.css'

export type Meaning = 'stop' | 'wait' | 'good' | 'note'
export const meaningIcons: Record<Meaning, IconType> = {
  stop: IconAlertCircle,
  wait: IconClock,
  good: IconCheck,
  note: IconInfoCircle,
}

/** What happened, and what to do. `isNews`: it appeared just now, so screen readers say it at once. */
export function Message({
  kind,
  title,
  icon = meaningIcons[kind],
  actions,
  isNews,
  children,
}: {
  kind: Meaning
  title: ReactNode
  icon?: IconType
  actions?: ReactNode
  isNews?: boolean
  children?: ReactNode
}) {
  return (
    <div
      className={classNames('message', `message-${kind}`)}
      role={isNews ? (kind === 'stop' ? 'alert' : 'status') : undefined}
      tabIndex={isNews ? -1 : undefined}
    >
      <Icon of={icon} />
      <div className="message-body">
        <strong>{title}</strong>
        {children}
        {actions && <div className="message-actions">{actions}</div>}
      </div>
    </div>
  )
}
