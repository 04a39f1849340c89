// What pages to the right may use of voice: a customer's words with where they belong, and the scores of one answer.
import type { ReactNode } from 'react'
import { useT } from '#ui/i18n.ts'
import { useFormats } from '#ui/Moments.tsx'
import { Quote, Tag } from '#ui/Words.tsx'
import type { QuoteView, Response } from '../contract.ts'

/** Somebody's words, then where and when; in the language they were said in. */
export function CustomerQuote({ quote, isLarge, end }: { quote: QuoteView; isLarge?: boolean; end?: ReactNode }) {
  const { day } = useFormats()
  const places = [quote.unit.name, quote.causeStep?.name ?? quote.step?.name].filter((name) => typeof name === 'string')
  return (
    <Quote
      isLarge={isLarge}
      lang={quote.language}
      end={end}
      by={
        <>
          <bdi>{places.join(', ')}</bdi>
          {', '}
          {day(quote.at)}
        </>
      }
    >
      {quote.words}
    </Quote>
  )
}

const meanings = { praise: 'good', mixed: 'note', complaint: 'wait' } as const
export function KindTag({ kind }: { kind: Response['kind'] }) {
  const t = useT('voice')
  return <Tag meaning={meanings[kind]}>{t(`kind.${kind}`)}</Tag>
}

/** "Recommends: 9 of 10", one after the other; what was left out is left out. */
export function ScoreWords({ response }: { response: Pick<Response, 'csat' | 'nps' | 'ces' | 'isSolved'> }) {
  const t = useT('voice')
  const parts = [
    response.nps === null ? undefined : t('given.nps', { value: response.nps }),
    response.csat === null ? undefined : t('given.csat', { value: response.csat }),
    response.ces === null ? undefined : t('given.ces', { value: response.ces }),
    response.isSolved === null ? undefined : t(response.isSolved ? 'given.solved' : 'given.notSolved'),
  ].filter((part) => part !== undefined)
  return <>{parts.length > 0 ? parts.join(t('given.between')) : t('given.none')}</>
}
