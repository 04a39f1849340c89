import { type Sentence, sentencesOf } from '#engines/boundary/plain-text.ts'
import type { Rule } from '#engines/boundary/rule.ts'
import { useLevelName } from '#features/evidence/web/parts.tsx'
import { useT } from '#ui/i18n.ts'
import { useFormats } from '#ui/Moments.tsx'
import { useAmount } from './amounts.ts'

export type RuleNames = {
  situation: string
  remedy: string
  conditions: Record<string, string>
  jobRoles: Record<string, string>
  units: Record<string, string>
}

/** The rule as sentences, made from the rule itself: what it says can't differ from what it does. */
export function useRuleSentences(): (rule: Rule, names: RuleNames) => string[] {
  const t = useT('authority')
  const { day, list } = useFormats()
  const levelName = useLevelName()
  const amountText = useAmount()
  return (rule, names) => {
    const called = (ids: readonly string[], known: Record<string, string>) => list(ids.map((id) => known[id] ?? '–'))
    const say = (sentence: Sentence): string => {
      switch (sentence.key) {
        case 'may':
          return t(sentence.level === 0 ? 'text.may' : 'text.mayFrom', {
            situation: names.situation,
            remedy: names.remedy,
            level: levelName(sentence.level),
          })
        case 'limit':
          return t(sentence.level === 0 ? 'text.limit' : 'text.limitFrom', {
            amount: amountText(sentence.most, rule),
            level: levelName(sentence.level),
          })
        case 'only-if':
          return sentence.most === null
            ? t('text.onlyIf', { condition: names.conditions[sentence.conditionKey] ?? sentence.conditionKey })
            : t('text.onlyUpTo', { condition: names.conditions[sentence.conditionKey] ?? sentence.conditionKey, most: sentence.most })
        case 'roles':
          return t('text.roles', { roles: called(sentence.ids, names.jobRoles) })
        case 'units':
          return t('text.units', { units: called(sentence.ids, names.units) })
        case 'valid':
          return sentence.until === null
            ? t('text.valid', { from: day(sentence.from) })
            : t('text.validUntil', { from: day(sentence.from), until: day(sentence.until) })
        case 'ended':
          return t('text.ended', { from: day(sentence.from) })
      }
    }
    return sentencesOf(rule).map(say)
  }
}

export function RuleText({ rule, names }: { rule: Rule; names: RuleNames }) {
  const sentences = useRuleSentences()
  return (
    <ul className="rule-text">
      {sentences(rule, names).map((sentence) => (
        <li key={sentence}>
          <bdi>{sentence}</bdi>
        </li>
      ))}
    </ul>
  )
}
