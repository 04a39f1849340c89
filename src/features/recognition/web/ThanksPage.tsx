import { usePrinciples } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { FilterBar, FilterTabs, LoadMore } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Waits } from '#ui/Waits.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { Thanks } from '../contract.ts'
import { Actions } from './Actions.tsx'
import { SayThanks, ThanksCard } from './parts.tsx'
import { at, stale } from './queries.ts'

const views = ['units', 'all', 'received', 'given', 'reported'] as const

export function ThanksPage() {
  const t = useT('recognition')
  const mayJudge = useMay('thanks.judge')
  const principles = usePrinciples()
  const [{ show, principle }, set] = useSearchState({ show: 'units', principle: '' })
  const view = views.find((one) => one === show) ?? 'units'
  const isOwn = view === 'received' || view === 'given'
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      actions={<SayThanks />}
      who={t(isOwn ? 'list.whoOwn' : view === 'reported' ? 'list.whoReported' : 'list.who')}
    >
      <Stack gap={5}>
        <Waits paths={[at.list]} stale={stale} t={t} />
        <FilterTabs
          label={t('list.title')}
          current={view}
          tabs={views
            .filter((one) => one !== 'reported' || mayJudge)
            .map((one) => ({ key: one, label: t(`list.tab.${one}`), to: one === 'units' ? '/thanks' : `/thanks?show=${one}` }))}
        />
        <FilterBar onReset={principle ? () => set({ principle: '' }) : undefined}>
          <SelectField
            label={t('list.principle')}
            value={principle}
            onChange={(value) => set({ principle: value }, 'push')}
            empty={t('list.anyPrinciple')}
            isShort
            options={principles.all.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </FilterBar>
        <Found key={view} view={view} principle={principle} />
      </Stack>
    </Page>
  )
}

function Found({ view, principle }: { view: (typeof views)[number]; principle: string }) {
  const t = useT('recognition')
  const thanks = usePages<Thanks>(at.list, { whose: view, limit: '20', ...(principle ? { principleId: principle } : {}) })
  if (thanks.problem) return <ProblemView problem={thanks.problem} t={t} onRetry={() => void thanks.refetch()} />
  if (thanks.items.length === 0)
    return thanks.isPending ? null : (
      <EmptyState
        level={2}
        title={t(principle ? 'list.noneHere' : `list.none.${view}`)}
        text={t(principle ? 'list.noneHereText' : `list.noneText.${view}`)}
      />
    )
  return (
    <Stack gap={6} isNarrow>
      {thanks.items.map((one) => (
        <div key={one.id} className="thanks-one">
          <ThanksCard thanks={one} />
          <Actions thanks={one} />
        </div>
      ))}
      <LoadMore
        shown={thanks.items.length}
        hasMore={thanks.hasNextPage}
        isBusy={thanks.isFetchingNextPage}
        onMore={() => void thanks.fetchNextPage()}
      />
    </Stack>
  )
}
