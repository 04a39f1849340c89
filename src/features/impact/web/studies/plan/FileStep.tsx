// A panel of one's own: the file, what its columns mean, and what is wrong in it, by line and column.
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Checkbox, RadioGroup } from '#ui/Choices.tsx'
import { api, etagOf } from '#ui/client.ts'
import { Facts, Progress } from '#ui/Facts.tsx'
import { FileDrop } from '#ui/FileDrop.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { toast } from '#ui/toast.ts'
import type { Study, StudyColumns } from '../../../contract/studies.ts'
import { More } from '../More.tsx'
import { pathOf, useStudyWrite } from '../queries.ts'
import { Fault } from '../RunState.tsx'
import { choicesFor, type Role, roles } from './guess-columns.ts'
import { Step } from './Step.tsx'

type StudyFile = NonNullable<Study['file']>

export function FileStep({ study, at, mayChange }: { study: Study; at: number; mayChange: boolean }) {
  const { file } = study
  return (
    <Step study={study} name="file" at={at}>
      {file && <Known file={file} isFixed={!mayChange} />}
      {file?.fault && <Wrong fault={file.fault} />}
      {mayChange && <Put study={study} />}
      {mayChange && file && file.header.length > 0 && (
        <Mapping key={`${file.uploadedAt}${JSON.stringify(file.columns)}`} study={study} file={file} />
      )}
    </Step>
  )
}

function Known({ file, isFixed }: { file: StudyFile; isFixed: boolean }) {
  const t = useT('impact')
  const { bytes, day, number } = useFormats()
  const { columns } = file
  const named = (column: string | null | undefined) => column && <bdi>{column}</bdi>
  return (
    <Facts
      items={[
        { label: t('studies.file.name'), value: <bdi>{file.name}</bdi> },
        { label: t('studies.file.size'), value: t('studies.file.sizeOf', { rows: number(file.rows), size: bytes(file.bytes) }) },
        { label: t('studies.file.at'), value: day(file.uploadedAt) },
        ...(isFixed ? roles.map((role) => ({ label: t(`studies.file.role.${role}`), value: named(columns?.[role]) })) : []),
        { label: t('studies.file.covariates'), value: isFixed && columns?.covariates.join(', ') },
        { label: t('studies.file.goneLabel'), value: file.isGone && t('studies.file.gone') },
      ].filter(({ value }) => value !== false)}
    />
  )
}

function Wrong({ fault }: { fault: NonNullable<StudyFile['fault']> }) {
  const t = useT('impact')
  return (
    <Message kind="stop" title={t('studies.file.wrong')} isNews>
      <Fault fault={fault} />
      <p>{t('studies.file.mend')}</p>
    </Message>
  )
}

const namesIn = ({ unit, time, outcome, firstTreated, cluster, covariates }: StudyColumns): string[] =>
  [unit, time, outcome, firstTreated, cluster, ...covariates].filter((name) => name !== null)

function Put({ study }: { study: Study }) {
  const t = useT('impact')
  const before = study.file?.columns
  const put = useStudyWrite<File, Study>(study, async (file, options) => {
    const form = new FormData()
    form.append('file', file)
    const next = await api.put<Study>(`${pathOf(study)}/file`, form, options)
    // The same columns as before, where the file still has them: whoever mended a cell need not choose again.
    const isAlike = before && namesIn(before).every((name) => next.file?.header.includes(name))
    return isAlike ? api.put<Study>(`${pathOf(study)}/columns`, before, { ifMatch: etagOf(next) }) : next
  })
  return (
    <>
      <FileDrop
        label={t(study.file ? 'studies.file.another' : 'studies.file.put')}
        hint={t('studies.file.hint')}
        accept=".csv,.tsv,.txt,text/csv"
        onFile={(file) => void put.run(file)}
      />
      {put.isBusy && <Progress share={null} label={t('studies.file.sending')} />}
      {put.problem && <ProblemView problem={put.problem} t={t} />}
    </>
  )
}

type Choices = Record<Role, string> & Pick<StudyColumns, 'control' | 'isRandomised' | 'covariates'>

function Mapping({ study, file }: { study: Study; file: StudyFile }) {
  const t = useT('impact')
  const { header, columns } = file
  const [choices, setChoices] = useState<Choices>(() => ({
    ...choicesFor(header, columns),
    control: columns?.control ?? 'notyet',
    isRandomised: columns?.isRandomised ?? false,
    covariates: (columns?.covariates ?? []).filter((name) => header.includes(name)),
  }))
  const save = useStudyWrite<StudyColumns, Study>(
    study,
    (next, options) => api.put<Study>(`${pathOf(study)}/columns`, next, options),
    (next) => {
      if (!next.file?.fault) toast({ title: t('studies.file.read') })
    },
  )
  const set = <Name extends keyof Choices>(name: Name, value: Choices[Name]) => setChoices({ ...choices, [name]: value })
  const taken = roles.map((role) => choices[role])
  const spare = header.filter((name) => !taken.includes(name))
  const send = () =>
    void save.run({
      ...choices,
      cluster: choices.cluster || null,
      covariates: choices.covariates.filter((name) => spare.includes(name)),
      anticipation: columns?.anticipation ?? 0,
    })
  return (
    <Form onSubmit={send} problem={save.problem} isBusy={save.isBusy} label={t('studies.file.columns')} t={t}>
      <p className="study-head">{t('studies.file.columns')}</p>
      {columns === null && <p className="margin-note">{t('studies.file.guessed')}</p>}
      {roles.map((role) => (
        <SelectField
          key={role}
          name={role}
          label={t(`studies.file.role.${role}`)}
          hint={t(`studies.file.roleHint.${role}`)}
          isRequired={role !== 'cluster'}
          empty={t(role === 'cluster' ? 'studies.file.noCluster' : 'studies.file.choose')}
          options={header.map((name) => ({ value: name, label: name }))}
          value={choices[role]}
          onChange={(value) => set(role, value)}
        />
      ))}
      <Checkbox
        label={t('studies.file.randomised')}
        note={t('studies.file.randomisedNote')}
        isOn={choices.isRandomised}
        onChange={(isOn) => set('isRandomised', isOn)}
      />
      <More title={t('studies.file.more')}>
        <RadioGroup
          label={t('studies.file.control')}
          value={choices.control}
          onChange={(value) => set('control', value as Choices['control'])}
          options={(['notyet', 'never'] as const).map((value) => ({
            value,
            label: t(`studies.file.controls.${value}`),
            note: t(`studies.file.controlNotes.${value}`),
          }))}
        />
        {spare.length > 0 && (
          <fieldset className="choices study-others">
            <legend>{t('studies.file.covariates')}</legend>
            <p className="margin-note">{t('studies.file.covariatesNote')}</p>
            {spare.map((name) => (
              <Checkbox
                key={name}
                label={<bdi>{name}</bdi>}
                isOn={choices.covariates.includes(name)}
                onChange={(isOn) =>
                  set('covariates', isOn ? [...choices.covariates, name] : choices.covariates.filter((one) => one !== name))
                }
              />
            ))}
          </fieldset>
        )}
      </More>
      <FormActions>
        <Button type="submit">{t('studies.file.use')}</Button>
      </FormActions>
    </Form>
  )
}
