// What the weekly message would hold now: people's words first, then what there is to do.
import { useT } from '#ui/i18n.ts'
import { Link } from '#ui/Link.tsx'
import { DateText } from '#ui/Moments.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { DigestItem } from '../contract.ts'
import './digest.css'

export function DigestPreview({ items }: { items: DigestItem[] }) {
  const t = useT('practice')
  if (items.length === 0) return <EmptyState title={t('messages.empty')} text={t('messages.emptyText')} />
  return (
    <ul className="digest">
      {items.map((item, i) => (
        <li key={i}>
          <Item item={item} />
        </li>
      ))}
    </ul>
  )
}

function Item({ item }: { item: DigestItem }) {
  const t = useT('practice')
  const said = (words: string, lang?: string) => (
    <blockquote className="digest-said" lang={lang} dir="auto">
      {words}
    </blockquote>
  )
  const head = (label: string) => (
    <p className="digest-head">
      <Link to={item.link}>{label}</Link>
    </p>
  )
  if (item.kind === 'words')
    return (
      <>
        {head(t('messages.item.words', { unit: item.unit }))}
        {said(item.words, item.language)}
      </>
    )
  if (item.kind === 'thanks')
    return (
      <>
        {head(item.by === null ? t('messages.item.thanksUnnamed') : t('messages.item.thanks', { name: item.by }))}
        {said(item.words)}
        {item.isPrivate && <p className="small second">{t('messages.item.private')}</p>}
      </>
    )
  if (item.kind === 'answer')
    return (
      <>
        {head(t(`messages.item.${item.answer}`, { title: item.title }))}
        <p dir="auto">{item.because}</p>
      </>
    )
  if (item.kind === 'plan')
    return (
      <>
        {head(t('messages.item.plan', { path: item.path }))}
        <p>
          {t('messages.item.steps', { count: item.steps })}{' '}
          {item.on === null ? (
            t('messages.item.anyDay')
          ) : (
            <>
              {t('messages.item.until')} <DateText value={item.on} as="weekday" />
            </>
          )}
        </p>
      </>
    )
  return (
    <>
      {head(t('messages.item.practice'))}
      <p>{t('messages.item.minutes', { count: item.minutes })}</p>
    </>
  )
}
