// What the leader writes: the answer first; beside it a first word, the judgement, and handing on.
import { useState } from 'react'
import { PersonPicker, type PersonChoice } from '#features/people/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Obstacle } from '../contract.ts'
import { at, stale } from './queries.ts'

const verdicts = ['removed', 'changed', 'kept'] as const

export function AnswerForms({ row, onDone }: { row: Obstacle; onDone: () => void }) {
  return (
    <>
      <AnswerForm row={row} onDone={onDone} />
      <ReplyForm row={row} onDone={onDone} />
      <JudgeForm key={`${row.kind} ${row.law}`} row={row} />
      <HandOnForm row={row} onDone={onDone} />
    </>
  )
}

function AnswerForm({ row, onDone }: { row: Obstacle; onDone: () => void }) {
  const t = useT('obstacles')
  const form = useForm({ initial: { answer: '', because: '' }, draft: `answer-${row.id}` })
  const save = useWrite((values: typeof form.values, options) => api.post<Obstacle>(`${at.one(row.id)}/answers`, values, options), {
    stale,
    onDone: () => {
      form.done()
      toast({ title: t('give.done', { count: row.supporters }) })
      onDone()
    },
  })
  return (
    <Section title={t('give.title')} note={t('give.note')}>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <RadioGroup
            label={t('give.what')}
            name="answer"
            isRequired
            isLined
            value={form.values.answer}
            onChange={(answer) => form.set('answer', answer)}
            options={verdicts.map((value) => ({
              value,
              label: t(`answer.${value}`),
              note: t(`give.${value}`),
              offReason: value === 'removed' && row.kind === 'red' ? t('give.lawStays') : undefined,
            }))}
          />
          <TextArea
            label={t('give.because')}
            hint={t('give.becauseHint')}
            rows={4}
            isRequired
            minLength={3}
            maxLength={2000}
            {...form.field('because')}
          />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit">
            {t('give.send')}
          </Button>
          <Button onClick={onDone}>{t('ui:cancel')}</Button>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Section>
  )
}

function ReplyForm({ row, onDone }: { row: Obstacle; onDone: () => void }) {
  const t = useT('obstacles')
  const form = useForm({ initial: { words: row.reply?.words ?? '' } })
  const save = useWrite((values: typeof form.values, options) => api.put<Obstacle>(`${at.one(row.id)}/reply`, values, options), {
    stale,
    onDone: () => {
      form.done()
      toast({ title: t('first.done') })
      onDone()
    },
  })
  return (
    <Section title={t('first.title')} note={t('first.note')} level={3}>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <TextArea label={t('first.words')} rows={2} isRequired maxLength={1000} {...form.field('words')} />
        </Stack>
        <FormActions>
          <Button type="submit">{t('first.send')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function JudgeForm({ row }: { row: Obstacle }) {
  const t = useT('obstacles')
  const form = useForm({ initial: { kind: row.kind ?? '', law: row.law ?? '' } })
  const save = useWrite((values: typeof form.values, options) => api.put<Obstacle>(`${at.one(row.id)}/judgement`, values, options), {
    stale,
    onDone: () => {
      form.done()
      toast({ title: t('judge.done') })
    },
  })
  return (
    <Section title={t('judge.title')} note={t('judge.note')} level={3}>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <RadioGroup
            label={t('one.kind')}
            isLabelSpoken
            name="kind"
            isRequired
            value={form.values.kind}
            onChange={(kind) => form.set('kind', kind)}
            options={(['green', 'red'] as const).map((value) => ({ value, label: t(`kind.${value}`), note: t(`kind.${value}Note`) }))}
          />
          {form.values.kind === 'red' && (
            <TextField label={t('judge.law')} hint={t('judge.lawHint')} isRequired maxLength={200} {...form.field('law')} />
          )}
        </Stack>
        <FormActions>
          <Button type="submit">{t('judge.send')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function HandOnForm({ row, onDone }: { row: Obstacle; onDone: () => void }) {
  const t = useT('obstacles')
  const [leader, setLeader] = useState<PersonChoice | null>(null)
  const save = useWrite((leaderId: string, options) => api.put<Obstacle>(`${at.one(row.id)}/leader`, { leaderId }, options), {
    stale,
    onDone: (now) => {
      toast({ title: t('hand.done', { name: `\u2068${now.leader.name ?? ''}\u2069` }) })
      onDone()
    },
  })
  return (
    <Section title={t('hand.title')} note={t('hand.note')} level={3}>
      <Form onSubmit={() => leader && void save.run(leader.value)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <PersonPicker
            label={t('hand.to')}
            hint={t('hand.toHint')}
            name="leaderId"
            value={leader}
            onChange={setLeader}
            without={row.leader.id}
            isRequired
          />
        </Stack>
        <FormActions>
          <Button type="submit">{t('hand.send')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
