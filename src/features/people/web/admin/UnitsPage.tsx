import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { Loading } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Columns, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { Tree, type TreeNode } from '#ui/Tree.tsx'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import type { Unit } from '../../contract.ts'
import { useUnits } from '../queries.ts'
import { NewUnit, UnitPanel } from './UnitPanel.tsx'

function nodesOf(units: Unit[], parentId: string | null, number: (n: number) => string): TreeNode[] {
  return units
    .filter((unit) => unit.parentId === parentId)
    .map((unit) => ({ id: unit.id, label: unit.name, note: number(unit.peopleBelow), children: nodesOf(units, unit.id, number) }))
}

/** The tree, and beside it the unit that is chosen in the URL. */
export function UnitsPage() {
  const t = useT('people')
  const units = useUnits()
  const [{ unit, add }, set] = useSearchState({ unit: '', add: false })
  const items = units.data?.items ?? []
  const chosen = items.find(({ id }) => id === unit) ?? items.find(({ parentId }) => parentId === null)
  const { number } = useFormats()
  const nodes = nodesOf(items, null, number)
  return (
    <Page
      title={t('units.title')}
      lead={t('units.lead')}
      who={t('directory.who')}
      next={
        <NextStep
          title={t('units.next')}
          actions={
            <ButtonLink kind="filled" to="/import" icon={IconUsersGroup}>
              {t('import.title')}
            </ButtonLink>
          }
        />
      }
    >
      {units.problem ? (
        <ProblemView problem={units.problem} t={t} onRetry={() => void units.refetch()} />
      ) : !units.data ? (
        <Loading lines={8} />
      ) : items.length === 0 ? (
        <EmptyState
          level={2}
          title={t('units.empty')}
          text={t('units.emptyText')}
          action={<NewUnit parent={null} onDone={(id) => set({ unit: id })} />}
        />
      ) : (
        <Columns
          margin={
            <Tree
              label={t('units.title')}
              nodes={nodes}
              selected={chosen?.id}
              onSelect={(id) => set({ unit: id, add: false }, 'push')}
              open={[...nodes.map(({ id }) => id), ...ancestorsOf(items, chosen?.id)]}
            />
          }
        >
          <Stack gap={5}>
            {add && chosen ? (
              <NewUnit
                key={`add ${chosen.id}`}
                parent={chosen}
                onDone={(id) => set({ unit: id, add: false }, 'push')}
                onCancel={() => set({ add: false })}
              />
            ) : (
              chosen && (
                <UnitPanel
                  key={`${chosen.id} ${chosen.version}`}
                  unit={chosen}
                  onClosed={() => set({ unit: chosen.parentId ?? '' })}
                  actions={
                    <ButtonLink to={`/units?unit=${chosen.id}&add=true`} icon={IconPlus}>
                      {t('units.addBelow')}
                    </ButtonLink>
                  }
                />
              )
            )}
          </Stack>
        </Columns>
      )}
    </Page>
  )
}

function ancestorsOf(units: Unit[], id: string | undefined): string[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const path: string[] = []
  for (let unit = id ? byId.get(id) : undefined; unit; unit = unit.parentId ? byId.get(unit.parentId) : undefined) path.push(unit.id)
  return path
}
