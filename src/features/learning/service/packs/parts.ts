import { serialiseLesson } from '#engines/lesson/serialise.ts'
// What a pack consists of, part by part: how it stands here, and how it is taken in.
import type { Pack } from '#engines/pack/pack.ts'
import { addBehaviourIn } from '#features/language/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { lessonByKey } from '../../store/lessons/lessons.ts'
import { draftFor, liveTexts } from '../../store/lessons/texts.ts'
import type { PartRow } from '../../store/packs.ts'
import { type Language, scenarioOfKey, translationsOf } from '../../store/scenarios/scenarios.ts'
import { installLessonIn } from '../lessons/text-form.ts'
import { familiesByJobRole } from '../role-families.ts'
import { putScenarioIn } from '../scenarios/write.ts'

export interface Part {
  part: string
  given: unknown
  /** What stands here now; undefined: nothing. */
  stand: () => Promise<unknown>
  take: () => Promise<unknown>
}

export function lessonParts(
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
export function scenarioParts(ctx: Context, tx: WriteTx, pack: Pack, spoken: readonly string[]): Part[] {
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
          return (
            row && [
              row.text,
              (await translationsOf(tx, row.id)).map((one) => [
                one.language,
                Object.entries(one.words).toSorted(([a], [b]) => (a < b ? -1 : 1)),
              ]),
            ]
          )
        },
        take: () => putScenarioIn(ctx, tx, { language, texts: own, isPublished: true }),
      },
    ]
  })
}

/** For each job role of the family. Once they are here they belong to the house: an update brings new ones only. */
export async function behaviourParts(
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
