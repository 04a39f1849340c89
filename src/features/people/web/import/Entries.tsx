import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Loading } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { type Column, Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { ImportEntries } from '../../contract.ts'
import { useEntries } from './queries.ts'

type Entry = ImportEntries['items'][number] & { key: string }

/** One of the preview's lists, some hundred at a time. */
export function Entries({ id, kind, count }: { id: string; kind: string; count: number }) {
  const t = useT('people')
  const [part, setPart] = useState(0)
  const entries = useEntries(id, kind, part, count > 0)
  if (count === 0)
    return <EmptyState title={t(`import.none${kind === 'problems' ? 'Problems' : 'Here'}`)} text={t('import.noneHereText')} />
  if (entries.problem) return <ProblemView problem={entries.problem} t={t} onRetry={() => void entries.refetch()} />
  if (!entries.data) return <Loading />
  const rows: Entry[] = entries.data.items.map((entry, i) => ({ ...entry, key: `${part}-${i}` }))
  return (
    <Stack>
      <EntryTable kind={kind} rows={rows} />
      {(part > 0 || entries.data.nextPart !== null) && (
        <Row>
          <Button offReason={part === 0 ? t('import.firstPart') : undefined} onClick={() => setPart(part - 1)}>
            {t('import.previous')}
          </Button>
          <Button offReason={entries.data.nextPart === null ? t('import.lastPart') : undefined} onClick={() => setPart(part + 1)}>
            {t('import.following')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

function EntryTable({ kind, rows }: { kind: string; rows: Entry[] }) {
  const t = useT('people')
  const { number } = useFormats()
  const line: Column<Entry> = { key: 'line', label: t('import.line'), cell: (entry) => entry.line !== null && number(entry.line) }
  const name: Column<Entry> = { key: 'name', label: t('name'), cell: (entry) => <bdi>{entry.name}</bdi> }
  const place: Column<Entry> = { key: 'place', label: t('import.place'), cell: (entry) => <bdi>{entry.place}</bdi> }
  const columns: Record<string, Column<Entry>[]> = {
    new: [name, place, line],
    leaving: [name, place, line],
    catalogue: [name, { key: 'kind', label: t('import.kind'), cell: (entry) => t(entry.place === 'jobRole' ? 'jobRole' : entry.place) }],
    changed: [name, { key: 'changes', label: t('import.changes'), cell: (entry) => <Changes entry={entry} /> }, line],
    problems: [
      { key: 'what', label: t('import.problem'), cell: ({ problem }) => problem && <ProblemWords problem={problem} /> },
      {
        key: 'weight',
        label: t('import.effect'),
        cell: ({ problem }) =>
          problem && <Tag meaning={problem.isError ? 'stop' : 'wait'}>{t(problem.isError ? 'import.rowOut' : 'import.warning')}</Tag>,
      },
      line,
    ],
  }
  return <Table caption={t(`import.tab.${kind}`)} rows={rows} rowKey={({ key }) => key} empty={null} columns={columns[kind] ?? []} />
}

function Changes({ entry }: { entry: Entry }) {
  const t = useT('people')
  return (
    <>
      {entry.changes.map(({ field, old, new: next }) => (
        <span key={field} className="block">
          {t('import.change', {
            field: t(`import.field.${field}`),
            old: wordOf(t, field, old),
            new: wordOf(t, field, next),
          })}
        </span>
      ))}
    </>
  )
}

const wordOf = (t: ReturnType<typeof useT>, field: string, value: string | null): string =>
  value === null ? t('import.nothingThere') : field === 'leadsUnit' ? t(value === 'true' ? 'import.yes' : 'import.no') : value

function ProblemWords({ problem }: { problem: NonNullable<Entry['problem']> }) {
  const t = useT('people')
  const values = Object.fromEntries(
    Object.entries(problem.values).map(([name, value]) => [
      name,
      name === 'field' || name === 'order' ? (t.maybe(`import.${name}.${value}`) ?? value) : String(value),
    ]),
  )
  return (
    <>
      {problem.column && (
        <>
          <bdi>{problem.column}</bdi>
          {': '}
        </>
      )}
      {t(`import.code.${problem.code}`, values)}
    </>
  )
}
