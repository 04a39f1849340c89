// On the page of one's levels: what the next level would let one decide alone, by the rules that this phone answers "May I?" with.
import { decide, inForce } from '#engines/boundary/decide.ts'
import { List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import type { Book } from '../contract.ts'
import { useAmount } from './amounts.ts'
import { useBook } from './book.ts'

const most = 6
interface Gain {
  key: string
  situationId: string
  remedyId: string
  limit: number | null
  before: number | null
  ruleId: string
}
/** What is not decided alone today and would be, or up to more. Conditions stay open: they are about the case. */
export function gainsOf(book: Book, from: number, to: number): Gain[] {
  const pairs = new Map(
    inForce(book.rules, book.day).map(({ situationId, remedyId }) => [`${situationId} ${remedyId}`, { situationId, remedyId }]),
  )
  return [...pairs].flatMap(([key, pair]): Gain[] => {
    const at = (level: number) =>
      decide(book.rules, { ...book.person, level }, { ...pair, amount: null, currency: null, facts: {}, day: book.day })
    const [now, then] = [at(from), at(to)]
    if (then.verdict === 'not-alone' || !then.rule) return []
    const before = now.verdict === 'not-alone' ? null : (now.limit ?? 0)
    const isMore = now.verdict === 'not-alone' || (then.limit ?? 0) > (now.limit ?? 0)
    return isMore ? [{ key, ...pair, limit: then.limit, before, ruleId: then.rule.id }] : []
  })
}

export function LevelAllows({ from, to, steps }: { from: number; to: number; steps: number }) {
  const t = useT('authority')
  const amountText = useAmount()
  const { book } = useBook()
  const gains = book ? gainsOf(book, from, to) : []
  if (!book || gains.length === 0) return null
  const nameOf = (things: readonly { id: string; name: string }[], id: string) => things.find((one) => one.id === id)?.name ?? ''
  return (
    <Section level={3} title={t('allows.title', { count: steps })}>
      <List
        label={t('allows.title', { count: steps })}
        items={gains.slice(0, most).map(({ key, situationId, remedyId, limit, before, ruleId }) => {
          const rule = book.rules.find(({ id }) => id === ruleId)
          const amount = (value: number) => (rule ? amountText(value, rule) : String(value))
          return {
            key,
            title: <bdi>{nameOf(book.remedies, remedyId)}</bdi>,
            note: <bdi>{nameOf(book.situations, situationId)}</bdi>,
            end:
              limit === null
                ? t('allows.alone')
                : before
                  ? t('allows.more', { limit: amount(limit), before: amount(before) })
                  : t('allows.upTo', { limit: amount(limit) }),
            to: `/may-i?s=${situationId}&r=${remedyId}`,
          }
        })}
      />
    </Section>
  )
}
