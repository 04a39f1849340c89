// Items in and out as files: the format of content/everyday-service. One language at a time; the keys join the languages.
import type { Item as FileItem } from '#engines/item/item.ts'
import { parseItems, serialiseItems } from '#engines/item/parse.ts'
import { families, type Family } from '#engines/lesson/lesson.ts'
import { tag } from '#features/language/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { ItemImport, ItemImportReply } from '../../contract/items.ts'
import { themeUnknown } from '../../problems.ts'
import { faultsOf, type Language, tidied, type Texts, wordsOf } from '../../rules/items.ts'
import { insertItems, type ItemRecord, itemsByKey, itemsOfTheme, type NewItem } from '../../store/items.ts'
import { keepMeanings, meaningOf } from '../themes.ts'
import { itemKind } from './read.ts'
import { replaceItem } from './write.ts'

const isFamily = (name: string): name is Family => families.includes(name as Family)
const textOf = ({ prompt, options, pairs, order, accepted, explanation, kind }: FileItem) =>
  tidied(kind, { prompt, options, pairs, order, accepted, explanation })

export interface Installed {
  added: number
  changed: number
  unchanged: number
  kept: number
  /** Translations that do not fit what is there; with one of them nothing is taken. */
  misfits: { key: string; message: string }[]
}

/**
 * Takes items of one language in: new ones are added, those of the same key get these words. What was changed here since it came is left alone.
 *
 * @param isTrial nothing is written
 */
export async function takeItems(
  ctx: Context,
  tx: WriteTx,
  {
    items,
    language,
    principleOf,
    state,
    isTrial = false,
    overwrites = false,
  }: {
    items: readonly FileItem[]
    language: Language
    principleOf: (theme: string) => string
    state: 'draft' | 'live'
    isTrial?: boolean
    /** What was changed here too, and back from retirement: somebody has asked for these words. */
    overwrites?: boolean
  },
): Promise<Installed> {
  const known = new Map(
    (
      await itemsByKey(
        tx,
        items.map(({ key }) => key),
      )
    ).map((record) => [record.key, record]),
  )
  const { defaultLanguage } = await readSettings(tx)
  const count: Installed = { added: 0, changed: 0, unchanged: 0, kept: 0, misfits: [] }
  const added: NewItem[] = []
  const misfits = items.flatMap((item) => {
    const before = known.get(item.key)
    const texts = { ...(before?.kind === item.kind ? before.texts : {}), [language]: textOf(item) }
    return faultsOf(item.kind, texts, defaultLanguage)
      .filter((fault) => fault.language === language || fault.code === 'differs')
      .map(({ message }) => ({ key: item.key, message }))
  })
  if (misfits.length > 0) return { ...count, misfits }
  for (const item of items) {
    const { key, theme, level, kind, source } = item
    const before = known.get(key)
    const texts: Texts = { ...(before?.kind === kind ? before.texts : {}), [language]: textOf(item) }
    const principleId = before?.principleId ?? principleOf(theme)
    const next: NewItem = {
      id: before?.id ?? newId(ctx.now().getTime()),
      key,
      theme,
      principleId,
      level,
      kind,
      families: item.families.filter(isFamily),
      source,
      state: overwrites ? state : (before?.state ?? state),
      version: (before?.version ?? 0) + 1,
      isEdited: false,
      texts,
      words: wordsOf(key, texts),
    }
    if (!before) {
      count.added++
      added.push(next)
    } else if (isSame(before, next) && before.state === next.state) count.unchanged++
    else if (!overwrites && before.isEdited && before.texts[language]) count.kept++
    else {
      count.changed++
      if (!isTrial) await replaceItem(ctx, tx, before, { ...next, isEdited: before.isEdited && !overwrites }, before.version)
    }
  }
  if (isTrial || added.length === 0) return count
  await insertItems(tx, added, ctx.now())
  for (const { id, principleId } of added) await tag(tx, ctx.now().toISOString(), { principleId, kind: itemKind, subjectId: id })
  return count
}

/** Whether a file says anything new; keys of JSON come back from the database in another order. */
const inOrder = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(inOrder)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, one]) => [name, inOrder(one)]),
        )
      : value
