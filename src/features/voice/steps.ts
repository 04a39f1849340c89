// What voice asks of journeys: what a step is called and whose work shapes it.
import type { Tx } from '#platform/db/database.ts'

export interface StepName {
  id: string
  name: string
}
export const stepNames = async (_tx: Tx, _language: string, ids: readonly string[]): Promise<Map<string, StepName>> =>
  new Map(ids.map((id) => [id, { id, name: id.slice(0, 8) }]))
export const allSteps = async (_tx: Tx, _language: string): Promise<StepName[]> => []
export const unitsShaping = async (_tx: Tx, _stepId: string): Promise<string[]> => []
