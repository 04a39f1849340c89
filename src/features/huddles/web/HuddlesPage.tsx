import { IconPlayerPlay } from '@tabler/icons-react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { LoadMore } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import type { HuddleRow } from '../contract.ts'
import { State } from './HuddlePage.tsx'
import './huddles.css'
import { at } from './queries.ts'

/** A team's huddles: this week's to begin with, then those that were. */
export function HuddlesPage() {
  const t = useT('huddles')
  const [{ unitId }] = useSearchState({ unitId: '' })
  const pages = usePages<HuddleRow>(at.list, { limit: '20', ...(unitId ? { unitId } : {}) })
  const [latest] = pages.items
  const ready = latest?.state === 'ready' ? latest : undefined
  const unit = latest?.unit.name ?? ''
  return (
    <Page
      title={latest ? t('list.of', { unit }) : t('list.title')}
      lead={t('list.lead')}
      {...(unitId ? { back: { to: '/huddles/teams', label: t('teams.title') } } : {})}
      next={
        ready && (
          <NextStep
            title={t('list.ready', { week: ready.weekNumber })}
            text={ready.host ? t('host.is', { name: `\u2068${ready.host.name ?? t('gone')}\u2069` }) : undefined}
            actions={
              <>
                <ButtonLink kind="filled" to={`/huddles/${ready.id}/run`} icon={IconPlayerPlay}>
                  {t('next.start')}
                </ButtonLink>
                <ButtonLink to={`/huddles/${ready.id}`}>{t('list.look')}</ButtonLink>
              </>
            }
          />
        )
      }
      who={latest ? t('one.who', { unit }) : undefined}
    >
      {pages.problem && <ProblemView problem={pages.problem} t={t} onRetry={() => void pages.refetch()} />}
      <Section title={t('list.weeks')}>
        <Table
          caption={t('list.weeks')}
          rows={pages.items}
          rowKey={({ id }) => id}
          isLoading={pages.isPending}
          empty={<EmptyState title={t('list.empty')} text={t('list.emptyText')} />}
          columns={[
            {
              key: 'week',
              label: t('list.week'),
              cell: ({ id, week, weekNumber }) => (
                <Link to={`/huddles/${id}`}>
                  {t('list.number', { week: weekNumber })}, <DateText value={week} as="day-short" />
                </Link>
              ),
            },
            { key: 'principle', label: t('part.principle'), cell: ({ principleId }) => <PrincipleChipOf id={principleId} isPlain /> },
            { key: 'host', label: t('list.host'), cell: ({ host }) => <bdi>{host?.name ?? '–'}</bdi> },
            { key: 'raised', label: t('list.raised'), isNumber: true, cell: ({ raised }) => raised },
            { key: 'state', label: t('list.state'), cell: (row) => <State huddle={row} /> },
          ]}
        />
        <LoadMore
          shown={pages.items.length}
          hasMore={pages.hasNextPage}
          isBusy={pages.isFetchingNextPage}
          onMore={() => void pages.fetchNextPage()}
        />
      </Section>
    </Page>
  )
}
