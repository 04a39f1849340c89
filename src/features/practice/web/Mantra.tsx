// The mantra from memory, and which of its words were there.
import { useEffect } from 'react'
import { recallOf } from '#engines/recall/match.ts'
import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { useFormats } from '#ui/Moments.tsx'
import type { MantraThing } from '../contract.ts'

export function MantraQuestion({ value, language, onChange }: { value: string; language: string; onChange: (words: string) => void }) {
  const t = useT('practice')
  const { language: nameOf } = useFormats()
  useEffect(() => {
    document.documentElement.dataset['asksMantra'] = ''
    return () => {
      delete document.documentElement.dataset['asksMantra']
    }
  }, [])
  return (
    <div className="item">
      <p className="item-prompt">{t('mantra.title')}</p>
      <TextArea
        label={t('mantra.label')}
        hint={language === document.documentElement.lang ? t('mantra.hint') : t('mantra.hintIn', { language: nameOf(language) })}
        isRequired
        rows={2}
        maxLength={300}
        value={value}
        onChange={onChange}
      />
    </div>
  )
}

/** Words that were missing stand bold: weight says it, not colour. */
export function MantraFeedback({ said, thing }: { said: string; thing: MantraThing }) {
  const t = useT('practice')
  const { words, isReordered } = recallOf(said, thing.wording)
  const missing = words.filter(({ isThere }) => !isThere)
  return (
    <div className="practice-mantra">
      <blockquote lang={thing.language} dir="auto">
        {words.map(({ text, isThere }, i) => (
          <span key={i}>
            {i > 0 && ' '}
            <span className={classNames(!isThere && 'practice-missing')}>{text}</span>
          </span>
        ))}
      </blockquote>
      <p>
        {missing.length === 0
          ? t(isReordered ? 'mantra.reordered' : 'mantra.all')
          : t('mantra.missing', { count: missing.length, words: `\u2068${missing.map(({ text }) => text).join(' … ')}\u2069` })}
      </p>
    </div>
  )
}
