import { foldedWords } from '#engines/text/fold.ts'
// The bank as those who write see it.
import { principleRefs, type PrincipleRef, type Taggable } from '#features/language/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor, languages } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Item, ItemQuery, ItemRow } from '../../contract/items.ts'
import { faultsOf, textIn } from '../../rules/items.ts'
import { findItem, type ItemRecord, listItems, openItems } from '../../store/items.ts'

export const itemKind = 'practice-item'

interface Reader {
  language: string
  ownLanguage: string
  principles: readonly PrincipleRef[]
}
async function readerOf(ctx: Context, tx: Tx): Promise<Reader> {
  const [settings, principles] = await Promise.all([readSettings(tx), principleRefs(tx, ctx.language)])
  return { language: ctx.language, ownLanguage: settings.defaultLanguage, principles }
}
function rowOf({ language, ownLanguage, principles }: Reader, record: ItemRecord): ItemRow {
  const { id, key, theme, level, kind, families, state, isEdited, changedAt, texts, principleId } = record
  return {
    id,
    key,
    theme,
    principle: principles.find((one) => one.id === principleId) ?? null,
    level,
    kind,
    families,
    state,
    prompt: textIn(texts, language, ownLanguage)?.text.prompt ?? '',
    languages: languages.filter((code) => texts[code]),
    isEdited,
    changedAt,
  }
}

export async function readItems(ctx: Context, query: ItemQuery): Promise<{ items: ItemRow[]; next: string | null }> {
  ctx.require('items.read', {})
  const [at, id] = (query.after === undefined ? undefined : decodeCursor(query.after, 2)) ?? []
  if (query.after !== undefined && (typeof at !== 'string' || typeof id !== 'string' || Number.isNaN(Date.parse(at))))
    throw new Problem(problems.invalidInput)
  const { q = '', after: _, limit, ...asked } = query
  return ctx.read(async (tx) => {
    const after = query.after === undefined ? undefined : { at: at as string, id: id as string }
    const [rows, reader] = await Promise.all([
      listItems(tx, { ...asked, words: foldedWords(q), after, limit: limit + 1 }),
      readerOf(ctx, tx),
    ])
    const hasMore = rows.length > limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    return { items: rows.map((row) => rowOf(reader, row)), next: hasMore && last ? encodeCursor([last.changedAt, last.id]) : null }
  })
}

export async function viewItem(ctx: Context, tx: Tx, record: ItemRecord): Promise<Item> {
  const reader = await readerOf(ctx, tx)
  const faults = faultsOf(record.kind, record.texts, reader.ownLanguage)
  return {
    ...rowOf(reader, record),
    principleId: record.principleId,
    source: record.source,
    version: record.version,
    texts: record.texts,
    faults: faults.map(({ language, pointer, code }) => ({ language, pointer, code })),
  }
}
export async function readItem(ctx: Context, id: string): Promise<Item> {
  ctx.require('items.read', {})
  return ctx.read(async (tx) => {
    const record = await findItem(tx, id)
    if (!record) throw new Problem(problems.notFound)
    return viewItem(ctx, tx, record)
  })
}

/** On a principle's page: for those who write. */
export const itemTaggable: Taggable = {
  kind: itemKind,
  async describe(ctx, tx, ids) {
    if (!ctx.may('items.read', {})) return []
    const [rows, { defaultLanguage }] = await Promise.all([openItems(tx, ids), readSettings(tx)])
    return rows.map((row) => ({
      id: row.id,
      title: textIn(row.texts, ctx.language, defaultLanguage)?.text.prompt ?? row.key,
      link: `/items/${row.id}`,
      at: row.changedAt,
    }))
  },
}
