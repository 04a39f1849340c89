import { useSearchState } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import { SearchField } from '#ui/Inputs.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState } from '#ui/Words.tsx'
import { useTeams } from './queries.ts'

/** How often teams met: in the order of names, because it is no ranking. */
export function TeamsPage() {
  const t = useT('huddles')
  const [{ search }, set] = useSearchState({ search: '' })
  const teams = useTeams()
  const isFound = (name: string | null) => (name ?? '').toLocaleLowerCase().includes(search.toLocaleLowerCase().trim())
  return (
    <Page title={t('teams.title')} lead={t('teams.lead')} who={t('teams.who')}>
      <FilterBar onReset={search ? () => set({ search: '' }) : undefined}>
        <SearchField label={t('teams.search')} value={search} onChange={(value) => set({ search: value })} />
      </FilterBar>
      <Reading query={teams} t={t}>
        {({ items, weeks }) => (
          <Table
            caption={t('teams.caption', { count: weeks })}
            rows={items.filter(({ unit }) => isFound(unit.name))}
            rowKey={({ unit }) => unit.id}
            empty={<EmptyState title={t('teams.empty')} text={t('teams.emptyText')} />}
            columns={[
              {
                key: 'unit',
                label: t('teams.unit'),
                cell: ({ unit }) => (
                  <Link to={`/huddles?unitId=${unit.id}`}>
                    <bdi>{unit.name}</bdi>
                  </Link>
                ),
              },
              { key: 'held', label: t('teams.held'), cell: ({ held, made }) => t('teams.of', { count: made, held }) },
              { key: 'skipped', label: t('teams.skipped'), isNumber: true, cell: ({ skipped }) => skipped },
              {
                key: 'now',
                label: t('teams.now'),
                cell: ({ current }) => (current ? <Link to={`/huddles/${current.id}`}>{t(`state.${current.state}`)}</Link> : '–'),
              },
            ]}
          />
        )}
      </Reading>
    </Page>
  )
}
