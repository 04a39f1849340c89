// The chain, or the rows of one number, for a spreadsheet. Names of columns and formulas stay the same in every language: machines read them.
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import type { Chain, ChainQuery, Item, MeasureRows } from '../contract/chain.ts'
import type { MeasureName } from '../rules/measures.ts'
import { readChain } from './chain.ts'
import { readRows } from './rows.ts'

type Value = Item['now']
const numbers = (value: Value): (string | number | null)[] =>
  value === null
    ? ['group too small', null, null, null, null]
    : value.isTooFew
      ? ['too few', value.n, null, null, null]
      : ['shown', value.n, value.estimate, value.low, value.high]
const numberHead = (prefix: string) => ['state', 'n', 'value', 'low', 'high'].map((name) => `${prefix}${name}`)

const file = (lines: readonly string[]): string => `\ufeff${lines.join('\r\n')}\r\n`

export function chainTable(chain: Chain): string {
  const head = [
    'unit',
    'unit_id',
    'first_day',
    'last_day',
    'part',
    'measure',
    'kind',
    'formula',
    ...numberHead(''),
    'before_first_day',
    'before_last_day',
    ...numberHead('before_'),
    'change',
    'change_low',
    'change_high',
    'change_is_told',
    'promised',
    'owner',
    'owner_id',
  ]
  const rows = chain.items.map(({ name, part, kind, formula, now, before, change, promised, owner }) => [
    chain.unit.name,
    chain.unit.id,
    chain.firstDay,
    chain.lastDay,
    part,
    name,
    kind,
    formula,
    ...numbers(now),
    chain.beforeFirstDay,
    chain.beforeLastDay,
    ...numbers(before),
    change?.estimate ?? null,
    change?.low ?? null,
    change?.high ?? null,
    change === null ? null : String(change.isTold),
    promised,
    owner?.name ?? null,
    owner?.id ?? null,
  ])
  return file([head, ...rows].map(csvLine))
}

export function rowsTable({ unit, firstDay, lastDay, item, units }: MeasureRows): string {
  const head = ['measure', 'formula', 'unit', 'unit_id', 'first_day', 'last_day', ...numberHead('')]
  const line = (of: { id: string; name: string }, from: string, to: string, value: Value) => [
    item.name,
    item.formula,
    of.name,
    of.id,
    from,
    to,
    ...numbers(value),
  ]
  return file(
    [
      head,
      line(unit, firstDay, lastDay, item.now),
      ...item.spans.map((span) => line(unit, span.firstDay, span.lastDay, span.value)),
      ...units.map((one) => line(one.unit, firstDay, lastDay, one.value)),
    ].map(csvLine),
  )
}

export const exportChain = async (
  ctx: Context,
  { measure, ...query }: ChainQuery & { measure?: MeasureName | undefined },
): Promise<string> => (measure === undefined ? chainTable(await readChain(ctx, query)) : rowsTable(await readRows(ctx, measure, query)))
