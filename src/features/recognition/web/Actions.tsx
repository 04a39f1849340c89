// What the reader may do with one thanks: take it back, hide it, report it, judge a report.
import { useState } from 'react'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { Thanks } from '../contract.ts'
import { useHide, useJudge, useTakeBack } from './queries.ts'

type Asked = 'takeBack' | 'report' | 'delete'

export function Actions({ thanks, onGone }: { thanks: Thanks; onGone?: () => void }) {
  const t = useT('recognition')
  const { id, may, isHidden } = thanks
  const [asked, setAsked] = useState<Asked | null>(null)
  const take = useTakeBack(() => {
    toast({ title: t('actions.takenBack') })
    onGone?.()
  })
  const showAgain = useHide(() => toast({ title: t('actions.showDone') }))
  const hide = useHide((now) => {
    if (now.isReported) return toast({ title: t('actions.reportDone') })
    toast({
      title: t('actions.hideDone'),
      action: { label: t('ui:undo'), onChoose: () => void showAgain.run({ id, isHidden: false }) },
    })
  })
  const judge = useJudge(() => {
    toast({ title: t('actions.judged') })
    onGone?.()
  })
  const problem = take.problem ?? hide.problem ?? showAgain.problem ?? judge.problem
  const confirm = () => {
    if (asked === 'takeBack') void take.run(id)
    if (asked === 'report') void hide.run({ id, isHidden: true, isReported: true })
    if (asked === 'delete') void judge.run({ id, stays: false })
    setAsked(null)
  }
  const mayTell = useMay('stories.tell') && !thanks.isPrivate && !isHidden
  if (!mayTell && !Object.values(may).some(Boolean)) return null
  return (
    <>
      <Row>
        {mayTell && (
          <ButtonLink isSmall kind="plain" to={`/stories/tell?thanks=${id}`}>
            {t('stories.fromThanks')}
          </ButtonLink>
        )}
        {may.takeBack && (
          <Button isSmall kind="plain" onClick={() => setAsked('takeBack')}>
            {t('actions.takeBack')}
          </Button>
        )}
        {may.hide && !isHidden && (
          <Button isSmall kind="plain" isBusy={hide.isBusy} onClick={() => void hide.run({ id, isHidden: true })}>
            {t('actions.hide')}
          </Button>
        )}
        {may.show && (
          <Button isSmall kind="plain" isBusy={showAgain.isBusy} onClick={() => void showAgain.run({ id, isHidden: false })}>
            {t('actions.show')}
          </Button>
        )}
        {may.hide && (
          <Button isSmall kind="plain" onClick={() => setAsked('report')}>
            {t('actions.report')}
          </Button>
        )}
        {may.judge && (
          <>
            <Button isSmall isBusy={judge.isBusy} onClick={() => void judge.run({ id, stays: true })}>
              {t('actions.stays')}
            </Button>
            <Button isSmall kind="stop" onClick={() => setAsked('delete')}>
              {t('actions.delete')}
            </Button>
          </>
        )}
      </Row>
      {problem && <ProblemView problem={problem} t={t} />}
      <ConfirmDialog
        isOpen={asked !== null}
        title={t(`confirm.${asked ?? 'takeBack'}`)}
        text={t(`confirm.${asked ?? 'takeBack'}Text`)}
        action={t(`actions.${asked ?? 'takeBack'}`)}
        onConfirm={confirm}
        onClose={() => setAsked(null)}
      />
    </>
  )
}
