// Who is not taught yet: nobody-taught and left-out leaders first; one tap reminds.
import { IconFileDownload } from '@tabler/icons-react'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Facts } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { SearchField, SelectField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { Coverage } from '../../contract/paths.ts'
import { CoverageGroups } from './CoverageGroups.tsx'
import { LeftOut } from './LeftOut.tsx'
import { OnBoard } from './OnBoard.tsx'
import { Planned } from './Planned.tsx'
import { Remind } from './Remind.tsx'

const defaults = { pathId: '', unitId: '', search: '', sort: '', state: 'open', order: 'need' }
export type Asked = typeof defaults
export type SetAsked = (change: Partial<Asked>, how?: 'push') => void

export function CoveragePage() {
  const t = useT('learning')
  const [asked, set] = useSearchState(defaults)
  const query = useGet<Coverage>('/api/coverage', { pathId: asked.pathId, unitId: asked.unitId })
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
            <Covered coverage={coverage} pathId={coverage.pathId} set={set} asked={asked} />
          )
        }
      </Reading>
    </Page>
  )
}

function Covered({ coverage, pathId, asked, set }: { coverage: Coverage; pathId: string; asked: Asked; set: SetAsked }) {
  const t = useT('learning')
  const { total, unit } = coverage
  const take = useWrite(() => api.getForFile('/api/coverage-export', { search: { pathId, unitId: unit.id } }), {
    onDone: (file) => saveFile(file),
  })
  const atZero = [...coverage.units, ...coverage.families].filter(({ percent }) => percent === 0).length
  return (
    <Stack gap={6}>
      <FilterBar onReset={asked.unitId || asked.search ? () => set({ unitId: '', search: '' }, 'push') : undefined}>
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
          value={asked.unitId}
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
            { label: t('paths.coverage.atZero'), value: String(atZero) },
            ...(coverage.fewest > 1 ? [] : [{ label: t('paths.coverage.exempt'), value: String(total.exemptLeaders) }]),
          ]}
        />
      )}
      {coverage.mayRemind && (total.isTooFew || total.people > total.done) && <Remind pathId={pathId} coverage={coverage} />}
      <SearchField label={t('paths.coverage.search')} value={asked.search} onChange={(search) => set({ search })} />
      <LeftOut coverage={coverage} search={asked.search} />
      <Section title={t('paths.coverage.units')}>
        <CoverageGroups
          rows={coverage.units}
          caption={t('paths.coverage.units')}
          search={asked.search}
          sort={asked.sort}
          onSort={(sort) => set({ sort }, 'push')}
          nameOf={({ id, name }) => (id === unit.id ? t('paths.coverage.itself', { name: name ?? '' }) : (name ?? ''))}
          toOf={({ id }) => (id === unit.id ? undefined : `/coverage?pathId=${pathId}&unitId=${id}`)}
          hasLeaders={coverage.fewest === 1}
        />
      </Section>
      <Section title={t('paths.coverage.families')}>
        <CoverageGroups
          rows={coverage.families}
          caption={t('paths.coverage.families')}
          search=""
          sort={asked.sort}
          onSort={(sort) => set({ sort }, 'push')}
          nameOf={({ id }) => t(`families.${id}`)}
          hasLeaders={false}
        />
        <p className="small second">
          <Link to="/role-families">{t('paths.coverage.familiesNote')}</Link>
        </p>
      </Section>
      {coverage.fewest === 1 && <Planned key={`${pathId} ${unit.id}`} pathId={pathId} unitId={unit.id} asked={asked} set={set} />}
      <OnBoard pathId={pathId} />
    </Stack>
  )
}