const isSame = (before: ItemRecord, after: NewItem): boolean => {
  const said = ({ theme, level, kind, families: some, source, texts }: Omit<ItemRecord, 'changedAt'>) =>
    JSON.stringify(inOrder({ theme, level, kind, families: some, source, texts }))
  return said(before) === said(after)
}

/** New ones, live, in all their languages at once; a pack has been read by others before it came. */
export async function addItemsIn(
  ctx: Context,
  tx: WriteTx,
  byLanguage: ReadonlyMap<Language, readonly FileItem[]>,
  principleOf: (theme: string) => string,
): Promise<void> {
  const added = new Map<string, NewItem>()
  for (const [language, items] of byLanguage)
    for (const item of items) {
      const { key, theme, level, kind, source } = item
      const before = added.get(key)
      const texts: Texts = { ...before?.texts, [language]: textOf(item) }
      added.set(key, {
        id: before?.id ?? newId(ctx.now().getTime()),
        key,
        theme,
        principleId: principleOf(theme),
        level,
        kind,
        families: item.families.filter(isFamily),
        source,
        state: 'live',
        version: 1,
        isEdited: false,
        texts,
        words: wordsOf(key, texts),
      })
    }
  const rows = [...added.values()]
  await insertItems(tx, rows, ctx.now())
  await Promise.all(rows.map(({ id, principleId }) => tag(tx, ctx.now().toISOString(), { principleId, kind: itemKind, subjectId: id })))
}

const lineOf = (text: string, key: string): number => text.slice(0, Math.max(0, text.indexOf(`"${key}"`))).split('\n').length

export async function importItems(ctx: Context, input: ItemImport): Promise<ItemImportReply> {
  ctx.require('items.change', {})
  const parsed = parseItems(input.text)
  const nothing = { added: 0, changed: 0, unchanged: 0, kept: 0 }
  if (parsed.items === null) return { faults: parsed.faults.slice(0, 100), themes: [], ...nothing }
  const { items } = parsed
  return ctx.write(async (tx) => {
    const themes = [...new Set(items.map(({ theme }) => theme))]
    const meaning = await meaningOf(tx, input.language, input.principles)
    const meanings = themes.map((theme) => meaning(theme))
    const principles = new Map(meanings.map(({ theme, principle }) => [theme, principle?.id ?? null]))
    const reply = themes.map((theme) => ({
      theme,
      items: items.filter((one) => one.theme === theme).length,
      principleId: principles.get(theme) ?? null,
    }))
    const unknown = reply.filter(({ principleId }) => principleId === null)
    if (unknown.length > 0) {
      if (input.isTrial) return { faults: [], themes: reply, ...nothing }
      throw new Problem(themeUnknown, {
        errors: unknown.map(({ theme }) => ({ pointer: `/principles/${theme}`, detail: `Say which principle "${theme}" means.` })),
      })
    }
    const { misfits, ...count } = await takeItems(ctx, tx, {
      items,
      language: input.language,
      principleOf: (theme) => principles.get(theme)!,
      state: input.state,
      isTrial: input.isTrial,
    })
    if (misfits.length > 0)
      return {
        faults: misfits
          .slice(0, 100)
          .map(({ key, message }) => ({ line: lineOf(input.text, key), column: 1, message: `${key} ${message}` })),
        themes: reply,
        ...count,
      }
    if (!input.isTrial) {
      await keepMeanings(ctx, tx, meanings)
      tx.audit({
        action: 'items.imported',
        subject: { kind: 'organisation', id: tx.organisationId },
        details: { ...count, language: input.language },
      })
    }
    return { faults: [], themes: reply, ...count }
  })
}

const mostExported = 5_000
/** The file's text: items of one language, those of a theme or all. */
export async function exportItems(ctx: Context, { language, theme }: { language: Language; theme?: string | undefined }): Promise<string> {
  ctx.require('items.read', {})
  const rows = await ctx.read((tx) => itemsOfTheme(tx, theme ?? null, mostExported))
  return serialiseItems(
    rows
      .flatMap((row): FileItem[] => {
        const text = row.texts[language]
        return text
          ? [{ key: row.key, theme: row.theme, level: row.level, kind: row.kind, families: row.families, source: row.source, ...text }]
          : []
      })
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  )
}
