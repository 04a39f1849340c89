import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { SearchField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { FilterTabs } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { RuleRow } from '../../contract.ts'
import { useAmount } from '../amounts.ts'
import { stateMeaning } from '../rule/RulePage.tsx'

const states = ['all', 'live', 'coming', 'draft', 'ended'] as const

export function RulesPage() {
  const t = useT('authority')
  const amountText = useAmount()
  const [state, set] = useSearchState({ search: '', state: 'all' })
  const [typed, setTyped] = useState(state.search)
  const mayChange = useMay('rules.change')
  const query = useGet<{ items: RuleRow[] }>('/api/rules', { search: state.search, state: state.state })
  const add = mayChange && (
    <ButtonLink to="/rules/new" icon={IconPlus} kind="filled">
      {t('rules.add')}
    </ButtonLink>
  )
  return (
    <Page title={t('rules.title')} lead={t('rules.lead')} actions={add} who={t('rule.who')}>
      <Stack gap={5}>
        <SearchField
          label={t('rules.search')}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            set({ search: value })
          }}
          answer={query.data && t('rules.found', { count: query.data.items.length })}
        />
        <FilterTabs
          label={t('rules.states')}
          current={state.state}
          tabs={states
            .filter((one) => mayChange || one !== 'draft')
            .map((one) => ({ key: one, label: t(`state.${one}`), to: one === 'all' ? '/rules' : `/rules?state=${one}` }))}
        />
        <Reading query={query} t={t}>
          {({ items }) => (
            <Table
              caption={t('rules.title')}
              rows={items}
              rowKey={({ id }) => id}
              rowTo={({ id }) => `/rules/${id}`}
              empty={
                state.state === 'all' && state.search === '' ? (
                  <EmptyState level={2} title={t('rules.none')} text={t('rules.noneText')} />
                ) : (
                  <EmptyState level={2} title={t('rules.noneThere')} text={t('rules.noneThereText')} />
                )
              }
              columns={[
                {
                  key: 'title',
                  label: t('rule.title'),
                  cell: (row) => (
                    <bdi>
                      {row.number}. {row.title}
                    </bdi>
                  ),
                },
                {
                  key: 'about',
                  label: t('rules.aboutWhat'),
                  cell: (row) => (
                    <bdi>
                      {row.situationName}: {row.remedyName}
                    </bdi>
                  ),
                },
                { key: 'most', label: t('rules.most'), cell: (row) => row.most !== null && amountText(row.most, row) },
                {
                  key: 'principle',
                  label: t('rules.principle'),
                  cell: (row) => row.principleId && <PrincipleChipOf id={row.principleId} isPlain />,
                },
                { key: 'owner', label: t('rule.owner'), cell: (row) => row.owner?.name && <bdi>{row.owner.name}</bdi> },
                {
                  key: 'state',
                  label: t('rules.state'),
                  isLabelSpoken: true,
                  cell: (row) => (
                    <>
                      <Tag meaning={stateMeaning[row.state]}>{t(`state.${row.state}`)}</Tag>{' '}
                      {row.hasDraft && row.state !== 'draft' && <Tag>{t('state.draft')}</Tag>}
                    </>
                  ),
                },
              ]}
            />
          )}
        </Reading>
      </Stack>
    </Page>
  )
}
