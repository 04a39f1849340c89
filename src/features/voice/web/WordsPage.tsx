import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { LoadMore } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages } from '#ui/queries.ts'
import { EmptyState, Said } from '#ui/Words.tsx'
import type { QuoteView } from '../contract.ts'
import { CustomerQuote } from './parts.tsx'

/** What customers said about the work of my unit. */
export function WordsPage() {
  const t = useT('voice')
  const quotes = usePages<QuoteView>('/api/quotes')
  return (
    <Page title={t('words.title')} lead={t('words.lead')} who={t('words.who')}>
      {quotes.problem ? (
        <ProblemView problem={quotes.problem} t={t} onRetry={() => void quotes.refetch()} />
      ) : quotes.items.length === 0 && !quotes.isPending ? (
        <EmptyState level={2} title={t('words.none')} text={t('words.noneText')} />
      ) : (
        <Stack gap={6}>
          {quotes.items.map((quote) =>
            quote.kind === 'praise' ? (
              <Said key={quote.id}>
                <CustomerQuote
                  quote={quote}
                  end={
                    <Row>
                      <Link to={`/thanks/give?quote=${quote.id}&unit=${quote.unit.id}`}>{t('words.thank')}</Link>
                      <Link to={`/stories/tell?quote=${quote.id}`}>{t('words.tell')}</Link>
                    </Row>
                  }
                />
              </Said>
            ) : (
              <CustomerQuote key={quote.id} quote={quote} />
            ),
          )}
          <LoadMore
            shown={quotes.items.length}
            hasMore={quotes.hasNextPage}
            isBusy={quotes.isFetchingNextPage}
            onMore={() => void quotes.fetchNextPage()}
          />
        </Stack>
      )}
    </Page>
  )
}
