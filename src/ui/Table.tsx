// A register: at a desk a table, on a phone a list with the same words in the same order.
// The roles are repeated because a phone's layout (display: block) takes them away in Safari.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Checkbox } from './Choices.tsx'
import { classNames } from './class-names.ts'
import { Loading } from './Facts.tsx'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import { Figure } from './Moments.tsx'
import './table.css'

export type Sort = { by: string; direction: 'up' | 'down' }
export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => ReactNode
  isSortable?: boolean
  /** Numbers stand at the end. */
  isNumber?: boolean
  /** In the last column: what can be done with the row. */
  isLabelSpoken?: boolean
}

type TableProps<Row> = {
  /** What the table is, for screen readers. */
  caption: string
  /** The first column names the row. */
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** Makes the first cell a link. */
  rowTo?: (row: Row) => string
  sort?: Sort
  onSort?: (sort: Sort) => void
  selected?: ReadonlySet<string>
  onSelect?: (selected: Set<string>) => void
  /** What a row is called in its checkbox's label; needed with `onSelect`. */
  rowName?: (row: Row) => string
  /** Nothing there: an EmptyState. */
  empty?: ReactNode
  isLoading?: boolean
  /** Fresh rows are on their way; the old ones stay. */
  isStale?: boolean
  /** Keeps the table's form on a phone: only for two or three narrow columns. */
  staysTable?: boolean
}

function SortHead({ label, column, sort, onSort }: { label: string; column: string } & SortProps) {
  const isCurrent = sort?.by === column
  const next = isCurrent && sort.direction === 'up' ? 'down' : 'up'
  return (
    <button className="table-sort" type="button" onClick={() => onSort?.({ by: column, direction: next })}>
      {label}
      {isCurrent && <Icon of={sort.direction === 'up' ? IconArrowUp : IconArrowDown} size="small" />}
    </button>
  )
}
type SortProps = { sort?: Sort; onSort?: (sort: Sort) => void }

const ariaSort = (sort: Sort | undefined, key: string): 'ascending' | 'descending' | undefined =>
  sort?.by === key ? (sort.direction === 'up' ? 'ascending' : 'descending') : undefined

export function Table<Row>(props: TableProps<Row>) {
  const t = useT('ui')
  const { columns, rows, rowKey, selected, onSelect } = props
  if (props.isLoading && rows.length === 0) return <Loading lines={6} />
  if (rows.length === 0) return props.empty
  const toggle = (key: string, isOn: boolean) => {
    const next = new Set(selected)
    if (isOn) next.add(key)
    else next.delete(key)
    onSelect?.(next)
  }
  const chosen = rows.filter((row) => selected?.has(rowKey(row))).length
  return (
    <table
      className={classNames('table', props.staysTable && 'table-stays', props.isStale && 'table-busy')}
      role="table"
      aria-busy={props.isStale || undefined}
    >
      <caption className="spoken">{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {onSelect && (
            <th className="table-select" role="columnheader" scope="col">
              <Checkbox
                label={<span className="spoken">{t('table.selectAll')}</span>}
                isOn={chosen === rows.length}
                isMixed={chosen > 0 && chosen < rows.length}
                onChange={(isOn) => onSelect(new Set(isOn ? rows.map(rowKey) : []))}
              />
            </th>
          )}
          {columns.map(({ key, label, isSortable, isNumber, isLabelSpoken }, index) => (
            <th
              key={key}
              role="columnheader"
              scope="col"
              className={classNames(isNumber && 'table-end', isLabelSpoken && index === columns.length - 1 && 'table-do')}
              aria-sort={ariaSort(props.sort, key)}
            >
              {isSortable ? (
                <SortHead label={label} column={key} sort={props.sort} onSort={props.onSort} />
              ) : (
                <span className={isLabelSpoken ? 'spoken' : undefined}>{label}</span>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => {
          const key = rowKey(row)
          return (
            <tr key={key} role="row" aria-selected={onSelect ? (selected?.has(key) ?? false) : undefined}>
              {onSelect && (
                <td className="table-select" role="cell">
                  <Checkbox
                    label={<span className="spoken">{t('table.select', { what: props.rowName?.(row) ?? key })}</span>}
                    isOn={selected?.has(key) ?? false}
                    onChange={(isOn) => toggle(key, isOn)}
                  />
                </td>
              )}
              {columns.map((column, index) => (
                <Cell
                  key={column.key}
                  column={column}
                  row={row}
                  isFirst={index === 0}
                  isLast={index === columns.length - 1}
                  to={props.rowTo?.(row)}
                />
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

type CellProps<Row> = { column: Column<Row>; row: Row; isFirst: boolean; isLast: boolean; to?: string }

function Cell<Row>({ column, row, isFirst, isLast, to }: CellProps<Row>) {
  const content = column.cell(row)
  if (isFirst) {
    return (
      <th className="table-first" role="rowheader" scope="row">
        {to === undefined ? (
          content
        ) : (
          <Link to={to} className="table-row-link">
            {content}
          </Link>
        )}
      </th>
    )
  }
  const isEmpty = content === null || content === undefined || content === ''
  return (
    <td
      role="cell"
      className={classNames(column.isNumber && 'table-end', column.isLabelSpoken && isLast && 'table-do')}
      data-label={column.isLabelSpoken ? undefined : column.label}
    >
      {isEmpty ? null : (
        <span>
          <Figure of={content} />
        </span>
      )}
    </td>
  )
}
