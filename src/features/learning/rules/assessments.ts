// Pure choices of assessments: which words, what of the bank, what a sitting showed.
import type { ItemKind } from '#engines/item/item.ts'
import type { Family } from '#engines/lesson/lesson.ts'
import { isFor } from './lessons.ts'

export type AssessmentTexts = Partial<Record<'en' | 'de' | 'ar', { title: string; lead: string }>>
export type Confidence = 'sure' | 'rather' | 'guess'

export function wordsIn(texts: AssessmentTexts, language: string, ownLanguage: string): { title: string; lead: string } {
  const known = texts as Record<string, { title: string; lead: string } | undefined>
  return known[language] ?? known[ownLanguage] ?? known['en'] ?? Object.values(texts)[0] ?? { title: '', lead: '' }
}

export interface BankItem {
  id: string
  principleId: string
  level: number
  kind: ItemKind
  families: readonly Family[]
}
/** What a sitting may draw: of the level, of these principles, for the sitter's kind of work or for everybody. */
export const drawable = <T extends BankItem>(
  bank: readonly T[],
  { level, principleIds }: { level: number; principleIds: readonly string[] },
  family: Family | null,
): T[] =>
  bank.filter(
    (item) =>
      item.level === level && (principleIds.length === 0 || principleIds.includes(item.principleId)) && isFor(item.families, family),
  )

export interface Marked {
  principleId: string
  isRight: boolean
  share: number
  confidence: Confidence | null
}
export const isSureAndWrong = ({ isRight, confidence }: Pick<Marked, 'isRight' | 'confidence'>): boolean =>
  !isRight && confidence === 'sure'

/** Sure and wrong first: whoever is sure asks nobody. Then wrong, then right by guess, then right. */
export const rankOf = (one: Pick<Marked, 'isRight' | 'confidence'>): number =>
  isSureAndWrong(one) ? 0 : !one.isRight ? 1 : one.confidence === 'guess' ? 2 : 3

export const meanShare = (marked: readonly Pick<Marked, 'share'>[]): number =>
  marked.length === 0 ? 0 : marked.reduce((sum, { share }) => sum + share, 0) / marked.length

/** Rounding of shares must fail nobody: 0.8 of 10 thirds is 0.8. */
const rounding = 1e-9
export const passes = (share: number, passPercent: number): boolean => share * 100 >= passPercent - rounding

export interface SkillShown {
  principleId: string
  asked: number
  share: number
  isMet: boolean
}
/** What a sitting says of each principle that it asked. */
export function skillsShown(marked: readonly Marked[], passPercent: number): SkillShown[] {
  const groups = Map.groupBy(marked, ({ principleId }) => principleId)
  return [...groups].map(([principleId, some]) => {
    const share = meanShare(some)
    return { principleId, asked: some.length, share, isMet: passes(share, passPercent) }
  })
}
