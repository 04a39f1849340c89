// Groups and how far each has come. As they come, the most pressing stand first; any column orders them otherwise.
import { useState } from 'react'
import { useT } from '#ui/i18n.ts'
import { Link } from '#ui/Link.tsx'
import { LoadMore } from '#ui/Lists.tsx'
import { type Column, type Sort, Table } from '#ui/Table.tsx'
import { Tag } from '#ui/Words.tsx'
import type { CoverageRow } from '../../contract/paths.ts'

/** Rows shown at once. */
export const step = 25
const sortOf = (text: string): Sort | undefined =>
  text ? { by: text.replace('-', ''), direction: text.startsWith('-') ? 'down' : 'up' } : undefined

/** What is too small to say keeps the end, however it is turned. */
export function inOrder(
  rows: readonly CoverageRow[],
  sort: Sort | undefined,
  nameOf: (row: CoverageRow) => string,
  code: string,
): CoverageRow[] {
  if (!sort) return [...rows]
  const way = sort.direction === 'up' ? 1 : -1
  const value = (row: CoverageRow): number => (sort.by === 'exempt' ? row.exemptLeaders : (row[sort.by as 'people'] ?? 0))
  const by = (a: CoverageRow, b: CoverageRow): number =>
    sort.by === 'name' ? nameOf(a).localeCompare(nameOf(b), code) : value(a) - value(b) || nameOf(a).localeCompare(nameOf(b), code)
  return rows.toSorted((a, b) => Number(a.isTooFew) - Number(b.isTooFew) || way * by(a, b))
}

export function CoverageGroups({
  rows,
  caption,
  search,
  sort,
  onSort,
  nameOf,
  toOf,
  hasLeaders,
}: {
  rows: CoverageRow[]
  caption: string
  search: string
  sort: string
  onSort: (sort: string) => void
  nameOf: (row: CoverageRow) => string
  toOf?: (row: CoverageRow) => string | undefined
  /** Whether it is said how many leaders are left out. */
  hasLeaders: boolean
}) {
  const t = useT('learning')
  const [shown, setShown] = useState(step)
  const few = t('paths.coverage.few')
  const wanted = search.trim().toLowerCase()
  const found = inOrder(
    rows.filter((row) => nameOf(row).toLowerCase().includes(wanted)),
    sortOf(sort),
    nameOf,
    document.documentElement.lang,
  )
  const number = (key: 'people' | 'done' | 'overdue'): Column<CoverageRow> => ({
    key,
    label: t(`paths.coverage.${key}`),
    isNumber: true,
    isSortable: true,
    cell: (row) => (row.isTooFew ? few : row[key]),
  })
  const columns: Column<CoverageRow>[] = [
    {
      key: 'name',
      label: t('paths.coverage.group'),
      isSortable: true,
      cell: (row) => {
        const to = toOf?.(row)
        const name = <bdi>{nameOf(row)}</bdi>
        return to === undefined ? name : <Link to={to}>{name}</Link>
      },
    },
    {
      key: 'percent',
      label: t('paths.coverage.percent'),
      isNumber: true,
      isSortable: true,
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
  ]
  if (hasLeaders)
    columns.push({
      key: 'exempt',
      label: t('paths.coverage.exemptCount'),
      isNumber: true,
      isSortable: true,
      cell: ({ exemptLeaders }) => (exemptLeaders > 0 ? <Tag meaning="stop">{String(exemptLeaders)}</Tag> : 0),
    })
  return (
    <>
      <Table
        caption={caption}
        rows={found.slice(0, shown)}
        rowKey={({ id }) => id}
        sort={sortOf(sort)}
        onSort={({ by, direction }) => onSort(direction === 'down' ? `-${by}` : by)}
        columns={columns}
        empty={<p>{t('paths.coverage.noGroup')}</p>}
      />
      {found.length > step && (
        <LoadMore
          shown={Math.min(shown, found.length)}
          total={found.length}
          hasMore={found.length > shown}
          onMore={() => setShown(shown + step)}
        />
      )}
    </>
  )
}
