// A definition as a form holds it: everything as text, and back.
import { now } from '#ui/now.ts'
import type { Definition } from '../../contract.ts'
import { amountFrom, typedAmount } from '../amounts.ts'
import { type Code, codes } from '../definition.ts'

type Words = { title: string; why: string; next: string; say: string }
export type ConditionValues = { kind: 'confirm' | 'at-most'; key: string; most: string; texts: Record<Code, string> }
export type CaseValues = {
  title: string
  level: string
  jobRoleId: string
  unitId: string
  amount: string
  facts: Record<string, string>
  expected: 'yes' | 'yes-if' | 'not-alone'
}
export type RuleValues = {
  situationId: string
  remedyId: string
  principleId: string
  measure: 'money' | 'count' | 'days' | 'none'
  currency: string
  /** The highest amount from level 0 to 4; empty: as the level below. */
  limits: string[]
  leastLevel: string
  conditions: ConditionValues[]
  jobRoleIds: string[]
  unitIds: string[]
  effectiveFrom: string
  effectiveUntil: string
  texts: Record<Code, Words>
  cases: CaseValues[]
  reason: string
}

const noWords = (): Words => ({ title: '', why: '', next: '', say: '' })
export const noTexts = (): Record<Code, string> => ({ en: '', de: '', ar: '' })
export const emptyValues = (): RuleValues => ({
  situationId: '',
  remedyId: '',
  principleId: '',
  measure: 'money',
  currency: 'EUR',
  limits: ['', '', '', '', ''],
  leastLevel: '1',
  conditions: [],
  jobRoleIds: [],
  unitIds: [],
  effectiveFrom: now().toISOString().slice(0, 10),
  effectiveUntil: '',
  texts: { en: noWords(), de: noWords(), ar: noWords() },
  cases: [],
  reason: '',
})
export const newCondition = (conditions: readonly ConditionValues[]): ConditionValues => {
  let number = conditions.length + 1
  while (conditions.some(({ key }) => key === `condition-${number}`)) number++
  return { kind: 'confirm', key: `condition-${number}`, most: '', texts: noTexts() }
}
export const newCase = (): CaseValues => ({ title: '', level: '1', jobRoleId: '', unitId: '', amount: '', facts: {}, expected: 'yes' })

export function valuesFrom(definition: Definition): RuleValues {
  const today = now().toISOString().slice(0, 10)
  const words = (code: Code): Words => {
    const text = definition.texts[code]
    return text ? { title: text.title, why: text.why, next: text.next.join('\n'), say: text.say ?? '' } : noWords()
  }
  return {
    situationId: definition.situationId,
    remedyId: definition.remedyId,
    principleId: definition.principleId ?? '',
    measure: definition.measure,
    currency: definition.currency ?? 'EUR',
    limits: [0, 1, 2, 3, 4].map((level) => {
      const step = definition.steps.find((one) => one.level === level)
      return step ? typedAmount(step.most, definition) : ''
    }),
    leastLevel: String(definition.leastLevel),
    conditions: definition.conditions.map((one) => ({
      kind: one.kind,
      key: one.key,
      most: one.kind === 'at-most' ? String(one.most) : '',
      texts: { ...noTexts(), ...one.texts },
    })),
    jobRoleIds: definition.jobRoleIds,
    unitIds: definition.unitIds,
    effectiveFrom: definition.effectiveFrom > today ? definition.effectiveFrom : today,
    effectiveUntil: definition.effectiveUntil ?? '',
    texts: { en: words('en'), de: words('de'), ar: words('ar') },
    cases: definition.cases.map((one) => ({
      title: one.title,
      level: String(one.level),
      jobRoleId: one.jobRoleId ?? '',
      unitId: one.unitId ?? '',
      amount: one.amount === null ? '' : typedAmount(one.amount, definition),
      facts: Object.fromEntries(
        Object.entries(one.facts).map(([key, value]) => [key, value === true ? 'yes' : value === false ? 'no' : String(value)]),
      ),
      expected: one.expected,
    })),
    reason: '',
  }
}

export function definitionFrom(values: RuleValues): Definition {
  const { measure } = values
  const currency = measure === 'money' ? values.currency : null
  const amount = (text: string) => amountFrom(text, { measure, currency })?.amount ?? null
  const said = <T>(of: (code: Code) => T | undefined) =>
    Object.fromEntries(codes.flatMap((code) => (of(code) === undefined ? [] : [[code, of(code)]])))
  return {
    situationId: values.situationId,
    remedyId: values.remedyId,
    principleId: values.principleId || null,
    measure,
    currency,
    leastLevel: Number(values.leastLevel),
    steps:
      measure === 'none'
        ? []
        : values.limits.flatMap((text, level) => {
            const most = amount(text)
            return most === null ? [] : [{ level, most }]
          }),
    conditions: values.conditions.map(({ kind, key, most, texts }) => {
      const words = said((code) => texts[code].trim() || undefined)
      return kind === 'at-most' ? { kind, key, most: Number(most) || 0, texts: words } : { kind, key, texts: words }
    }),
    jobRoleIds: values.jobRoleIds,
    unitIds: values.unitIds,
    effectiveFrom: values.effectiveFrom,
    effectiveUntil: values.effectiveUntil || null,
    texts: said((code) => {
      const { title, why, next, say } = values.texts[code]
      if (!title.trim() && !why.trim()) return undefined
      return {
        title,
        why,
        next: next
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
          .slice(0, 3),
        ...(say.trim() ? { say } : {}),
      }
    }),
    cases: values.cases.map((one) => ({
      title: one.title,
      level: Number(one.level),
      jobRoleId: one.jobRoleId || null,
      unitId: one.unitId || null,
      amount: amount(one.amount),
      facts: Object.fromEntries(
        Object.entries(one.facts)
          .filter(([key, value]) => value !== '' && values.conditions.some((condition) => condition.key === key))
          .map(([key, value]) => [key, value === 'yes' ? true : value === 'no' ? false : Number(value)]),
      ),
      expected: one.expected,
    })),
    ...(values.reason.trim() ? { reason: values.reason } : {}),
  }
}
