import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { PersonPage, PersonQuery } from '../contract.ts'
import { countedTo, directoryCount, directoryQuery } from '../store/directory.ts'

function cursorOf(query: PersonQuery): (string | number | null)[] | undefined {
  if (!query.after) return undefined
  const parts = decodeCursor(query.after, 3)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(String(parts?.[0])) && !Number.isNaN(Date.parse(String(parts?.[0])))
  if (!parts || !isUuid(String(parts[2])) || (query.sort.endsWith('started') && !isDay))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is no cursor of this list' }] })
  return parts
}

export async function listPeople(ctx: Context, query: PersonQuery): Promise<PersonPage> {
  ctx.require('people.read', {})
  if (query.search?.includes('\u0000')) throw new Problem(problems.malformedRequest)
  const after = cursorOf(query)
  return ctx.read(async (tx) => {
    const rows = tx.run(directoryQuery(tx.organisationId, query, after))
    const counted = after ? undefined : tx.run(directoryCount(tx.organisationId, query))
    const found = await rows
    const count = (await counted)?.[0]?.count
    const items = found.slice(0, query.limit)
    const last = items.at(-1)
    return {
      items: items.map((item) => ({ ...item, startedOn: null })),
      next: found.length > query.limit && last ? encodeCursor(last.cursor) : null,
      total: count === undefined ? null : { count: Math.min(count, countedTo), isMore: count > countedTo },
    }
  })
}
