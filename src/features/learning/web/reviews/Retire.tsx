// Taken out of use only after a warning that says what goes on without it; brought back with one click.
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'

export function Retire({
  title,
  isRetired,
  paths,
  isBusy,
  onRetire,
}: {
  title: string
  isRetired: boolean
  /** Titles of the live paths that lead through it. */
  paths: readonly string[]
  isBusy: boolean
  onRetire: (isRetired: boolean) => Promise<unknown>
}) {
  const t = useT('learning')
  const [isAsked, setAsked] = useState(false)
  return (
    <div>
      <p className="small second">{t(isRetired ? 'retire.isRetired' : 'retire.hint')}</p>
      <Button isBusy={isBusy} onClick={() => (isRetired ? void onRetire(false) : setAsked(true))}>
        {t(isRetired ? 'retire.bringBack' : 'retire.button')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        title={t('retire.title', { title })}
        text={paths.length === 0 ? t('retire.noPath') : t('retire.inPaths', { count: paths.length })}
        action={t('retire.button')}
        isBusy={isBusy}
        onConfirm={() => void onRetire(true).then(() => setAsked(false))}
      >
        {paths.length > 0 && (
          <ul>
            {paths.map((path) => (
              <li key={path}>
                <bdi>{path}</bdi>
              </li>
            ))}
          </ul>
        )}
      </ConfirmDialog>
    </div>
  )
}
