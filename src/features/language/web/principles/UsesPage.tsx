import { useParam, useSearchState } from '#ui/address.ts'
import { List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { FilterTabs, LoadMore } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { PrinciplePage } from '../../contract.ts'
import { PrincipleChip } from '../parts.tsx'
import { usePrinciple, useUses } from '../queries.ts'

/** All things of one kind that carry a principle, page by page. */
export function UsesPage() {
  const t = useT('language')
  const id = useParam('principleId')
  const principle = usePrinciple(id)
  const name = principle.data?.name ?? t('principle.title')
  return (
    <Page
      title={t('uses.title')}
      back={{ to: `/principles/${id}`, label: name }}
      lead={principle.data && <PrincipleChip principle={principle.data} />}
      who={t('uses.who')}
    >
      <Reading query={principle} t={t}>
        {(data) => <Uses principle={data} />}
      </Reading>
    </Page>
  )
}

function Uses({ principle }: { principle: PrinciplePage }) {
  const t = useT('language')
  const carried = principle.kinds.filter(({ count }) => count > 0)
  const [{ kind }] = useSearchState({ kind: carried[0]?.kind ?? 'behaviour' })
  const uses = useUses(principle.id, kind)
  const total = carried.find((one) => one.kind === kind)?.count
  const words = (one: string) => t.maybe(`kinds.${one}`) ?? one
  return (
    <>
      <FilterTabs
        label={t('principle.lives')}
        current={kind}
        tabs={carried.map((one) => ({
          key: one.kind,
          label: words(one.kind),
          count: one.count,
          to: `/principles/${principle.id}/uses?kind=${one.kind}`,
        }))}
      />
      {uses.problem && <ProblemView problem={uses.problem} t={t} onRetry={() => void uses.refetch()} />}
      {uses.isSuccess && uses.items.length === 0 && <EmptyState level={2} title={t('uses.empty')} text={t('uses.emptyText')} />}
      {uses.items.length > 0 && (
        <>
          <List
            label={words(kind)}
            items={uses.items.map(({ id, title, link, at }) => ({
              key: id,
              title: <bdi>{title}</bdi>,
              to: link,
              end: <DateText value={at} as="ago" />,
            }))}
          />
          <LoadMore
            shown={uses.items.length}
            total={total}
            hasMore={uses.hasNextPage}
            isBusy={uses.isFetchingNextPage}
            onMore={() => void uses.fetchNextPage()}
          />
        </>
      )}
    </>
  )
}
