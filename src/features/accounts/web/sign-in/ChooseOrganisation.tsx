import { IconBuilding } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { PlainPage } from '#ui/PlainPage.tsx'
import type { ProblemError } from '#ui/problem.ts'
import { ProblemView } from '#ui/ProblemView.tsx'
import { HousePanel } from './HousePanel.tsx'
import { PickList } from './PickList.tsx'

/** The same address and password open several organisations: which one is it now? */
export function ChooseOrganisation({
  organisations,
  isBusy,
  problem,
  onChoose,
  onBack,
}: {
  organisations: { id: string; name: string }[]
  isBusy: boolean
  problem: ProblemError | undefined
  onChoose: (id: string) => void
  onBack: () => void
}) {
  const t = useT('accounts')
  return (
    <PlainPage title={t('choose.title')} lead={t('choose.lead')} aside={<HousePanel />}>
      {problem && <ProblemView problem={problem} t={t} />}
      <PickList
        label={t('choose.title')}
        isBusy={isBusy}
        items={organisations.map(({ id, name }) => ({ key: id, name, icon: IconBuilding, onPick: () => onChoose(id) }))}
      />
      <Button kind="plain" onClick={onBack}>
        {t('choose.back')}
      </Button>
    </PlainPage>
  )
}
