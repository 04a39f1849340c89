// Keys are heard where they bubble up from links and buttons, which are what can have the focus.
/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions */
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { Button, ButtonLink, IconButton } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { JourneyWording, StepWording } from '../../contract.ts'
import { at, stale } from '../queries.ts'
import { type Said, SaidField, useWritten } from './Languages.tsx'
import { moveStage, moveStep, type Order, orderOf } from './order.ts'

type Stage = JourneyWording['stages'][number]

export function Stages({ journey }: { journey: JourneyWording }) {
  const t = useT('journeys')
  const [isAdding, setAdding] = useState(false)
  const sort = useWrite(
    ({ stages, version }: { stages: Order; version: number; before?: Order }, options) =>
      api.put<JourneyWording>(`${at.one(journey.id)}/order`, { stages }, { ...options, ifMatch: `"${version}"` }),
    {
      stale,
      onDone: (now, { before }) => {
        if (before)
          toast({
            title: t('edit.moved'),
            action: { label: t('ui:undo'), onChoose: () => void sort.run({ stages: before, version: now.version }) },
          })
      },
    },
  )
  const before = orderOf(journey)
  const move = (stages: Order | null) => {
    if (stages && !sort.isBusy) void sort.run({ stages, version: journey.version, before })
  }
  return (
    <Section title={t('edit.stages')} note={t('edit.stagesNote')}>
      {sort.problem && <ProblemView problem={sort.problem} t={t} />}
      {journey.stages.length === 0 && !isAdding && <EmptyState title={t('edit.noStages')} text={t('edit.noStagesText')} />}
      {journey.stages.map((stage, i) => (
        <StageEdit
          key={stage.id}
          journey={journey}
          stage={stage}
          canUp={i > 0}
          canDown={i < journey.stages.length - 1}
          onMove={(by) => move(moveStage(before, stage.id, by))}
          onMoveStep={(id, by) => move(moveStep(before, id, by))}
          mayMoveStep={(id, by) => moveStep(before, id, by) !== null}
        />
      ))}
      {isAdding ? (
        <StageForm journey={journey} onDone={() => setAdding(false)} />
      ) : (
        <Button icon={IconPlus} kind={journey.stages.length === 0 ? 'filled' : 'line'} onClick={() => setAdding(true)}>
          {t('edit.addStage')}
        </Button>
      )}
    </Section>
  )
}

function Moves({ what, canUp, canDown, onMove }: { what: string; canUp: boolean; canDown: boolean; onMove: (by: -1 | 1) => void }) {
  const t = useT('journeys')
  return (
    <span className="edit-moves">
      <IconButton icon={IconArrowUp} label={t('edit.up', { what })} isOff={!canUp} onClick={() => onMove(-1)} />
      <IconButton icon={IconArrowDown} label={t('edit.down', { what })} isOff={!canDown} onClick={() => onMove(1)} />
    </span>
  )
}

/** Alt with an arrow moves the thing that has the focus. */
const onArrows = (onMove: (by: -1 | 1) => void) => (event: KeyboardEvent) => {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
  event.preventDefault()
  onMove(event.key === 'ArrowUp' ? -1 : 1)
}

