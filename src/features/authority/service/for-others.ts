// Questions that only features to the right ask.
import { readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { textFor } from '../rules.ts'
import { namedThings, type Names, situationsInUse } from '../store/catalogue.ts'
import { type DecisionRow, listDecisions } from '../store/decisions.ts'
import { questionRows, type QuestionRow } from '../store/escalations.ts'
import { listGaps } from '../store/gaps.ts'
import { versionsQuery } from '../store/rules.ts'

/** A person's latest decisions. Who may read them is the caller's to ask. */
export const decisionsOf = (tx: Tx, personId: string, limit = 50): Promise<DecisionRow[]> =>
  listDecisions(tx, { personId, unitIds: null, notOf: null, after: undefined, limit })

/** What rules are called today, for the register of what stands in the way. A rule that was never live has no name there. */
export async function nameRules(tx: Tx, ids: readonly string[], language: string): Promise<Map<string, { name: string; link: string }>> {
  const [rows, { defaultLanguage }] = await Promise.all([tx.run(versionsQuery(tx.organisationId)), readSettings(tx)])
  const wanted = new Set(ids)
  return new Map(
    rows
      .filter(({ ruleId, liveAt }) => wanted.has(ruleId) && liveAt !== null)
      .map((row) => [row.ruleId, { name: textFor(row.definition.texts, language, defaultLanguage).title, link: `/rules/${row.ruleId}` }]),
  )
}

export interface SituationTile {
  id: string
  name: string
  icon: string
}
/** What a unit decides about most, for the way into "May I?". With the works council's switch it is the house's, so that nothing shows what few people do. */
export async function tilesFor(
  tx: Tx,
  asked: { unitId: string | null; language: string; defaultLanguage: string; limit: number },
): Promise<SituationTile[]> {
  const rows = await situationsInUse(tx, asked.unitId, asked.limit)
  return rows.map(({ id, icon, texts }) => ({ id, icon, name: textFor(texts, asked.language, asked.defaultLanguage).name }))
}

/** Live ones, in the catalogue's order, with all their words: for whoever looks for the one that something is about. */
export const situationsInWords = async (tx: Tx): Promise<{ id: string; texts: Names }[]> =>
  (await namedThings(tx, 'situations')).flatMap(({ id, texts, isRetired }) => (isRetired ? [] : [{ id, texts }]))

export interface PassedOn {
  id: string
  personId: string
  situationName: string
  remedyName: string
  words: string | null
  answer: { word: 'go-ahead' | 'otherwise'; words: string | null; byId: string | null; at: string } | null
}
/** Questions that were passed on: those of `ids`, and what this person asked and was answered since. Who may read them is the caller's to ask. */
export async function questionsFor(
  tx: Tx,
  asked: { ids: readonly string[]; personId: string; since: string; language: string; defaultLanguage: string },
): Promise<PassedOn[]> {
  const rows = await questionRows(tx, asked)
  const name = (texts: QuestionRow['situation']) => textFor(texts, asked.language, asked.defaultLanguage).name
  return rows.map((row) => ({
    id: row.id,
    personId: row.personId,
    situationName: name(row.situation),
    remedyName: name(row.remedy),
    words: row.words,
    answer: row.answer && { word: row.answer, words: row.answerWords, byId: row.answeredBy, at: row.answeredAt! },
  }))
}

/** The question without an answer that is asked most, for whoever looks after the rules. */
export async function mostAskedGap(tx: Tx): Promise<{ id: string; words: string; times: number } | null> {
  const [gap] = await listGaps(tx, { state: 'open', after: undefined, limit: 1 })
  return gap ? { id: gap.id, words: gap.words, times: gap.times } : null
}
