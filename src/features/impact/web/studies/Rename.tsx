import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { toast } from '#ui/toast.ts'
import type { Study, StudyChange } from '../../contract/studies.ts'
import { pathOf, useStudyWrite } from './queries.ts'

/** Name and question are words about a study, not part of what is registered. */
export function Rename({ study, onClose }: { study: Study; onClose: () => void }) {
  const t = useT('impact')
  const [title, setTitle] = useState(study.title)
  const [question, setQuestion] = useState(study.question)
  const save = useStudyWrite<StudyChange, Study>(
    study,
    (change, options) => api.patch<Study>(pathOf(study), change, options),
    () => {
      onClose()
      toast({ title: t('studies.saved') })
    },
  )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('studies.rename.title')}
      actions={
        <Button
          kind="filled"
          isBusy={save.isBusy}
          offReason={title.trim() === '' ? t('studies.rename.first') : undefined}
          onClick={() => void save.run({ title: title.trim(), question: question.trim() })}
        >
          {t('ui:save')}
        </Button>
      }
    >
      <Stack>
        {save.problem && <ProblemView problem={save.problem} t={t} />}
        <TextField label={t('studies.new.name')} value={title} onChange={setTitle} maxLength={120} />
        <TextArea label={t('studies.new.question')} value={question} onChange={setQuestion} maxLength={500} />
      </Stack>
    </Dialog>
  )
}
