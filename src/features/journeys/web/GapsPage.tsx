import { IconFileDownload } from '@tabler/icons-react'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Leaders } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import type { GapPage } from '../contract.ts'

/** Who cannot see yet how their work reaches a customer. */
export function GapsPage() {
  const t = useT('journeys')
  const mayChange = useMay('journeys.change')
  const [{ unitId }, set] = useSearchState({ unitId: '' })
  const pages = usePages<GapPage['items'][number]>('/api/part-gaps', { unitId })
  const first = pages.first as GapPage | undefined
  const take = useWrite(() => api.getForFile('/api/part-gaps-export', { search: { unitId } }), { onDone: (file) => saveFile(file) })
  return (
    <Page
      title={t('gaps.title')}
      lead={first ? t('gaps.lead', { count: first.people, of: first.of }) : t('gaps.about')}
      who={t('gaps.who')}
      next={
        mayChange && first && first.people > 0 ? (
          <NextStep
            title={t('gaps.next')}
            text={t('gaps.nextText')}
            actions={
              <ButtonLink kind="filled" to="/studio/journeys">
                {t('list.title')}
              </ButtonLink>
            }
          />
        ) : undefined
      }
    >
      <FilterBar onReset={unitId ? () => set({ unitId: '' }) : undefined}>
        <UnitPicker label={t('gaps.unit')} empty={t('gaps.anyUnit')} value={unitId} onChange={(value) => set({ unitId: value }, 'push')} />
        <Button kind="plain" icon={IconFileDownload} isBusy={take.isBusy} onClick={() => void take.run(null)}>
          {t('gaps.export')}
        </Button>
      </FilterBar>
      {take.problem && <ProblemView problem={take.problem} t={t} />}
      {pages.problem && <ProblemView problem={pages.problem} t={t} onRetry={() => void pages.refetch()} />}
      {first && first.jobRoles.length > 0 && (
        <Section title={t('gaps.byRole')} hasMargin note={t('gaps.byRoleNote')}>
          <Leaders
            items={first.jobRoles.map(({ jobRole, people }) => ({
              name: jobRole ? <bdi>{jobRole.name}</bdi> : t('gaps.noRole'),
              end: people,
            }))}
          />
        </Section>
      )}
      <Section title={t('gaps.people')}>
        <Table
          caption={t('gaps.people')}
          rows={pages.items}
          rowKey={({ person }) => person.id}
          rowTo={({ person }) => `/people/${person.id}`}
          isLoading={pages.isPending}
          empty={first && <EmptyState title={t('gaps.empty')} text={t('gaps.emptyText')} />}
          columns={[
            { key: 'name', label: t('gaps.person'), cell: ({ person }) => <bdi>{person.name}</bdi> },
            { key: 'role', label: t('edit.role'), cell: ({ jobRole }) => (jobRole ? <bdi>{jobRole.name}</bdi> : t('gaps.noRole')) },
            { key: 'unit', label: t('gaps.unit'), cell: ({ unit }) => unit && <bdi>{unit.name}</bdi> },
          ]}
        />
        {pages.items.length > 0 && (
          <LoadMore
            shown={pages.items.length}
            total={first?.people}
            hasMore={pages.hasNextPage}
            isBusy={pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          />
        )}
      </Section>
    </Page>
  )
}
