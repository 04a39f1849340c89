// What voice asks of journeys: what a step is called and whose work shapes it.
import { stepRefs, unitsShaping as unitsOfStep } from '#features/journeys/public.ts'
import type { Tx } from '#platform/db/database.ts'

export interface StepName {
  id: string
  name: string
}
/** Those of these steps that there are. Without ids nothing is asked. */
export const stepNames = async (tx: Tx, language: string, ids: readonly string[]): Promise<Map<string, StepName>> =>
  ids.length === 0 ? new Map() : new Map((await stepRefs(tx, language, ids)).map(({ id, name }) => [id, { id, name }]))

export const allSteps = (tx: Tx, language: string): Promise<StepName[]> => stepRefs(tx, language)
export const unitsShaping = unitsOfStep