function StageEdit({
  journey,
  stage,
  canUp,
  canDown,
  onMove,
  onMoveStep,
  mayMoveStep,
}: {
  journey: JourneyWording
  stage: Stage
  canUp: boolean
  canDown: boolean
  onMove: (by: -1 | 1) => void
  onMoveStep: (id: string, by: -1 | 1) => void
  mayMoveStep: (id: string, by: -1 | 1) => boolean
}) {
  const t = useT('journeys')
  const [isNaming, setNaming] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const name = stage.texts.name[journey.defaultLanguage] ?? '–'
  const remove = useWrite((_: null, options) => api.delete<JourneyWording>(at.stage(stage.id), options), {
    stale,
    onDone: () => toast({ title: t('edit.stageRemoved', { name }) }),
  })
  return (
    <div className="edit-stage">
      {isNaming ? (
        <StageForm journey={journey} stage={stage} onDone={() => setNaming(false)} />
      ) : (
        <div className="edit-head" onKeyDown={(event) => event.target instanceof HTMLButtonElement && onArrows(onMove)(event)}>
          <h3>
            <bdi>{name}</bdi>
          </h3>
          <Row>
            <Moves what={name} canUp={canUp} canDown={canDown} onMove={onMove} />
            <IconButton icon={IconPencil} label={t('edit.rename', { what: name })} onClick={() => setNaming(true)} />
            {stage.steps.length === 0 && (
              <IconButton icon={IconTrash} label={t('edit.remove', { what: name })} onClick={() => setAsking(true)} />
            )}
          </Row>
        </div>
      )}
      {remove.problem && <ProblemView problem={remove.problem} t={t} />}
      <ol className="edit-steps">
        {stage.steps.map((step) => (
          <StepRow
            key={step.id}
            journey={journey}
            step={step}
            canUp={mayMoveStep(step.id, -1)}
            canDown={mayMoveStep(step.id, 1)}
            onMove={(by) => onMoveStep(step.id, by)}
          />
        ))}
      </ol>
      <ButtonLink isSmall icon={IconPlus} to={`/journeys/${journey.id}/edit/new?stage=${stage.id}`}>
        {t('edit.addStep')}
      </ButtonLink>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void remove.run(null)
        }}
        title={t('edit.removeStage', { name })}
        text={t('edit.removeStageText')}
        action={t('ui:remove')}
      />
    </div>
  )
}

function StepRow({
  journey,
  step,
  canUp,
  canDown,
  onMove,
}: {
  journey: JourneyWording
  step: StepWording
  canUp: boolean
  canDown: boolean
  onMove: (by: -1 | 1) => void
}) {
  const t = useT('journeys')
  const name = step.texts.name[journey.defaultLanguage] ?? '–'
  const missing = journey.languages.filter((code) => !step.texts.name[code]).length
  const putBack = useWrite((_: null, options) => api.post<JourneyWording>(`${at.step(step.id)}/returns`, undefined, options), { stale })
  const remove = useWrite((_: null, options) => api.delete<JourneyWording>(at.step(step.id), options), {
    stale,
    onDone: () =>
      toast({ title: t('edit.stepRemoved', { name }), action: { label: t('ui:undo'), onChoose: () => void putBack.run(null) } }),
  })
  return (
    <li className="edit-step" onKeyDown={onArrows(onMove)}>
      <span className="edit-step-words">
        <Link to={`/journeys/${journey.id}/edit/${step.id}`} isAlone>
          <bdi>{name}</bdi>
        </Link>
        <span className="margin-note">
          {t('edit.shapers', { count: step.shapers.length })}
          {missing > 0 && `. ${t('edit.missing', { count: missing })}`}
        </span>
        {(remove.problem ?? putBack.problem) && <ProblemView problem={(remove.problem ?? putBack.problem)!} t={t} />}
      </span>
      <Row gap={1}>
        <Moves what={name} canUp={canUp} canDown={canDown} onMove={onMove} />
        <IconButton icon={IconTrash} label={t('edit.remove', { what: name })} onClick={() => void remove.run(null)} />
      </Row>
    </li>
  )
}

function StageForm({ journey, stage, onDone }: { journey: JourneyWording; stage?: Stage; onDone: () => void }) {
  const t = useT('journeys')
  const language = useWritten(journey.languages, journey.defaultLanguage)
  const form = useForm<{ name: Said }>({ initial: { name: stage?.texts.name ?? {} } })
  const save = useWrite(
    (texts: typeof form.values, options) =>
      stage
        ? api.patch<JourneyWording>(at.stage(stage.id), { texts }, { ...options, ifMatch: `"${journey.version}"` })
        : api.post<JourneyWording>(`${at.one(journey.id)}/stages`, { texts }, options),
    {
      stale,
      onDone: () => {
        form.done()
        onDone()
      },
    },
  )
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <SaidField
          label={t('edit.stageName')}
          hint={t('edit.stageHint')}
          name="texts/name"
          said={form.values.name}
          onSaid={(name) => form.set('name', name)}
          language={language}
          defaultLanguage={journey.defaultLanguage}
          isRequired
          maxLength={80}
        />
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit">
          {t('ui:save')}
        </Button>
        <Button onClick={onDone}>{t('ui:cancel')}</Button>
      </FormActions>
    </Form>
  )
}
