import { useState } from 'react'
import { Button } from '../Button.tsx'
import { PersonLine } from '../Facts.tsx'
import { useT } from '../i18n.ts'
import { SearchField, SelectField } from '../Inputs.tsx'
import { Grid, Section, Stack } from '../Layout.tsx'
import { FilterBar, FilterTabs, LoadMore, SelectionBar } from '../Lists.tsx'
import { DateText } from '../Moments.tsx'
import { Table } from '../Table.tsx'
import type { Sort } from '../Table.tsx'
import { Tabs } from '../Tabs.tsx'
import { Tree } from '../Tree.tsx'
import { Tag } from '../Words.tsx'

type Row = { id: string; name: string; initials: string; unit: string; since: string; answers: number; isAway?: boolean }

export function ListsSheet() {
  const t = useT('gallery')
  const [sort, setSort] = useState<Sort>({ by: 'name', direction: 'up' })
  const [selected, setSelected] = useState<Set<string>>(new Set(['lea']))
  const [text, setText] = useState('')
  const [unit, setUnit] = useState('')
  const [tab, setTab] = useState('one')
  const rows: Row[] = [
    { id: 'amina', name: 'Amina Diallo', initials: 'AD', unit: t('unit.packing'), since: '2024-05-02', answers: 12 },
    { id: 'lea', name: 'Lea Brandt', initials: 'LB', unit: t('unit.packing'), since: '2019-11-18', answers: 240, isAway: true },
    { id: 'samir', name: 'Samir Haddad', initials: 'SH', unit: t('unit.picking'), since: '2025-01-13', answers: 7 },
  ]
  const nodes = [
    {
      id: 'north',
      label: t('unit.north'),
      note: 148,
      children: [
        { id: 'packing', label: t('unit.packing'), note: 62, hasChildren: true },
        { id: 'picking', label: t('unit.picking'), note: 86 },
      ],
    },
    { id: 'service', label: t('unit.service'), note: 31 },
  ]
  return (
    <Section title={t('lists.title')} note={t('lists.note')}>
      <FilterTabs
        label={t('lists.views')}
        current="all"
        tabs={[
          { key: 'all', label: t('lists.all'), count: 33, to: '/x' },
          { key: 'waiting', label: t('tags.wait'), count: 5, to: '/y' },
        ]}
      />
      <FilterBar onReset={() => setText('')}>
        <SearchField label={t('fields.search')} value={text} onChange={setText} />
        <SelectField
          label={t('fields.unit')}
          value={unit}
          onChange={setUnit}
          empty={t('lists.all')}
          options={[{ value: 'packing', label: t('unit.packing') }]}
        />
      </FilterBar>
      <Table<Row>
        caption={t('lists.caption')}
        rows={rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/people/${row.id}`}
        rowName={(row) => row.name}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={setSelected}
        columns={[
          {
            key: 'name',
            label: t('fields.name'),
            isSortable: true,
            cell: (row) => <PersonLine name={row.name} initials={row.initials} note={row.unit} />,
          },
          { key: 'unit', label: t('fields.unit'), isSortable: true, cell: (row) => row.unit },
          { key: 'since', label: t('lists.since'), isSortable: true, cell: (row) => <DateText value={row.since} /> },
          { key: 'state', label: t('lists.state'), cell: (row) => row.isAway && <Tag meaning="wait">{t('lists.away')}</Tag> },
          { key: 'answers', label: t('lists.answers'), isNumber: true, cell: (row) => row.answers },
        ]}
      />
      <SelectionBar count={selected.size} onClear={() => setSelected(new Set())}>
        <Button isSmall>{t('lists.move')}</Button>
      </SelectionBar>
      <LoadMore shown={3} total={148} hasMore onMore={() => undefined} />
      <Grid gap={6}>
        <Stack>
          <Tree
            label={t('lists.units')}
            nodes={nodes}
            open={['north']}
            selected={unit || 'packing'}
            onSelect={setUnit}
            loadChildren={() => Promise.resolve([{ id: 'late', label: t('unit.late'), note: 31 }])}
          />
        </Stack>
        <Tabs
          label={t('lists.tabs')}
          current={tab}
          onChange={setTab}
          tabs={[
            { key: 'one', label: t('lists.tabOne'), content: <p>{t('voices.reading')}</p> },
            { key: 'two', label: t('lists.tabTwo'), count: 4, content: <p>{t('voices.label')}</p> },
            { key: 'off', label: t('lists.tabOff'), isOff: true, content: null },
          ]}
        />
      </Grid>
    </Section>
  )
}
