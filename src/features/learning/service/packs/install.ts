import { serialiseLesson } from '#engines/lesson/serialise.ts'
// A pack comes in by the same functions as what people write here. Twice is once, and what was changed here since stays as it is.
import type { Pack } from '#engines/pack/pack.ts'
import { addBehaviourIn } from '#features/language/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { sha256 } from '#platform/ids.ts'
import { themeUnknown } from '../../problems.ts'
import { lessonByKey } from '../../store/lessons/lessons.ts'
import { draftFor, liveTexts } from '../../store/lessons/texts.ts'
import { noteParts, type PartRow, partsOf } from '../../store/packs.ts'
import { type Language, scenarioOfKey, translationsOf } from '../../store/scenarios/scenarios.ts'
import { takeItems } from '../items/files.ts'
import { installLessonIn } from '../lessons/text-form.ts'
import { familiesByJobRole } from '../role-families.ts'
import { putScenarioIn } from '../scenarios/write.ts'
import { keepMeanings, type Meaning, meaningsFor } from './meanings.ts'

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

interface Part {
  part: string
  given: unknown
  /** What stands here now; undefined: nothing. */
  stand: () => Promise<unknown>
  take: () => Promise<unknown>
}

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

function lessonParts(
  ctx: Context,
  tx: WriteTx,
  pack: Pack,
  spoken: readonly string[],
  principleOf: (theme: string | null) => string,
): Part[] {
  return pack.lessons.flatMap(({ key, texts }) =>
    spoken.flatMap((language): Part[] => {
      const lesson = texts[language]
      if (!lesson) return []
      return [
        {
          part: `lessons/${key}/${language}`,
          given: serialiseLesson(lesson),
          async stand() {
            const head = await lessonByKey(tx, key)
            if (!head) return undefined
            const draft = await draftFor(tx, head.id, language)
            const text = draft ?? (await liveTexts(tx, head.id)).find((one) => one.language === language)
            return text && [text.title, text.blocks]
          },
          take: () =>
            installLessonIn(ctx, tx, { lesson, language, principleId: principleOf(lesson.theme), note: `${pack.key} ${pack.version}` }),
        },
      ]
    }),
  )
}

/** All languages of a scenario are one part: they are published together. */
function scenarioParts(ctx: Context, tx: WriteTx, pack: Pack, spoken: readonly string[]): Part[] {
  return pack.scenarios.flatMap(({ key, texts }): Part[] => {
    const own = Object.fromEntries(spoken.flatMap((language) => (texts[language] ? [[language, texts[language]]] : []))) as Partial<
      Record<Language, string>
    >
    const language = spoken.find((one) => texts[one] !== undefined) as Language | undefined
    if (language === undefined) return []
    return [
      {
        part: `scenarios/${key}`,
        given: own,
        async stand() {
          const row = await scenarioOfKey(tx, key)
          return row && [row.text, (await translationsOf(tx, row.id)).map((one) => [one.language, Object.entries(one.words).toSorted()])]
        },
        take: () => putScenarioIn(ctx, tx, { language, texts: own, isPublished: true }),
      },
    ]
  })
}

/** For each job role of the family. Once they are here they belong to the house: an update brings new ones only. */
async function behaviourParts(
  ctx: Context,
  tx: WriteTx,
  pack: Pack,
  spoken: readonly string[],
  principleOf: (theme: string) => string,
  known: ReadonlyMap<string, PartRow>,
): Promise<Part[]> {
  const roles = [...(await familiesByJobRole(tx))]
  return pack.behaviours.flatMap(({ family, level, theme, texts }) => {
    const own = Object.fromEntries(
      spoken.flatMap((language) => {
        const row = texts[language]
        return row ? [[language, { name: row.words, poor: row.poor, good: row.good, great: row.great }]] : []
      }),
    )
    return roles
      .filter(([, of]) => of === family)
      .map(([jobRoleId]): Part => {
        const part = `behaviours/${family}/${level}/${theme}/${jobRoleId}`
        return {
          part,
          given: own,
          stand: () => Promise.resolve(known.has(part) ? 'here' : undefined),
          take: () => addBehaviourIn(tx, ctx, { principleId: principleOf(theme), jobRoleId, level, texts: own }),
        }
      })
  })
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
