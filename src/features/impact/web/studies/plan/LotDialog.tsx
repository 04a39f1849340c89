import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Button, IconButton } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { DateField, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { toast } from '#ui/toast.ts'
import type { Lot, Study } from '../../../contract/studies.ts'
import { addDays, mondayOf, periodsIn } from '../days.ts'
import { pathOf, useStudyWrite } from '../queries.ts'
import { Staircase } from '../Staircase.tsx'
import { useStairs } from './PlannedStairs.tsx'

type Wave = { startDay: string; count: string }

/** Three waves in the second half of the window; a good third waits, so that there is somebody to compare with to the end. */
function suggested({ firstDay, lastDay, weeksEach }: Study, teams: number): Wave[] {
  if (firstDay === null || lastDay === null) return []
  const periods = periodsIn(firstDay, lastDay, weeksEach)
  const waves = Math.max(1, Math.min(3, Math.floor(teams / 4)))
  const each = Math.max(1, Math.floor((teams * 2) / 3 / waves))
  const first = Math.max(3, Math.floor(periods / 3))
  const gap = Math.max(1, Math.floor((periods - first) / (waves + 1)))
  return Array.from({ length: waves }, (_, i) => ({
    startDay: mondayOf(addDays(firstDay, (first + i * gap) * weeksEach * 7)),
    count: String(each),
  }))
}

const usable = (waves: readonly Wave[]): Lot['waves'] =>
  waves.flatMap(({ startDay, count }) => (startDay !== '' && Number(count) >= 1 ? [{ startDay, count: Math.floor(Number(count)) }] : []))

/** How many start when; chance says which. The picture shows it before anything is drawn. */
export function LotDialog({ study, onClose }: { study: Study; onClose: () => void }) {
  const t = useT('impact')
  const stairs = useStairs(study)
  const teams = study.teams.filter(({ part }) => part !== 'out').length
  const [waves, setWaves] = useState(() => suggested(study, teams))
  const [isStratified, setStratified] = useState(study.lot?.isStratified ?? true)
  const draw = useStudyWrite<Lot, Study>(
    study,
    (lot, options) => api.post<Study>(`${pathOf(study)}/lot`, lot, options),
    () => {
      onClose()
      toast({ title: t('studies.lot.done') })
    },
  )
  const whole = usable(waves)
  const rest = teams - whole.reduce((sum, { count }) => sum + count, 0)
  const change = (i: number, part: Partial<Wave>) => setWaves(waves.map((wave, at) => (at === i ? { ...wave, ...part } : wave)))
  const off =
    whole.length === 0 || whole.length < waves.length
      ? t('studies.lot.fill')
      : rest < 0
        ? t('studies.lot.tooMany', { count: -rest })
        : undefined
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('studies.lot.do')}
      text={t('studies.lot.text', { count: teams })}
      actions={
        <Button kind="filled" isBusy={draw.isBusy} offReason={off} onClick={() => void draw.run({ waves: whole, isStratified })}>
          {t('studies.lot.draw')}
        </Button>
      }
    >
      <Stack>
        {draw.problem && <ProblemView problem={draw.problem} t={t} />}
        <ol className="study-waves">
          {waves.map(({ startDay, count }, i) => (
            <li key={i}>
              <DateField
                label={t('studies.lot.day', { at: i + 1 })}
                value={startDay}
                min={study.firstDay ?? undefined}
                max={study.lastDay ?? undefined}
                onChange={(next) => change(i, { startDay: next })}
              />
              <TextField
                label={t('studies.lot.count')}
                kind="number"
                isShort
                value={count}
                onChange={(next) => change(i, { count: next })}
              />
              {waves.length > 1 && (
                <IconButton
                  icon={IconTrash}
                  label={t('studies.lot.remove', { at: i + 1 })}
                  onClick={() => setWaves(waves.filter((_, at) => at !== i))}
                />
              )}
            </li>
          ))}
        </ol>
        <Button kind="plain" isSmall icon={IconPlus} onClick={() => setWaves([...waves, { startDay: '', count: '' }])}>
          {t('studies.lot.add')}
        </Button>
        <Checkbox label={t('studies.lot.stratified')} note={t('studies.lot.stratifiedNote')} isOn={isStratified} onChange={setStratified} />
        {rest >= 0 && (
          <Staircase
            label={t('studies.stairs.label')}
            stairs={stairs([...whole, ...(rest > 0 ? [{ startDay: null, count: rest }] : [])])}
          />
        )}
      </Stack>
    </Dialog>
  )
}
