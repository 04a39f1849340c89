// "I will": a tap on a suggestion or own words; asked after once, in a week.
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'

export function Commit({
  prompt,
  suggestions,
  before,
  onCommit,
  onSkip,
}: {
  prompt: string
  suggestions: string[]
  /** Said before, in this lesson. */
  before: string | null
  onCommit: (words: string) => Promise<void>
  onSkip: () => void
}) {
  const t = useT('learning')
  const [words, setWords] = useState('')
  const [isBusy, setBusy] = useState(false)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (words.trim() === '') return
        setBusy(true)
        void onCommit(words.trim()).finally(() => setBusy(false))
      }}
    >
      <Stack gap={5}>
        <p className="lesson-prompt" dir="auto">
          {prompt}
        </p>
        {before && (
          <Message kind="note" title={t('lessons.player.saidBefore')}>
            <p dir="auto">{before}</p>
          </Message>
        )}
        {suggestions.length > 0 && (
          <fieldset className="lesson-suggestions">
            <legend className="spoken">{t('lessons.player.suggestions')}</legend>
            {suggestions.map((one) => (
              <button key={one} type="button" className="lesson-suggestion" aria-pressed={words === one} onClick={() => setWords(one)}>
                <bdi>{one}</bdi>
              </button>
            ))}
          </fieldset>
        )}
        <TextArea
          label={t('lessons.player.iWill')}
          hint={t('lessons.player.iWillHint')}
          isRequired
          value={words}
          onChange={setWords}
          maxLength={300}
        />
        <div className="lesson-go">
          <Button kind="filled" type="submit" isBusy={isBusy} offReason={words.trim() === '' ? t('lessons.player.wordsFirst') : undefined}>
            {t('lessons.player.commit')}
          </Button>
          <Button kind="plain" onClick={onSkip}>
            {t('lessons.player.skip')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
