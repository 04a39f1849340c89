import { Leaders, List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import type { PrinciplePage } from '../../contract.ts'

const usesTo = (id: string, kind: string): string => `/principles/${id}/uses?kind=${kind}`

/** Everything that carries the principle, counted by kind. */
export function WhereItLives({ principle }: { principle: PrinciplePage }) {
  const t = useT('language')
  const words = (kind: string) => t.maybe(`kinds.${kind}`) ?? kind
  // Where it lives almost everywhere, the one gap is worth a word; among many gaps one name would say too little.
  const [missing, ...more] = principle.kinds.filter(({ count }) => count === 0)
  return (
    <Section title={t('principle.lives')}>
      {principle.kinds.length > 0 && (
        <Leaders
          items={principle.kinds.map(({ kind, count }) => ({
            name: words(kind),
            end: count,
            ...(count > 0 ? { to: usesTo(principle.id, kind) } : {}),
          }))}
        />
      )}
      {principle.uses === 0 ? (
        <Message kind="wait" title={t('principles.unused')}>
          {t('principle.unusedText')}
        </Message>
      ) : (
        missing && more.length === 0 && <p className="principle-missing">{t('principle.missing', { kind: words(missing.kind) })}</p>
      )}
    </Section>
  )
}

/** The newest of each kind, so that a look is enough to know how the principle lives. */
export function NewestUses({ principle }: { principle: PrinciplePage }) {
  const t = useT('language')
  const shown = principle.kinds.filter(({ items }) => items.length > 0)
  if (shown.length === 0) return null
  return shown.map(({ kind, count, items }) => (
    <Section
      key={kind}
      title={t.maybe(`kinds.${kind}`) ?? kind}
      hasMargin
      note={t('principle.count', { count })}
      actions={count > items.length ? <Link to={usesTo(principle.id, kind)}>{t('principle.all')}</Link> : undefined}
    >
      <List
        label={t.maybe(`kinds.${kind}`) ?? kind}
        items={items.map(({ id, title, link, at }) => ({
          key: id,
          title: <bdi>{title}</bdi>,
          to: link,
          end: <DateText value={at} as="ago" />,
        }))}
      />
    </Section>
  ))
}
