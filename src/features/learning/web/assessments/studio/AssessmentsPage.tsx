// What authors have made of the bank for sitting.
import { IconPlus } from '@tabler/icons-react'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { usePages } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { AssessmentRow } from '../../../contract/assessments.ts'
import { stateMeaning, states } from '../../items/values.ts'

export function AssessmentsPage() {
  const t = useT('learning')
  const mayChange = useMay('assessments.change')
  const [{ state }, set] = useSearchState({ state: '' })
  const query = usePages<AssessmentRow>('/api/assessments', { state })
  const add = mayChange && (
    <ButtonLink to="/assessments/new" icon={IconPlus} kind="filled">
      {t('assessments.new')}
    </ButtonLink>
  )
  return (
    <Page title={t('assessments.title')} lead={t('assessments.lead')} actions={add} who={t('assessments.who')}>
      <Stack gap={5}>
        <FilterBar onReset={state ? () => set({ state: '' }) : undefined}>
          <SelectField
            label={t('items.by.state')}
            isRequired={false}
            value={state}
            empty={t('items.any.state')}
            onChange={(value) => set({ state: value })}
            options={states.map((value) => ({ value, label: t(`items.state.${value}`) }))}
          />
        </FilterBar>
        <Reading query={query} t={t}>
          {() => (
            <>
              <Table
                caption={t('assessments.title')}
                rows={query.items}
                rowKey={({ id }) => id}
                rowTo={({ id }) => `/assessments/${id}`}
                empty={<EmptyState level={2} title={t('assessments.none')} text={t('assessments.noneText')} />}
                columns={[
                  { key: 'title', label: t('assessments.name'), cell: ({ title }) => <bdi>{title}</bdi> },
                  {
                    key: 'state',
                    label: t('items.by.state'),
                    cell: (row) => <Tag meaning={stateMeaning[row.state]}>{t(`items.state.${row.state}`)}</Tag>,
                  },
                  { key: 'level', label: t('items.level'), cell: ({ level }) => t(`items.levels.${level}`) },
                  {
                    key: 'what',
                    label: t('assessments.asks'),
                    cell: ({ mode, count, principles }) => (
                      <Row>
                        <span>{t(`assessments.asksOf.${mode}`, { number: count })}</span>
                        {principles.map((one) => (
                          <PrincipleChip key={one.id} principle={one} isPlain />
                        ))}
                      </Row>
                    ),
                  },
                  { key: 'sat', label: t('assessments.sat'), isNumber: true, cell: ({ submitted }) => submitted },
                  { key: 'changed', label: t('assessments.changed'), cell: ({ changedAt }) => <DateText value={changedAt} /> },
                ]}
              />
              <LoadMore
                shown={query.items.length}
                hasMore={query.hasNextPage}
                isBusy={query.isFetchingNextPage}
                onMore={() => void query.fetchNextPage()}
              />
            </>
          )}
        </Reading>
      </Stack>
    </Page>
  )
}
