// On the page of "May I?": what to do and say in this situation, besides what one may decide.
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { useCards } from './book.ts'
import './cards.css'

export function FromMayI({ situationId }: { situationId: string | null }) {
  const t = useT('learning')
  const { book } = useCards()
  if (!book || book.cards.length === 0) return null
  const fitting = book.cards.filter(({ situation }) => situationId !== null && situation?.id === situationId)
  return (
    <Section title={t('cards.fromMayI')} note={t('cards.fromMayINote')}>
      <ul className="moments-links">
        {fitting.map(({ id, moment, language }) => (
          <li key={id}>
            <Link to={`/moments?card=${id}`} isAlone>
              <bdi lang={language}>{moment}</bdi>
            </Link>
          </li>
        ))}
        <li>
          <Link to="/moments" isAlone>
            {t('cards.all')}
          </Link>
        </li>
      </ul>
    </Section>
  )
}
