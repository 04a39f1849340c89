// What is said after an answer: feedback to what was chosen, what is right, and why.
import { IconCheck, IconX } from '@tabler/icons-react'
import type { Graded, ItemAnswer } from '#engines/item/grade.ts'
import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import type { AskedItem } from './ItemQuestion.tsx'
import './items.css'

/** In a word: right, defensible, not yet. */
export const verdictOf = ({ kind }: AskedItem, { isRight, share }: Graded): 'right' | 'defensible' | 'wrong' =>
  !isRight ? 'wrong' : kind === 'judgement' && share < 1 ? 'defensible' : 'right'

export function ItemFeedback({ item, answer }: { item: AskedItem; answer: ItemAnswer }) {
  const t = useT('learning')
  const { text, kind, language } = item
  const { places } = answer
  const isRight = (i: number): boolean => (kind === 'judgement' ? text.options[i]?.worth === 3 : (text.options[i]?.isRight ?? false))
  const isDefensible = ({ worth }: { worth: number | null }): boolean => kind === 'judgement' && (worth ?? 0) >= 2
  // What was chosen and what is right; what was rightly left alone is not said again.
  const options = text.options.flatMap((option, i) =>
    places.includes(i) || isRight(i) ? [{ ...option, isChosen: places.includes(i), isRight: isRight(i) }] : [],
  )
  return (
    <div className="item-after" lang={language}>
      {options.length > 0 && (
        <ul className="item-said">
          {options.map((option) => (
            <li key={option.text} className={classNames(option.isRight && 'item-said-right')}>
              <Icon of={option.isRight || isDefensible(option) ? IconCheck : IconX} />
              <div>
                <p className="item-said-what">
                  <bdi>{option.text}</bdi>{' '}
                  <small>
                    {t(
                      `items.after.${option.isChosen ? (option.isRight ? 'chosenRight' : isDefensible(option) ? 'chosenDefensible' : 'chosenWrong') : 'wasRight'}`,
                    )}
                  </small>
                </p>
                <p>
                  <bdi>{option.feedback}</bdi>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {kind === 'order' && (
        <ol className="item-list">
          {text.order.map((words) => (
            <li key={words}>
              <bdi>{words}</bdi>
            </li>
          ))}
        </ol>
      )}
      {kind === 'match' && (
        <dl className="item-list">
          {text.pairs.map(([left, right]) => (
            <div key={left}>
              <dt>
                <bdi>{left}</bdi>
              </dt>
              <dd>
                <bdi>{right}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {kind === 'short' && <p className="item-accepted">{t('items.after.accepted', { words: `\u2068${text.accepted[0] ?? ''}\u2069` })}</p>}
      <p>
        <bdi>{text.explanation}</bdi>
      </p>
    </div>
  )
}
