import type { ReactNode } from 'react'
import { useT } from '../i18n.ts'

export type StateName = 'rest' | 'hover' | 'active' | 'focus' | 'busy' | 'off' | 'error'

/** A part in one of its states, with the state's name above. */
export function State({ of, children }: { of: StateName; children: ReactNode }) {
  const t = useT('gallery')
  return (
    <div className="state" data-show={of}>
      <span className="margin-note">{t(`state.${of}`)}</span>
      {children}
    </div>
  )
}
