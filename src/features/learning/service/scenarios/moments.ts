// Moments of live scenarios for practice: which there are, how one is shown, and what an answer is worth.
import { markOf, type Moment, momentsOf, type ShownMoment, showMoment } from '#engines/scenario/moments.ts'
import { parseScenario } from '#engines/scenario/parse.ts'
import type { Channel, Quality } from '#engines/scenario/scenario.ts'
import type { Tx } from '#platform/db/database.ts'
import { sha256 } from '#platform/ids.ts'
import { liveHeads, type MomentText, momentTexts } from '../../store/scenarios/moments.ts'
import { meaningOf } from '../themes.ts'

interface Known {
  level: number
  families: string[]
  moments: { id: string; moment: Moment }[]
}
/** What is published never changes, so each process looks at it once: some kilobytes for each version, over all organisations. */
const mostKept = 1000
const kept = new Map<string, Known>()
const keyOf = (tx: Tx, { scenarioId, number }: { scenarioId: string; number: number }) => `${tx.organisationId} ${scenarioId} ${number}`

/** Stays the same while the scene asks the same: a uuid of version 8 (RFC 9562). */
function idOf(scenarioId: string, mark: string): string {
  const hex = sha256(`${scenarioId} ${mark}`)
  const variant = (8 + (parseInt(hex.charAt(16), 16) % 4)).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
function lookAt({ scenarioId, text }: Pick<MomentText, 'scenarioId' | 'text'>): Known {
  const { scenario } = parseScenario(text)
  return {
    level: scenario.level,
    families: scenario.families,
    moments: momentsOf(scenario).map((moment) => ({ id: idOf(scenarioId, markOf(scenario, moment)), moment })),
  }
}

export interface MomentRef {
  id: string
  scenarioId: string
  number: number
  level: number
  families: string[]
  isPlayed: boolean
  principleId: string | null
}
/** Of every live scenario. Only in a transaction that reads: what a writer sees published before its commit may still become another. */
export async function momentBank(tx: Tx, personId: string, language: string): Promise<MomentRef[]> {
  const [heads, meaning] = await Promise.all([liveHeads(tx, personId), meaningOf(tx, language)])
  const missing = heads.filter((head) => !kept.has(keyOf(tx, head)))
  if (missing.length > 0) for (const row of await momentTexts(tx, missing)) if (row.isFirst) kept.set(keyOf(tx, row), lookAt(row))
  for (const [key] of kept) {
    if (kept.size <= mostKept + heads.length) break
    kept.delete(key)
  }
  return heads.flatMap((head) => {
    const { level, families, moments } = kept.get(keyOf(tx, head)) ?? { level: 0, families: [], moments: [] }
    return moments.map(({ id, moment }) => ({ ...head, id, level, families, principleId: meaning(moment.theme).principle?.id ?? null }))
  })
}

export interface AskedMoment extends ShownMoment {
  id: string
  scenarioId: string
  number: number
  scene: string
  language: string
  channel: Channel
}
/** As they were shown, by version, language and moment: a text of fifteen kilobytes needn't be read and parsed again for each who practises. */
const shown = new Map<string, AskedMoment>()

/** In the reader's language, or the first one. */
export async function momentsAsked(
  tx: Tx,
  refs: readonly Pick<MomentRef, 'id' | 'scenarioId' | 'number'>[],
  language: string,
): Promise<AskedMoment[]> {
  const shownKey = (ref: Pick<MomentRef, 'id' | 'scenarioId' | 'number'>) => `${keyOf(tx, ref)} ${language} ${ref.id}`
  const unknown = refs.filter((ref) => !shown.has(shownKey(ref)))
  const texts = unknown.length === 0 ? [] : await momentTexts(tx, unknown)
  const asked = refs.flatMap((ref) => shown.get(shownKey(ref)) ?? look(tx, ref, texts, language) ?? [])
  // A translation may still come to a version; what is there in the reader's own language stays.
  for (const one of asked) if (one.language === language) shown.set(shownKey(one), one)
  for (const [key] of shown) {
    if (shown.size <= mostKept) break
    shown.delete(key)
  }
  return asked
}

function look(
  tx: Tx,
  ref: Pick<MomentRef, 'id' | 'scenarioId' | 'number'>,
  texts: readonly MomentText[],
  language: string,
): AskedMoment | undefined {
  const of = texts.filter(({ scenarioId, number }) => scenarioId === ref.scenarioId && number === ref.number)
  const row = of.find((one) => one.language === language) ?? of.find(({ isFirst }) => isFirst)
  const moment = kept.get(keyOf(tx, ref))?.moments.find(({ id }) => id === ref.id)?.moment
  if (!row || !moment) return undefined
  const { scenario } = parseScenario(row.text)
  const { id, scenarioId, number } = ref
  return { ...showMoment(scenario, moment), id, scenarioId, number, scene: moment.scene, language: row.language, channel: scenario.channel }
}

export interface AnsweredMoment {
  scene: string
  /** Null: this moment has no such choice. */
  worth: Quality | null
  principleId: string | null
}
/** As it was when it was answered; undefined: there is no such moment. */
export async function momentAnswered(
  tx: Tx,
  answered: { id: string; scenarioId: string; number: number; choice: number },
): Promise<AnsweredMoment | undefined> {
  const [texts, meaning] = await Promise.all([momentTexts(tx, [answered]), meaningOf(tx, 'en')])
  const row = texts.find(({ isFirst }) => isFirst)
  const found = row && (kept.get(keyOf(tx, answered)) ?? lookAt(row)).moments.find(({ id }) => id === answered.id)
  if (!found) return undefined
  const { scene, theme, choices } = found.moment
  return {
    scene,
    worth: choices.find(({ index }) => index === answered.choice)?.worth ?? null,
    principleId: meaning(theme).principle?.id ?? null,
  }
}
