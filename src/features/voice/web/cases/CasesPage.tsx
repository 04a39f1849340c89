import { shorten } from '#engines/text/shorten.ts'
import { useSearchState } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { FilterTabs, LoadMore } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { CaseView } from '../../contract.ts'
import { ScoreWords } from '../parts.tsx'

const views = { mine: { owner: 'me', state: 'open' }, open: { state: 'open' }, resolved: { state: 'resolved' } } as const

/** Unhappy answers, mine first. */
export function CasesPage() {
  const t = useT('voice')
  const [{ view }] = useSearchState({ view: 'mine' })
  const current = view in views ? (view as keyof typeof views) : 'mine'
  const cases = usePages<CaseView>('/api/cases', views[current])
  return (
    <Page title={t('cases.title')} lead={t('cases.lead')} who={t('cases.who')}>
      <Stack gap={5}>
        <FilterTabs
          label={t('cases.title')}
          current={current}
          tabs={[
            { key: 'mine', label: t('cases.mine'), to: '/cases' },
            { key: 'open', label: t('cases.open'), to: '/cases?view=open' },
            { key: 'resolved', label: t('cases.resolved'), to: '/cases?view=resolved' },
          ]}
        />
        {cases.problem ? (
          <ProblemView problem={cases.problem} t={t} onRetry={() => void cases.refetch()} />
        ) : (
          <Table
            caption={t('cases.title')}
            rows={cases.items}
            rowKey={(row) => row.id}
            rowTo={(row) => `/cases/${row.id}`}
            isLoading={cases.isPending}
            isStale={cases.isPlaceholderData}
            empty={<EmptyState level={2} title={t(`cases.none.${current}`)} text={t('cases.noneText')} />}
            columns={[
              {
                key: 'words',
                label: t('cases.words'),
                cell: (row) => (
                  <bdi lang={row.response.language}>
                    {row.response.words === null ? t('answers.noWords') : shorten(row.response.words, mostLetters)}
                  </bdi>
                ),
              },
              { key: 'scores', label: t('answer.scores'), cell: (row) => <ScoreWords response={row.response} /> },
              { key: 'unit', label: t('unit'), cell: (row) => <bdi>{row.unit.name}</bdi> },
              {
                key: 'owner',
                label: t('case.owner'),
                cell: (row) => (row.owner ? <bdi>{row.owner.name}</bdi> : <Tag meaning="stop">{t('case.nobody')}</Tag>),
              },
              { key: 'due', label: t('case.due'), cell: (row) => <Due row={row} /> },
            ]}
          />
        )}
        {cases.items.length > 0 && (
          <LoadMore
            shown={cases.items.length}
            hasMore={cases.hasNextPage}
            isBusy={cases.isFetchingNextPage}
            onMore={() => void cases.fetchNextPage()}
          />
        )}
      </Stack>
    </Page>
  )
}

const mostLetters = 90

export function Due({ row }: { row: CaseView }) {
  const t = useT('voice')
  if (row.state === 'resolved') return <Tag meaning="good">{t('case.isResolved')}</Tag>
  return row.isOverdue ? <Tag meaning="stop">{t('case.late')}</Tag> : <DateText value={row.dueAt} as="ago" />
}
