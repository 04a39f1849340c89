// The way into "May I?": words, or what the unit asks about most.
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Link } from '#ui/Link.tsx'
import type { Today } from '../contract.ts'

export function MayI({ today: { tiles } }: { today: Today }) {
  const t = useT('today')
  const go = useGo()
  const [words, setWords] = useState('')
  return (
    <section className="today-mayi" aria-labelledby="today-mayi">
      <h2 id="today-mayi">{t('mayI.title')}</h2>
      <p>{t(tiles.length > 0 ? 'mayI.lead' : 'mayI.none')}</p>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          go(words.trim() === '' ? '/may-i' : `/may-i?q=${encodeURIComponent(words.trim())}`)
        }}
      >
        <Icon of={IconSearch} />
        <input
          type="search"
          name="q"
          aria-label={t('mayI.label')}
          placeholder={t('mayI.placeholder')}
          enterKeyHint="search"
          autoComplete="off"
          maxLength={200}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </form>
      {tiles.length > 0 && (
        <ul aria-label={t('mayI.tiles')}>
          {tiles.map(({ id, name }) => (
            <li key={id}>
              <Link to={`/may-i?s=${id}`}>
                <bdi>{name}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
