// All questions at a glance: which is answered, which is flagged; each one tap away.
import { IconFlag } from '@tabler/icons-react'
import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { isAnswered } from '../items/ItemQuestion.tsx'
import type { KeptSitting } from './kept.ts'

export const isOpenIn = ({ sitting, said }: KeptSitting, at: number): boolean => {
  const { kind, text, language, itemId } = sitting.questions.at(at - 1)!
  return !isAnswered({ kind, text, language }, said[itemId]!)
}

export function Navigator({ kept, at, onGo }: { kept: KeptSitting; at: number; onGo: (to: number | 'summary') => void }) {
  const t = useT('learning')
  const { number } = useFormats()
  return (
    <nav className="sitting-nav" aria-label={t('sittings.navigator')}>
      <ol>
        {kept.sitting.questions.map(({ itemId }, i) => {
          const isDone = !isOpenIn(kept, i + 1)
          const isFlagged = kept.said[itemId]!.isFlagged
          return (
            <li key={itemId}>
              <button
                type="button"
                className={classNames('sitting-place', isDone && 'sitting-place-done')}
                aria-current={at === i + 1 ? 'step' : undefined}
                onClick={() => onGo(i + 1)}
              >
                <span className="spoken">{t(isDone ? 'sittings.placeDone' : 'sittings.placeOpen', { number: i + 1 })}</span>
                <span aria-hidden="true">{number(i + 1)}</span>
                {isFlagged && (
                  <>
                    <Icon of={IconFlag} size="small" />
                    <span className="spoken">{t('sittings.flagged')}</span>
                  </>
                )}
              </button>
            </li>
          )
        })}
      </ol>
      <button type="button" className="link-button" onClick={() => onGo('summary')}>
        {t('sittings.toSummary')}
      </button>
    </nav>
  )
}
