// Who has not finished, is late or has finished: found by name, in the order one wants, page by page, as CSV.
import { IconFileDownload } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { Table } from '#ui/Table.tsx'
import { Tag } from '#ui/Words.tsx'
import type { PlannedPerson } from '../../contract/paths.ts'
import type { Asked, SetAsked } from './CoveragePage.tsx'

const states = ['open', 'overdue', 'done'] as const
export function Planned({ pathId, unitId, asked, set }: { pathId: string; unitId: string; asked: Asked; set: SetAsked }) {
  const t = useT('learning')
  const { state, order, search } = asked
  const filter = { pathId, unitId, state, sort: order, search: search.trim() }
  const people = usePages<PlannedPerson>('/api/coverage-people', { ...filter, limit: '25' })
  const take = useWrite(() => api.getForFile('/api/coverage-people-export', { search: filter }), { onDone: (file) => saveFile(file) })
  const sort =
    order === 'need' ? undefined : { by: order.replace('-', ''), direction: order.startsWith('-') ? ('down' as const) : ('up' as const) }
  return (
    <Section title={t('paths.coverage.persons')} note={t('paths.coverage.personsNote')}>
      <Stack>
        <FilterBar>
          <SelectField
            label={t('paths.coverage.which')}
            isRequired
            value={state}
            onChange={(value) => set({ state: value }, 'push')}
            options={states.map((value) => ({ value, label: t(`paths.coverage.in.${value}`) }))}
          />
          <Button kind="plain" icon={IconFileDownload} isBusy={take.isBusy} onClick={() => void take.run(null)}>
            {t('paths.coverage.personsCsv')}
          </Button>
        </FilterBar>
        {(people.problem ?? take.problem) && <ProblemView problem={(people.problem ?? take.problem)!} t={t} />}
        <Table
          caption={t('paths.coverage.persons')}
          rows={people.items}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/people/${id}`}
          isLoading={people.isPending}
          isStale={people.isPlaceholderData}
          sort={sort}
          onSort={({ by, direction }) => set({ order: direction === 'down' ? `-${by}` : by }, 'push')}
          empty={<p>{t(search ? 'paths.coverage.nobodyFound' : `paths.coverage.nobody.${state}`)}</p>}
          columns={[
            { key: 'name', label: t('paths.coverage.person'), isSortable: true, cell: ({ name }) => <bdi>{name}</bdi> },
            { key: 'unit', label: t('paths.coverage.unit'), cell: ({ unit }) => unit && <bdi>{unit}</bdi> },
            {
              key: 'leader',
              label: t('paths.coverage.leader'),
              cell: ({ isLeader }) => (isLeader ? <Tag>{t('paths.coverage.isLeader')}</Tag> : null),
            },
            {
              key: 'due',
              label: t('paths.coverage.due'),
              isSortable: true,
              cell: ({ dueOn, isOverdue, finishedAt }) =>
                finishedAt ? (
                  <Tag meaning="good">
                    {t('paths.mine.finished')} <DateText value={finishedAt} as="day-short" />
                  </Tag>
                ) : isOverdue ? (
                  <Tag meaning="wait">
                    {t('paths.mine.late')} <DateText value={dueOn} as="day-short" />
                  </Tag>
                ) : (
                  <DateText value={dueOn} as="day-short" />
                ),
            },
            {
              key: 'reminded',
              label: t('paths.coverage.lastReminded'),
              cell: ({ remindedAt }) => remindedAt && <DateText value={remindedAt} as="day-short" />,
            },
          ]}
        />
        {people.items.length > 0 && (
          <LoadMore
            shown={people.items.length}
            hasMore={people.hasNextPage}
            isBusy={people.isFetchingNextPage}
            onMore={() => void people.fetchNextPage()}
          />
        )}
      </Stack>
    </Section>
  )
}
