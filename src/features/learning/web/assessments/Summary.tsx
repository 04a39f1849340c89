// Before handing in: what is answered, what is open, what was flagged.
import { useEffect, useRef, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { Tag } from '#ui/Words.tsx'
import type { KeptSitting } from './kept.ts'
import { isOpenIn } from './Navigator.tsx'

export function Summary({ kept, onGo, onHandIn }: { kept: KeptSitting; onGo: (number: number) => void; onHandIn: () => void }) {
  const t = useT('learning')
  const { questions } = kept.sitting
  const open = questions.filter((_, i) => isOpenIn(kept, i + 1)).length
  const flagged = questions.filter(({ itemId }) => kept.said[itemId]!.isFlagged).length
  const [isBusy, setBusy] = useState(false)
  const top = useRef<HTMLHeadingElement>(null)
  useEffect(() => top.current?.focus(), [])
  return (
    <section className="sitting" aria-labelledby="sitting-summary">
      <h2 id="sitting-summary" ref={top} tabIndex={-1}>
        {t('sittings.summary')}
      </h2>
      <p>
        {open === 0 ? t('sittings.allAnswered') : t('sittings.stillOpen', { number: open })}{' '}
        {flagged > 0 && t('sittings.stillFlagged', { number: flagged })}
      </p>
      <ol className="sitting-summary">
        {questions.map(({ itemId, text, language }, i) => (
          <li key={itemId}>
            <button type="button" onClick={() => onGo(i + 1)}>
              <span lang={language}>
                <bdi>{text.prompt}</bdi>
              </span>
              <span>
                <Tag meaning={isOpenIn(kept, i + 1) ? 'wait' : 'good'}>
                  {t(isOpenIn(kept, i + 1) ? 'sittings.open' : 'sittings.answered')}
                </Tag>
                {kept.said[itemId]!.isFlagged && <Tag>{t('sittings.flagged')}</Tag>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <Row>
        <Button onClick={() => onGo(questions.length)}>{t('sittings.back')}</Button>
        <Button
          kind="filled"
          isBusy={isBusy}
          onClick={() => {
            setBusy(true)
            onHandIn()
          }}
        >
          {t('sittings.handIn')}
        </Button>
      </Row>
    </section>
  )
}
