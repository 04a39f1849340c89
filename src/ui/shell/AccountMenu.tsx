// The person's own menu. Its code (menus position themselves: 56 kB) comes when the pointer comes near, or on the tap.
import { Suspense, lazy, useState } from 'react'
import { useT } from '../i18n.ts'
import { useSession } from '../session.tsx'
import './shell.css'

const open = () => import('./AccountMenuOpen.tsx')
const AccountMenuOpen = lazy(() => open().then(({ AccountMenuOpen: component }) => ({ default: component })))

export function AccountMenu() {
  const t = useT('ui')
  const { person } = useSession()
  const [isWanted, setWanted] = useState(false)
  const closed = (
    <button
      className="account"
      type="button"
      aria-haspopup="menu"
      aria-label={t('account.label', { name: person.displayName })}
      onPointerEnter={() => void open()}
      onFocus={() => void open()}
      onClick={() => setWanted(true)}
    >
      {person.initials}
    </button>
  )
  if (!isWanted) return closed
  return (
    <Suspense fallback={closed}>
      <AccountMenuOpen />
    </Suspense>
  )
}
