// One tap reminds whoever has not finished. Letters can't be called back, so it asks once.
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Coverage } from '../../contract/paths.ts'

export function Remind({ pathId, coverage: { unit, total } }: { pathId: string; coverage: Coverage }) {
  const t = useT('learning')
  const [asks, setAsks] = useState(false)
  const remind = useWrite(
    (_: null, options) => api.post<{ reminded: number; leftInPeace: number }>('/api/path-reminders', { pathId, unitId: unit.id }, options),
    {
      stale: ['/api/coverage-people'],
      onDone: ({ reminded, leftInPeace }) =>
        toast({
          title:
            `${t('paths.coverage.reminded', { count: reminded })} ${leftInPeace > 0 ? t('paths.coverage.leftInPeace', { count: leftInPeace }) : ''}`.trim(),
        }),
    },
  )
  const text = total.isTooFew
    ? t('paths.coverage.askRemindText')
    : `${t('paths.coverage.askRemindCount', { count: total.people - total.done })} ${t('paths.coverage.askRemindText')}`
  return (
    <Stack gap={2}>
      <div>
        <Button kind="filled" icon={IconBell} isBusy={remind.isBusy} onClick={() => setAsks(true)}>
          {t('paths.coverage.remind')}
        </Button>
      </div>
      <p className="small second">{t('paths.coverage.remindNote')}</p>
      {remind.problem && <ProblemView problem={remind.problem} t={t} />}
      <ConfirmDialog
        isOpen={asks}
        isStop={false}
        title={t('paths.coverage.askRemind')}
        text={text}
        action={t('paths.coverage.remindNow')}
        onClose={() => setAsks(false)}
        onConfirm={() => {
          setAsks(false)
          void remind.run(null)
        }}
      />
    </Stack>
  )
}
