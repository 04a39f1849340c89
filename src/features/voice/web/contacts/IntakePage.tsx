import { useState } from 'react'
import { useGo, useParam, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { LoadMore } from '#ui/Lists.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, usePages, useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { Tabs } from '#ui/Tabs.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { ContactField, ContactIntake, ContactRow, IntakeChoices } from '../../contract.ts'
import { intakes, keepFile, keptFile, sendFile } from './queries.ts'

const fields: ContactField[] = ['externalId', 'happenedOn', 'unit', 'step', 'customer', 'name', 'email', 'phone', 'language']

export function IntakePage() {
  const t = useT('voice')
  const intake = useGet<ContactIntake>(`${intakes}/${useParam('intakeId')}`)
  return (
    <Page
      title={intake.data?.fileName ?? t('contacts.title')}
      back={{ to: '/contacts', label: t('contacts.title') }}
      who={t('contacts.who')}
    >
      <Reading query={intake} t={t}>
        {(data) => <Intake key={data.id} intake={data} />}
      </Reading>
    </Page>
  )
}

function Intake({ intake }: { intake: ContactIntake }) {
  const t = useT('voice')
  const go = useGo()
  const [{ tab }, set] = useSearchState({ tab: '' })
  const apply = useWrite((_: null, options) => api.post(`${intakes}/${intake.id}/applications`, undefined, options), { stale: [intakes] })
  const discard = useWrite((_: null, options) => api.delete(`${intakes}/${intake.id}`, options), {
    stale: [intakes],
    onDone: () => go('/contacts'),
  })
  const { counts } = intake
  const isOpen = intake.state === 'previewed'
  const outcomes = (isOpen ? (['new', 'known', 'repeated', 'unreadable'] as const) : (['unreadable'] as const)).map((key) => ({
    key,
    label: t(`contacts.tab.${key}`),
    count: counts[key],
    content: <Rows key={key} id={intake.id} outcome={key} />,
  }))
  const current = tab || (isOpen && counts.new > 0 ? 'new' : 'unreadable')
  const problem = apply.problem ?? discard.problem
  return (
    <Stack gap={6}>
      {problem && <ProblemView problem={problem} t={t} />}
      <Message
        kind={intake.state === 'applied' ? 'good' : 'note'}
        title={t(`contacts.is.${intake.state}`, { count: counts.new })}
        actions={intake.state === 'applied' && <ButtonLink to="/contacts">{t('contacts.next')}</ButtonLink>}
      >
        {t('contacts.count.known', { count: counts.known })} {t('contacts.count.repeated', { count: counts.repeated })}{' '}
        {t('contacts.count.unreadable', { count: counts.unreadable })}
      </Message>
      {isOpen && (
        <Row>
          <Button
            kind="filled"
            isBusy={apply.isBusy}
            offReason={counts.new === 0 ? t('contacts.nothingNew') : undefined}
            onClick={() => void apply.run(null)}
          >
            {t('contacts.apply')}
          </Button>
          <Button isBusy={discard.isBusy} onClick={() => void discard.run(null)}>
            {t('contacts.discard')}
          </Button>
        </Row>
      )}
      {isOpen && <Columns intake={intake} />}
      <Section title={t('contacts.rows')}>
        <Tabs label={t('contacts.rows')} tabs={outcomes} current={current} onChange={(next) => set({ tab: next })} />
      </Section>
    </Stack>
  )
}

/** What each column means: guessed from its name or its values, shown, and corrected here. */
function Columns({ intake }: { intake: ContactIntake }) {
  const t = useT('voice')
  const go = useGo()
  const kept = keptFile()
  const [chosen, setChosen] = useState<Record<string, string>>(() =>
    Object.fromEntries(intake.columns.map(({ header, field }) => [header, field ?? ''])),
  )
  const [order, setOrder] = useState('')
  const again = useWrite(
    (choices: IntakeChoices) => (kept ? sendFile(kept.file, kept.target, choices) : Promise.reject(new Error('the file is gone'))),
    {
      stale: [intakes],
      onDone: (next) => {
        if (kept) keepFile(kept.file, kept.target)
        go(`/contacts/${next.id}`, 'replace')
      },
    },
  )
  const read = () =>
    void again.run({
      columns: Object.fromEntries(Object.entries(chosen).flatMap(([header, field]) => (field === '' ? [] : [[field, header]]))),
      ...(order === '' ? {} : { dateOrder: order as 'dmy' | 'mdy' }),
    })
  return (
    <Section title={t('contacts.columns')} note={t('contacts.columnsNote')} hasMargin>
      <Stack isNarrow>
        {again.problem && <ProblemView problem={again.problem} t={t} />}
        {intake.isDateOrderOpen && (
          <RadioGroup
            label={t('contacts.order')}
            value={order}
            onChange={setOrder}
            options={[
              { value: 'dmy', label: t('contacts.dmy') },
              { value: 'mdy', label: t('contacts.mdy') },
            ]}
          />
        )}
        {intake.columns.map(({ header }) => (
          <SelectField
            key={header}
            label={<bdi>{header}</bdi>}
            value={chosen[header] ?? ''}
            empty={t('contacts.notRead')}
            onChange={(field) => setChosen({ ...chosen, [header]: field })}
            options={fields.map((field) => ({ value: field, label: t(`field.${field}`) }))}
          />
        ))}
        <Row>
          <Button isBusy={again.isBusy} offReason={kept ? undefined : t('contacts.fileGone')} onClick={read}>
            {t('contacts.readAgain')}
          </Button>
        </Row>
      </Stack>
    </Section>
  )
}

function Rows({ id, outcome }: { id: string; outcome: ContactRow['outcome'] }) {
  const t = useT('voice')
  const { list } = useFormats()
  const rows = usePages<ContactRow>(`${intakes}/${id}/rows`, { outcome })
  return (
    <Stack>
      <Table
        caption={t(`contacts.tab.${outcome}`)}
        rows={rows.items}
        rowKey={(row) => String(row.line)}
        isLoading={rows.isPending}
        empty={<EmptyState title={t('contacts.noRows')} text={t('contacts.noRowsText')} />}
        columns={[
          { key: 'line', label: t('contacts.line'), cell: (row) => t('contacts.lineOf', { line: row.line }) },
          { key: 'id', label: t('field.externalId'), cell: (row) => <bdi>{row.cells.externalId}</bdi> },
          { key: 'day', label: t('field.happenedOn'), cell: (row) => <bdi>{row.cells.happenedOn}</bdi> },
          {
            key: 'who',
            label: t('field.customer'),
            cell: (row) => <bdi>{row.cells.name ?? row.cells.customer ?? row.cells.email ?? row.cells.phone}</bdi>,
          },
          ...(outcome === 'unreadable'
            ? [
                {
                  key: 'why',
                  label: t('contacts.why'),
                  cell: (row: ContactRow) =>
                    list(row.faults.map(({ code, value }) => `${t.maybe(`fault.${code}`) ?? code}${value === '' ? '' : `: ${value}`}`)),
                },
              ]
            : []),
        ]}
      />
      {rows.items.length > 0 && (
        <LoadMore
          shown={rows.items.length}
          hasMore={rows.hasNextPage}
          isBusy={rows.isFetchingNextPage}
          onMore={() => void rows.fetchNextPage()}
        />
      )}
    </Stack>
  )
}
