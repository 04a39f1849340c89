// Customers' words at a step: journeys shows them, a feature to the right has them and registers here.
import type { Tx } from '#platform/db/database.ts'

export interface StepQuote {
  id: string
  words: string
  language: string
  kind: 'praise' | 'mixed' | 'complaint'
  /** An instant. */
  at: string
}
export interface QuoteSource {
  /** What a customer said about this step, for people of these units (with what is below them): praise first. Null where there is none. */
  quoteForStep(tx: Tx, stepId: string, unitIds: readonly string[]): Promise<StepQuote | null>
}
let source: QuoteSource | undefined
/** Called once by main's assembly; a second call replaces the first. */
export const registerQuoteSource = (given: QuoteSource): void => void (source = given)
export const quoteFor = async (tx: Tx, stepId: string, unitIds: readonly string[]): Promise<StepQuote | null> =>
  (await source?.quoteForStep(tx, stepId, unitIds)) ?? null
