// A question: choose, look, read what is said to each choice. Nothing is counted; trying again is free.
import { IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { QuestionBlock } from '#engines/lesson/lesson.ts'
import { Button } from '#ui/Button.tsx'
import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'

export function Question({
  block,
  chosen,
  onAnswer,
}: {
  block: QuestionBlock
  /** Answered before. */
  chosen: number[] | undefined
  onAnswer: (chosen: number[]) => void
}) {
  const t = useT('learning')
  const id = useId()
  const [picked, setPicked] = useState<number[]>(chosen ?? [])
  const [isShown, setShown] = useState(chosen !== undefined)
  const result = useRef<HTMLParagraphElement>(null)
  const isFresh = useRef(false)
  useEffect(() => {
    if (isShown && isFresh.current) result.current?.focus()
  }, [isShown])
  const pick = (i: number, isOn: boolean) => setPicked(block.isMultiple ? (isOn ? [...picked, i] : picked.filter((one) => one !== i)) : [i])
  const isRight = block.options.every((option, i) => option.isRight === picked.includes(i))
  return (
    <form
      className="lesson-question"
      onSubmit={(event) => {
        event.preventDefault()
        if (picked.length === 0) return
        isFresh.current = true
        setShown(true)
        onAnswer([...picked].sort((a, b) => a - b))
      }}
    >
      <fieldset disabled={isShown}>
        <legend dir="auto">{block.prompt}</legend>
        <p className="lesson-hint">{t(block.isMultiple ? 'lessons.player.several' : 'lessons.player.one')}</p>
        {block.options.map((option, i) => {
          const isPicked = picked.includes(i)
          return (
            <div key={i} className={classNames('lesson-option', isShown && isPicked && 'lesson-option-told')}>
              <label>
                <input
                  type={block.isMultiple ? 'checkbox' : 'radio'}
                  name={id}
                  checked={isPicked}
                  aria-describedby={isShown && isPicked ? `${id}-${i}` : undefined}
                  onChange={(event) => pick(i, event.target.checked)}
                />
                <span dir="auto">{option.text}</span>
              </label>
              {isShown && (isPicked || option.isRight) && (
                <p className={classNames('lesson-said', option.isRight ? 'lesson-said-right' : 'lesson-said-other')} id={`${id}-${i}`}>
                  <Icon of={option.isRight ? IconCheck : IconX} size="small" />
                  <span>
                    <strong>{t(option.isRight ? 'lessons.player.right' : 'lessons.player.notRight')}</strong>{' '}
                    {isPicked && <span dir="auto">{option.feedback}</span>}
                  </span>
                </p>
              )}
            </div>
          )
        })}
      </fieldset>
      {isShown ? (
        <div className="lesson-result">
          <p ref={result} tabIndex={-1}>
            {t(isRight ? 'lessons.player.allRight' : 'lessons.player.lookAgain')}
          </p>
          {!isRight && (
            <Button
              kind="plain"
              onClick={() => {
                setShown(false)
                setPicked([])
              }}
            >
              {t('lessons.player.again')}
            </Button>
          )}
        </div>
      ) : (
        <Button type="submit" offReason={picked.length === 0 ? t('lessons.player.chooseFirst') : undefined}>
          {t('lessons.player.check')}
        </Button>
      )}
    </form>
  )
}
