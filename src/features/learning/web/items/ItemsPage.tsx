// The item bank: what practice and assessments ask, found by words, principle, kind, state and missing translation.
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { PrincipleChip, usePrinciples } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { SearchField, SelectField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { usePages } from '#ui/queries.ts'
import { useMay, useSession } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { ItemRow } from '../../contract/items.ts'
import { itemKinds, stateMeaning, states } from './values.ts'

const none = { q: '', principle: '', kind: '', state: '', missing: '' }

export function ItemsPage() {
  const t = useT('learning')
  const mayChange = useMay('items.change')
  const [search, set] = useSearchState(none)
  const [typed, setTyped] = useState(search.q)
  const { items: principles } = usePrinciples()
  const { language } = useFormats()
  const { languages } = useSession().organisation
  const { principle: principleId, ...rest } = search
  const query = usePages<ItemRow>('/api/items', { ...rest, principleId })
  const isFiltered = Object.values(search).some((value) => value !== '')
  const add = mayChange && (
    <Row>
      <ButtonLink to="/items/new" icon={IconPlus} kind="filled">
        {t('items.new')}
      </ButtonLink>
      <ButtonLink to="/items/files" icon={IconFileImport}>
        {t('items.files.title')}
      </ButtonLink>
    </Row>
  )
  const select = (name: 'principle' | 'kind' | 'state' | 'missing', options: { value: string; label: string }[]) => (
    <SelectField
      label={t(`items.by.${name}`)}
      isRequired
      value={search[name]}
      empty={t(`items.any.${name}`)}
      onChange={(value) => set({ [name]: value })}
      options={options}
    />
  )
  return (
    <Page title={t('items.title')} lead={t('items.lead')} actions={add} who={t('items.who')}>
      <Stack gap={5}>
        <SearchField
          label={t('items.search')}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            set({ q: value })
          }}
        />
        <FilterBar
          onReset={
            isFiltered
              ? () => {
                  setTyped('')
                  set(none)
                }
              : undefined
          }
        >
          {select(
            'principle',
            principles.map(({ id, name }) => ({ value: id, label: name })),
          )}
          {select(
            'kind',
            itemKinds.map((value) => ({ value, label: t(`items.kind.${value}`) })),
          )}
          {select(
            'state',
            states.map((value) => ({ value, label: t(`items.state.${value}`) })),
          )}
          {languages.length > 1 &&
            select(
              'missing',
              languages.map((value) => ({ value, label: language(value) })),
            )}
        </FilterBar>
        <Reading query={query} t={t}>
          {() => (
            <Table
              caption={t('items.title')}
              rows={query.items}
              rowKey={({ id }) => id}
              rowTo={({ id }) => `/items/${id}`}
              empty={
                isFiltered ? (
                  <EmptyState level={2} title={t('items.notFound')} text={t('items.notFoundText')} />
                ) : (
                  <EmptyState level={2} title={t('items.none')} text={t('items.noneText')} action={add} />
                )
              }
              columns={[
                { key: 'prompt', label: t('items.prompt'), cell: ({ prompt, key }) => <bdi>{prompt || key}</bdi> },
                { key: 'kind', label: t('items.by.kind'), cell: ({ kind }) => t(`items.kind.${kind}`) },
                {
                  key: 'principle',
                  label: t('items.by.principle'),
                  cell: ({ principle }) => principle && <PrincipleChip principle={principle} isPlain />,
                },
                { key: 'level', label: t('items.level'), isNumber: true, cell: ({ level }) => level },
                {
                  key: 'languages',
                  label: t('items.languages'),
                  cell: ({ languages: some }) => some.map((code) => language(code)).join(t('items.comma')),
                },
                {
                  key: 'state',
                  label: t('items.by.state'),
                  isLabelSpoken: true,
                  cell: ({ state }) => <Tag meaning={stateMeaning[state]}>{t(`items.state.${state}`)}</Tag>,
                },
              ]}
            />
          )}
        </Reading>
        <LoadMore
          shown={query.items.length}
          hasMore={query.hasNextPage}
          isBusy={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      </Stack>
    </Page>
  )
}
