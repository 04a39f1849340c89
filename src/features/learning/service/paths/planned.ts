// Who has not finished, is late or has finished: page by page, by name. In works-council mode nobody is named.
import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { Planned } from '../../contract/paths.ts'
import { listPlanned, type PlannedQuery, type PlannedRow } from '../../store/paths/coverage.ts'
import { openUnit } from './coverage.ts'

type Filter = Pick<PlannedQuery, 'pathId' | 'search' | 'state' | 'sort'> & { unitId?: string | undefined }

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
function cursorOf(after: string | undefined, sort: Filter['sort']): (string | number | null)[] | undefined {
  if (after === undefined) return undefined
  const parts = decodeCursor(after, 3)
  if (!parts || !isUuid(String(parts[2])) || (!sort.endsWith('name') && !isDay(String(parts[1]))))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is no cursor of this list' }] })
  return parts
}
function check({ search }: Filter): void {
  if (search?.includes('\u0000')) throw new Problem(problems.malformedRequest)
}

export async function readPlanned(ctx: Context, query: Filter & { after?: string | undefined; limit: number }): Promise<Planned> {
  check(query)
  const after = cursorOf(query.after, query.sort)
  return ctx.read(async (tx) => {
    const unit = await openUnit(ctx, tx, 'coverage.read', query.unitId)
    if (unit.isWorksCouncilMode) return { isHidden: true, items: [], next: null }
    const today = dayIn(unit.timeZone, ctx.now())
    const found = await listPlanned(tx, { ...query, ...within(unit), today, at: ctx.now() }, after)
    const rows = found.slice(0, query.limit)
    const last = rows.at(-1)
    return {
      isHidden: false,
      items: rows.map((row) => shown(row, today)),
      next: found.length > query.limit && last ? encodeCursor(last.cursor) : null,
    }
  })
}
const within = ({ id, path }: { id: string; path: unknown[] }) => ({ unitId: id, isWhole: path.length === 1 })
const shown = ({ personId, name, unit, isLeader, dueOn, stepsDone, finishedAt, remindedAt }: PlannedRow, today: string) => ({
  id: personId,
  name,
  unit,
  isLeader,
  dueOn,
  isOverdue: isLate({ finishedAt, dueOn }, today),
  stepsDone,
  finishedAt,
  remindedAt,
})
const isLate = ({ finishedAt, dueOn }: Pick<PlannedRow, 'finishedAt' | 'dueOn'>, today: string): boolean =>
  finishedAt === null && dueOn < today

const atOnce = 1000
export async function exportPlanned(ctx: Context, query: Filter): Promise<string> {
  check(query)
  return ctx.write(async (tx: WriteTx) => {
    const unit = await openUnit(ctx, tx, 'coverage.read', query.unitId)
    const today = dayIn(unit.timeZone, ctx.now())
    const lines = [csvLine(['Name', 'Unit', 'Leads', 'Due', 'Overdue', 'Steps done', 'Finished', 'Reminded'])]
    let after: readonly string[] | undefined
    while (!unit.isWorksCouncilMode) {
      const rows = (await listPlanned(tx, { ...query, ...within(unit), today, at: ctx.now(), limit: atOnce }, after)).slice(0, atOnce)
      for (const row of rows) lines.push(csvLine(cells(row, today)))
      after = rows.at(-1)?.cursor
      if (rows.length < atOnce) break
    }
    const details = { unit: unit.id, rows: lines.length - 1 }
    tx.audit({ action: 'coverage.exported', subject: { kind: 'path', id: query.pathId }, details })
    return `\ufeff${lines.join('\r\n')}\r\n`
  })
}
const cells = (row: PlannedRow, today: string) => [
  row.name,
  row.unit,
  row.isLeader ? 'yes' : 'no',
  row.dueOn,
  isLate(row, today) ? 'yes' : 'no',
  row.stepsDone,
  row.finishedAt?.slice(0, 10) ?? '',
  row.remindedAt?.slice(0, 10) ?? '',
]
