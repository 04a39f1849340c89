import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog as Base } from '@base-ui/react/dialog'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import { TextField } from './Inputs.tsx'
import './popups.css'

const wraps = {
  word: (inside: string) => (
    <strong>
      <bdi>{inside}</bdi>
    </strong>
  ),
}

/** Something short over the page. Longer things get a page of their own, with an address. */
export function Dialog({
  title,
  text,
  isOpen,
  onClose,
  actions,
  children,
}: {
  title: ReactNode
  text?: ReactNode
  isOpen: boolean
  onClose: () => void
  actions?: ReactNode
  children?: ReactNode
}) {
  const t = useT('ui')
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-veil" />
        <Base.Popup className="dialog">
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="icon-button" aria-label={t('close')}>
              <Icon of={IconX} />
            </Base.Close>
          </div>
          {text && <Base.Description className="dialog-text">{text}</Base.Description>}
          {children}
          {actions && <div className="dialog-actions">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/**
 * Asks before something that cannot be undone; where it can, do it and offer Undo in a toast. `typed`: the word that
 * must be written first (an organisation's name, a number of people).
 */
export function ConfirmDialog({
  title,
  text,
  action,
  cancel,
  isOpen,
  onConfirm,
  onClose,
  isBusy,
  isStop = true,
  typed,
  children,
}: {
  title: ReactNode
  text: ReactNode
  action: ReactNode
  cancel?: ReactNode
  isOpen: boolean
  onConfirm: () => void
  onClose: () => void
  isBusy?: boolean
  isStop?: boolean
  typed?: string
  children?: ReactNode
}) {
  const t = useT('ui')
  const [word, setWord] = useState('')
  const isRight = typed === undefined || word.trim() === typed
  return (
    <AlertDialog.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (open) return
        setWord('')
        onClose()
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-veil" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
          <AlertDialog.Description className="dialog-text">{text}</AlertDialog.Description>
          {children}
          {typed !== undefined && (
            <TextField label={t.rich('typeToConfirm', wraps, { word: typed })} value={word} onChange={setWord} autoComplete="off" />
          )}
          <div className="dialog-actions">
            <Button kind={isStop ? 'stop' : 'filled'} isBusy={isBusy} offReason={isRight ? undefined : t('typeFirst')} onClick={onConfirm}>
              {action}
            </Button>
            <AlertDialog.Close className="button button-line">{cancel ?? t('cancel')}</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
