// Writing and publishing. A draft is kept as it is typed, faults and all; what is published has none and never changes.
import { parseScenario } from '#engines/scenario/parse.ts'
import type { Scenario } from '#engines/scenario/scenario.ts'
import { serialiseScenario } from '#engines/scenario/serialise.ts'
import { checkScenario } from '#engines/scenario/validate.ts'
import { alignTranslation, isSameStructure, type Translation, translationOf, withWords, wordsOf } from '#engines/scenario/words.ts'
import { tag, untag } from '#features/language/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Publication } from '../../contract/scenarios.ts'
import { scenarioFaulty, scenarioKeyTaken, scenarioUnreadable, structureDiffers } from '../../problems.ts'
import {
  deleteUnpublished,
  findScenario,
  type Head,
  insertScenario,
  type Language,
  publishTexts,
  scenarioOfKey,
  type ScenarioRow,
  setRetired,
  translationsOf,
  versionsOf,
  writeScenario,
  writeTranslation,
} from '../../store/scenarios/scenarios.ts'
import { meaningOf } from '../themes.ts'
import { themesOf } from './read.ts'

/** What a half-written text does not say yet is taken from before. */
const headOf = (scenario: Scenario, before?: Head): Head => ({
  key: scenario.key || before?.key || '',
  title: scenario.title || before?.title || '',
  level: scenario.level,
  theme: scenario.theme || before?.theme || null,
  families: scenario.families,
  channel: scenario.channel,
  minutes: scenario.minutes,
})

/** Inside a transaction that is already open: a new scenario as a draft, for stories, packs and the demonstration. `heldFor`: a story that publishes it. */
export async function addScenarioIn(
  ctx: Context,
  tx: WriteTx,
  input: { language: Language; text: string; heldFor?: string },
): Promise<string> {
  const head = headOf(parseScenario(input.text).scenario)
  if (head.key === '' || head.title === '')
    throw new Problem(scenarioUnreadable, { errors: [{ pointer: '/text', detail: 'The head needs a key and a title.' }] })
  const id = newId(ctx.now().getTime())
  if (!(await insertScenario(tx, { ...head, ...input, id, writtenBy: ctx.actor.personId }, ctx.now()))) throw new Problem(scenarioKeyTaken)
  tx.audit({ action: 'scenario.written', subject: { kind: 'scenario', id } })
  return id
}
export async function addScenario(ctx: Context, input: { language: Language; text: string }): Promise<string> {
  ctx.require('scenarios.write', {})
  return ctx.write(async (tx) => {
    const id = await addScenarioIn(ctx, tx, input)
    tx.answersWith(id)
    return id
  })
}

async function found(tx: WriteTx, id: string): Promise<ScenarioRow> {
  const row = await findScenario(tx, id)
  if (!row) throw new Problem(problems.notFound)
  return row
}

async function writeTextIn(ctx: Context, tx: WriteTx, row: ScenarioRow, version: number | null, text: string): Promise<void> {
  const head = headOf(parseScenario(text).scenario, row)
  // Packs and links know a published scenario by its key.
  const key = row.liveNumber === null ? head.key : row.key
  if (key !== row.key && (await scenarioOfKey(tx, key))) throw new Problem(scenarioKeyTaken)
  const written = { ...head, key, text, writtenBy: ctx.actor.personId }
  if (!(await writeScenario(tx, row.id, version, written, ctx.now()))) throw new Problem(problems.versionChanged)
}
/** Many small writes while somebody types: only the first of a person's row is in the audit log. */
export async function changeText(ctx: Context, id: string, version: number, text: string): Promise<void> {
  ctx.require('scenarios.write', {})
  await ctx.write(async (tx) => {
    const row = await found(tx, id)
    await writeTextIn(ctx, tx, row, version, text)
    if (row.writtenBy !== ctx.actor.personId) tx.audit({ action: 'scenario.written', subject: { kind: 'scenario', id } })
  })
}

export async function changeTranslation(ctx: Context, id: string, language: Language, words: Translation): Promise<void> {
  ctx.require('scenarios.write', {})
  await ctx.write(async (tx) => {
    const row = await found(tx, id)
    if (row.language === language) throw ownLanguage()
    await writeTranslation(tx, { scenarioId: id, language, words, writtenBy: ctx.actor.personId }, ctx.now())
    tx.audit({ action: 'scenario.translated', subject: { kind: 'scenario', id }, details: { language } })
  })
}
const ownLanguage = (): Problem =>
  new Problem(problems.invalidInput, { errors: [{ pointer: '/path/language', detail: 'This is the language it is written in.' }] })

