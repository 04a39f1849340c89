import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useLevelName } from '#features/evidence/web/parts.tsx'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { languages, useT } from '#ui/i18n.ts'
import { SearchField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { FilterTabs } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { ScenarioRow } from '../../../contract/scenarios.ts'
import { States } from './States.tsx'

const states = ['all', 'draft', 'in-review', 'live', 'retired'] as const

export function ScenariosPage() {
  const t = useT('learning')
  const levelName = useLevelName()
  const [state, set] = useSearchState({ search: '', state: 'all' })
  const [typed, setTyped] = useState(state.search)
  const query = useGet<{ items: ScenarioRow[]; counts: Partial<Record<(typeof states)[number], number>> }>('/api/scenarios', {
    search: state.search,
    state: state.state,
  })
  const add = useMay('scenarios.write') && (
    <ButtonLink to="/scenarios/new" icon={IconPlus} kind="filled">
      {t('scenarios.studio.add')}
    </ButtonLink>
  )
  return (
    <Page title={t('scenarios.studio.title')} lead={t('scenarios.studio.lead')} actions={add} who={t('scenarios.studio.who')}>
      <Stack gap={5}>
        <SearchField
          label={t('scenarios.studio.search')}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            set({ search: value })
          }}
          answer={query.data && t('scenarios.studio.found', { count: query.data.items.length })}
        />
        <FilterTabs
          label={t('scenarios.studio.states')}
          current={state.state}
          tabs={states.map((one) => ({
            key: one,
            label: t(`scenarios.studio.state.${one}`),
            ...(query.data?.counts[one] === undefined ? {} : { count: query.data.counts[one] }),
            to: one === 'all' ? '/scenarios' : `/scenarios?state=${one}`,
          }))}
        />
        <Reading query={query} t={t}>
          {({ items }) => (
            <Table
              caption={t('scenarios.studio.title')}
              rows={items}
              rowKey={({ id }) => id}
              rowTo={({ id }) => `/scenarios/${id}`}
              empty={<EmptyState level={2} title={t('scenarios.studio.none')} text={t('scenarios.studio.noneText')} />}
              columns={[
                { key: 'title', label: t('scenarios.studio.name'), cell: (row) => <bdi>{row.title}</bdi> },
                {
                  key: 'state',
                  label: t('scenarios.studio.stateLabel'),
                  cell: (row) => <States row={row} />,
                },
                { key: 'level', label: t('scenarios.studio.level'), cell: (row) => levelName(row.level) },
                {
                  key: 'languages',
                  label: t('scenarios.studio.languages'),
                  cell: (row) => row.languages.map((code) => languages.find((one) => one.code === code)?.name ?? code).join(', '),
                },
                {
                  key: 'principle',
                  label: t('scenarios.studio.principle'),
                  cell: (row) => row.principle && <PrincipleChip principle={row.principle} isPlain />,
                },
              ]}
            />
          )}
        </Reading>
      </Stack>
    </Page>
  )
}
