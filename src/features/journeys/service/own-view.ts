// What a start page asks: somebody's parts in one statement, with names and scores of the steps they are about.
import { wilson } from '#engines/scores/proportion.ts'
import { type Score, scoresByFacet } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Part } from '../contract.ts'
import { scoreOf, wordsIn } from '../rules.ts'
import { partRows } from '../store/parts.ts'
import { namesOfSteps } from '../store/steps.ts'
import { metric, scoredDays } from './scores.ts'

export interface PartInBrief {
  shaperId: string
  stepId: string
  stepName: string
  journeyId: string
  journeyName: string
  lane: Part['lane']
  sentence: string
  isOwn: boolean
}
export interface Reader {
  language: string
  defaultLanguage: string
}

export async function partsInBrief(
  tx: Tx,
  place: { personId: string; unitPath: readonly string[]; jobRoleId: string | null },
  { language, defaultLanguage }: Reader,
  limit: number,
): Promise<PartInBrief[]> {
  const rows = await partRows(tx, place, limit)
  const read = (texts: Record<string, string>) => wordsIn({ words: texts }, 'words', language, defaultLanguage) ?? '–'
  return rows.map(({ wording, sentence, name, journeyName, ...row }) => ({
    ...row,
    stepName: read(name),
    journeyName: read(journeyName),
    sentence: wording ?? read(sentence),
    isOwn: wording !== null,
  }))
}

export async function stepNames(tx: Tx, ids: readonly string[], { language, defaultLanguage }: Reader): Promise<Map<string, string>> {
  const rows = ids.length === 0 ? [] : await namesOfSteps(tx, ids)
  return new Map(rows.map(({ id, name }) => [id, wordsIn({ words: name }, 'words', language, defaultLanguage) ?? '–']))
}

export interface StepScore {
  n: number
  /** Null below the fewest answers; then there is no range either. */
  share: number | null
  range: { low: number; high: number } | null
}
/** Satisfied answers at these steps, of the last 90 days and the whole organisation: `unitIds` are the tops of the tree. */
export async function scoresOfSteps(
  tx: Tx,
  asked: { unitIds: readonly string[]; stepIds: readonly string[]; timeZone: string; at: Date },
): Promise<Map<string, StepScore>> {
  const { unitIds, stepIds, timeZone, at } = asked
  if (stepIds.length === 0) return new Map()
  const lastDay = dayIn(timeZone, at)
  const firstDay = dayIn(timeZone, new Date(at.getTime() - (scoredDays - 1) * 86_400_000))
  const scores: Map<string, Score> = await scoresByFacet(tx, { unitIds, metric, facetKind: 'step', facetIds: stepIds, firstDay, lastDay })
  return new Map(
    stepIds.map((id): [string, StepScore] => {
      const { n, share } = scoreOf(scores.get(id))
      if (share === null) return [id, { n, share, range: null }]
      const { low, high } = wilson(Math.round(share * n), n)
      return [id, { n, share, range: { low, high } }]
    }),
  )
}
