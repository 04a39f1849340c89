// Who is not taught yet: nobody-taught and left-out leaders first; one click reminds.
import { IconBell, IconFileDownload } from '@tabler/icons-react'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Facts } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { type Column, Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { BuyInFigures } from '../../contract/buy-ins.ts'
import type { Coverage, CoverageRow } from '../../contract/paths.ts'

export function CoveragePage() {
  const t = useT('learning')
  const [asked, set] = useSearchState({ pathId: '', unitId: '' })
  const query = useGet<Coverage>('/api/coverage', asked)
  const seen = query.data
  return (
    <Page
      title={t('paths.coverage.title')}
      lead={t('paths.coverage.lead')}
      who={t(seen && seen.fewest > 1 ? 'paths.coverage.whoFew' : 'paths.coverage.who')}
    >
      <Reading query={query} t={t}>
        {(coverage) =>
          coverage.pathId === null ? (
            <EmptyState level={2} title={t('paths.coverage.none')} text={t('paths.coverage.noneText')} />
          ) : (
            <Covered coverage={coverage} pathId={coverage.pathId} set={set} unitId={asked.unitId} />
          )
        }
      </Reading>
    </Page>
  )
}

function Covered({
  coverage,
  pathId,
  unitId,
  set,
}: {
  coverage: Coverage
  pathId: string
  unitId: string
  set: (change: { pathId?: string; unitId?: string }, how?: 'push') => void
}) {
  const t = useT('learning')
  const { total, unit } = coverage
  const remind = useWrite(
    (_: null, options) => api.post<{ reminded: number; leftInPeace: number }>('/api/path-reminders', { pathId, unitId: unit.id }, options),
    {
      stale: ['/api/coverage'],
      onDone: ({ reminded, leftInPeace }) =>
        toast({
          title:
            `${t('paths.coverage.reminded', { count: reminded })} ${leftInPeace > 0 ? t('paths.coverage.leftInPeace', { count: leftInPeace }) : ''}`.trim(),
        }),
    },
  )
  const take = useWrite(() => api.getForFile('/api/coverage-export', { search: { pathId, unitId: unit.id } }), {
    onDone: (file) => saveFile(file),
  })
  const open = total.people - total.done
  return (
    <Stack gap={6}>
      <FilterBar onReset={unitId ? () => set({ unitId: '' }) : undefined}>
        <SelectField
          label={t('paths.one')}
          isRequired
          value={pathId}
          onChange={(value) => set({ pathId: value }, 'push')}
          options={coverage.paths.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <UnitPicker
          label={t('paths.coverage.unit')}
          empty={t('paths.coverage.mine')}
          value={unitId}
          onChange={(value) => set({ unitId: value }, 'push')}
        />
        <Button kind="plain" icon={IconFileDownload} isBusy={take.isBusy} onClick={() => void take.run(null)}>
          {t('paths.coverage.csv')}
        </Button>
      </FilterBar>
      {take.problem && <ProblemView problem={take.problem} t={t} />}
      {total.isTooFew ? (
        <Message kind="note" title={t('paths.coverage.tooFew', { count: coverage.fewest })} />
      ) : (
        <Facts
          items={[
            {
              label: t('paths.coverage.percent'),
              value:
                total.percent === null
                  ? '–'
                  : t('paths.coverage.share', { percent: String(total.percent), done: String(total.done), people: String(total.people) }),
            },
            { label: t('paths.coverage.overdue'), value: String(total.overdue) },
          ]}
        />
      )}
      {coverage.mayRemind && (total.isTooFew || open > 0) && (
        <div>
          <Button kind="filled" icon={IconBell} isBusy={remind.isBusy} onClick={() => void remind.run(null)}>
            {t('paths.coverage.remind')}
          </Button>
          <p className="small second">{t('paths.coverage.remindNote')}</p>
        </div>
      )}
      {remind.problem && <ProblemView problem={remind.problem} t={t} />}
      {coverage.exempt.length > 0 && (
        <Section title={t('paths.coverage.exempt')} note={t('paths.coverage.exemptNote')}>
          <Table
            caption={t('paths.coverage.exempt')}
            rows={coverage.exempt}
            rowKey={({ id, unit: place }) => id ?? place}
            columns={[
              { key: 'name', label: t('paths.coverage.leader'), cell: ({ name }) => <bdi>{name}</bdi> },
              { key: 'unit', label: t('paths.coverage.leads'), cell: ({ unit: place }) => <bdi>{place}</bdi> },
            ]}
          />
        </Section>
      )}
      <Section title={t('paths.coverage.units')}>
        <Groups
          rows={coverage.units}
          caption={t('paths.coverage.units')}
          name={({ id, name }) =>
            id === unit.id ? (
              <span>{t('paths.coverage.itself', { name: name ?? '' })}</span>
            ) : (
              <Link to={`/coverage?pathId=${pathId}&unitId=${id}`}>
                <bdi>{name}</bdi>
              </Link>
            )
          }
        />
      </Section>
      <Section title={t('paths.coverage.families')}>
        <Groups rows={coverage.families} caption={t('paths.coverage.families')} name={({ id }) => t(`families.${id}`)} />
      </Section>
      {coverage.open.length > 0 && (
        <Section title={t('paths.coverage.open')} note={t('paths.coverage.openNote')}>
          <Table
            caption={t('paths.coverage.open')}
            rows={coverage.open}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/people/${id}`}
            columns={[
              { key: 'name', label: t('paths.coverage.person'), cell: ({ name }) => <bdi>{name}</bdi> },
              {
                key: 'leader',
                label: t('paths.coverage.leader'),
                cell: ({ isLeader }) => (isLeader ? <Tag>{t('paths.coverage.isLeader')}</Tag> : null),
              },
              {
                key: 'due',
                label: t('paths.coverage.due'),
                cell: ({ dueOn, isOverdue }) =>
                  isOverdue ? (
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
        </Section>
      )}
      <OnBoard pathId={pathId} />
    </Stack>
  )
}

function Groups({ rows, caption, name }: { rows: CoverageRow[]; caption: string; name: (row: CoverageRow) => React.ReactNode }) {
  const t = useT('learning')
  const few = t('paths.coverage.few')
  const number = (key: 'people' | 'done' | 'overdue'): Column<CoverageRow> => ({
    key,
    label: t(`paths.coverage.${key}`),
    isNumber: true,
    cell: (row) => (row.isTooFew ? few : row[key]),
  })
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', label: t('paths.coverage.group'), cell: name },
        {
          key: 'percent',
          label: t('paths.coverage.percent'),
          isNumber: true,
          cell: ({ percent, isTooFew }) =>
            isTooFew ? (
              few
            ) : percent === null ? (
              '–'
            ) : percent === 0 ? (
              <Tag meaning="stop">{t('paths.coverage.zero')}</Tag>
            ) : (
              t('paths.coverage.percentOf', { percent: String(percent) })
            ),
        },
        number('people'),
        number('done'),
        number('overdue'),
        {
          key: 'exempt',
          label: t('paths.coverage.exemptCount'),
          isNumber: true,
          cell: ({ exemptLeaders }) => (exemptLeaders > 0 ? <Tag meaning="stop">{String(exemptLeaders)}</Tag> : 0),
        },
      ]}
    />
  )
}

function OnBoard({ pathId }: { pathId: string }) {
  const t = useT('learning')
  const query = useGet<BuyInFigures>('/api/buy-in-figures', { pathId })
  if (!query.data) return null
  const { total, units, rest, fewest } = query.data
  const rows = [
    ...(total ? [{ id: 'total', name: t('buyIn.all'), ...total }] : []),
    ...units,
    ...(rest && (units.length > 0 || !total) ? [{ id: 'rest', name: t('buyIn.rest'), ...rest }] : []),
  ]
  return (
    <Section title={t('buyIn.figures')} note={t('buyIn.figuresNote', { count: fewest })}>
      {rows.length === 0 ? (
        <p>{t('buyIn.tooFew', { count: fewest })}</p>
      ) : (
        <Table
          caption={t('buyIn.figures')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', label: t('paths.coverage.group'), cell: ({ name }) => <bdi>{name}</bdi> },
            { key: 'people', label: t('buyIn.people'), isNumber: true, cell: ({ people }) => people },
            { key: 'knows', label: t('buyIn.knows'), isNumber: true, cell: ({ knows }) => knows },
            { key: 'can', label: t('buyIn.can'), isNumber: true, cell: ({ can }) => can },
            { key: 'will', label: t('buyIn.will'), isNumber: true, cell: ({ will }) => will },
          ]}
        />
      )}
    </Section>
  )
}
