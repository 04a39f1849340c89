// What can happen, and what can be done about it: the words of tiles, and the synonyms that people type.
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { Remedy } from '../../contract.ts'
import { codes } from '../definition.ts'
import { situationIcon, situationIcons } from '../icons.ts'
import '../may-i/may-i.css'

type Kind = 'situations' | 'remedies'
type Thing = Remedy & { icon?: string }

export function SituationsPage() {
  const t = useT('authority')
  return (
    <Page title={t('situations.title')} lead={t('situations.lead')} who={t('rule.who')}>
      <Things kind="situations" />
      <Things kind="remedies" />
    </Page>
  )
}

function Things({ kind }: { kind: Kind }) {
  const t = useT('authority')
  const query = useGet<{ items: Thing[] }>(`/api/${kind}`)
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Section title={t(`situations.${kind}`)} note={t(`situations.${kind}Note`)} hasMargin>
      <Reading query={query} t={t}>
        {({ items }) => (
          <Stack>
            <Table
              caption={t(`situations.${kind}`)}
              rows={items}
              rowKey={({ id }) => id}
              empty={<EmptyState title={t(`situations.${kind}None`)} text={t(`situations.${kind}NoneText`)} />}
              columns={[
                {
                  key: 'name',
                  label: t('situations.name'),
                  cell: ({ name, icon }) => (
                    <span className="situation-name">
                      {icon && <Icon of={situationIcon(icon)} size="small" />}
                      <bdi>{name}</bdi>
                    </span>
                  ),
                },
                { key: 'rules', label: t('rules.title'), isNumber: true, cell: ({ rules }) => rules },
                {
                  key: 'state',
                  label: t('rules.state'),
                  isLabelSpoken: true,
                  cell: ({ isRetired }) => isRetired && <Tag>{t('situations.retired')}</Tag>,
                },
                {
                  key: 'do',
                  label: t('ui:edit'),
                  isLabelSpoken: true,
                  cell: ({ id }) => (
                    <Button isSmall kind="plain" onClick={() => setOpen(id)}>
                      {t('ui:edit')}
                    </Button>
                  ),
                },
              ]}
            />
            {open === null ? (
              <Row>
                <Button icon={IconPlus} onClick={() => setOpen('new')}>
                  {t(`situations.${kind}Add`)}
                </Button>
              </Row>
            ) : (
              <ThingForm key={open} kind={kind} thing={items.find(({ id }) => id === open)} onDone={() => setOpen(null)} />
            )}
          </Stack>
        )}
      </Reading>
    </Section>
  )
}

function ThingForm({ kind, thing, onDone }: { kind: Kind; thing?: Thing; onDone: () => void }) {
  const t = useT('authority')
  const { language } = useFormats()
  const empty = { name: '', words: '' }
  const form = useForm({
    initial: {
      icon: thing?.icon ?? 'help',
      texts: Object.fromEntries(codes.map((code) => [code, { ...empty, ...thing?.texts[code] }])) as Record<
        (typeof codes)[number],
        typeof empty
      >,
    },
  })
  const path = `/api/${kind}`
  const stale = { stale: [path, '/api/may-i-book', '/api/rules'] }
  const done = () => {
    form.done()
    toast({ title: t('edit.saved') })
    onDone()
  }
  const save = useWrite(
    (values: typeof form.values, options) => {
      const texts = Object.fromEntries(codes.flatMap((code) => (values.texts[code].name.trim() ? [[code, values.texts[code]]] : [])))
      const body = kind === 'situations' ? { icon: values.icon, texts } : { texts }
      return thing ? api.patch(`${path}/${thing.id}`, body, { ...options, ifMatch: `"${thing.version}"` }) : api.post(path, body, options)
    },
    { ...stale, onDone: done },
  )
  const retire = useWrite(
    (isRetired: boolean, options) => api.patch(`${path}/${thing?.id}`, { isRetired }, { ...options, ifMatch: `"${thing?.version}"` }),
    { ...stale, onDone: done },
  )
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem ?? retire.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        {kind === 'situations' && (
          <SelectField
            label={t('situations.icon')}
            isRequired
            {...form.field('icon')}
            options={Object.keys(situationIcons).map((value) => ({ value, label: t(`icon.${value}`) }))}
            icon={situationIcon(form.values.icon)}
          />
        )}
        {codes.map((code) => (
          <fieldset key={code} className="line">
            <legend>{language(code)}</legend>
            <TextField
              label={t(`situations.${kind}Name`)}
              hint={t(`situations.${kind}NameHint`)}
              isRequired={!codes.some((one) => form.values.texts[one].name.trim()) && code === 'en'}
              maxLength={120}
              value={form.values.texts[code].name}
              onChange={(name) => form.set('texts', { ...form.values.texts, [code]: { ...form.values.texts[code], name } })}
            />
            <TextField
              label={t('situations.words')}
              hint={t('situations.wordsHint')}
              isRequired={false}
              maxLength={600}
              value={form.values.texts[code].words}
              onChange={(words) => form.set('texts', { ...form.values.texts, [code]: { ...form.values.texts[code], words } })}
            />
          </fieldset>
        ))}
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit">
          {t('ui:save')}
        </Button>
        {thing && (
          <Button isBusy={retire.isBusy} onClick={() => void retire.run(!thing.isRetired)}>
            {t(thing.isRetired ? 'situations.bringBack' : 'situations.retire')}
          </Button>
        )}
        <Button kind="plain" onClick={onDone}>
          {t('ui:cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
