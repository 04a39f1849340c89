// The picture of the planned starts, one row for each start.
import { useT } from '#ui/i18n.ts'
import { useFormats } from '#ui/Moments.tsx'
import type { Study } from '../../../contract/studies.ts'
import { placeIn } from '../days.ts'
import { Staircase } from '../Staircase.tsx'

export function useStairs({ firstDay, lastDay }: Pick<Study, 'firstDay' | 'lastDay'>) {
  const t = useT('impact')
  const { day } = useFormats()
  /** `waves` by their day; null is who does not start. */
  return (waves: { startDay: string | null; count: number }[]) =>
    waves
      .toSorted((a, b) => (a.startDay ?? '9').localeCompare(b.startDay ?? '9'))
      .map(({ startDay, count }, i) => ({
        key: `${startDay ?? 'none'}-${i}`,
        label: startDay === null ? t('studies.stairs.never') : t('studies.stairs.from', { day: day(startDay) }),
        note: t('studies.stairs.teams', { count }),
        at: startDay === null ? null : firstDay && lastDay ? placeIn(startDay, firstDay, lastDay) : 0.5,
      }))
}

export function PlannedStairs({ study }: { study: Study }) {
  const t = useT('impact')
  const stairs = useStairs(study)
  const taking = study.teams.filter(({ part }) => part !== 'out')
  const waves = [...Map.groupBy(taking, ({ startDay }) => startDay)].map(([startDay, teams]) => ({ startDay, count: teams.length }))
  return <Staircase label={t('studies.stairs.label')} stairs={stairs(waves)} />
}
