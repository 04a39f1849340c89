import { IconBarrierBlock } from '@tabler/icons-react'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Row } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { useFigures } from './queries.ts'

/** Below a step of a journey: what stands in the way there. All steps share one reading. */
export function StepObstacles({ stepId }: { stepId: string }) {
  const t = useT('obstacles')
  const open = useFigures().data?.steps.find((step) => step.stepId === stepId)?.open ?? 0
  if (open === 0) return null
  return (
    <Row gap={2}>
      <Icon of={IconBarrierBlock} size="small" />
      <Link to={`/obstacles?stepId=${stepId}`}>{t('atStep', { count: open })}</Link>
    </Row>
  )
}
