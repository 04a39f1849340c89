// What a unit still knows of each principle and what will fade, by team. Groups only, and one proposal.
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import type { T } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { NumberWithRange } from '#ui/NumberWithRange.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import type { Cell, RecallMap } from '../../contract.ts'
import './map.css'

const path = '/api/recall-map'
const stale = [path]
/** Below this a refresher is proposed (rules.ts). */
const wantedPercent = 80
const percent = (share: number): number => Math.round(share * 100)

export function RecallMapPage() {
  const t = useT('practice')
  const [{ unit }, set] = useSearchState({ unit: '' })
  const query = useGet<RecallMap>(path, unit ? { unitId: unit } : {})
  return (
    <Page
      title={t('map.title')}
      lead={t('map.lead')}
      who={t('map.who', { count: query.data?.fewestPeople ?? 5 })}
      next={query.data && <Proposal map={query.data} />}
    >
      <FilterBar onReset={unit ? () => set({ unit: '' }) : undefined}>
        <UnitPicker label={t('map.unit')} empty={t('map.mine')} value={unit} onChange={(value) => set({ unit: value }, 'push')} />
      </FilterBar>
      <Reading query={query} t={t}>
        {(map) =>
          map.countedAt === null ? (
            <EmptyState
              level={2}
              title={t('map.none')}
              text={t('map.noneText')}
              action={<ButtonLink to="/practice">{t('map.noneDo')}</ButtonLink>}
            />
          ) : (
            <Stack gap={6}>
              <Whole map={map} />
              <Teams map={map} onOpen={(id) => set({ unit: id }, 'push')} />
              <Refreshers map={map} />
              <p className="map-as-of">
                {t('map.asOf')} <DateText value={map.countedAt} as="moment" />
                {t('nothing.stop')} {t('map.definition')}
              </p>
            </Stack>
          )
        }
      </Reading>
    </Page>
  )
}

function Whole({ map }: { map: RecallMap }) {
  const t = useT('practice')
  const { number } = useFormats()
  return (
    <Section title={<bdi>{map.unit.name}</bdi>} note={t('map.people', { count: map.whole.people })}>
      <div className="map-whole">
        {map.principles.map((principle) => {
          const cell = map.whole.cells.find(({ principleId }) => principleId === principle.id)
          return (
            <div key={principle.id}>
              <NumberWithRange
                title={<PrincipleChip principle={principle} />}
                value={cell?.recall ? percent(cell.recall.estimate) : null}
                low={cell?.recall ? percent(cell.recall.low) : undefined}
                high={cell?.recall ? percent(cell.recall.high) : undefined}
                promised={wantedPercent}
                shown={cell?.recall ? t('map.percent', { share: number(percent(cell.recall.estimate)) }) : wordOf(t, cell)}
                note={
                  cell?.recall
                    ? t('map.likely', { low: percent(cell.recall.low), high: percent(cell.recall.high), wanted: wantedPercent })
                    : ''
                }
                count={cell?.recall ? <Course cell={cell} /> : ''}
              />
            </div>
          )
        })}
      </div>
    </Section>
  )
}

const wordOf = (t: T, cell: Cell | undefined): string => t(cell?.state === 'too-few' ? 'map.tooFew' : 'map.nobody')

/** Where it came from and where it goes. */
function Course({ cell }: { cell: Cell }) {
  const t = useT('practice')
  return (
    <>
      {t('map.of', { count: cell.n ?? 0 })} {cell.before !== null && t('map.before', { share: percent(cell.before) })}{' '}
      {cell.later !== null && t('map.later', { share: percent(cell.later) })}
    </>
  )
}

function Teams({ map, onOpen }: { map: RecallMap; onOpen: (unitId: string) => void }) {
  const t = useT('practice')
  if (map.units.length === 0) return null
  return (
    <Section title={t('map.teams')} note={t('map.teamsNote')}>
      <Table
        caption={t('map.teams')}
        rows={map.units}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'name',
            label: t('map.team'),
            cell: ({ id, name }) => (
              <Button kind="plain" isSmall onClick={() => onOpen(id)}>
                <bdi>{name}</bdi>
              </Button>
            ),
          },
          ...map.principles.map((principle) => ({
            key: principle.id,
            label: principle.name,
            cell: ({ cells }: RecallMap['units'][number]) => {
              const cell = cells.find(({ principleId }) => principleId === principle.id)
              return cell?.recall ? (
                <span className="map-cell">
                  <strong>{t('map.percent', { share: percent(cell.recall.estimate) })}</strong>{' '}
                  <small>{t('map.thenShort', { share: percent(cell.later ?? 0), count: cell.n ?? 0 })}</small>
                </span>
              ) : (
                <small>{wordOf(t, cell)}</small>
              )
            },
          })),
        ]}
      />
    </Section>
  )
}

function Refreshers({ map }: { map: RecallMap }) {
  const t = useT('practice')
  const end = useWrite((id: string, options) => api.delete(`/api/practice-refreshers/${id}`, options), {
    stale,
    onDone: () => toast({ title: t('map.ended') }),
  })
  if (map.refreshers.length === 0) return null
  return (
    <Section title={t('map.refreshers')}>
      {end.problem && <ProblemView problem={end.problem} t={t} />}
      <List
        label={t('map.refreshers')}
        items={map.refreshers.map(({ id, unitId, unitName, principleId, untilDay }) => ({
          key: id,
          title: map.principles.find((one) => one.id === principleId)?.name ?? '',
          note: (
            <>
              <bdi>{unitName}</bdi>
              {t('map.until')} <DateText value={untilDay} />
            </>
          ),
          end: map.mayRefresh && (unitId === map.unit.id || map.units.some((one) => one.id === unitId)) && (
            <Button kind="line" isSmall isBusy={end.isBusy} onClick={() => void end.run(id)}>
              {t('map.end')}
            </Button>
          ),
        }))}
      />
    </Section>
  )
}

/** The one that fades most, said before it hurts. */
function Proposal({ map }: { map: RecallMap }) {
  const t = useT('practice')
  const ask = useWrite((body: { unitId: string; principleId: string }, options) => api.post('/api/practice-refreshers', body, options), {
    stale,
    onDone: () => toast({ title: t('map.asked') }),
  })
  const principle = map.principles.find(({ id }) => id === map.proposal?.principleId)
  if (!map.proposal || !principle)
    return (
      <NextStep
        title={t(map.countedAt === null ? 'map.nextNone' : map.refreshers.length > 0 ? 'map.nextUnderWay' : 'map.nextGood')}
        actions={
          <Link to="/chain" isAlone>
            {t('map.chain')}
          </Link>
        }
      />
    )
  const { recall, later, principleId } = map.proposal
  return (
    <NextStep
      title={t('map.proposal', { name: `\u2068${principle.name}\u2069` })}
      text={
        <>
          {t('map.proposalText', { share: percent(recall), later: percent(later) })}
          {ask.problem && <ProblemView problem={ask.problem} t={t} />}
        </>
      }
      actions={
        map.mayRefresh ? (
          <Button kind="filled" isBusy={ask.isBusy} onClick={() => void ask.run({ unitId: map.unit.id, principleId })}>
            {t('map.ask')}
          </Button>
        ) : undefined
      }
    />
  )
}
