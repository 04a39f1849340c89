// One question with its answer, how sure one is, and whether to come back. What is said is kept at once and sent when the page is left.
import { useEffect, useRef } from 'react'
import { Button } from '#ui/Button.tsx'
import { Checkbox, RadioGroup } from '#ui/Choices.tsx'
import { useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { isAnswered, ItemQuestion } from '../items/ItemQuestion.tsx'
import type { Confidence, KeptSitting, Said } from './kept.ts'
import { Navigator } from './Navigator.tsx'

const confidences: Confidence[] = ['sure', 'rather', 'guess']

export function Question({
  kept,
  at,
  unsent,
  takesFocus,
  onSay,
  onLeave,
  onGo,
}: {
  kept: KeptSitting
  /** Its number, from 1. */
  at: number
  unsent: number
  takesFocus: boolean
  onSay: (itemId: string, change: Partial<Said>) => void
  onLeave: (itemId: string) => void
  onGo: (to: number | 'summary') => void
}) {
  const t = useT('learning')
  const { questions, seed, principles } = kept.sitting
  const question = questions.at(at - 1)!
  const { itemId } = question
  const said = kept.said[itemId]!
  const item = { kind: question.kind, text: question.text, language: question.language }
  const principle = principles.find(({ id }) => id === question.principleId)
  const top = useRef<HTMLDivElement>(null)
  const isLast = at === questions.length
  useEffect(() => {
    if (takesFocus) top.current?.focus()
  }, [takesFocus])
  const go = (to: number | 'summary') => {
    onLeave(itemId)
    onGo(to)
  }
  return (
    <form
      className="sitting"
      data-principle={principle?.colour}
      aria-label={t('sittings.of', { number: at, asked: questions.length })}
      // What is open may stay open.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        go(isLast ? 'summary' : at + 1)
      }}
    >
      <div className="sitting-one" ref={top} tabIndex={-1}>
        <p className="small second">{t('sittings.of', { number: at, asked: questions.length })}</p>
        <ItemQuestion
          item={item}
          seed={`${seed} ${itemId}`}
          answer={{ places: said.places, text: said.text }}
          onChange={({ places, text }) => onSay(itemId, { places, text })}
        />
      </div>
      <div className="sitting-sure">
        <RadioGroup
          label={t('sittings.sure')}
          value={said.confidence ?? ''}
          onChange={(value) => onSay(itemId, { confidence: value as Confidence })}
          options={confidences.map((value) => ({ value, label: t(`sittings.confidence.${value}`) }))}
        />
      </div>
      <Checkbox label={t('sittings.flag')} isOn={said.isFlagged} onChange={(isFlagged) => onSay(itemId, { isFlagged })} />
      <Row>
        {at > 1 && <Button onClick={() => go(at - 1)}>{t('sittings.back')}</Button>}
        <Button kind="filled" type="submit">
          {t(isLast ? 'sittings.toSummary' : isAnswered(item, said) ? 'sittings.next' : 'sittings.skip')}
        </Button>
      </Row>
      <Navigator kept={kept} at={at} onGo={go} />
      <output className="small second">{unsent > 0 ? t('sittings.unsent', { number: unsent }) : ''}</output>
    </form>
  )
}
