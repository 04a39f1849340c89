// A card as it is read with somebody in front of you: three steps, a line to say, what makes it worse.
import { useT } from '#ui/i18n.ts'
import { Quote } from '#ui/Words.tsx'
import type { BookCard } from '../../contract/cards.ts'
import './cards.css'

type Words = Pick<BookCard, 'do' | 'say' | 'avoid'> & { language: string }

/** The look of a quote brings its own marks. */
const unquoted = (text: string) => text.replace(/^[“„”"«»]|[“”"«»]$/g, '')

export function CardView({ card: { do: todo, say, avoid, language } }: { card: Words }) {
  const t = useT('learning')
  return (
    <div className="moment" lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <ol className="moment-steps" aria-label={t('cards.do')}>
        {todo.filter(Boolean).map((step) => (
          <li key={step}>
            <span dir="auto">{step}</span>
          </li>
        ))}
      </ol>
      <section className="moment-say" aria-label={t('cards.say')}>
        <p className="eyebrow">{t('cards.say')}</p>
        {say.filter(Boolean).map((line) => (
          <Quote key={line} lang={language}>
            {unquoted(line)}
          </Quote>
        ))}
      </section>
      {avoid && (
        <section className="moment-avoid" aria-label={t('cards.avoid')}>
          <p className="eyebrow">{t('cards.avoid')}</p>
          <p dir="auto">{avoid}</p>
        </section>
      )}
    </div>
  )
}
