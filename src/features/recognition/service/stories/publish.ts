// From the marked story to a scenario, and from there before the eyes of somebody else to everybody.
import { draftScenario, draftWords } from '#engines/story/draft.ts'
import { principleRefs, tag } from '#features/language/public.ts'
import { addScenarioIn, publishScenarioIn, scenarioOfStory, themeFor } from '#features/learning/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { missingKinds, type Story } from '../../contract/stories.ts'
import { anotherReaderNeeded } from '../../problems.ts'
import * as store from '../../store/stories/stories.ts'
import { storyKind } from './consent.ts'
import { requireReadable, viewOf } from './view.ts'
import { openDraft, requireNothing } from './write.ts'

/** The id of the scenario: the one that is there, or a new draft. */
export const draftOf = (ctx: Context, id: string): Promise<{ id: string }> =>
  ctx.write(async (tx) => {
    ctx.require('stories.draft', {})
    const row = await openDraft(ctx, tx, id, null)
    if (row.scenarioId !== null && (await scenarioOfStory(tx, row.scenarioId))) return { id: row.scenarioId }
    await requireNothing(tx, row, ['traces', 'consent', 'points'])
    const [principles, theme] = await Promise.all([principleRefs(tx, row.language), themeFor(ctx, tx, row.principleId)])
    const principle = principles.find((one) => one.id === row.principleId)?.name ?? ''
    // A new one where somebody has discarded the first: the key is taken only by what is there.
    const story = { ...row, theme, principle, key: `story-${id.replaceAll('-', '').slice(-12)}` }
    const scenarioId = await addScenarioIn(ctx, tx, { language: row.language, text: draftScenario(story), heldFor: id })
    await store.setScenario(tx, id, scenarioId)
    if (!row.sheets.some(({ language }) => language === row.language))
      await store.writeSheets(tx, id, [...row.sheets, { language: row.language, ...draftWords(story) }])
    tx.audit({ action: 'story.drafted', subject: { kind: 'story', id } })
    return { id: scenarioId }
  })

export const handOver = (ctx: Context, id: string): Promise<Story> =>
  ctx.write(async (tx) => {
    const row = await openDraft(ctx, tx, id, null)
    await requireNothing(tx, row, missingKinds)
    if (row.state === 'draft') {
      await store.setState(tx, id, 'review', null)
      tx.audit({ action: 'story.handed-over', subject: { kind: 'story', id } })
    }
    return viewOf(ctx, tx, (await store.findStory(tx, id))!)
  })

/** Whoever has written in the story or its scenario does not judge it. Good: it is published, with its scenario, in this moment. */
export const reviewStory = (ctx: Context, id: string, { isGood, note }: { isGood: boolean; note: string }): Promise<void> =>
  ctx.write(async (tx) => {
    const row = requireReadable(ctx, await store.lockStory(tx, id))
    ctx.require('stories.review', { unitPath: row.unitPath })
    if (row.state !== 'review') throw new Problem(problems.conflict, { detail: 'It is not handed over.' })
    const { personId } = ctx.actor
    const scenario = await scenarioOfStory(tx, row.scenarioId)
    if (row.writers.includes(personId ?? '') || scenario?.writerIds.includes(personId ?? '')) throw new Problem(anotherReaderNeeded)
    if (!isGood) {
      await store.setState(tx, id, 'draft', note || null)
      tx.audit({ action: 'story.sent-back', subject: { kind: 'story', id } })
    } else {
      await requireNothing(tx, row, missingKinds)
      await publishScenarioIn(ctx, tx, row.scenarioId!)
      await store.setPublished(tx, id, personId, ctx.now())
      await tag(tx, ctx.now().toISOString(), { principleId: row.principleId, kind: storyKind, subjectId: id, unitId: row.unitId })
      tx.audit({ action: 'story.published', subject: { kind: 'story', id } })
    }
  })
