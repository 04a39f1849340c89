import { unitIdsBelow, unitsById } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import type { Study, StudyPage, StudyQuery } from '../../contract/studies.ts'
import { type ListFilter, listStudies } from '../../store/studies.ts'
import { openPage } from './open.ts'
import { headOf, outcomeOf, studyView } from './view.ts'

/** Five statements. */
export const readStudy = (ctx: Context, id: string): Promise<Study> => ctx.read(async (tx) => studyView(ctx, await openPage(ctx, tx, id)))

function placeOf(after: string | undefined): ListFilter['after'] {
  const [createdAt, id] = after === undefined ? [] : (decodeCursor(after, 2) ?? [])
  return typeof createdAt === 'string' && typeof id === 'string' ? { createdAt, id } : null
}

/** The newest first. Studies of a file belong to nobody’s part of the house: only who sees the whole sees them. At most three statements. */
export const readStudies = (ctx: Context, { state, after, limit }: StudyQuery): Promise<StudyPage> =>
  ctx.read(async (tx) => {
    const { isEverywhere, unitIds } = ctx.reach('studies.read')
    const writes = ctx.reach('studies.write')
    const seen = isEverywhere ? null : await unitIdsBelow(tx, unitIds)
    const rows = await listStudies(tx, { state, unitIds: seen, after: placeOf(after), limit: limit + 1 })
    const page = rows.slice(0, limit)
    const ids = [...new Set(page.map(({ unitId }) => unitId).filter((id) => id !== null))]
    const units = ids.length === 0 ? new Map<string, { id: string; name: string }>() : await unitsById(tx, ids)
    const last = page.at(-1)
    return {
      items: page.map((row) => {
        const unit = row.unitId === null ? undefined : units.get(row.unitId)
        return {
          ...headOf(row),
          outcome: outcomeOf(row, row.outcomeColumn),
          unit: unit ? { id: unit.id, name: unit.name } : null,
          verdict: row.verdict,
          overall: row.overall,
        }
      }),
      next: rows.length > limit && last ? encodeCursor([last.createdAt, last.id]) : null,
      mayWrite: writes.isEverywhere || writes.unitIds.length > 0,
    }
  })
