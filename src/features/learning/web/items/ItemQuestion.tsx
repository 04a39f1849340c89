// One item as it is asked: on the phone, in an assessment, and in the author's preview. Places are those of the item as it is written.
import { useId, useMemo } from 'react'
import type { ItemAnswer } from '#engines/item/grade.ts'
import type { ItemKind, ItemText } from '#engines/item/item.ts'
import { seeded, shuffledPlaces } from '#engines/item/seeded.ts'
import { Checkbox, RadioGroup } from '#ui/Choices.tsx'
import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import './items.css'

export type AskedItem = { kind: ItemKind; text: ItemText; language: string }
export const blankAnswer: ItemAnswer = { places: [], text: '' }

const listOf = ({ kind, text }: AskedItem): string[] =>
  kind === 'order' ? text.order : kind === 'match' ? text.pairs.map(([, right]) => right) : text.options.map(({ text: words }) => words)

export const isAnswered = (item: AskedItem, { places, text }: ItemAnswer): boolean => {
  if (item.kind === 'short') return text.trim() !== ''
  if (item.kind === 'order' || item.kind === 'match') return places.length === listOf(item).length && places.every((place) => place >= 0)
  return places.length > 0
}

/** The question and its answers, shuffled by `seed`. */
export function ItemQuestion({
  item,
  seed,
  answer,
  onChange,
}: {
  item: AskedItem
  seed: string
  answer: ItemAnswer
  onChange: (answer: ItemAnswer) => void
}) {
  const t = useT('learning')
  const id = useId()
  const shown = useMemo(() => shuffledPlaces(listOf(item).length, seeded(seed)), [item, seed])
  const { text, kind, language } = item
  const { places } = answer
  const put = (next: number[]) => onChange({ ...answer, places: next })
  if (kind === 'short')
    return (
      <div className="item" lang={language}>
        <p className="item-prompt" id={id}>
          <bdi>{text.prompt}</bdi>
        </p>
        <TextField
          label={t('items.ask.short')}
          hint={t('items.ask.shortHint')}
          isRequired
          value={answer.text}
          maxLength={200}
          autoComplete="off"
          onChange={(words) => onChange({ places: [], text: words })}
        />
      </div>
    )
  if (kind === 'choice' || kind === 'judgement')
    return (
      <div className="item" lang={language}>
        <RadioGroup
          label={<Prompt words={text.prompt} note={t(`items.ask.${kind}`)} />}
          isLined
          value={places[0] === undefined ? '' : String(places[0])}
          onChange={(place) => put([Number(place)])}
          options={shown.map((place) => ({ value: String(place), label: <bdi>{text.options[place]?.text}</bdi> }))}
        />
      </div>
    )
  if (kind === 'multiple')
    return (
      <fieldset className="item choices" lang={language}>
        <legend>
          <Prompt words={text.prompt} note={t('items.ask.multiple')} />
        </legend>
        {shown.map((place) => (
          <div className="item-lined" key={place}>
            <Checkbox
              label={<bdi>{text.options[place]?.text}</bdi>}
              isOn={places.includes(place)}
              onChange={(isOn) => put(isOn ? [...places, place].toSorted((a, b) => a - b) : places.filter((one) => one !== place))}
            />
          </div>
        ))}
      </fieldset>
    )
  if (kind === 'order')
    return (
      <fieldset className="item choices" lang={language}>
        <legend>
          <Prompt words={text.prompt} note={t('items.ask.order')} />
        </legend>
        <ul className="item-order">
          {shown.map((place) => {
            const at = places.indexOf(place)
            return (
              <li key={place}>
                <button
                  type="button"
                  className={classNames('item-step', at >= 0 && 'item-step-on')}
                  aria-pressed={at >= 0}
                  onClick={() => put(at >= 0 ? places.filter((one) => one !== place) : [...places, place])}
                >
                  <span className="item-number" aria-hidden="true">
                    {at >= 0 ? at + 1 : ''}
                  </span>
                  <span>
                    {at >= 0 && <span className="spoken">{t('items.ask.at', { number: at + 1 })} </span>}
                    <bdi>{text.order[place]}</bdi>
                  </span>
                </button>
              </li>
            )
          })}
        </ul>
      </fieldset>
    )
  const right = (left: number): string => (places[left] === undefined || places[left] < 0 ? '' : String(places[left]))
  return (
    <fieldset className="item choices" lang={language}>
      <legend>
        <Prompt words={text.prompt} note={t('items.ask.match')} />
      </legend>
      <div className="item-pairs">
        {text.pairs.map(([words], left) => (
          <SelectField
            key={words}
            label={<bdi>{words}</bdi>}
            isRequired
            empty={t('items.ask.choose')}
            value={right(left)}
            onChange={(value) =>
              // Each right side stands once: what is given away elsewhere is free again.
              put(
                text.pairs.map((_, i) =>
                  i === left
                    ? value === ''
                      ? -1
                      : Number(value)
                    : places[i] === undefined || String(places[i]) === value
                      ? -1
                      : places[i],
                ),
              )
            }
            options={shown.map((place) => ({ value: String(place), label: text.pairs[place]?.[1] ?? '' }))}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Prompt({ words, note }: { words: string; note: string }) {
  return (
    <>
      <span className="item-prompt">
        <bdi>{words}</bdi>
      </span>{' '}
      <span className="item-note">{note}</span>
    </>
  )
}
