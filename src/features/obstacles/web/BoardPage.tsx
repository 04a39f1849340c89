import { IconBarrierBlock, IconFileDownload } from '@tabler/icons-react'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SearchField, SelectField } from '#ui/Inputs.tsx'
import { Row, Sheet } from '#ui/Layout.tsx'
import { FilterBar, FilterTabs } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useMay, useSession } from '#ui/session.tsx'
import { NextStep } from '#ui/Words.tsx'
import type { Figures, ObstacleRow } from '../contract.ts'
import './obstacles.css'
import { at, useFigures } from './queries.ts'
import { Register } from './Register.tsx'

/** What stands in our way: everybody may add to it, a leader answers by name. */
export function BoardPage() {
  const t = useT('obstacles')
  const session = useSession()
  const mayRaise = useMay('obstacles.raise')
  const figures = useFigures()
  const [filter, set] = useSearchState({ view: 'all', search: '', kind: '', hurts: '', stepId: '', leaderId: '' })
  const { view, ...words } = filter
  const whose = ['team', 'mine', 'for-me'].includes(view) ? view : 'all'
  const search = { ...words, whose }
  const isFiltered = Boolean(filter.search || filter.kind || filter.hurts || filter.stepId || filter.leaderId)
  const counts = figures.data?.counts
  const tabs = [
    { key: 'all', label: t('tabs.all'), to: '/obstacles', count: counts && counts.open + counts.answered },
    { key: 'open', label: t('tabs.open'), to: '/obstacles?view=open', count: counts?.open },
    { key: 'answered', label: t('tabs.answered'), to: '/obstacles?view=answered', count: counts?.answered },
    { key: 'team', label: t('tabs.team'), to: '/obstacles?view=team', count: counts?.team },
    { key: 'mine', label: t('tabs.mine'), to: '/obstacles?view=mine', count: counts?.mine },
    ...(counts && counts.forMe > 0 ? [{ key: 'for-me', label: t('tabs.forMe'), to: '/obstacles?view=for-me', count: counts.forMe }] : []),
  ]
  const emptyKey = isFiltered ? 'none' : whose === 'all' ? 'empty' : 'emptyMine'
  return (
    <Page
      title={t('board.title')}
      lead={t('board.lead')}
      actions={
        mayRaise && (
          <ButtonLink kind={counts && counts.forMe > 0 ? 'line' : 'filled'} to="/obstacles/raise" icon={IconBarrierBlock}>
            {t('raise.title')}
          </ButtonLink>
        )
      }
      next={counts && counts.forMe > 0 ? <MyTurn /> : undefined}
      who={t('board.who', { organisation: session.organisation.name })}
    >
      {figures.problem && <ProblemView problem={figures.problem} t={t} onRetry={() => void figures.refetch()} />}
      {figures.data && figures.data.raised > 0 && <FigureSheet figures={figures.data} />}
      <div className="board-tools">
        <FilterTabs tabs={tabs} current={view} label={t('tabs.label')} />
        <FilterBar onReset={isFiltered ? () => set({ search: '', kind: '', hurts: '', stepId: '', leaderId: '' }) : undefined}>
          <SearchField label={t('filter.search')} value={filter.search} onChange={(value) => set({ search: value })} />
          <SelectField
            label={t('filter.kind')}
            value={filter.kind}
            onChange={(kind) => set({ kind }, 'push')}
            empty={t('filter.any')}
            isShort
            options={(['green', 'red', 'unjudged'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <SelectField
            label={t('filter.hurts')}
            value={filter.hurts}
            onChange={(hurts) => set({ hurts }, 'push')}
            empty={t('filter.any')}
            isShort
            options={(['customers', 'colleagues', 'both'] as const).map((value) => ({ value, label: t(`hurts.${value}`) }))}
          />
          <Export search={search} />
        </FilterBar>
      </div>
      {view !== 'answered' && <Register state="open" search={search} emptyKey={emptyKey} />}
      {view !== 'open' && view !== 'for-me' && <Register state="answered" search={search} emptyKey={emptyKey} />}
    </Page>
  )
}

function FigureSheet({ figures }: { figures: Figures }) {
  const t = useT('obstacles')
  const { half, oldest } = figures
  return (
    <Sheet label={t('figures.label')}>
      <div className="board-figures figures">
        <div>
          <strong>{t('figures.answered', { answered: figures.answered, raised: figures.raised })}</strong>
          <p>{t('figures.raisedIn', { count: figures.days })}</p>
        </div>
        <div>
          <strong>{half ? t('figures.half', { count: half.days }) : t('figures.few')}</strong>
          <p>{half ? t('figures.likely', { low: half.low, high: half.high, count: half.n }) : t('figures.fewNote')}</p>
        </div>
        <div>
          <strong>{oldest ? t('figures.oldest', { count: oldest.days }) : t('figures.noneOpen')}</strong>
          {oldest && (
            <p>
              {t('figures.for', { name: `\u2068${oldest.leader.name ?? t('gone')}\u2069` })}
              {oldest.daysLate > 0 && `, ${t('clock.late', { count: oldest.daysLate })}`}
            </p>
          )}
        </div>
      </div>
    </Sheet>
  )
}

function Export({ search }: { search: Record<string, string> }) {
  const t = useT('obstacles')
  const get = useWrite(() => api.getForFile('/api/obstacles-export', { search }), { onDone: (file) => saveFile(file) })
  return (
    <Row>
      <Button kind="plain" icon={IconFileDownload} isBusy={get.isBusy} onClick={() => void get.run(null)}>
        {t('filter.export')}
      </Button>
      {get.problem && <ProblemView problem={get.problem} t={t} />}
    </Row>
  )
}

/** Whoever owes an answer reads first which one. */
function MyTurn() {
  const t = useT('obstacles')
  const mine = usePages<ObstacleRow>(at.list, { state: 'open', whose: 'for-me', limit: '1' })
  const [row] = mine.items
  if (!row) return null
  const left = row.clock ? Math.max(0, row.clock.of - row.clock.day) : 0
  return (
    <NextStep
      title={<span dir="auto">{row.title}</span>}
      text={
        row.clock && row.clock.daysLate > 0
          ? t('next.late', { count: row.supporters })
          : t('next.left', { count: left, waiting: row.supporters })
      }
      actions={
        <ButtonLink kind="filled" to={`/obstacles/${row.id}`}>
          {t('next.do')}
        </ButtonLink>
      }
    />
  )
}
