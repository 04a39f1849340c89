import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { DateField } from '#ui/Inputs.tsx'
import type { Study } from '../../../contract/studies.ts'

/** From which day the chosen teams start. */
export function StartDialog({
  study,
  count,
  isBusy,
  onDay,
  onClose,
}: {
  study: Study
  count: number
  isBusy: boolean
  onDay: (day: string) => void
  onClose: () => void
}) {
  const t = useT('impact')
  const [day, setDay] = useState('')
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('studies.start.title', { count })}
      text={t('studies.start.text')}
      actions={
        <Button kind="filled" isBusy={isBusy} offReason={day === '' ? t('studies.start.first') : undefined} onClick={() => onDay(day)}>
          {t('studies.start.do')}
        </Button>
      }
    >
      <DateField
        label={t('studies.start.day')}
        value={day}
        onChange={setDay}
        min={study.firstDay ?? undefined}
        max={study.lastDay ?? undefined}
      />
    </Dialog>
  )
}
