import { untag } from '#features/language/public.ts'
// Asking colleagues, their answers, and taking a story back: in one transaction nothing of it is left.
import { withdrawScenarioIn } from '#features/learning/public.ts'
import { forgetScenes } from '#features/practice/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Story } from '../../contract/stories.ts'
import { nameInStory } from '../../problems.ts'
import * as store from '../../store/stories/stories.ts'
import { lacksOf, requireReadable, viewOf } from './view.ts'
import { openDraft, requireNothing } from './write.ts'

export const storyKind = 'story'

/** Whom it is about reads the words as they would be published: nothing in them gives a customer away any more. */
export const askForConsent = (ctx: Context, id: string): Promise<Story> =>
  ctx.write(async (tx) => {
    const row = await openDraft(ctx, tx, id, null)
    await requireNothing(tx, row, ['traces'])
    await store.askNamed(tx, id, ctx.now())
    if (row.people.some(({ isAsked }) => !isAsked)) tx.audit({ action: 'story.asked', subject: { kind: 'story', id } })
    return viewOf(ctx, tx, (await store.findStory(tx, id))!)
  })

/** Null: the answer was no, and the story is gone. */
export const answerConsent = (ctx: Context, id: string, answer: 'yes' | 'unnamed' | 'no'): Promise<Story | null> =>
  ctx.write(async (tx) => {
    const { personId } = ctx.actor
    const row = requireReadable(ctx, await store.lockStory(tx, id))
    const mine = row.people.find((one) => one.personId === personId)
    ctx.require('stories.consent', { personId: mine?.isAsked ? mine.personId : null })
    if (answer === 'no') {
      await removeStoryIn(ctx, tx, row)
      return null
    }
    await store.writeAnswer(tx, id, personId!, answer, ctx.now())
    const now = (await store.findStory(tx, id))!
    if (row.state === 'published' && (await lacksOf(tx, now)).missing.includes('traces')) throw new Problem(nameInStory)
    tx.audit({ action: 'story.answered', subject: { kind: 'story', id } })
    return viewOf(ctx, tx, now)
  })

export const withdrawStory = (ctx: Context, id: string): Promise<void> =>
  ctx.write(async (tx) => {
    const row = requireReadable(ctx, await store.lockStory(tx, id))
    ctx.require('stories.withdraw', { personId: row.toldBy })
    await removeStoryIn(ctx, tx, row)
  })

/** The words, whom they were about, the scenario in every version, the plays' and practice's scenes, what carries the principle. Huddles and posters look them up and find nothing. */
export async function removeStoryIn(ctx: Context, tx: WriteTx, { id, scenarioId, state }: store.StoryRow): Promise<void> {
  if (state === 'withdrawn') return
  if (scenarioId !== null) {
    await forgetScenes(tx, scenarioId)
    await withdrawScenarioIn(ctx, tx, scenarioId)
  }
  await untag(tx, storyKind, id)
  await store.withdrawStory(tx, id, ctx.now())
  tx.audit({ action: 'story.withdrawn', subject: { kind: 'story', id } })
}

/** Erasing a person takes back what they told and every story in which they are named. */
export async function removeStoriesOf(ctx: Context, tx: WriteTx, personId: string): Promise<void> {
  for (const id of await store.storiesAbout(tx, personId)) {
    const row = await store.lockStory(tx, id)
    if (row) await removeStoryIn(ctx, tx, row)
  }
}
