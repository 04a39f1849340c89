// The one place that says which principle a theme of a file means: as somebody has said, else as the words of both say. Lessons, scenarios, items, cards and packs ask here.
import { principleWords, type PrincipleRef, requireLive } from '#features/language/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { makeThemeGuess } from '../rules/themes.ts'
import { dropTheme, saidThemes, sayThemes } from '../store/themes.ts'

export interface ThemeMeaning {
  theme: string
  /** Null: nothing fits; somebody has to say it. */
  principle: PrincipleRef | null
  isGuess: boolean
}
type Meaning = (theme: string, own?: readonly string[]) => ThemeMeaning

/**
 * For any themes, `own` being what a pack says of one; a principle that was retired since is none, so the theme is guessed again.
 *
 * @param chosen what is said now: theme to principle's id, or its name in any language
 */
export async function meaningOf(tx: Tx, language: string, chosen: Readonly<Record<string, string>> = {}): Promise<Meaning> {
  const [principles, said] = await Promise.all([principleWords(tx, language), saidThemes(tx)])
  const guess = makeThemeGuess(principles)
  const refOf = (one: (typeof principles)[number] | null | undefined): PrincipleRef | null =>
    one ? { id: one.id, name: one.name, colour: one.colour, icon: one.icon, position: one.position } : null
  return (theme, own) => {
    const now = Object.hasOwn(chosen, theme) ? chosen[theme]!.toLowerCase() : undefined
    if (now !== undefined) {
      const meant = principles.find(({ id, names }) => id === now || names.some((name) => name.toLowerCase() === now))
      return { theme, principle: refOf(meant), isGuess: false }
    }
    const known = principles.find(({ id }) => id === said.get(theme))
    return { theme, principle: refOf(known ?? guess(theme, own)), isGuess: known === undefined }
  }
}

/** From now on it is said, and pages can correct it. */
export async function keepMeanings(ctx: Context, tx: WriteTx, meanings: readonly ThemeMeaning[]): Promise<void> {
  const rows = meanings.flatMap(({ theme, principle }) => (principle ? [{ theme, principleId: principle.id }] : []))
  if (rows.length > 0) await sayThemes(tx, rows, ctx.now())
}

export async function changeTheme(ctx: Context, theme: string, principleId: string | null): Promise<void> {
  ctx.require('scenarios.write', {})
  await ctx.write(async (tx) => {
    if (principleId === null) await dropTheme(tx, theme)
    else {
      await requireLive(tx, principleId)
      await sayThemes(tx, [{ theme, principleId }], ctx.now())
    }
    tx.audit({ action: 'theme.changed', subject: { kind: 'principle', id: principleId ?? tx.organisationId }, details: { theme } })
  })
}
