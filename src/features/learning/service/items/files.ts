// Items in and out as files: the format of content/everyday-service. One language at a time; the keys join the languages.
import type { Item as FileItem } from '#engines/item/item.ts'
import { parseItems, serialiseItems } from '#engines/item/parse.ts'
import { families, type Family } from '#engines/lesson/lesson.ts'
import { principleCards, tag } from '#features/language/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { ItemImport, ItemImportReply } from '../../contract/items.ts'
import { themeUnknown } from '../../problems.ts'
import { faultsOf, guessPrinciple, type Language, tidied, type Texts, wordsOf } from '../../rules/items.ts'
import { insertItems, type ItemRecord, itemsByKey, itemsOfTheme, type NewItem } from '../../store/items.ts'
import { itemKind } from './read.ts'
import { replaceItem } from './write.ts'

const isFamily = (name: string): name is Family => families.includes(name as Family)
const textOf = ({ prompt, options, pairs, order, accepted, explanation, kind }: FileItem) =>
  tidied(kind, { prompt, options, pairs, order, accepted, explanation })

/** Which principle each theme means, by its words and what was said of it before. */
async function principlesFor(
  tx: Tx,
  themes: readonly string[],
  said: Readonly<Record<string, string>>,
): Promise<Map<string, string | null>> {
  const { defaultLanguage } = await readSettings(tx)
  const [known, english, own] = await Promise.all([
    itemsOfTheme(tx, null, 2_000),
    principleCards(tx, { jobRoleId: null, language: 'en', ownLanguage: defaultLanguage }),
    principleCards(tx, { jobRoleId: null, language: defaultLanguage, ownLanguage: defaultLanguage }),
  ])
  const isLive = (id: string | undefined) => id !== undefined && own.some((one) => one.id === id)
  const words = own.map(({ id, name, meaning }) => {
    const other = english.find((one) => one.id === id)
    return { id, words: `${name} ${other?.name ?? ''} ${meaning} ${other?.meaning ?? ''}` }
  })
  return new Map(
    themes.map((theme) => {
      const before = known.find((one) => one.theme === theme)?.principleId
      if (said[theme] !== undefined) return [theme, isLive(said[theme]) ? said[theme] : null]
      return [theme, isLive(before) ? before! : guessPrinciple(theme, words)]
    }),
  )
}

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
  }: {
    items: readonly FileItem[]
    language: Language
    principleOf: (theme: string) => string
    state: 'draft' | 'live'
    isTrial?: boolean
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
      state: before?.state ?? state,
      version: (before?.version ?? 0) + 1,
      isEdited: false,
      texts,
      words: wordsOf(key, texts),
    }
    if (!before) {
      count.added++
      added.push(next)
    } else if (isSame(before, next)) count.unchanged++
    else if (before.isEdited && before.texts[language]) count.kept++
    else {
      count.changed++
      if (!isTrial) await replaceItem(ctx, tx, before, { ...next, isEdited: before.isEdited }, before.version)
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

const lineOf = (text: string, key: string): number => text.slice(0, Math.max(0, text.indexOf(`"${key}"`))).split('\n').length

export async function importItems(ctx: Context, input: ItemImport): Promise<ItemImportReply> {
  ctx.require('items.change', {})
  const parsed = parseItems(input.text)
  const nothing = { added: 0, changed: 0, unchanged: 0, kept: 0 }
  if (parsed.items === null) return { faults: parsed.faults.slice(0, 100), themes: [], ...nothing }
  const { items } = parsed
  return ctx.write(async (tx) => {
    const themes = [...new Set(items.map(({ theme }) => theme))]
    const principles = await principlesFor(tx, themes, input.principles)
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
    if (!input.isTrial)
      tx.audit({
        action: 'items.imported',
        subject: { kind: 'organisation', id: tx.organisationId },
        details: { ...count, language: input.language },
      })
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
