import { IconDownload, IconUserPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SearchField, SelectField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useMay } from '#ui/session.tsx'
import { type Sort, Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { PersonRow } from '../contract.ts'
import { UnitPicker } from './parts.tsx'
import { useJobRoles, usePeople, useSites } from './queries.ts'

const defaults = { search: '', unit: '', site: '', role: '', status: 'active', leads: '', sort: 'name' }
const typingMs = 180

/** What is typed now, a moment later: not every letter is a search. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

const sortOf = (sort: string): Sort => ({ by: sort.replace('-', ''), direction: sort.startsWith('-') ? 'down' : 'up' })
/** Units and roles sort upwards only. */
const sortText = ({ by, direction }: Sort): string => (direction === 'down' && (by === 'name' || by === 'started') ? `-${by}` : by)

export function DirectoryPage() {
  const t = useT('people')
  const [state, set] = useSearchState(defaults)
  const [typed, setTyped] = useState(state.search)
  const settled = useSettled(typed)
  useEffect(() => set({ search: settled }), [settled, set])
  const filters = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== ''))
  const people = usePeople(filters)
  const mayAdd = useMay('people.add')
  const mayExport = useMay('people.list-export')
  const isFiltered =
    state.search !== '' || state.unit !== '' || state.site !== '' || state.role !== '' || state.status !== 'active' || state.leads !== ''
  const reset = () => {
    setTyped('')
    set(defaults, 'push')
  }
  const exported = Object.fromEntries(Object.entries(filters).filter(([name]) => name !== 'sort'))
  const download = useWrite(async () => saveFile(await api.getForFile('/api/people-export', { search: exported })))
  const total = people.total
  return (
    <Page
      title={t('directory.title')}
      lead={t('directory.lead')}
      actions={
        <>
          {mayExport && (
            <Button icon={IconDownload} isBusy={download.isBusy} onClick={() => void download.run(undefined)}>
              {t('directory.export')}
            </Button>
          )}
          {mayAdd && (
            <ButtonLink to="/people/add" icon={IconUserPlus} kind="filled">
              {t('directory.add')}
            </ButtonLink>
          )}
        </>
      }
      who={t('directory.who')}
    >
      <Stack gap={5}>
        {download.problem && <ProblemView problem={download.problem} t={t} />}
        <SearchField
          label={t('directory.search')}
          placeholder={t('directory.searchHint')}
          value={typed}
          onChange={setTyped}
          answer={total && t(total.isMore ? 'directory.foundMany' : 'directory.found', { count: total.count })}
        />
        <Filters state={state} set={set} onReset={isFiltered ? reset : undefined} />
        {people.problem ? (
          <ProblemView problem={people.problem} t={t} onRetry={() => void people.refetch()} />
        ) : (
          <PeopleTable
            rows={people.items}
            isLoading={people.isPending}
            isStale={people.isPlaceholderData}
            sort={sortOf(state.sort)}
            onSort={(sort) => set({ sort: sortText(sort) }, 'push')}
            empty={
              isFiltered ? (
                <EmptyState
                  level={2}
                  title={t('directory.nobodyFound')}
                  text={t('directory.nobodyFoundText')}
                  action={<Button onClick={reset}>{t('directory.showAll')}</Button>}
                />
              ) : (
                <EmptyState level={2} title={t('directory.empty')} text={t('directory.emptyText')} />
              )
            }
          />
        )}
        {people.items.length > 0 && (
          <LoadMore
            shown={people.items.length}
            total={total && !total.isMore ? total.count : undefined}
            hasMore={people.hasNextPage}
            isBusy={people.isFetchingNextPage}
            onMore={() => void people.fetchNextPage()}
          />
        )}
      </Stack>
    </Page>
  )
}

function Filters({
  state,
  set,
  onReset,
}: {
  state: typeof defaults
  set: (change: Partial<typeof defaults>, how?: 'push') => void
  onReset?: () => void
}) {
  const t = useT('people')
  const sites = useSites()
  const roles = useJobRoles()
  const choices = (items: { id: string; name: string }[] | undefined) => (items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <FilterBar onReset={onReset}>
      <UnitPicker label={t('unit')} empty={t('directory.allUnits')} value={state.unit} onChange={(unit) => set({ unit }, 'push')} />
      <SelectField
        label={t('site')}
        empty={t('directory.allSites')}
        value={state.site}
        onChange={(site) => set({ site }, 'push')}
        options={choices(sites.data?.items)}
      />
      <SelectField
        label={t('jobRole')}
        empty={t('directory.allRoles')}
        value={state.role}
        onChange={(role) => set({ role }, 'push')}
        options={choices(roles.data?.items)}
      />
      <SelectField
        label={t('directory.who2')}
        value={state.leads === 'true' ? 'leads' : state.status}
        onChange={(choice) => set(choice === 'leads' ? { leads: 'true', status: 'active' } : { leads: '', status: choice }, 'push')}
        options={[
          { value: 'active', label: t('directory.active') },
          { value: 'leads', label: t('directory.leaders') },
          { value: 'left', label: t('directory.left') },
          { value: 'all', label: t('directory.everybody') },
        ]}
      />
    </FilterBar>
  )
}

export function PeopleTable({
  rows,
  ...rest
}: {
  rows: PersonRow[]
  isLoading?: boolean
  isStale?: boolean
  sort?: Sort
  onSort?: (sort: Sort) => void
  empty: ReactNode
}) {
  const t = useT('people')
  return (
    <Table
      caption={t('directory.title')}
      rows={rows}
      rowKey={(row) => row.id}
      rowTo={(row) => `/people/${row.id}`}
      columns={[
        { key: 'name', label: t('name'), isSortable: Boolean(rest.onSort), cell: (row) => <bdi>{row.displayName}</bdi> },
        { key: 'role', label: t('jobRole'), isSortable: Boolean(rest.onSort), cell: (row) => row.jobRole && <bdi>{row.jobRole.name}</bdi> },
        { key: 'unit', label: t('unit'), isSortable: Boolean(rest.onSort), cell: (row) => row.unit && <bdi>{row.unit.name}</bdi> },
        { key: 'site', label: t('site'), cell: (row) => row.site && <bdi>{row.site.name}</bdi> },
        {
          key: 'state',
          label: t('directory.state'),
          isLabelSpoken: true,
          cell: (row) =>
            row.status === 'left' ? (
              <Tag meaning="note">{t('directory.hasLeft')}</Tag>
            ) : row.leadsUnit ? (
              <Tag meaning="good">{t('leads')}</Tag>
            ) : null,
        },
      ]}
      {...rest}
    />
  )
}
