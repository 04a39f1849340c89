// A pack comes in by the same functions as what people write here. Twice is once, and what was changed here since stays as it is.
import type { Pack } from '#engines/pack/pack.ts'
import { readSettings } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { sha256 } from '#platform/ids.ts'
import { themeUnknown } from '../../problems.ts'
import { noteParts, type PartRow, partsOf } from '../../store/packs.ts'
import type { Language } from '../../store/scenarios/scenarios.ts'
import { takeItems } from '../items/files.ts'
import { keepMeanings, type Meaning, meaningsFor } from './meanings.ts'
import { behaviourParts, lessonParts, type Part, scenarioParts } from './parts.ts'

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
  themes: Meaning[]
  languages: string[]
  lessons: Count
  scenarios: Count
  items: Count
  behaviours: Count
}
const nothing = (): Count => ({ added: 0, changed: 0, unchanged: 0, kept: 0 })
const digest = (value: unknown): string => sha256(JSON.stringify(value ?? null))

/** What would happen, or, with `isApplied`, what has happened: all of it or nothing. */
export function installPack(
  ctx: Context,
  pack: Pack,
  { chosen = {}, isApplied }: { chosen?: Readonly<Record<string, string>>; isApplied: boolean },
): Promise<Installation> {
  ctx.require('lessons.publish', {})
  return ctx.write(async (tx) => {
    const { languages, defaultLanguage } = await readSettings(tx)
    const spoken = [defaultLanguage, ...languages.filter((one) => one !== defaultLanguage)].filter((one) => pack.languages.includes(one))
    const themes = await meaningsFor(tx, pack, chosen, defaultLanguage)
    const counts = { lessons: nothing(), scenarios: nothing(), items: nothing(), behaviours: nothing() }
    const report: Installation = { pack: pack.key, version: pack.version, themes, languages: spoken, ...counts }
    const unclear = themes.filter(({ principle }) => principle === null)
    if (unclear.length > 0 && !isApplied) return report
    if (unclear.length > 0)
      throw new Problem(themeUnknown, {
        errors: unclear.map(({ theme }) => ({ pointer: `/themes/${theme}`, detail: `Say which principle "${theme}" means.` })),
      })
    const principleOf = (theme: string | null): string => themes.find((one) => one.theme === theme)!.principle!.id
    const known = await partsOf(tx, pack.key)
    if (isApplied) await keepMeanings(ctx, tx, themes)
    const noted: PartRow[] = []
    const bring = async (count: Count, { part, given, stand, take }: Part) => {
      const before = known.get(part)
      const what = outcome(before, digest(given), await stand())
      count[what]++
      if (!isApplied || what === 'unchanged' || what === 'kept') return
      await take()
      noted.push({ part, given: digest(given), taken: digest(await stand()) })
    }
    for (const one of lessonParts(ctx, tx, pack, spoken, principleOf)) await bring(counts.lessons, one)
    for (const one of scenarioParts(ctx, tx, pack, spoken)) await bring(counts.scenarios, one)
    for (const one of await behaviourParts(ctx, tx, pack, spoken, principleOf, known)) await bring(counts.behaviours, one)
    await takeAllItems(ctx, tx, { pack, spoken, principleOf, isApplied }, counts.items)
    if (!isApplied) return report
    await noteParts(tx, pack.key, pack.version, noted, ctx.now())
    const subject = { kind: 'organisation', id: tx.organisationId }
    tx.audit({ action: 'pack.installed', subject, details: { pack: pack.key, version: pack.version, parts: noted.length } })
    return report
  })
}

/** Changed is what the pack says otherwise now and nobody has touched here. */
function outcome(before: PartRow | undefined, given: string, stands: unknown): keyof Count {
  if (!before) return stands === undefined ? 'added' : 'kept'
  if (before.given === given) return 'unchanged'
  return digest(stands) === before.taken ? 'changed' : 'kept'
}

interface Taking {
  pack: Pack
  spoken: readonly string[]
  principleOf: (theme: string) => string
  isApplied: boolean
}
/** The first language makes an item, the others are its translations: counted once. */
async function takeAllItems(ctx: Context, tx: WriteTx, { pack, spoken, principleOf, isApplied }: Taking, count: Count): Promise<void> {
  for (const language of spoken) {
    const items = pack.items[language] ?? []
    const taken = await takeItems(ctx, tx, { items, language: language as Language, principleOf, state: 'live', isTrial: !isApplied })
    if (taken.misfits.length > 0)
      throw new Problem(problems.invalidInput, {
        errors: taken.misfits.map(({ key, message }) => ({ pointer: `/items/${language}/${key}`, detail: message })),
      })
    if (language === spoken[0]) for (const name of ['added', 'changed', 'unchanged', 'kept'] as const) count[name] = taken[name]
  }
}
