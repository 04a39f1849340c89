import { IconFileDownload } from '@tabler/icons-react'
import { useParam, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Facts } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import type { Item, MeasureRows } from '../contract/chain.ts'
import { NameOwner } from './NameOwner.tsx'
import { ChainNumber } from './Number.tsx'
import { useWriting } from './writing.ts'
import './impact.css'

/** Where the single things stand that a number counts, and who may open that page. */
const singles: Partial<Record<Item['name'], { may: string; to: (unitId: string) => string }>> = {
  'words-used': { may: 'principles.read', to: () => '/principles' },
  thanks: { may: 'thanks.read', to: () => '/thanks' },
  'huddles-held': { may: 'huddles.follow', to: () => '/huddles/teams' },
  'obstacles-raised': { may: 'obstacles.read', to: () => '/obstacles' },
  'days-to-answer': { may: 'obstacles.read', to: () => '/obstacles?view=answered' },
  csat: { may: 'responses.read', to: (unitId) => `/answers?unitId=${unitId}` },
  nps: { may: 'responses.read', to: (unitId) => `/answers?unitId=${unitId}` },
  ces: { may: 'responses.read', to: (unitId) => `/answers?unitId=${unitId}` },
  'first-time': { may: 'responses.read', to: (unitId) => `/answers?unitId=${unitId}` },
  answered: { may: 'scores.read', to: (unitId) => `/scores?unitId=${unitId}` },
}

/** One number: what it is, what it rests on, its points in time, and the units right below. */
export function MeasurePage() {
  const t = useT('impact')
  const measure = useParam('measure')
  const [{ unitId, weeks }] = useSearchState({ unitId: '', weeks: '12' })
  const query = useGet<MeasureRows>(`/api/chain/${encodeURIComponent(measure)}`, { weeks, ...(unitId === '' ? {} : { unitId }) })
  const data = query.data
  const { day } = useFormats()
  return (
    <Page
      title={t.maybe(`measure.${measure}.title`) ?? t('rows.title')}
      back={{ to: `/chain?unitId=${unitId}&weeks=${weeks}`, label: t('rows.back') }}
      lead={data && t('chain.lead', { unit: `\u2068${data.unit.name}\u2069`, period: t(`chain.weeks.${weeks}`), day: day(data.lastDay) })}
      next={data && <Next rows={data} />}
      who={data && t('chain.who', { unit: `\u2068${data.unit.name}\u2069`, fewest: data.fewestPeople })}
    >
      <Reading query={query} t={t}>
        {(rows) => <Rows rows={rows} />}
      </Reading>
    </Page>
  )
}

function Next({ rows: { item, unit, weeks } }: { rows: MeasureRows }) {
  const t = useT('impact')
  const single = singles[item.name]
  const mayOpen = useMay(single?.may ?? 'chain.read')
  const isOpen = single !== undefined && mayOpen
  return (
    <NextStep
      title={t(isOpen ? 'rows.next' : 'rows.nextBack')}
      actions={
        <ButtonLink kind="filled" to={isOpen ? single.to(unit.id) : `/chain?unitId=${unit.id}&weeks=${weeks}`}>
          {t(isOpen ? 'rows.single' : 'rows.back')}
        </ButtonLink>
      }
    />
  )
}

function Rows({ rows }: { rows: MeasureRows }) {
  const t = useT('impact')
  const { number, day } = useFormats()
  const write = useWriting()
  const { item, unit, units, weeks } = rows
  const table = useWrite(
    () => api.getForFile('/api/chain-export', { search: { unitId: unit.id, weeks: String(weeks), measure: item.name } }),
    { onDone: (file) => saveFile(file) },
  )
  const columns = <Row extends { value: Item['now'] }>() => [
    { key: 'number', label: t('rows.number'), isNumber: true, cell: ({ value }: Row) => write.brief(item.kind, value) },
    { key: 'range', label: t('rows.range'), cell: ({ value }: Row) => write.rangeOf(item.kind, value) },
    { key: 'n', label: t('rows.n'), isNumber: true, cell: ({ value }: Row) => (value === null ? '–' : number(value.n)) },
  ]
  return (
    <>
      <Section hasMargin title={t('rows.number')}>
        <div className="chain-one">
          <ChainNumber item={item} fewest={rows.fewestPeople} />
        </div>
      </Section>
      <Section hasMargin title={t('rows.facts')}>
        <Facts
          items={[
            { label: t('rows.formula'), value: t.maybe(`measure.${item.name}.formula`) ?? <bdi lang="en">{item.formula}</bdi> },
            { label: t('rows.period'), value: t('rows.days', { from: day(rows.firstDay), to: day(rows.lastDay) }) },
            { label: t('rows.beforePeriod'), value: t('rows.days', { from: day(rows.beforeFirstDay), to: day(rows.beforeLastDay) }) },
            {
              label: t('rows.owner'),
              value: item.owner ? (
                <>
                  <bdi>{item.owner.name ?? '–'}</bdi> · {t(`rows.why.${item.owner.why}`)}
                </>
              ) : (
                t('item.ownerNone')
              ),
            },
          ]}
        />
        {rows.mayNameOwners && <NameOwner item={item} unit={unit} />}
      </Section>
      <Section
        title={t('rows.time')}
        actions={
          <Button kind="plain" icon={IconFileDownload} isBusy={table.isBusy} onClick={() => void table.run(null)}>
            {t('chain.csv')}
          </Button>
        }
      >
        {table.problem && <ProblemView problem={table.problem} t={t} />}
        <div className="chain-rows">
          <Table
            caption={t('rows.time')}
            staysTable
            rows={item.spans}
            rowKey={({ firstDay }) => firstDay}
            columns={[
              {
                key: 'days',
                label: t('rows.from'),
                cell: ({ firstDay }) => <DateText value={firstDay} />,
              },
              ...columns<Item['spans'][number]>(),
            ]}
          />
        </div>
      </Section>
      <Section title={t('rows.units')} note={t('rows.unitsNote')}>
        <div className="chain-rows">
          <Table
            caption={t('rows.units')}
            staysTable
            rows={units}
            rowKey={(row) => row.unit.id}
            rowTo={(row) => `/chain/${item.name}?unitId=${row.unit.id}&weeks=${weeks}`}
            empty={<EmptyState title={t('rows.noUnits')} text={t('rows.noUnitsText')} />}
            columns={[
              { key: 'unit', label: t('rows.unit'), cell: (row) => <bdi>{row.unit.name}</bdi> },
              ...columns<MeasureRows['units'][number]>(),
            ]}
          />
        </div>
      </Section>
    </>
  )
}
