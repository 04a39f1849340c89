import { useT } from '#ui/i18n.ts'
import { Link } from '#ui/Link.tsx'
import { Figure } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import { useFigures } from './queries.ts'

/** How each leader answers: in the order of names, because it is no ranking. */
export function LeadersPage() {
  const t = useT('obstacles')
  const figures = useFigures()
  return (
    <Page title={t('leaders.title')} lead={t('leaders.lead')} back={{ to: '/obstacles', label: t('board.title') }} who={t('leaders.who')}>
      <Reading query={figures} t={t}>
        {({ leaders }) => (
          <Table
            caption={t('leaders.title')}
            rows={leaders}
            rowKey={({ leader }) => leader.id}
            empty={<EmptyState title={t('leaders.empty')} text={t('leaders.emptyText')} />}
            columns={[
              { key: 'name', label: t('leaders.name'), cell: ({ leader }) => <bdi>{leader.name ?? t('gone')}</bdi> },
              {
                key: 'rate',
                label: t('leaders.rate'),
                cell: ({ raised, answered }) => (raised === 0 ? t('leaders.noneRaised') : t('leaders.of', { answered, raised })),
              },
              {
                key: 'open',
                label: t('leaders.open'),
                isNumber: true,
                cell: ({ open, leader }) =>
                  open > 0 ? (
                    <Link to={`/obstacles?view=open&leaderId=${leader.id}`}>
                      <Figure of={open} />
                    </Link>
                  ) : (
                    0
                  ),
              },
              {
                key: 'oldest',
                label: t('leaders.oldest'),
                cell: ({ oldestDays, late }) => (
                  <>
                    {oldestDays === null ? t('leaders.none') : t('leaders.days', { count: oldestDays })}{' '}
                    {late > 0 && <Tag meaning="stop">{t('leaders.late', { count: late })}</Tag>}
                  </>
                ),
              },
            ]}
          />
        )}
      </Reading>
    </Page>
  )
}
