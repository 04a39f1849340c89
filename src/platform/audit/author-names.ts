// The log knows accounts by id. The feature that knows their names says so here; without it the ids stand alone.
import type { Context } from '../http/context.ts'

export type NameAuthors = (ctx: Context, authorIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

let nameAuthors: NameAuthors = () => Promise.resolve(new Map())

/** Called once by main's assembly. */
export const registerAuthorNames = (names: NameAuthors): void => void (nameAuthors = names)

export const namesOfAuthors = async (ctx: Context, authorIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> => {
  const ids = [...new Set(authorIds.filter((id) => id !== null))]
  return ids.length === 0 ? new Map() : nameAuthors(ctx, ids)
}
