// Lists in the order of their ids, which is the order of their making.
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'

export function cursorOf(after: string | undefined): string | null {
  if (after === undefined) return null
  const id = decodeCursor(after, 1)?.[0]
  if (typeof id !== 'string' || !isUuid(id))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is no cursor of this list' }] })
  return id
}

/** Of one row more than asked for. */
export function pageFrom<R extends { id: string }>(found: readonly R[], limit: number): { items: R[]; next: string | null } {
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? encodeCursor([items.at(-1)!.id]) : null }
}
