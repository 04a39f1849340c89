// Lists of stories: what everybody reads, what I told, what is about me, and what is being prepared.
import type { z } from 'zod'
import { unitIdsBelow } from '#features/people/public.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { StoryRow, storyQuery } from '../../contract/stories.ts'
import { listStories, type WhoseStories } from '../../store/stories/stories.ts'
import { rowsFor } from './view.ts'

export function readStories(
  ctx: Context,
  { whose, after, limit }: z.output<typeof storyQuery>,
): Promise<{ items: StoryRow[]; next: string | null }> {
  ctx.require('stories.read', {})
  return ctx.read(async (given) => {
    const tx = gathering(given)
    const rows = await listStories(tx, { whose: await whoseOf(ctx, whose, tx), after: afterOf(after), limit: limit + 1 })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return { items: await rowsFor(ctx, tx, shown), next: last ? encodeCursor([last.toldAt, last.id]) : null }
  })
}
async function whoseOf(
  ctx: Context,
  whose: z.output<typeof storyQuery>['whose'],
  tx: Parameters<typeof unitIdsBelow>[0],
): Promise<WhoseStories> {
  const { personId } = ctx.actor
  if (whose === 'published') return { kind: 'published' }
  if (whose !== 'workshop') {
    // A key of the programming interface is nobody.
    if (personId === null) throw new Problem(problems.notAllowed)
    return whose === 'mine' ? { kind: 'mine', personId } : { kind: 'about', personId }
  }
  const isWriter = ctx.reach('stories.write').isEverywhere
  const reach = ctx.reach('stories.review')
  return { kind: 'workshop', isWriter: isWriter || reach.isEverywhere, unitIds: isWriter ? [] : await unitIdsBelow(tx, reach.unitIds) }
}
function afterOf(after: string | undefined) {
  if (after === undefined) return undefined
  const [at, id] = decodeCursor(after, 2) ?? []
  if (typeof at !== 'string' || typeof id !== 'string' || !isUuid(id) || !/^\d{4}-/.test(at) || Number.isNaN(Date.parse(at)))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return { at: new Date(at).toISOString(), id }
}
