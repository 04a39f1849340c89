// Which principle each theme of a pack means: as somebody has said, else as the words of both say.
import type { Pack } from '#engines/pack/pack.ts'
import { makeFinder } from '#engines/text/find.ts'
import { principleCards, requireLive } from '#features/language/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { sayTheme } from '../../store/themes.ts'
import { meaningOf } from '../themes.ts'

export interface Meaning {
  theme: string
  /** Null: nothing fits; somebody has to say it. */
  principle: { id: string; name: string } | null
  isGuess: boolean
}

/** `chosen`: theme to principle's id, or its name in any language. */
export async function meaningsFor(tx: Tx, pack: Pack, chosen: Readonly<Record<string, string>>, language: string): Promise<Meaning[]> {
  const [meaning, ...cards] = await Promise.all([
    meaningOf(tx, language),
    ...['en', 'de', 'ar'].map((one) => principleCards(tx, { jobRoleId: null, language: one, ownLanguage: language })),
  ])
  const all = cards.flat()
  const finder = makeFinder(
    [...new Set(all.map(({ id }) => id))].map((id) => ({
      id,
      phrases: all.filter((one) => one.id === id).flatMap((one) => [one.name, one.meaning]),
    })),
  )
  const named = (id: string | undefined) => {
    const card = cards[0]!.find((one) => one.id === id)
    return card ? { id: card.id, name: card.name } : null
  }
  return pack.themes.map(({ key, words }) => {
    const said = chosen[key]
    if (said !== undefined) {
      const meant = all.find(({ id, name }) => id === said || name.toLowerCase() === said.toLowerCase())
      return { theme: key, principle: named(meant?.id), isGuess: false }
    }
    const known = meaning(key)
    if (known.principle) return { theme: key, principle: named(known.principle.id), isGuess: known.isGuess }
    const found = Object.values(words).flatMap((text) => finder.find(text, 1, 0.2))
    return { theme: key, principle: named(found.toSorted((a, b) => b.score - a.score)[0]?.id), isGuess: true }
  })
}

/** From now on it is said, and pages can correct it. */
export async function keepMeanings(ctx: Context, tx: WriteTx, meanings: readonly Meaning[]): Promise<void> {
  for (const { theme, principle } of meanings) {
    if (!principle) continue
    await requireLive(tx, principle.id)
    await sayTheme(tx, theme, principle.id, ctx.now())
  }
}
