// What Studio reads: the list, and one scenario with its faults, translations, themes and versions.
import type { z } from 'zod'
import type { Scenario } from '#engines/scenario/scenario.ts'
import { checkScenario } from '#engines/scenario/validate.ts'
import { alignTranslation, wordsOf } from '#engines/scenario/words.ts'
import { fold } from '#engines/text/fold.ts'
import { personCard } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { languages } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { ScenarioRow as Row, scenarioList, scenarioQuery, StudioScenario } from '../../contract/scenarios.ts'
import { listScenarios, type Live, type ScenarioRow, studioScenario, textsOf } from '../../store/scenarios/scenarios.ts'
import { meaningOf, type ThemeMeaning } from '../themes.ts'

const stateOf = ({ isRetired, liveNumber, text }: ScenarioRow, liveText: string | null): Row['state'] => {
  if (isRetired) return 'retired'
  if (liveNumber === null) return 'draft'
  return liveText === text ? 'live' : 'changed'
}
type Names = Map<string, { displayName: string | null }>
const named = (id: string | null, names: Names) => (id === null ? null : { id, name: names.get(id)?.displayName ?? null })

function shownRow(row: ScenarioRow, { liveText, languages: live }: Live, names: Names, meaning: (theme: string) => ThemeMeaning): Row {
  const { id, key, title, level, channel, minutes, families, language, writtenAt } = row
  return {
    id,
    key,
    title,
    level,
    channel,
    minutes,
    families,
    language,
    state: stateOf(row, liveText),
    reviewState: row.reviewState,
    languages: live ?? [],
    principle: row.theme === null ? null : meaning(row.theme).principle,
    writtenBy: named(row.writtenBy, names),
    writtenAt,
  }
}
const namesOf = (tx: Tx, ids: readonly (string | null)[]) => personCard(tx, [...new Set(ids.filter((id) => id !== null))])

const isIn = (row: Row, state: z.output<typeof scenarioQuery>['state']): boolean => {
  if (state === 'in-review') return row.state !== 'retired' && row.reviewState === 'in-review'
  return state === 'all' || row.state === state || (state === 'live' && row.state === 'changed')
}
export async function listAll(
  ctx: Context,
  { search = '', state }: z.output<typeof scenarioQuery>,
): Promise<z.output<typeof scenarioList>> {
  ctx.require('scenarios.read', {})
  return ctx.read(async (tx) => {
    const [rows, meaning] = await Promise.all([listScenarios(tx), meaningOf(tx, ctx.language)])
    const names = await namesOf(
      tx,
      rows.map(({ writtenBy }) => writtenBy),
    )
    const wanted = fold(search)
    const all = rows
      .map((row) => shownRow(row, row, names, meaning))
      .filter(({ title, key }) => wanted === '' || fold(`${title} ${key}`).includes(wanted))
    const states = ['all', 'draft', 'in-review', 'live', 'retired'] as const
    return {
      items: all.filter((row) => isIn(row, state)),
      counts: Object.fromEntries(states.map((one) => [one, all.filter((row) => isIn(row, one)).length])),
    }
  })
}

export const themesOf = ({ theme, scenes, endings }: Scenario): string[] => [
  ...new Set(
    [theme, ...[...scenes.flatMap(({ choices }) => choices), ...endings].flatMap(({ kept, broken }) => [...kept, ...broken])].filter(
      Boolean,
    ),
  ),
]

export async function readStudio(ctx: Context, scenarioId: string): Promise<StudioScenario> {
  ctx.require('scenarios.read', {})
  return ctx.read(async (tx) => {
    const [row, meaning] = await Promise.all([studioScenario(tx, scenarioId), meaningOf(tx, ctx.language)])
    if (!row) throw new Problem(problems.notFound)
    const { versions } = row
    const names = await namesOf(tx, [
      row.writtenBy,
      row.reviewedBy,
      ...row.writerIds,
      ...versions.flatMap(({ publishedBy, reviewedBy }) => [publishedBy, reviewedBy]),
    ])
    const { scenario, findings, situations } = checkScenario(row.text)
    const source = wordsOf(scenario)
    const numbers = [...new Set(versions.map(({ number }) => number))]
    return {
      ...shownRow(row, row, names, meaning),
      text: row.text,
      findings,
      situations,
      translations: languages
        .filter((language) => language !== row.language)
        .map((language) => {
          const kept = row.translations?.[language]
          const aligned = alignTranslation(source, kept?.words ?? {})
          const count = (state: string): number => aligned.filter((one) => one.state === state).length
          return {
            language,
            words: kept?.words ?? {},
            done: count('done'),
            changed: count('changed'),
            missing: count('missing'),
            version: kept?.version ?? 0,
          }
        }),
      themes: themesOf(scenario).map((theme) => meaning(theme)),
      versions: numbers.map((number) => {
        const of = versions.filter((one) => one.number === number)
        return {
          number,
          languages: of.map(({ language }) => language),
          note: of[0]?.note ?? null,
          reviewer: named(of[0]?.reviewedBy ?? null, names),
          publishedBy: named(of[0]?.publishedBy ?? null, names),
          publishedAt: of[0]?.publishedAt ?? row.writtenAt,
        }
      }),
      liveNumber: row.liveNumber,
      heldFor: row.heldFor,
      review: {
        writers: row.writerIds.map((id) => named(id, names)!),
        reviewer: named(row.reviewedBy, names),
        words: row.reviewWords,
        mayReview: ctx.actor.personId !== null && ctx.may('scenarios.review', {}) && !row.writerIds.includes(ctx.actor.personId),
      },
      paths: row.paths,
      may: { write: ctx.may('scenarios.write', {}), publish: ctx.may('scenarios.publish', {}) },
      version: row.version,
    }
  })
}

export async function readVersion(ctx: Context, scenarioId: string, number: number) {
  ctx.require('scenarios.read', {})
  const texts = await ctx.read((tx) => textsOf(tx, scenarioId, number))
  if (texts.length === 0) throw new Problem(problems.notFound)
  return { number, texts: texts.map(({ language, text }) => ({ language, text })) }
}
