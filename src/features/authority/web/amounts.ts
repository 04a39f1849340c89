// Amounts as people write and read them: money in minor units on the wire, in whole units on the page.
import { readAmount } from '#engines/text/find.ts'
import { useLanguage, useT } from '#ui/i18n.ts'

type Measured = { measure: string; currency: string | null }

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** What was typed, in the rule's measure; null for nothing or no number. */
export function amountFrom(text: string, { measure, currency }: Measured): { amount: number; currency: string | null } | null {
  if (measure === 'none') return null
  const read = readAmount(text)
  if (!read) return null
  if (measure !== 'money') return { amount: Math.round(read.value), currency: null }
  const of = read.currency ?? currency ?? 'EUR'
  return { amount: Math.round(read.value * 10 ** digitsOf(of)), currency: of }
}
/** As it stands in a field. */
export const typedAmount = (amount: number, { measure, currency }: Measured): string =>
  measure === 'money' && currency ? String(amount / 10 ** digitsOf(currency)) : String(amount)

/** "EUR 40", "3 days", "2". */
export function useAmount(): (amount: number, of: Measured) => string {
  const t = useT('authority')
  const { locale } = useLanguage()
  return (amount, { measure, currency }) => {
    if (measure !== 'money' || !currency) return t(`amount.${measure === 'days' ? 'days' : 'count'}`, { count: amount })
    const digits = digitsOf(currency)
    const value = amount / 10 ** digits
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
      minimumFractionDigits: Number.isInteger(value) ? 0 : digits,
    }).format(value)
  }
}
