// A pack comes in as a whole. Twice is once, and what was changed here since stays as it is, until somebody asks for the pack's words.
import type { Pack } from '#engines/pack/pack.ts'
import { readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { themeUnknown } from '../../problems.ts'
import { noteParts, type NotedPart, partsOf, type StandRow, standsOf } from '../../store/packs.ts'
import { keepMeanings, meaningOf, type ThemeMeaning } from '../themes.ts'
import { takeBehaviours } from './behaviours.ts'
import { keysOf, type Part, type PartKind, partsIn, type PartState, stateOf } from './parts.ts'
import { takeParts } from './take.ts'

export interface Count {
  added: number
  changed: number
  unchanged: number
  /** Changed here since, or made here under the same key: left alone. */
  kept: number
}
export interface Installation {
  pack: string
  version: number
  themes: ThemeMeaning[]
  languages: string[]
  lessons: Count
  scenarios: Count
  items: Count
  cards: Count
  behaviours: Count
}
const nothing = (): Count => ({ added: 0, changed: 0, unchanged: 0, kept: 0 })
const countOf: Record<PartKind, 'lessons' | 'scenarios' | 'items' | 'cards'> = {
  lesson: 'lessons',
  scenario: 'scenarios',
  item: 'items',
  card: 'cards',
}

/** How a pack and a house stand to each other: what it says, what is here, and what was brought before. */
export interface Standing {
  /** Languages of the house that the pack knows, the house's own first. */
  spoken: string[]
  themes: ThemeMeaning[]
  noted: Map<string, NotedPart>
  parts: (Part & { state: PartState })[]
  stands: Map<string, StandRow>
}
export async function standingOf(
  tx: Tx,
  pack: Pack,
  { language, chosen = {}, isFull = false }: { language?: string; chosen?: Readonly<Record<string, string>>; isFull?: boolean } = {},
): Promise<Standing> {
  const settings = readSettings(tx)
  const [{ languages, defaultLanguage }, meaning, noted, rows] = await Promise.all([
    settings,
    language === undefined ? settings.then((known) => meaningOf(tx, known.defaultLanguage, chosen)) : meaningOf(tx, language, chosen),
    partsOf(tx, pack.key),
    standsOf(tx, keysOf(pack), isFull),
  ])
  const spoken = [defaultLanguage, ...languages.filter((one) => one !== defaultLanguage)].filter((one) => pack.languages.includes(one))
  const stands = new Map(rows.map((row) => [row.part, row]))
  return {
    spoken,
    themes: pack.themes.map(({ key, words }) => meaning(key, Object.values(words))),
    noted,
    parts: partsIn(pack, spoken).map((one) => ({ ...one, state: stateOf(one, noted.get(one.part), stands.get(one.part)) })),
    stands,
  }
}

/** `mine`: what stands here stays, and the pack's new words are not offered again. `theirs`: the pack's words, whatever was changed or removed here. */
export type Choice = 'mine' | 'theirs'
const comesIn = (state: PartState, choice: Choice | undefined): boolean =>
  state === 'new' || (state === 'update' ? choice !== 'mine' : state !== 'same' && choice === 'theirs')

/** What would happen, or, with `isApplied`, what has happened: all of it or nothing. */
export function installPack(
  ctx: Context,
  pack: Pack,
  {
    chosen = {},
    choices = {},
    isApplied,
  }: { chosen?: Readonly<Record<string, string>>; choices?: Readonly<Record<string, Choice>>; isApplied: boolean },
): Promise<Installation> {
  ctx.require('packs.install', {})
  return ctx.write(async (tx) => {
    const { spoken, themes, noted, parts, stands } = await standingOf(tx, pack, { chosen })
    const counts = { lessons: nothing(), scenarios: nothing(), items: nothing(), cards: nothing(), behaviours: nothing() }
    const report: Installation = { pack: pack.key, version: pack.version, themes, languages: spoken, ...counts }
    const unclear = themes.filter(({ principle }) => principle === null)
    if (unclear.length > 0 && !isApplied) return report
    if (unclear.length > 0)
      throw new Problem(themeUnknown, {
        errors: unclear.map(({ theme }) => ({ pointer: `/themes/${theme}`, detail: `Say which principle "${theme}" means.` })),
      })
    const principleOf = (theme: string | null): string => themes.find((one) => one.theme === theme)!.principle!.id
    const coming = parts.filter(({ part, state }) => comesIn(state, choices[part]))
    for (const one of parts) {
      const count = counts[countOf[one.kind]]
      if (one.state === 'same') count.unchanged++
      else if (!coming.includes(one)) count.kept++
      else count[one.state === 'new' ? 'added' : 'changed']++
    }
    if (isApplied) {
      await keepMeanings(ctx, tx, themes)
      await takeParts(ctx, tx, { pack, spoken, principleOf, parts: coming, stands })
    }
    const { added, here } = await takeBehaviours(ctx, tx, { pack, spoken, principleOf, known: noted, isApplied })
    Object.assign(counts.behaviours, { added: added.length, unchanged: here.length })
    if (!isApplied) return report
    const taken = new Map((coming.length > 0 ? await standsOf(tx, keysOf(pack), false) : []).map((row) => [row.part, row.digest]))
    // Kept here in words that are not the pack's: never more “as delivered”, and not offered again.
    const settled = parts.filter(({ part, state }) => (state === 'both' || state === 'update') && choices[part] === 'mine')
    const rows = [
      ...coming.map(({ part, digest }) => ({ part, given: digest, taken: taken.get(part)! })),
      ...settled.map(({ part, digest }) => ({ part, given: digest, taken: '' })),
      ...added.map((part) => ({ part, given: '', taken: '' })),
    ]
    await noteParts(tx, pack.key, pack.version, rows, ctx.now())
    const subject = { kind: 'organisation', id: tx.organisationId }
    tx.audit({ action: 'pack.installed', subject, details: { pack: pack.key, version: pack.version, parts: rows.length } })
    return report
  })
}
