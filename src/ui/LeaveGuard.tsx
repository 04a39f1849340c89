import { Suspense, lazy } from 'react'
import { useLeaveBlocker } from './address.ts'
import { useT } from './i18n.ts'

const ConfirmDialog = lazy(() => import('./Dialog.tsx').then((dialog) => ({ default: dialog.ConfirmDialog })))

/** Put it into a page with a form: <LeaveGuard form={form} />. Asks before changes are left behind. */
export function LeaveGuard({ form }: { form: { hasChanges: () => boolean } }) {
  const t = useT('ui')
  const { status, proceed, reset } = useLeaveBlocker(form.hasChanges)
  if (status !== 'blocked') return null
  return (
    <Suspense fallback={null}>
      <ConfirmDialog
        isOpen
        title={t('leave.title')}
        text={t('leave.text')}
        action={t('leave.leave')}
        cancel={t('leave.stay')}
        onConfirm={proceed}
        onClose={reset}
      />
    </Suspense>
  )
}
