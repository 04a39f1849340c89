// A customer's own words come before any number.
import { unitIdsBelow } from '#features/people/public.ts'
import { quotesFor } from '#features/voice/public.ts'
import type { Context } from '#platform/http/context.ts'
import type { ChainWords } from '../contract/chain.ts'
import { openUnit } from './period.ts'

export const readWords = (ctx: Context, query: { unitId: string; weeks: '4' | '12' | '26' | '52' }): Promise<ChainWords> =>
  ctx.read(async (tx) => {
    const { unit, period } = await openUnit(ctx, tx, query)
    const unitIds = await unitIdsBelow(tx, [unit.id])
    const [quote] = await quotesFor(tx, unitIds, { since: `${period.firstDay}T00:00:00Z`, limit: 1 })
    if (!quote) return { quote: null }
    const { id, words, language, at, kind } = quote
    return { quote: { id, words, language, at, kind } }
  })
