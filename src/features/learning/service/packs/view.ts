// Packs as their page shows them: what comes with the program, what each would bring, and how it stands here.
import type { Pack } from '#engines/pack/pack.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { PackList, PackPart, PackView } from '../../contract/packs.ts'
import { installedPacks, lessonHeads } from '../../store/packs.ts'
import { textsHere } from './export.ts'
import { standingOf } from './install.ts'
import { deliveredPack, deliveredPacks } from './library.ts'
import { partKinds } from './parts.ts'

const inWords = (texts: Record<string, string>, language: string): string => texts[language] ?? texts['en'] ?? Object.values(texts)[0] ?? ''

/** In its first language: how many there are of each. */
const countsOf = (pack: Pack): PackList['items'][number]['counts'] => ({
  lessons: pack.lessons.length,
  scenarios: pack.scenarios.length,
  items: new Set(Object.values(pack.items).flatMap((some) => some.map(({ key }) => key))).size,
  cards: pack.cards.length,
  behaviours: pack.behaviours.length,
})

export async function listPacks(ctx: Context): Promise<PackList> {
  ctx.require('packs.read', {})
  const [packs, here] = await Promise.all([deliveredPacks(), ctx.read((tx) => installedPacks(tx))])
  return {
    items: packs.map((pack) => {
      const known = here.find((one) => one.pack === pack.key)
      return {
        key: pack.key,
        title: inWords(pack.title, ctx.language),
        version: pack.version,
        languages: pack.languages,
        counts: countsOf(pack),
        installed: known ? { version: known.version, at: known.installedAt } : null,
      }
    }),
  }
}

export async function readPack(ctx: Context, key: string): Promise<PackView> {
  ctx.require('packs.read', {})
  const pack = await deliveredPack(key)
  const { spoken, themes, noted, parts } = await ctx.read((tx) => standingOf(tx, pack, { language: ctx.language }))
  const brought = [...noted.values()]
  return {
    key,
    title: inWords(pack.title, ctx.language),
    version: pack.version,
    languages: pack.languages,
    spoken,
    counts: countsOf(pack),
    minutes: parts
      .filter(({ kind, language }) => kind === 'scenario' || language === spoken[0])
      .reduce((sum, one) => sum + (one.minutes ?? 0), 0),
    installed:
      brought.length === 0
        ? null
        : {
            version: Math.max(...brought.map(({ version }) => version)),
            at: brought.reduce((latest, { installedAt }) => (installedAt > latest ? installedAt : latest), ''),
          },
    themes: themes.map((one) => ({
      ...one,
      words: inWords(pack.themes.find(({ key: theme }) => theme === one.theme)!.words, ctx.language),
    })),
    parts: parts
      .map(({ part, kind, language, title, theme, level, minutes, state, texts }) => ({
        part,
        kind,
        title,
        theme,
        level,
        minutes,
        state,
        languages: language === null ? Object.keys(texts) : [language],
      }))
      .toSorted((a, b) => partKinds.indexOf(a.kind) - partKinds.indexOf(b.kind) || (a.level ?? 0) - (b.level ?? 0)),
  }
}

/** One part: the pack's words, and those that stand here. */
export async function readPackPart(ctx: Context, key: string, part: string): Promise<PackPart> {
  ctx.require('packs.read', {})
  const pack = await deliveredPack(key)
  return ctx.read(async (tx) => {
    const { parts, stands } = await standingOf(tx, pack, { language: ctx.language, isFull: true })
    const one = parts.find((known) => known.part === part)
    if (!one) throw new Problem(problems.notFound)
    const stand = stands.get(part)
    const mine = stand && !stand.isRetired ? textsHere(pack, stand, await lessonHeads(tx, [one.key])) : {}
    const languages = [...new Set([...Object.keys(one.texts), ...Object.keys(mine)])]
    return {
      part,
      kind: one.kind,
      title: one.title,
      state: one.state,
      texts: languages.map((language) => ({ language, theirs: one.texts[language] ?? null, mine: mine[language] ?? null })),
    }
  })
}
