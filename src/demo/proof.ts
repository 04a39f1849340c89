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

interface Shown {
  card: PersonCard
  kind: Kind
  level: number
  share: number
  daysAgo: number
  outcome: 'met' | 'not-yet'
}
function shownBy(card: PersonCard, fixed: Proof['levels']): Shown[] {
  const level = levelOf(card, fixed)
  // People of the story had their level before the story began.
  const [least, days] = fixed[card.displayName] === undefined ? [6, 214] : [70, 150]
  return piecesOf[level]!.flatMap((kind, i) => {
    const share = shareOf(`${card.displayName} ${kind} ${i}`)
    const met = { card, kind, level: Math.max(1, level), share, daysAgo: least + Math.floor(share * days), outcome: 'met' as const }
    // A few needed a second try.
    const isSecondTry = kind === 'sign-off' && shareOf(`${card.displayName} tries`) < 0.15
    return isSecondTry ? [{ ...met, daysAgo: met.daysAgo + 12, outcome: 'not-yet' as const }, met] : [met]
  })
}

export async function addProof(house: House): Promise<void> {
  const { words, levels } = await readContent<Proof>('proof.json')
  // In the order of the days, so that each level is reached on its own.
  const pieces = house.people.flatMap((card) => shownBy(card, levels)).sort((a, b) => b.daysAgo - a.daysAgo)
  await house.ctx.write(async (tx) => {
    for (const { card, kind, level, share, daysAgo, outcome } of pieces) {
      const ctx = house.at(daysAgo, '12:00')
      const isSeen = kind === 'observed' || kind === 'sign-off'
      const said = isSeen && outcome === 'met' ? words[kind] : []
      await recordEvidence(ctx, tx, {
        personId: card.id,
        kind,
        level,
        sourceKind: kind === 'sign-off' ? 'sign-off' : 'demonstration',
        sourceId: newId(ctx.now().getTime()),
        outcome,
        shownAt: ctx.now(),
        words: said[Math.floor(share * said.length)]?.[card.language === 'de' || card.language === 'ar' ? card.language : 'en'] ?? null,
        notedBy: isSeen ? card.managerId : null,
      })
    }
  })
}
