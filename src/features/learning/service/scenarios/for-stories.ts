// What stories need of scenarios: a theme for their principle, the draft as it stands, and everything gone again.
import { parseScenario } from '#engines/scenario/parse.ts'
import { checkScenario } from '#engines/scenario/validate.ts'
import { wordsOf } from '#engines/scenario/words.ts'
import { untag } from '#features/language/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { findScenario, textsOf, translationsOf, withdrawWords } from '../../store/scenarios/scenarios.ts'
import { sayThemes } from '../../store/themes.ts'
import { meaningOf } from '../themes.ts'

const packThemes = ['person', 'promise', 'own', 'clear', 'easy', 'better']
/** A theme that means this principle: one of the pack's words for it, else one of its own, said once. */
export async function themeFor(ctx: Context, tx: WriteTx, principleId: string): Promise<string> {
  const meaning = await meaningOf(tx, ctx.language)
  const own = `p-${principleId.slice(-12)}`
  const known = [...packThemes, own].find((theme) => meaning(theme).principle?.id === principleId)
  if (known === undefined) await sayThemes(tx, [{ theme: own, principleId }], ctx.now())
  return known ?? own
}

export interface StoryScenario {
  title: string
  /** Every sentence that would be played or is played, in every language. */
  texts: string[]
  /** It could not be published as it stands. */
  hasFaults: boolean
  /** Who has written in it since its last version. */
  writerIds: string[]
  isLive: boolean
}
/** Null: there is none, or it was discarded. */
export async function scenarioOfStory(tx: Tx, id: string | null): Promise<StoryScenario | null> {
  if (id === null) return null
  const [row, translations] = await Promise.all([findScenario(tx, id), translationsOf(tx, id)])
  if (!row) return null
  const live = row.liveNumber === null ? [] : await textsOf(tx, id, row.liveNumber)
  const translated = translations.flatMap(({ words }) => Object.values(words).map((one) => one.words))
  const { scenario, findings } = checkScenario(row.text)
  return {
    title: row.title,
    texts: [
      ...[scenario, ...live.map(({ text }) => parseScenario(text).scenario)].flatMap((one) => wordsOf(one).map(({ words }) => words)),
      ...translated,
    ],
    hasFaults: findings.some(({ isError }) => isError),
    writerIds: row.writerIds,
    isLive: row.liveNumber !== null && !row.isRetired,
  }
}

/** Retired, and no word of it is left, in drafts, versions, translations and plays. */
export async function withdrawScenarioIn(ctx: Context, tx: WriteTx, id: string): Promise<void> {
  await untag(tx, 'scenario', id)
  await withdrawWords(tx, id, ctx.now())
  tx.audit({ action: 'scenario.withdrawn', subject: { kind: 'scenario', id } })
}