async function takeTranslationIn(ctx: Context, tx: WriteTx, row: ScenarioRow, language: Language, text: string): Promise<void> {
  const [source, translated] = [parseScenario(row.text), parseScenario(text)]
  if (translated.faults.length > 0) {
    const errors = translated.faults
      .slice(0, 20)
      .map(({ line, column, code }) => ({ pointer: '/text', detail: `${line}:${column} ${code}` }))
    throw new Problem(scenarioUnreadable, { errors })
  }
  if (!isSameStructure(source.scenario, translated.scenario)) throw new Problem(structureDiffers)
  const words = translationOf(source.scenario, translated.scenario)
  await writeTranslation(tx, { scenarioId: row.id, language, words, writtenBy: ctx.actor.personId }, ctx.now())
}
/** A whole text in another language, as packs hold it. */
export async function takeTranslation(ctx: Context, id: string, language: Language, text: string): Promise<void> {
  ctx.require('scenarios.write', {})
  await ctx.write(async (tx) => {
    const row = await found(tx, id)
    if (row.language === language) throw ownLanguage()
    await takeTranslationIn(ctx, tx, row, language, text)
    tx.audit({ action: 'scenario.translated', subject: { kind: 'scenario', id }, details: { language } })
  })
}

/** The scenario of a text that has no fault. */
export function faultless(text: string): Scenario {
  const { scenario, findings } = checkScenario(text)
  const faults = findings.filter(({ isError }) => isError)
  if (faults.length > 0)
    throw new Problem(scenarioFaulty, {
      errors: faults
        .slice(0, 50)
        .map(({ line, column, code, about }) => ({ pointer: '/text', detail: `${line}:${column} ${code} ${about}`.trim() })),
    })
  return scenario
}

/** Inside a transaction that is already open, for what others have read before it came: packs, stories, the demonstration. Refuses with every fault that the text still has. */
export async function publishScenarioIn(
  ctx: Context,
  tx: WriteTx,
  id: string,
  seen: { reviewedBy: string | null; note: string | null } = { reviewedBy: null, note: null },
): Promise<Publication> {
  const row = await found(tx, id)
  const scenario = faultless(row.text)
  const [translations, versions, meaning] = await Promise.all([translationsOf(tx, id), versionsOf(tx, id), meaningOf(tx, row.language)])
  const source = wordsOf(scenario)
  const translated = translations.flatMap(({ language, words }) => {
    const aligned = alignTranslation(source, words)
    if (aligned.some(({ state }) => state !== 'done')) return []
    return [{ language, text: serialiseScenario(withWords(scenario, new Map(aligned.map(({ path, translated: to }) => [path, to])))) }]
  })
  const number = Math.max(0, ...versions.map((one) => one.number)) + 1
  const texts = [{ language: row.language, text: row.text }, ...translated]
  await publishTexts(tx, id, number, texts, { ...seen, publishedBy: ctx.actor.personId }, ctx.now())
  await untag(tx, 'scenario', id)
  const principles = new Set(themesOf(scenario).flatMap((theme) => meaning(theme).principle?.id ?? []))
  for (const principleId of principles) await tag(tx, ctx.now().toISOString(), { principleId, kind: 'scenario', subjectId: id })
  tx.audit({ action: 'scenario.published', subject: { kind: 'scenario', id }, details: { number } })
  const languages = texts.map(({ language }) => language)
  return { number, languages, left: translations.map(({ language }) => language).filter((language) => !languages.includes(language)) }
}
export async function retireScenario(ctx: Context, id: string, isRetired: boolean): Promise<void> {
  ctx.require('scenarios.publish', {})
  await ctx.write(async (tx) => {
    if (!(await setRetired(tx, id, isRetired))) throw new Problem(problems.notFound)
    tx.audit({ action: isRetired ? 'scenario.retired' : 'scenario.returned', subject: { kind: 'scenario', id } })
  })
}
/** Only while nothing of it was ever published. */
export async function discardScenario(ctx: Context, id: string): Promise<void> {
  ctx.require('scenarios.write', {})
  await ctx.write(async (tx) => {
    await found(tx, id)
    if (!(await deleteUnpublished(tx, id))) throw new Problem(problems.conflict, { detail: 'It was published before; retire it instead.' })
    tx.audit({ action: 'scenario.discarded', subject: { kind: 'scenario', id } })
  })
}

/** A pack's scenario with all its languages: made, or written anew. Answers what it was before, so that a pack can see whether somebody has edited it here. */
export async function putScenarioIn(
  ctx: Context,
  tx: WriteTx,
  input: { language: Language; texts: Partial<Record<Language, string>>; isPublished: boolean },
): Promise<{ id: string; number: number | null }> {
  const text = input.texts[input.language] ?? ''
  const known = await scenarioOfKey(tx, parseScenario(text).scenario.key)
  const id = known?.id ?? (await addScenarioIn(ctx, tx, { language: input.language, text }))
  if (known) await writeTextIn(ctx, tx, known, null, text)
  const row = await found(tx, id)
  for (const [language, translated] of Object.entries(input.texts) as [Language, string][])
    if (language !== row.language) await takeTranslationIn(ctx, tx, row, language, translated)
  return { id, number: input.isPublished ? (await publishScenarioIn(ctx, tx, id)).number : null }
}
