// What people have shown so far, so that their levels differ: newcomers have begun, most are trusted alone, some teach others.
import { recordEvidence } from '#features/evidence/public.ts'
import type { PersonCard } from '#features/people/public.ts'
import { newId } from '#platform/ids.ts'
import { type ByLanguage, readContent } from './content.ts'
import { type House, shareOf } from './house.ts'

type Kind = Parameters<typeof recordEvidence>[2]['kind']
/** Pieces that the default requirements of each level ask for, those of the levels below included. */
const piecesOf: readonly Kind[][] = [
  ['knowledge'],
  ['knowledge', 'sign-off'],
  ['knowledge', 'scenario', 'observed', 'sign-off'],
  ['knowledge', 'scenario', 'scenario', 'observed', 'observed', 'sign-off'],
  ['knowledge', 'scenario', 'scenario', 'observed', 'observed', 'observed', 'sign-off'],
]
interface Proof {
  words: Record<'observed' | 'sign-off', ByLanguage[]>
  /** People of the story, whose level is no accident. */
  levels: Record<string, number>
}

function levelOf(card: PersonCard, fixed: Proof['levels']): number {
  const known = fixed[card.displayName]
  if (known !== undefined) return known
  if (card.leadsUnit) return shareOf(`${card.displayName} leads`) < 0.3 ? 4 : 3
  const share = shareOf(card.displayName)
  return share < 0.12 ? 0 : share < 0.4 ? 1 : share < 0.8 ? 2 : share < 0.97 ? 3 : 4
}

const dayMs = 86_400_000
export async function addProof(house: House): Promise<void> {
  const { words, levels } = await readContent<Proof>('proof.json')
  const now = house.ctx.now().getTime()
  await house.ctx.write(async (tx) => {
    for (const card of house.people) {
      const level = levelOf(card, levels)
      for (const [i, kind] of piecesOf[level]!.entries()) {
        const said = kind === 'observed' || kind === 'sign-off' ? words[kind] : []
        const share = shareOf(`${card.displayName} ${kind} ${i}`)
        const daysAgo = 70 + Math.floor(share * 150)
        await recordEvidence(house.ctx, tx, {
          personId: card.id,
          kind,
          level: Math.max(1, level),
          sourceKind: kind === 'sign-off' ? 'sign-off' : 'demonstration',
          sourceId: newId(now - daysAgo * dayMs),
          outcome: 'met',
          shownAt: new Date(now - daysAgo * dayMs),
          words: said[Math.floor(share * said.length)]?.[card.language === 'de' || card.language === 'ar' ? card.language : 'en'] ?? null,
          notedBy: kind === 'observed' || kind === 'sign-off' ? card.managerId : null,
        })
      }
    }
  })
}
