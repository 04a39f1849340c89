// What pages to the right may use of authority: the answer of "May I?" as a band.
import { useT } from '#ui/i18n.ts'
import { Answer } from '#ui/Words.tsx'
import type { Book, BookRule } from '../contract.ts'
import { useAmount } from './amounts.ts'
import type { FoundAnswer } from './may-i/questions.ts'
import { Ruler } from './may-i/Ruler.tsx'

/** The answer, what it means in one sentence, and the limit as a ruler. */
export function AnswerView({
  found,
  rule,
  book,
  amount,
}: {
  found: FoundAnswer
  rule: BookRule | undefined
  book: Book
  amount: number | null
}) {
  const t = useT('authority')
  const amountText = useAmount()
  const remedy = book.remedies.find(({ id }) => id === found.remedyId)?.name ?? ''
  const { answer } = found
  const limit = answer.limit !== null && rule ? amountText(answer.limit, rule) : ''
  const said = amount !== null && rule ? amountText(amount, rule) : ''
  const words = {
    yes: t(limit ? 'answer.yesUpTo' : 'answer.yesText', { remedy, limit }),
    'yes-if': t(answer.openKeys.length === 0 ? 'answer.yesIfAmount' : limit ? 'answer.yesIfUpTo' : 'answer.yesIfText', { remedy, limit }),
    'not-alone':
      answer.reason === 'over-limit' ? t('answer.overLimit', { amount: said, limit }) : t(`answer.reason.${answer.reason}`, { limit }),
  }[answer.verdict]
  const showsRuler = amount !== null && answer.limit !== null && answer.limit > 0 && answer.verdict !== 'not-alone'
  return (
    <Answer kind={answer.verdict} word={t(`answer.word.${answer.verdict}`)}>
      <p>
        <bdi>{words}</bdi>
      </p>
      {showsRuler && (
        <Ruler
          share={amount / answer.limit!}
          label={t('answer.ruler', { amount: said, limit })}
          said={said}
          limit={t('answer.yourLimit', { limit })}
        />
      )}
    </Answer>
  )
}
