// Who showed what of each principle, the latest and not the best. Where persons may not be read, groups alone.
import { IconDownload } from '@tabler/icons-react'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { Button, TextButton } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SearchField } from '#ui/Inputs.tsx'
import { Section, Spoken, Stack } from '#ui/Layout.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import type { Column, Sort } from '#ui/Table.tsx'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { SkillMatrix, SkillReminded } from '../../../contract/assessments.ts'
import '../sittings.css'
import './matrix.css'
import { foundIn, type SkillRow, sorted } from './rows.ts'

const path = '/api/skill-matrix'
const pageSize = 50

export function SkillsPage() {
  const t = useT('learning')
  const [{ unit }, set] = useSearchState({ unit: '' })
  const query = useGet<SkillMatrix>(path, unit ? { unitId: unit } : {})
  const table = useWrite(() => api.getForFile('/api/skill-matrix-exports', { search: unit ? { unitId: unit } : {} }), {
    onDone: (file) => saveFile(file),
  })
  return (
    <Page
      title={t('skills.title')}
      lead={t('skills.lead')}
      who={t('skills.who')}
      actions={
        <Button icon={IconDownload} isBusy={table.isBusy} onClick={() => void table.run(undefined)}>
          {t('skills.csv')}
        </Button>
      }
    >
      <Stack gap={5}>
        <FilterBar onReset={unit ? () => set({ unit: '' }) : undefined}>
          <UnitPicker label={t('skills.unit')} empty={t('skills.mine')} value={unit} onChange={(value) => set({ unit: value }, 'push')} />
        </FilterBar>
        <Reading query={query} t={t}>
          {(matrix) => (
            <Stack gap={6}>
              <Groups matrix={matrix} />
              {matrix.hidden ? (
                <Message kind="note" title={t('skills.hidden')}>
                  <p>{t(`skills.hiddenText.${matrix.hidden}`, { number: matrix.fewestPeople })}</p>
                </Message>
              ) : (
                <People key={matrix.unit.id} matrix={matrix} />
              )}
            </Stack>
          )}
        </Reading>
      </Stack>
    </Page>
  )
}

function Groups({ matrix }: { matrix: SkillMatrix }) {
  const t = useT('learning')
  const remind = useWrite(
    (principleId: string, options) => api.post<SkillReminded>('/api/skill-reminders', { unitId: matrix.unit.id, principleId }, options),
    {
      onDone: ({ asked, leftInPeace }) =>
        toast({
          title:
            asked === null
              ? t('skills.askedTeam')
              : `${t('skills.asked', { count: asked })} ${leftInPeace ? t('skills.leftInPeace', { count: leftInPeace }) : ''}`.trim(),
        }),
    },
  )
  return (
    <Section title={<bdi>{matrix.unit.name}</bdi>} note={t('skills.people', { number: matrix.people })}>
      <ul className="skill-groups">
        {matrix.cells.map(({ principleId, n, met, percent, overdue }) => {
          const principle = matrix.principles.find(({ id }) => id === principleId)!
          return (
            <li key={principleId}>
              <PrincipleChip principle={principle} />
              <span>
                {n === null
                  ? t('skills.tooFew')
                  : n === 0
                    ? t('skills.nobody')
                    : t('skills.group', { met: met ?? 0, number: n, percent: percent ?? 0 })}{' '}
                {overdue ? t('skills.groupOverdue', { number: overdue }) : ''}
              </span>
              {matrix.mayRemind && (n === null || matrix.people > n || (met ?? 0) < 100) && (
                <TextButton onClick={() => void remind.run(principleId)}>
                  {t('skills.ask')} <Spoken>{principle.name}</Spoken>
                </TextButton>
              )}
            </li>
          )
        })}
      </ul>
      {remind.problem && <ProblemView problem={remind.problem} t={t} />}
      {matrix.mayRemind && <p className="small second">{t('skills.askNote')}</p>}
    </Section>
  )
}

const asFirst: { q: string; sort: string; direction: string; only: boolean } = { q: '', sort: 'name', direction: 'up', only: false }
function People({ matrix }: { matrix: SkillMatrix }) {
  const t = useT('learning')
  const [{ q, sort, direction, only }, set] = useSearchState(asFirst)
  const [{ shown }, show] = useSearchState({ shown: pageSize })
  const isDown = direction === 'down'
  const rows = sorted(foundIn(matrix, { q, isOnlyOverdue: only }), matrix, sort, isDown)
  const columns: Column<SkillRow>[] = [
    { key: 'name', label: t('skills.name'), isSortable: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'met', label: t('skills.met'), isSortable: true, isNumber: true, cell: ({ met }) => t('skills.percent', { percent: met }) },
    ...matrix.principles.map((principle, i) => ({
      key: principle.id,
      label: principle.name,
      isSortable: true,
      cell: ({ shares, states }: SkillRow) => <Cell percent={shares[i] ?? null} state={states[i] ?? '-'} />,
    })),
  ]
  if (matrix.units.length > 1)
    columns.splice(1, 0, { key: 'unit', label: t('skills.unit'), isSortable: true, cell: ({ unit }) => <bdi>{matrix.units[unit]}</bdi> })
  return (
    <Section
      title={t('skills.persons')}
      note={matrix.people > matrix.rows.length ? t('skills.cut', { number: matrix.rows.length }) : undefined}
    >
      <Stack>
        <FilterBar onReset={q || only ? () => set({ q: '', only: false }) : undefined}>
          <SearchField label={t('skills.search')} value={q} onChange={(value) => set({ q: value })} />
          <Button kind={only ? 'soft' : 'line'} onClick={() => set({ only: !only }, 'push')}>
            {t(only ? 'skills.all' : 'skills.onlyOverdue')}
          </Button>
        </FilterBar>
        <Table
          caption={t('skills.title')}
          rows={rows.slice(0, shown)}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/people/${id}`}
          sort={{ by: sort, direction: isDown ? 'down' : 'up' }}
          onSort={(next: Sort) => set({ sort: next.by, direction: next.direction }, 'push')}
          empty={
            <EmptyState
              title={t(q || only ? 'skills.notFound' : 'skills.empty')}
              text={t(q || only ? 'skills.notFoundText' : 'skills.emptyText')}
            />
          }
          columns={columns}
        />
        <LoadMore
          shown={Math.min(shown, rows.length)}
          total={rows.length}
          hasMore={rows.length > shown}
          onMore={() => show({ shown: shown + pageSize })}
        />
      </Stack>
    </Section>
  )
}

/** The word says it, never colour alone. */
function Cell({ percent, state }: { percent: number | null; state: string }) {
  const t = useT('learning')
  if (percent === null) return <small className="second">{t('skills.nothing')}</small>
  return (
    <span className="skill-cell" data-state={state}>
      <strong>{t('skills.percent', { percent })}</strong> <small>{t(`skills.state.${state}`)}</small>
    </span>
  )
}
