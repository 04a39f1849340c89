// After an answer: whom it stopped says whether it helped, and where it did not hold it is opened again.
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Obstacle } from '../contract.ts'
import { at, stale } from './queries.ts'

export function AfterAnswer({ row }: { row: Obstacle }) {
  const t = useT('obstacles')
  const [isReopening, setReopening] = useState(false)
  const voice = useWrite((hasHelped: boolean, options) => api.put<Obstacle>(`${at.one(row.id)}/voice`, { hasHelped }, options), {
    stale,
    onDone: () => toast({ title: t('helped.thanks') }),
  })
  const mine = row.answer?.myVoice ?? null
  const { sayHelped, reopen } = row.may
  if (!sayHelped && !reopen) return null
  return (
    <Section title={t(sayHelped ? 'helped.title' : 'reopen.title')} note={sayHelped && t('helped.note')}>
      <Stack>
        {voice.problem && <ProblemView problem={voice.problem} t={t} />}
        <Row>
          {sayHelped && (
            <>
              <Button kind={mine === true ? 'soft' : 'line'} isBusy={voice.isBusy} onClick={() => void voice.run(true)}>
                {t(mine === true ? 'helped.saidYes' : 'helped.yes')}
              </Button>
              <Button kind={mine === false ? 'soft' : 'line'} isBusy={voice.isBusy} onClick={() => void voice.run(false)}>
                {t(mine === false ? 'helped.saidNo' : 'helped.no')}
              </Button>
            </>
          )}
          {reopen && !isReopening && (
            <Button kind={sayHelped ? 'plain' : 'line'} onClick={() => setReopening(true)}>
              {t('reopen.do')}
            </Button>
          )}
        </Row>
        {isReopening && <ReopenForm row={row} onDone={() => setReopening(false)} />}
      </Stack>
    </Section>
  )
}

function ReopenForm({ row, onDone }: { row: Obstacle; onDone: () => void }) {
  const t = useT('obstacles')
  const form = useForm({ initial: { because: '' } })
  const save = useWrite((values: typeof form.values, options) => api.post<Obstacle>(`${at.one(row.id)}/reopenings`, values, options), {
    stale,
    onDone: (now) => {
      form.done()
      toast({ title: t('reopen.done', { name: `\u2068${now.leader.name ?? ''}\u2069` }) })
      onDone()
    },
  })
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <TextArea
          label={t('reopen.because')}
          hint={t('reopen.hint')}
          isRequired
          minLength={3}
          maxLength={1000}
          {...form.field('because')}
        />
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit">
          {t('reopen.send')}
        </Button>
        <Button onClick={onDone}>{t('ui:cancel')}</Button>
      </FormActions>
    </Form>
  )
}
