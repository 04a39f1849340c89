// The level of people, from what they have shown and from what is asked today.
import type { Tx } from '#platform/db/database.ts'
import type { WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { placesOf, recordSteps } from '../figures.ts'
import { defaultRequirements, type Levels, levelsFrom, type Requirement } from '../rules.ts'
import { currentRequirements, evidenceOf, type EvidenceRow, insertLevelSteps, knownLevels, writeLevels } from '../store.ts'

export const requirementsNow = async (tx: Tx): Promise<readonly Requirement[]> =>
  (await currentRequirements(tx))?.items ?? defaultRequirements

export interface StandingOf extends Levels {
  /** Newest first. */
  evidence: EvidenceRow[]
}
export async function standingsOf(tx: Tx, personIds: readonly string[], at: Date): Promise<Map<string, StandingOf>> {
  if (personIds.length === 0) return new Map()
  const [requirements, rows] = await Promise.all([requirementsNow(tx), evidenceOf(tx, personIds)])
  const byPerson = Map.groupBy(rows, ({ personId }) => personId)
  return new Map(
    personIds.map((personId) => {
      const evidence = byPerson.get(personId) ?? []
      return [personId, { ...levelsFrom(requirements, evidence, at), evidence }]
    }),
  )
}
/** 0 (none yet) to 4. */
export const levelsOf = async (tx: Tx, personIds: readonly string[], at: Date): Promise<Map<string, number>> =>
  new Map([...(await standingsOf(tx, personIds, at))].map(([personId, { level }]) => [personId, level]))
export const standingOf = async (tx: Tx, personId: string, at: Date): Promise<StandingOf> =>
  (await standingsOf(tx, [personId], at)).get(personId)!

/** Computes levels anew, keeps them with their lapse, and announces those that are others than last time. Answers how many. */
export async function settleLevels(tx: WriteTx, personIds: readonly string[], at: Date): Promise<number> {
  // In one message and in this order: what others wrote while we waited for the rows is seen.
  const [known, standings] = await Promise.all([knownLevels(tx, personIds), standingsOf(tx, personIds, at)])
  await writeLevels(
    tx,
    [...standings].map(([personId, { level, lapsesAt }]) => ({ personId, level, lapsesAt })),
  )
  const changed = [...standings]
    .map(([personId, { level }]) => ({ personId, fromLevel: known.get(personId) ?? 0, toLevel: level }))
    .filter(({ fromLevel, toLevel }) => fromLevel !== toLevel)
  const places = await placesOf(
    tx,
    changed.map(({ personId }) => personId),
    at,
  )
  const steps = changed.map((step) => ({ ...step, ...places.get(step.personId)!, id: newId(at.getTime()) }))
  await insertLevelSteps(tx, steps)
  recordSteps(tx, steps, false)
  for (const { personId, fromLevel: from, toLevel: to } of steps) tx.announce({ type: 'level-changed', payload: { personId, from, to } })
  return steps.length
}
