// A form that really writes, for the tests: its key, its draft, its problems, its way out.
import { useState } from 'react'
import { useGo, useSearchState } from '../address.ts'
import { Button } from '../Button.tsx'
import { Checkbox } from '../Choices.tsx'
import { api, etagOf } from '../client.ts'
import { Form, FormActions } from '../Form.tsx'
import { useForm } from '../forms.ts'
import { useT } from '../i18n.ts'
import { TextField } from '../Inputs.tsx'
import { LeaveGuard } from '../LeaveGuard.tsx'
import { Link } from '../Link.tsx'
import { PlainPage } from '../PlainPage.tsx'
import { Reading } from '../ProblemView.tsx'
import { useGet, useWrite } from '../queries.ts'
import { PlainFrame } from '../shell/PlainFrame.tsx'

type Thing = { name: string }

export function WriteSheet() {
  const t = useT('gallery')
  const go = useGo()
  const [{ shown }] = useSearchState({ shown: '' })
  const thing = useGet<Thing>('/api/things/1')
  const [isDone, setDone] = useState(false)
  const form = useForm({ initial: { name: '', email: '', agreed: false }, draft: 'gallery-write' })
  const save = useWrite(
    (values: typeof form.values, options) => api.post<Thing>('/api/things', values, { ...options, ifMatch: etagOf(thing.data) }),
    {
      stale: ['/api/things'],
      onDone: () => {
        form.done()
        setDone(true)
        go('/done')
      },
    },
  )
  return (
    <PlainFrame>
      <PlainPage title={t('write.title')} lead={isDone ? t('messages.good') : shown}>
        <Reading query={thing}>{({ name }) => <p>{name}</p>}</Reading>
        <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
          <TextField label={t('fields.name')} isRequired {...form.field('name')} />
          <TextField label={t('fields.email')} kind="email" {...form.field('email')} />
          <Checkbox label={t('choices.check')} {...form.check('agreed')} />
          <FormActions>
            <Button kind="filled" type="submit">
              {t('ui:save')}
            </Button>
          </FormActions>
        </Form>
        <Link to="/elsewhere" isAlone>
          {t('words.how')}
        </Link>
        <LeaveGuard form={form} />
      </PlainPage>
    </PlainFrame>
  )
}
