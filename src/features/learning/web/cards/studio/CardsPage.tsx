// All cards: which are read, how often, and how fast an answer was found.
import { IconPlus } from '@tabler/icons-react'
import { makeFinder } from '#engines/text/find.ts'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { SearchField, SelectField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay, useSession } from '#ui/session.tsx'
import { type Sort, Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { CardList, CardRow } from '../../../contract/cards.ts'

const states: CardRow['state'][] = ['live', 'draft', 'retired']
const meaningOf = { live: 'good', draft: 'wait', retired: 'note' } as const
const none = { q: '', state: '', missing: '' }

function shown(items: readonly CardRow[], { q, state, missing }: typeof none): CardRow[] {
  const fitting = items.filter(
    (one) => (state === '' ? one.state !== 'retired' : one.state === state) && (missing === '' || !one.languages.includes(missing as 'en')),
  )
  if (q.trim() === '') return fitting
  const finder = makeFinder(fitting.map(({ id, moment, key }) => ({ id, phrases: [moment, key] })))
  return finder.find(q, fitting.length).flatMap(({ id }) => fitting.find((one) => one.id === id) ?? [])
}

export function CardsPage() {
  const t = useT('learning')
  const mayChange = useMay('cards.change')
  const { language } = useFormats()
  const { languages } = useSession().organisation
  const [search, set] = useSearchState({ ...none, sort: '' })
  const query = useGet<CardList>('/api/cards')
  const isFiltered = Object.keys(none).some((name) => search[name as keyof typeof none] !== '')
  const sort: Sort | undefined = search.sort === '' ? undefined : { by: search.sort, direction: search.sort === 'uses' ? 'down' : 'up' }
  const sorted = (rows: CardRow[]) =>
    search.sort === 'uses'
      ? rows.toSorted((a, b) => b.uses - a.uses)
      : search.sort === 'moment'
        ? rows.toSorted((a, b) => a.moment.localeCompare(b.moment))
        : rows
  return (
    <Page
      title={t('cards.studio.title')}
      lead={t('cards.studio.lead')}
      actions={
        mayChange && (
          <ButtonLink to="/cards/new" icon={IconPlus} kind="filled">
            {t('cards.studio.new')}
          </ButtonLink>
        )
      }
      who={t('cards.studio.who')}
    >
      <Stack gap={5}>
        <SearchField label={t('cards.studio.search')} value={search.q} onChange={(q) => set({ q })} />
        <FilterBar onReset={isFiltered ? () => set(none) : undefined}>
          <SelectField
            label={t('items.by.state')}
            isRequired
            value={search.state}
            empty={t('items.any.state')}
            onChange={(state) => set({ state })}
            options={states.map((value) => ({ value, label: t(`items.state.${value}`) }))}
          />
          <SelectField
            label={t('items.by.missing')}
            isRequired
            value={search.missing}
            empty={t('items.any.missing')}
            onChange={(missing) => set({ missing })}
            options={languages.map((value) => ({ value, label: language(value) }))}
          />
        </FilterBar>
        <Reading query={query} t={t}>
          {({ items, measured, medianSeconds }) => (
            <>
              <p>
                {medianSeconds === null
                  ? t('cards.studio.tooFew', { count: measured })
                  : medianSeconds > 60
                    ? t('cards.studio.slow', { count: measured })
                    : t('cards.studio.median', { count: measured, seconds: medianSeconds })}
              </p>
              <Table
                caption={t('cards.studio.title')}
                rows={sorted(shown(items, search))}
                rowKey={({ id }) => id}
                rowTo={({ id }) => `/cards/${id}`}
                sort={sort}
                onSort={({ by }) => set({ sort: by === search.sort ? '' : by })}
                empty={
                  <EmptyState
                    level={2}
                    title={t(items.length === 0 ? 'cards.studio.none' : 'cards.notFound')}
                    text={t(items.length === 0 ? 'cards.studio.noneText' : 'items.notFoundText')}
                  />
                }
                columns={[
                  { key: 'moment', label: t('cards.studio.moment'), isSortable: true, cell: ({ moment }) => <bdi>{moment}</bdi> },
                  {
                    key: 'principle',
                    label: t('items.by.principle'),
                    cell: ({ principle }) => principle && <PrincipleChip principle={principle} isPlain />,
                  },
                  {
                    key: 'families',
                    label: t('families.family'),
                    cell: ({ families }) =>
                      families.length === 0 ? t('cards.studio.everybody') : families.map((one) => t(`families.${one}`)).join(', '),
                  },
                  { key: 'languages', label: t('items.languages'), cell: (row) => row.languages.map((code) => language(code)).join(', ') },
                  { key: 'uses', label: t('cards.studio.uses'), isNumber: true, isSortable: true, cell: ({ uses }) => uses },
                  {
                    key: 'state',
                    label: t('items.by.state'),
                    cell: ({ state }) => <Tag meaning={meaningOf[state]}>{t(`items.state.${state}`)}</Tag>,
                  },
                ]}
              />
            </>
          )}
        </Reading>
      </Stack>
    </Page>
  )
}
