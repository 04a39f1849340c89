// Which principle each theme means: as somebody has said, else as the principles' own words say.
import { type PrincipleRef, principleRefs, requireLive } from '#features/language/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { guessPrinciple } from '../rules/themes.ts'
import { dropTheme, saidThemes, sayTheme } from '../store/themes.ts'

export interface ThemeMeaning {
  theme: string
  principle: PrincipleRef | null
  isGuess: boolean
}
/** For any themes; a principle that was retired since is none, so the theme is guessed again. */
export async function meaningOf(tx: Tx, language: string): Promise<(theme: string) => ThemeMeaning> {
  const [principles, said] = await Promise.all([principleRefs(tx, language), saidThemes(tx)])
  return (theme) => {
    const known = principles.find(({ id }) => id === said.get(theme))
    return { theme, principle: known ?? guessPrinciple(theme, principles), isGuess: known === undefined }
  }
}

export async function changeTheme(ctx: Context, theme: string, principleId: string | null): Promise<void> {
  ctx.require('scenarios.write', {})
  await ctx.write(async (tx) => {
    if (principleId === null) await dropTheme(tx, theme)
    else {
      await requireLive(tx, principleId)
      await sayTheme(tx, theme, principleId, ctx.now())
    }
    tx.audit({ action: 'theme.changed', subject: { kind: 'principle', id: principleId ?? tx.organisationId }, details: { theme } })
  })
}
