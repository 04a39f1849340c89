import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { useSession } from '#ui/session.tsx'
import { PartView } from './MyParts.tsx'
import { useParts } from './queries.ts'

/** On one's own page: the first steps that one's work shapes. Nobody else sees it. */
export function MyPartBlock({ personId }: { personId: string }) {
  return useSession().person.id === personId ? <Own personId={personId} /> : null
}

function Own({ personId }: { personId: string }) {
  const t = useT('journeys')
  const items = useParts(personId).data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={t('mine.title')} hasMargin note={t('mine.who')}>
      <Stack gap={5}>
        {items.slice(0, 2).map((part) => (
          <PartView key={part.shaperId} part={part} personId={personId} />
        ))}
        {items.length > 2 && (
          <Link to="/my-part" isAlone>
            {t('mine.all', { count: items.length })}
          </Link>
        )}
      </Stack>
    </Section>
  )
}
