// The item as somebody will be asked it, on the page on which it is written.
import { useState } from 'react'
import { gradeItem } from '#engines/item/grade.ts'
import type { ItemKind, ItemText } from '#engines/item/item.ts'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Section, Stack, Well } from '#ui/Layout.tsx'
import { ItemFeedback } from './ItemFeedback.tsx'
import { blankAnswer, isAnswered, ItemQuestion } from './ItemQuestion.tsx'

/** Without the places that are still empty. */
const asked = (text: ItemText): ItemText => ({
  ...text,
  options: text.options.filter((one) => one.text.trim()),
  pairs: text.pairs.filter(([left, right]) => left.trim() && right.trim()),
  order: text.order.filter((words) => words.trim()),
  accepted: text.accepted.filter((words) => words.trim()),
})

export function Preview({ kind, text, language }: { kind: ItemKind; text: ItemText; language: string }) {
  const t = useT('learning')
  const [isOpen, setOpen] = useState(false)
  return (
    <Section
      title={t('items.preview.title')}
      actions={
        <Button isSmall onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'items.preview.close' : 'items.preview.open')}
        </Button>
      }
    >
      {isOpen ? (
        <Tried key={`${kind} ${JSON.stringify(text)}`} kind={kind} text={asked(text)} language={language} />
      ) : (
        <p>{t('items.preview.note')}</p>
      )}
    </Section>
  )
}

function Tried({ kind, text, language }: { kind: ItemKind; text: ItemText; language: string }) {
  const t = useT('learning')
  const [answer, setAnswer] = useState(blankAnswer)
  const [isShown, setShown] = useState(false)
  const [item] = useState({ kind, text, language })
  const graded = isShown ? gradeItem({ ...text, kind }, answer) : null
  return (
    <Well>
      <Stack>
        {graded ? (
          <>
            <p>
              <strong>{t(graded.isRight ? 'items.preview.right' : 'items.preview.wrong')}</strong>
            </p>
            <ItemFeedback item={item} answer={answer} />
          </>
        ) : (
          <ItemQuestion item={item} seed="preview" answer={answer} onChange={setAnswer} />
        )}
        <p>
          <Button
            isSmall
            offReason={!isShown && !isAnswered(item, answer) ? t('items.preview.first') : undefined}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? 'items.preview.again' : 'items.preview.answer')}
          </Button>
        </p>
      </Stack>
    </Well>
  )
}
