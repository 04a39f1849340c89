// A pack's behaviours, for each job role of their family. Once they are here they belong to the language of the house: an update brings new ones only.
import type { Pack } from '#engines/pack/pack.ts'
import { addBehaviourIn } from '#features/language/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import type { PartRow } from '../../store/packs.ts'
import { familiesByJobRole } from '../role-families.ts'

interface Taking {
  pack: Pack
  spoken: readonly string[]
  principleOf: (theme: string) => string
  known: ReadonlyMap<string, PartRow>
  isApplied: boolean
}
/** Answers the names of those that came, and of those that were here. */
export async function takeBehaviours(
  ctx: Context,
  tx: WriteTx,
  { pack, spoken, principleOf, known, isApplied }: Taking,
): Promise<{ added: string[]; here: string[] }> {
  const roles = [...(await familiesByJobRole(tx))]
  const came = { added: [] as string[], here: [] as string[] }
  const adding: Promise<unknown>[] = []
  for (const { family, level, theme, texts } of pack.behaviours) {
    const own = Object.fromEntries(
      spoken.flatMap((language) => {
        const row = texts[language]
        return row ? [[language, { name: row.words, poor: row.poor, good: row.good, great: row.great }]] : []
      }),
    )
    for (const [jobRoleId] of roles.filter(([, of]) => of === family)) {
      const part = `behaviours/${family}/${level}/${theme}/${jobRoleId}`
      came[known.has(part) ? 'here' : 'added'].push(part)
      // Sent together; the connection takes them one after the other.
      if (isApplied && !known.has(part))
        adding.push(addBehaviourIn(tx, ctx, { principleId: principleOf(theme), jobRoleId, level, texts: own }))
    }
  }
  await Promise.all(adding)
  return came
}
