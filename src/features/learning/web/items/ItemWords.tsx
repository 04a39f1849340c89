// The words of an item in one language: question, answers by kind, and why.
import { IconPlus } from '@tabler/icons-react'
import { type ItemKind, type ItemText, most } from '#engines/item/item.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextArea, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { hasOptions } from './values.ts'

const replaced = <One,>(list: readonly One[], at: number, one: One): One[] => list.map((old, i) => (i === at ? one : old))

/** `isTranslation`: what is right was said in the first language, and as many places stand there. */
export function ItemWords({
  kind,
  text,
  onChange,
  isTranslation,
}: {
  kind: ItemKind
  text: ItemText
  onChange: (text: ItemText) => void
  isTranslation: boolean
}) {
  const t = useT('learning')
  const set = (change: Partial<ItemText>) => onChange({ ...text, ...change })
  const more = (name: 'options' | 'pairs' | 'order' | 'accepted', one: unknown) =>
    text[name].length < most[name] &&
    !isTranslation && (
      <p>
        <Button isSmall kind="plain" icon={IconPlus} onClick={() => set({ [name]: [...text[name], one] })}>
          {t('items.write.more')}
        </Button>
      </p>
    )
  return (
    <Stack>
      <TextArea
        label={t('items.prompt')}
        isRequired
        rows={2}
        maxLength={most.prompt}
        value={text.prompt}
        onChange={(prompt) => set({ prompt })}
      />
      {hasOptions(kind) && (
        <div>
          {text.options.map((option, i) => {
            const put = (change: Partial<typeof option>) => set({ options: replaced(text.options, i, { ...option, ...change }) })
            return (
              <div key={i} className="item-row">
                <TextField
                  label={t('items.write.option', { number: i + 1 })}
                  isRequired={i < 2}
                  maxLength={most.option}
                  value={option.text}
                  onChange={(words) => put({ text: words })}
                />
                <TextArea
                  label={t('items.write.feedback', { number: i + 1 })}
                  isRequired={option.text.trim() !== ''}
                  rows={2}
                  maxLength={most.feedback}
                  value={option.feedback}
                  onChange={(feedback) => put({ feedback })}
                />
                {!isTranslation &&
                  (kind === 'judgement' ? (
                    <SelectField
                      label={t('items.write.worth', { number: i + 1 })}
                      isRequired={option.text.trim() !== ''}
                      empty={t('items.ask.choose')}
                      value={option.worth === null ? '' : String(option.worth)}
                      onChange={(value) => put({ worth: value === '' ? null : Number(value) })}
                      options={[3, 2, 1, 0].map((worth) => ({ value: String(worth), label: t(`items.write.worths.${worth}`) }))}
                    />
                  ) : (
                    <Checkbox
                      label={t('items.write.isRight', { number: i + 1 })}
                      isOn={option.isRight}
                      onChange={(isRight) =>
                        // A choice has one right answer: the other gives way.
                        set({
                          options: text.options.map((one, k) =>
                            k === i ? { ...one, isRight } : kind === 'choice' && isRight ? { ...one, isRight: false } : one,
                          ),
                        })
                      }
                    />
                  ))}
              </div>
            )
          })}
          {more('options', { text: '', feedback: '', isRight: false, worth: null })}
        </div>
      )}
      {kind === 'order' && (
        <Stack>
          {text.order.map((words, i) => (
            <TextField
              key={i}
              label={t('items.write.step', { number: i + 1 })}
              isRequired={i < 3}
              maxLength={most.option}
              value={words}
              onChange={(value) => set({ order: replaced(text.order, i, value) })}
            />
          ))}
          {more('order', '')}
        </Stack>
      )}
      {kind === 'match' && (
        <div>
          {text.pairs.map(([left, right], i) => (
            <div key={i} className="item-row">
              <TextField
                label={t('items.write.left', { number: i + 1 })}
                isRequired={i < 2}
                maxLength={most.option}
                value={left}
                onChange={(value) => set({ pairs: replaced(text.pairs, i, [value, right]) })}
              />
              <TextField
                label={t('items.write.right', { number: i + 1 })}
                isRequired={i < 2}
                maxLength={most.option}
                value={right}
                onChange={(value) => set({ pairs: replaced(text.pairs, i, [left, value]) })}
              />
            </div>
          ))}
          {more('pairs', ['', ''])}
        </div>
      )}
      {kind === 'short' && (
        <Stack>
          {text.accepted.map((words, i) => (
            <TextField
              key={i}
              label={t('items.write.accepted', { number: i + 1 })}
              hint={i === 0 ? t('items.write.acceptedHint') : undefined}
              isRequired={i === 0}
              maxLength={most.option}
              value={words}
              onChange={(value) => set({ accepted: replaced(text.accepted, i, value) })}
            />
          ))}
          {more('accepted', '')}
        </Stack>
      )}
      <TextArea
        label={t('items.write.explanation')}
        hint={t('items.write.explanationHint')}
        isRequired
        rows={2}
        maxLength={most.explanation}
        value={text.explanation}
        onChange={(explanation) => set({ explanation })}
      />
    </Stack>
  )
}
