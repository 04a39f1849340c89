// The one tagging service: what carries a principle, said by the feature that keeps it, in its own transaction.
import { rootUnitIds, timeZoneOf } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { recordUses } from '../figures.ts'
import { principleUnknown } from '../problems.ts'
import { cardRows, isLive, liveRefs, liveWords } from '../store/principles.ts'
import { deleteUses, insertUse, usesOf } from '../store/uses.ts'

export interface PrincipleRef {
  id: string
  name: string
  colour: string
  icon: string
  position: number
}
/** Live ones, in order; the name in this language or in the organisation's own. */
export const principleRefs = async (tx: Tx, language: string): Promise<PrincipleRef[]> =>
  (await liveRefs(tx, language)).map(({ id, name, colour, icon, position }) => ({ id, name, colour, icon, position }))

export interface PrincipleWords extends PrincipleRef {
  /** In every language: for whoever guesses what a word of theirs means here. */
  names: string[]
  words: string[]
}
/** Live ones, in order; named as by `principleRefs`, in one statement. */
export async function principleWords(tx: Tx, language: string): Promise<PrincipleWords[]> {
  return (await liveWords(tx)).map(({ id, colour, icon, position, ownLanguage, texts }) => {
    const all = Object.values(texts)
    const { name } = texts[language] ?? texts[ownLanguage] ?? all[0]!
    const names = all.map((one) => one.name)
    return { id, name, colour, icon, position, names, words: [...names, ...all.map(({ meaning }) => meaning)] }
  })
}

export interface PrincipleCard extends PrincipleRef {
  meaning: string
  /** In this job, where somebody has said so. */
  looksLike: string | null
}
/** Live ones, in order, with what each looks like in one job. */
export const principleCards = (
  tx: Tx,
  about: { jobRoleId: string | null; language: string; ownLanguage: string },
): Promise<PrincipleCard[]> => cardRows(tx, about)

export interface PrincipleUse {
  principleId: string
  /** One of the registered kinds: `rule`, `thanks` ... */
  kind: string
  subjectId: string
  /** Whose it is, where it belongs to a unit. */
  unitId?: string | null
  /** The day of the unit's site that it counts for, where the caller knows it. */
  day?: string
}
/** Throws principle-unknown for one that is retired or not there; for features whose own row refers to it. */
export async function requireLive(tx: Tx, principleId: string): Promise<void> {
  if (!(await isLive(tx, principleId)))
    throw new Problem(principleUnknown, { errors: [{ pointer: '/principleId', detail: 'Choose one of the principles that count today.' }] })
}
/** Twice is once. Throws principle-unknown for one that is retired or not there. */
export async function tag(tx: WriteTx, at: string, { day, ...use }: PrincipleUse): Promise<void> {
  const [placed] = await Promise.all([placeOf(tx, at, use.unitId ?? null, day), requireLive(tx, use.principleId)])
  const row = { ...use, ...placed, unitId: use.unitId ?? null }
  if (await insertUse(tx, row, at)) recordUses(tx, [row], false)
}
/** What belongs to no unit counts for the whole organisation. */
async function placeOf(
  tx: Tx,
  at: string,
  unitId: string | null,
  day: string | undefined,
): Promise<{ countedIn: string; countedOn: string }> {
  const countedIn = unitId ?? (await rootUnitIds(tx))[0]!
  return { countedIn, countedOn: day ?? dayIn(await timeZoneOf(tx, countedIn), new Date(at)) }
}

/** As `tag`, sent without waiting, for a new thing of a unit and a principle that `requireLive` has found in this transaction. */
export function tagLive(tx: WriteTx, at: string, { day, unitId, ...use }: PrincipleUse & { unitId: string; day: string }): void {
  const row = { ...use, unitId, countedIn: unitId, countedOn: day }
  // Where it fails, so does the transaction.
  insertUse(tx, row, at).catch(() => undefined)
  recordUses(tx, [row], false)
}

/** Takes every principle off a thing. */
export async function untag(tx: WriteTx, kind: string, subjectId: string): Promise<void> {
  recordUses(tx, await deleteUses(tx, kind, subjectId), true)
}

/** Which principles each thing carries; things without one are not in the map. */
export async function principlesOf(tx: Tx, kind: string, subjectIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (subjectIds.length === 0) return found
  for (const { subjectId, principleId } of await usesOf(tx, kind, subjectIds))
    found.set(subjectId, [...(found.get(subjectId) ?? []), principleId])
  return found
}

export interface TaggedThing {
  id: string
  title: string
  link: string
  at: string
}
export interface Taggable {
  /** Its words are the messages language:kinds.<kind>. */
  kind: string
  /** What of these the reader may open, newest first. */
  describe(ctx: Context, tx: Tx, ids: readonly string[]): Promise<TaggedThing[]>
}

const taggables = new Map<string, Taggable>()
/** Called once by the assembly for each kind; the same kind again replaces the former. */
export const registerTaggable = (taggable: Taggable): void => void taggables.set(taggable.kind, taggable)
export const taggableOf = (kind: string): Taggable | undefined => taggables.get(kind)
export const taggableKinds = (): string[] => [...taggables.keys()]
