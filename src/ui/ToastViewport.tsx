import { Toast } from '@base-ui/react/toast'
import { IconX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import './actions.css'
import './popups.css'
import { takeToasts } from './toast.ts'

function Toasts() {
  const t = useT('ui')
  const { toasts, add, close } = Toast.useToastManager()
  useEffect(
    () =>
      takeToasts(({ title, text, action, stayMs }) => {
        const id = add({
          title,
          description: text,
          timeout: stayMs ?? (action ? 10_000 : 6_000),
          actionProps: action && {
            children: action.label,
            onClick: () => {
              action.onChoose()
              close(id)
            },
          },
        })
      }),
    [add, close],
  )
  return toasts.map((one) => (
    <Toast.Root key={one.id} toast={one} className="toast" swipeDirection={['down', 'left', 'right']}>
      <Toast.Content className="toast-words">
        <Toast.Title className="toast-title" render={<p />} />
        <Toast.Description render={<p />} />
      </Toast.Content>
      <Toast.Action className="button button-small" />
      <Toast.Close className="icon-button" aria-label={t('close')}>
        <Icon of={IconX} />
      </Toast.Close>
    </Toast.Root>
  ))
}

export function ToastViewport() {
  return (
    // One at a time: on a phone a pile of them lies over what is done next.
    <Toast.Provider limit={1}>
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
