// What somebody was sure of in an assessment, and wrong, is the first that practice brings back.
import type { SureAndWrong } from '#features/learning/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { noteOnce } from './review.ts'

export async function takeFromSitting(ctx: Context, tx: WriteTx, personId: string, items: readonly SureAndWrong[]): Promise<void> {
  const saidAt = ctx.now().toISOString()
  await Promise.all(
    items.map(({ itemId, version, language, places, words }) =>
      noteOnce(
        ctx,
        tx,
        personId,
        {
          id: newId(ctx.now().getTime()),
          kind: 'item',
          subjectId: itemId,
          scenarioId: null,
          version,
          language: language as 'en',
          places,
          words,
          confidence: 'sure',
          tookSeconds: 0,
          saidAt,
        },
        true,
      ),
    ),
  )
}
