// One question on a page, a navigator, what is flagged for later, a summary before handing in; afterwards what came of it.
import { useMemo, useState } from 'react'
import { useParam, useSearchState } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { Waits } from '#ui/Waits.tsx'
import { staleAfter, submissionsPath, useSitting } from './kept.ts'
import { Question } from './Question.tsx'
import { AfterResult, Result } from './Result.tsx'
import './sittings.css'
import { Summary } from './Summary.tsx'

export function SittingPage() {
  const t = useT('learning')
  const id = useParam('sittingId')
  const sitting = useSitting(id, (number) => t('sittings.answerTo', { number }))
  const [{ question }, set] = useSearchState({ question: '1' })
  const { kept, result, query } = sitting
  const stale = useMemo(() => staleAfter(id), [id])
  // Focus goes along from question to question; the page as it opens keeps its own.
  const [hasMoved, setMoved] = useState(false)
  const go = (to: number | 'summary') => {
    setMoved(true)
    set({ question: String(to) }, 'push')
  }
  const back = { to: '/learn/assessments', label: t('sittings.title') }
  const title = result?.title ?? kept?.sitting.title ?? t('sittings.title')
  if (result)
    return (
      <Page title={title} back={back} who={t('sittings.who')} next={<AfterResult result={result} />}>
        <Result result={result} />
      </Page>
    )
  const count = kept?.sitting.questions.length ?? 0
  const isSummary = question === 'summary'
  const at = Math.min(count, Math.max(1, Number(question) || 1))
  return (
    <Page title={title} back={back} who={t('sittings.who')}>
      {kept ? (
        <Stack gap={5}>
          {sitting.isHanded ? (
            <Message kind="wait" title={t('sittings.handed')} isNews>
              <p>{t('sittings.handedText')}</p>
            </Message>
          ) : isSummary ? (
            <Summary kept={kept} onGo={go} onHandIn={() => void sitting.handIn(title)} />
          ) : (
            <Question
              key={at}
              kept={kept}
              at={at}
              unsent={sitting.unsent}
              onSay={sitting.say}
              onLeave={sitting.send}
              takesFocus={hasMoved}
              onGo={go}
            />
          )}
          <Waits paths={[submissionsPath]} stale={stale} t={t} />
        </Stack>
      ) : (
        <Reading query={query} t={t}>
          {() => null}
        </Reading>
      )}
    </Page>
  )
}
