// Where a complaint was caused: the words then reach those who shape that step.
import { StepPicker } from '#features/journeys/web/parts.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Response } from '../contract.ts'

export function CauseField({ answer }: { answer: Pick<Response, 'id' | 'causeStep'> }) {
  const t = useT('voice')
  const save = useWrite(
    (stepId: string, options) => api.put(`/api/responses/${answer.id}/cause-step`, { stepId: stepId || null }, options),
    {
      stale: ['/api/responses', '/api/cases', '/api/quotes', '/api/scores'],
      onDone: () => toast({ title: t('cause.done') }),
    },
  )
  return (
    <Stack isNarrow>
      {save.problem && <ProblemView problem={save.problem} t={t} />}
      <StepPicker label={t('cause.step')} value={answer.causeStep?.id ?? ''} onChange={(stepId) => void save.run(stepId)} />
    </Stack>
  )
}
