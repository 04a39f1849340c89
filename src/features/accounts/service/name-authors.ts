// Names for the audit log's authors: people as the directory calls them, API keys by their own name; the erased have none.
import { personCard } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { findAuthors } from '../store/authors.ts'

export const nameAuthors = (ctx: Context, authorIds: readonly string[]): Promise<Map<string, string>> =>
  ctx.read(async (tx) => {
    const authors = await findAuthors(tx, authorIds)
    const cards = await personCard(tx, [...new Set(authors.map(({ personId }) => personId).filter((id) => id !== null))])
    const named = authors.map(({ id, personId, name }) => [id, name ?? (personId && cards.get(personId)?.displayName)] as const)
    return new Map(named.filter((entry): entry is [string, string] => Boolean(entry[1])))
  })
