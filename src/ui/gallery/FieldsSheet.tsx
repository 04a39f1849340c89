import { useState } from 'react'
import { Button } from '../Button.tsx'
import { FileDrop } from '../FileDrop.tsx'
import { Form, FormActions } from '../Form.tsx'
import { useForm } from '../forms.ts'
import { useT } from '../i18n.ts'
import { DateField, PasswordField, SearchField, SelectField, TextArea, TextField } from '../Inputs.tsx'
import { Grid, Section } from '../Layout.tsx'
import { ProblemError } from '../problem.ts'
import { State } from './State.tsx'

const problem = new ProblemError({
  slug: 'invalid-input',
  status: 422,
  errors: [
    { pointer: '/gallery-email', detail: 'anna@hollin' },
    { pointer: '/elsewhere', detail: '/elsewhere' },
  ],
})

export function FieldsSheet() {
  const t = useT('gallery')
  const [search, setSearch] = useState('Kov')
  const form = useForm({
    initial: { name: 'Samir Haddad', email: 'anna@hollin', password: 'lagoon', note: '', unit: 'packing', day: '2026-03-08' },
  })
  const units = [
    { value: 'packing', label: t('unit.packing') },
    { value: 'picking', label: t('unit.picking') },
  ]
  return (
    <Section title={t('fields.title')} note={t('fields.note')} hasMargin>
      <Grid gap={6}>
        <State of="rest">
          <TextField label={t('fields.name')} hint={t('fields.nameHint')} isRequired {...form.field('name')} />
        </State>
        <State of="hover">
          <TextField label={t('fields.name')} {...form.field('name')} />
        </State>
        <State of="focus">
          <TextField label={t('fields.name')} {...form.field('name')} />
        </State>
        <State of="error">
          <TextField label={t('fields.email')} kind="email" error={t('ui:field.noEmail')} {...form.field('email')} />
        </State>
        <State of="off">
          <TextField label={t('fields.name')} offReason={t('fields.offReason')} {...form.field('name')} />
        </State>
        <State of="rest">
          <PasswordField label={t('fields.password')} {...form.field('password')} />
        </State>
        <State of="rest">
          <TextArea label={t('fields.note1')} isRequired={false} {...form.field('note')} />
        </State>
        <State of="rest">
          <SelectField label={t('fields.unit')} options={units} empty={t('fields.choose')} {...form.field('unit')} />
        </State>
        <State of="rest">
          <DateField label={t('fields.day')} {...form.field('day')} />
        </State>
        <State of="rest">
          <SearchField label={t('fields.search')} value={search} onChange={setSearch} answer={t('fields.found', { count: 3 })} />
        </State>
        <State of="rest">
          <FileDrop label={t('fields.file')} hint={t('fields.fileHint')} accept=".csv" onFile={() => undefined} />
        </State>
        <State of="error">
          <Form label={t('fields.form')} onSubmit={() => undefined} problem={problem}>
            <TextField label={t('fields.email')} kind="email" name="gallery-email" value="anna@hollin" onChange={() => undefined} />
            <FormActions>
              <Button type="submit">{t('ui:next')}</Button>
            </FormActions>
          </Form>
        </State>
      </Grid>
    </Section>
  )
}
