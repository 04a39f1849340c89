import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import { at, useJobRoles, useOrganisation, useSites } from '../queries.ts'

type Entry = { id: string; name: string; timeZone?: string; people: number; version: number }
type Kind = 'sites' | 'jobRoles'
const pathOf: Record<Kind, string> = { sites: at.sites, jobRoles: at.jobRoles }

/** Sites with their time zones, and job roles. Both also come with an import. */
export function CataloguePage() {
  const t = useT('people')
  const sites = useSites()
  const roles = useJobRoles()
  return (
    <Page title={t('catalogue.title')} lead={t('catalogue.lead')} who={t('directory.who')}>
      <Section title={t('catalogue.sites')} hasMargin note={t('catalogue.sitesNote')}>
        <Reading query={sites} t={t}>
          {({ items }) => <Entries kind="sites" items={items} />}
        </Reading>
      </Section>
      <Section title={t('catalogue.jobRoles')} hasMargin note={t('catalogue.jobRolesNote')}>
        <Reading query={roles} t={t}>
          {({ items }) => <Entries kind="jobRoles" items={items} />}
        </Reading>
      </Section>
    </Page>
  )
}

function Entries({ kind, items }: { kind: Kind; items: Entry[] }) {
  const t = useT('people')
  const [open, setOpen] = useState<string | null>(null)
  const remove = useWrite((entry: Entry, options) => api.delete(`${pathOf[kind]}/${entry.id}`, options), {
    stale: [pathOf[kind]],
    onDone: (_, entry) => toast({ title: t('catalogue.removed', { name: entry.name }) }),
  })
  const chosen = items.find(({ id }) => id === open)
  return (
    <Stack>
      {remove.problem && <ProblemView problem={remove.problem} t={t} />}
      <Table
        caption={t(`catalogue.${kind}`)}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t(`catalogue.${kind}Empty`)} text={t(`catalogue.${kind}EmptyText`)} />}
        columns={[
          { key: 'name', label: t('name'), cell: ({ name }) => <bdi>{name}</bdi> },
          ...(kind === 'sites'
            ? [{ key: 'zone', label: t('timeZone'), cell: ({ timeZone }: Entry) => <bdi dir="ltr">{timeZone}</bdi> }]
            : []),
          { key: 'people', label: t('directory.title'), isNumber: true, cell: ({ people }) => people },
          {
            key: 'do',
            label: t('person.change'),
            isLabelSpoken: true,
            cell: (entry) => (
              <Row at="end">
                <Button kind="plain" isSmall onClick={() => setOpen(entry.id)}>
                  {t('person.change')}
                </Button>
                {entry.people === 0 && (
                  <Button kind="plain" isSmall isBusy={remove.isBusy} onClick={() => void remove.run(entry)}>
                    {t('remove')}
                  </Button>
                )}
              </Row>
            ),
          },
        ]}
      />
      {chosen ? (
        <EntryForm key={`${chosen.id} ${chosen.version}`} kind={kind} entry={chosen} onDone={() => setOpen(null)} />
      ) : open === 'new' ? (
        <EntryForm kind={kind} onDone={() => setOpen(null)} />
      ) : (
        <Row>
          <Button onClick={() => setOpen('new')}>{t(`catalogue.${kind}Add`)}</Button>
        </Row>
      )}
    </Stack>
  )
}

function EntryForm({ kind, entry, onDone }: { kind: Kind; entry?: Entry; onDone: () => void }) {
  const t = useT('people')
  const organisation = useOrganisation()
  const isSite = kind === 'sites'
  const form = useForm({ initial: { name: entry?.name ?? '', timeZone: entry?.timeZone ?? '' } })
  const save = useWrite(
    ({ name, timeZone }: typeof form.values, options) => {
      const body = isSite ? { name, timeZone: timeZone || (organisation.data?.timeZone ?? 'UTC') } : { name }
      return entry
        ? api.patch(`${pathOf[kind]}/${entry.id}`, body, { ...options, ifMatch: `"${entry.version}"` })
        : api.post(pathOf[kind], body, options)
    },
    {
      stale: [pathOf[kind]],
      onDone: () => {
        form.done()
        toast({ title: t('saved') })
        onDone()
      },
    },
  )
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <TextField label={t('name')} isRequired {...form.field('name')} />
        {isSite && <TimeZoneField {...form.field('timeZone')} empty={t('person.asOrganisation')} />}
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit" isBusy={save.isBusy}>
          {t('ui:save')}
        </Button>
        <Button onClick={onDone}>{t('ui:cancel')}</Button>
      </FormActions>
    </Form>
  )
}

export function TimeZoneField({ empty, ...field }: { name: string; value: string; onChange: (value: string) => void; empty?: string }) {
  const t = useT('people')
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <SelectField
      label={t('timeZone')}
      empty={empty}
      options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      {...field}
    />
  )
}
