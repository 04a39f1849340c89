// A customer's words in the weekly message: of the person's own unit and the one right above it, so that a team of three also hears what is said about its shop.
import { unitsById } from '#features/people/public.ts'
import type { DigestPart } from '#features/practice/public.ts'
import { quotesOfUnits } from '../store/quotes.ts'

export const digestPart: DigestPart<'words'> = {
  kind: 'words',
  async read(tx, readers) {
    const own = [...new Set(readers.flatMap(({ unitId }) => unitId ?? []))]
    if (own.length === 0) return new Map()
    const first = readers.map(({ since }) => since.toISOString()).reduce((a, b) => (a < b ? a : b))
    const places = await unitsById(tx, own)
    const heard = new Map([...places].map(([id, { ancestorIds }]) => [id, ancestorIds.slice(-2)]))
    const above = [...new Set([...heard.values()].flat())].filter((id) => !places.has(id))
    const [quotes, more] = await Promise.all([
      quotesOfUnits(tx, [...new Set([...heard.values()].flat())], first),
      above.length > 0 ? unitsById(tx, above) : new Map<string, { name: string }>(),
    ])
    const byUnit = Map.groupBy(quotes, ({ unitId }) => unitId)
    const found = readers.flatMap(({ personId, unitId, since }) => {
      const mine = (heard.get(unitId ?? '') ?? []).flatMap((id) => byUnit.get(id) ?? [])
      const fresh = mine.filter(({ receivedAt }) => receivedAt > since.toISOString()).toSorted((a, b) => a.rank - b.rank)
      const [best] = fresh
      if (!best) return []
      const unit = (places.get(best.unitId) ?? more.get(best.unitId))?.name ?? ''
      return [[personId, [{ kind: 'words' as const, words: best.words, language: best.language, unit, link: '/customers-words' }]] as const]
    })
    return new Map(found)
  },
}
