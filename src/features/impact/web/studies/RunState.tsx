// A run while it works, and how it ended where it brought no answer.
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Progress } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import type { Fault as FaultWords, Run, Study } from '../../contract/studies.ts'
import { isAlive, path, pathOf } from './queries.ts'

export function useAsk(study: Study, kind: Run['kind']) {
  return useWrite((_: null, options) => api.post<Run>(`${pathOf(study)}/runs`, { kind }, options), { stale: [path] })
}

/** Nothing once it is done. */
export function RunState({ run, mayWrite, onAgain }: { run: Run | null; mayWrite: boolean; onAgain?: () => void }) {
  const t = useT('impact')
  const cancel = useWrite((id: string, options) => api.post<Run>(`/api/study-runs/${id}/cancellation`, undefined, options), {
    stale: [path, '/api/study-runs'],
  })
  if (!run || run.state === 'done') return null
  if (isAlive(run)) {
    const isWaiting = run.state === 'waiting'
    const words = t(`studies.stage.${isWaiting ? 'waiting' : run.stage}`)
    return (
      <div className="study-run">
        <output className="spoken">{words}</output>
        <Progress share={isWaiting ? null : run.progress} label={words} />
        <p className="margin-note">{t('studies.run.leave')}</p>
        {mayWrite && (
          <Button isSmall isBusy={cancel.isBusy} onClick={() => void cancel.run(run.id)}>
            {t('studies.run.cancel')}
          </Button>
        )}
        {cancel.problem && <ProblemView problem={cancel.problem} t={t} />}
      </div>
    )
  }
  const again = onAgain && (
    <Button isSmall onClick={onAgain}>
      {t('studies.run.again')}
    </Button>
  )
  if (run.state === 'cancelled') return <Message kind="note" title={t('studies.run.cancelled')} actions={again} isNews />
  return (
    <Message kind="stop" title={t('studies.run.failed')} actions={again} isNews>
      {run.fault && <Fault fault={run.fault} />}
    </Message>
  )
}

/** Where in the file, and what is wrong there. */
export function Fault({ fault: { code, line, column, cell, otherLine, what } }: { fault: FaultWords }) {
  const t = useT('impact')
  const wall = (text: string | null): string => `\u2068${text ?? ''}\u2069`
  const place =
    line !== null && column !== null
      ? t('studies.fault.cell', { line: String(line), column: wall(column) })
      : line !== null
        ? t('studies.fault.line', { line: String(line) })
        : column !== null
          ? t('studies.fault.column', { column: wall(column) })
          : null
  const known = t.maybe(`studies.fault.code.${code}`, { cell: wall(cell), other: String(otherLine ?? '') })
  return (
    <p>
      {place && <strong>{place} </strong>}
      {known ?? <bdi lang="en">{what}</bdi>}
    </p>
  )
}
