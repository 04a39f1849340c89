// On my own page: the stories that name me, where a yes is taken back.
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { usePages } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import type { StoryRow } from '../../contract/stories.ts'
import { at } from './queries.ts'
import { StoryState } from './StoriesPage.tsx'
import './stories.css'

export function PersonStories({ personId }: { personId: string }) {
  const t = useT('recognition')
  const { person } = useSession()
  const isMe = person.id === personId
  const stories = usePages<StoryRow>(isMe ? at.list : null, { whose: 'about-me', limit: '20' })
  if (!isMe || stories.items.length === 0) return null
  return (
    <Section title={t('stories.person.title')} hasMargin note={t('stories.consent.use.back')}>
      <ul className="story-people">
        {stories.items.map((one) => (
          <li key={one.id}>
            <Link to={`/stories/${one.id}`}>
              <bdi>{one.title}</bdi>
            </Link>
            <StoryState row={one} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
