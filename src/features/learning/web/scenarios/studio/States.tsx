// Where a scenario stands, and where its draft stands when somebody has written in it since.
import { useT } from '#ui/i18n.ts'
import type { Meaning } from '#ui/Message.tsx'
import { Tag } from '#ui/Words.tsx'
import type { ScenarioRow } from '../../../contract/scenarios.ts'

const meaningOf: Record<ScenarioRow['state'], Meaning> = { draft: 'wait', live: 'good', changed: 'wait', retired: 'note' }

export function States({ row: { state, reviewState } }: { row: Pick<ScenarioRow, 'state' | 'reviewState'> }) {
  const t = useT('learning')
  const isBeingRead = reviewState !== null && reviewState !== 'writing' && state !== 'retired'
  return (
    <>
      <Tag meaning={meaningOf[state]}>{t(`scenarios.studio.state.${state}`)}</Tag>{' '}
      {isBeingRead && <Tag meaning={reviewState === 'approved' ? 'good' : 'wait'}>{t(`lessons.textState.${reviewState}`)}</Tag>}
    </>
  )
}
