// Telling a story, and all that is written in it until somebody else reads it. Colleagues say yes to words: other words ask them again.
import type { z } from 'zod'
import { findTraces } from '#engines/story/anonymise.ts'
import { requireLive } from '#features/language/public.ts'
import { personCard } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { newStory, pointsChange, settling, sheetsChange, Story, storyChange } from '../../contract/stories.ts'
import { storyNotReady, storySettled } from '../../problems.ts'
import { replaceIn, textsOf } from '../../rules/stories.ts'
import * as store from '../../store/stories/stories.ts'
import { lacksOf, mayWrite, requireReadable, viewOf } from './view.ts'

export async function tellStory(ctx: Context, input: z.output<typeof newStory>): Promise<Story> {
  const { personId } = ctx.actor
  ctx.require('stories.tell', { personId })
  return ctx.write(async (tx) => {
    const { personIds, source, ...words } = input
    const cards = await personCard(tx, [personId!, ...personIds])
    if (!(await store.findStory(tx, input.id))) {
      requireNamed(cards, personIds, personId)
      await requireLive(tx, input.principleId)
      const row = {
        ...words,
        unitId: cards.get(personId!)?.unitId ?? null,
        sourceKind: source?.kind ?? null,
        sourceId: source?.id ?? null,
        toldBy: personId,
      }
      // Sent by two tabs in one breath it is still one.
      if (await store.insertStory(tx, row, ctx.now())) {
        await store.writeNamed(tx, input.id, personIds, false)
        await store.noteWriter(tx, input.id, personId!)
        tx.audit({ action: 'story.told', subject: { kind: 'story', id: input.id } })
      }
    }
    const row = (await store.findStory(tx, input.id))!
    // Somebody else's id is said to be no more than taken.
    if (row.toldBy !== personId) throw new Problem(problems.notFound)
    return viewOf(ctx, tx, requireReadable(ctx, row))
  })
}

function requireNamed(cards: Awaited<ReturnType<typeof personCard>>, personIds: readonly string[], tellerId: string | null): void {
  const fault = (detail: string) => new Problem(problems.invalidInput, { errors: [{ pointer: '/personIds', detail }] })
  if (personIds.includes(tellerId ?? '')) throw fault('You tell it yourself; name the others.')
  for (const id of personIds) if (cards.get(id)?.status !== 'active') throw fault('This person is not here any more.')
}

/** The story for whoever prepares it, locked. Throws 404, 410, 403 and 412; published words stay. */
export async function openDraft(ctx: Context, tx: WriteTx, id: string, version: number | null): Promise<store.StoryRow> {
  const row = requireReadable(ctx, await store.lockStory(tx, id))
  if (!mayWrite(ctx, row)) throw new Problem(problems.notAllowed)
  if (row.state === 'published') throw new Problem(storySettled)
  if (version !== null && version !== row.version) throw new Problem(problems.versionChanged)
  return row
}
/** What is written after it was handed over has to be handed over again. */
async function written(ctx: Context, tx: WriteTx, row: store.StoryRow): Promise<Story> {
  const { personId } = ctx.actor
  if (personId !== null && !row.writers.includes(personId)) {
    await store.noteWriter(tx, row.id, personId)
    tx.audit({ action: 'story.changed', subject: { kind: 'story', id: row.id } })
  }
  if (row.state === 'review') await store.setState(tx, row.id, 'draft', null)
  return viewOf(ctx, tx, (await store.findStory(tx, row.id))!)
}

const said = ['title', 'happened', 'hard', 'did', 'felt'] as const
export const changeStory = (ctx: Context, id: string, version: number, input: z.output<typeof storyChange>): Promise<Story> =>
  ctx.write(async (tx) => {
    const row = await openDraft(ctx, tx, id, version)
    const isOther = said.some((part) => row[part] !== input[part])
    const fresh = input.personIds.filter((personId) => !row.people.some((one) => one.personId === personId))
    requireNamed(await personCard(tx, fresh), fresh, row.toldBy)
    if (input.principleId !== row.principleId) await requireLive(tx, input.principleId)
    await store.writeWords(tx, id, input)
    await store.writeNamed(tx, id, input.personIds, isOther)
    return written(ctx, tx, row)
  })

/** Replacing what gives somebody away asks nobody again; so nothing else can be replaced here. */
export const settleTraces = (ctx: Context, id: string, version: number, input: z.output<typeof settling>): Promise<Story> =>
  ctx.write(async (tx) => {
    const row = await openDraft(ctx, tx, id, version)
    const { names } = await lacksOf(tx, row)
    const traces = new Set(textsOf(row).flatMap((text) => findTraces(text, { language: row.language, ...names }).map(({ words }) => words)))
    const strange = input.replace.findIndex(({ words }) => !traces.has(words))
    if (strange >= 0)
      throw new Problem(problems.invalidInput, {
        errors: [{ pointer: `/replace/${strange}/words`, detail: 'This is not in the story, or gives nobody away.' }],
      })
    const now = replaceIn(row, input.replace)
    await store.writeSettled(tx, id, { ...now, title: now.title.slice(0, 120), kept: input.kept })
    await store.writeSheets(tx, id, now.sheets)
    return written(ctx, tx, row)
  })

export const changePoints = (ctx: Context, id: string, version: number, { points }: z.output<typeof pointsChange>): Promise<Story> =>
  ctx.write(async (tx) => {
    const row = await openDraft(ctx, tx, id, version)
    await store.writePoints(tx, id, points)
    return written(ctx, tx, row)
  })

export const changeSheets = (ctx: Context, id: string, version: number, { sheets }: z.output<typeof sheetsChange>): Promise<Story> =>
  ctx.write(async (tx) => {
    const row = await openDraft(ctx, tx, id, version)
    await store.writeSheets(tx, id, sheets)
    // Counts the version up, for whoever writes at the same time.
    await store.writePoints(tx, id, row.points)
    return written(ctx, tx, row)
  })

/** Refuses with what is missing among these. */
export async function requireNothing(tx: Tx, row: store.StoryRow, among: readonly string[]): Promise<void> {
  const { missing } = await lacksOf(tx, row)
  const found = missing.filter((kind) => among.includes(kind))
  if (found.length > 0) throw new Problem(storyNotReady, { errors: found.map((kind) => ({ pointer: `/${kind}`, detail: kind })) })
}
