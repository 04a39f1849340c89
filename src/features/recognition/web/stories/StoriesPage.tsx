// Stories of the house; those I told and those about me, each with where it stands.
import { IconSpeakerphone } from '@tabler/icons-react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterTabs, LoadMore } from '#ui/Lists.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Waits } from '#ui/Waits.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { StoryRow } from '../../contract/stories.ts'
import { at, stale } from './queries.ts'
import './stories.css'

const views = ['published', 'mine', 'about-me'] as const
type View = (typeof views)[number] | 'workshop'

export function StoriesPage() {
  const t = useT('recognition')
  const mayReview = useMay('stories.review')
  const [{ show }] = useSearchState({ show: 'published' })
  const view = views.find((one) => one === show) ?? 'published'
  const tell = (
    <ButtonLink kind="filled" icon={IconSpeakerphone} to="/stories/tell">
      {t('stories.tell.title')}
    </ButtonLink>
  )
  return (
    <Page
      title={t('stories.list.title')}
      lead={t('stories.list.lead')}
      actions={tell}
      who={t(view === 'published' ? 'stories.list.who' : 'stories.list.whoOwn')}
    >
      <Stack gap={5}>
        <Waits paths={[at.list]} stale={stale} t={t} />
        <FilterTabs
          label={t('stories.list.title')}
          current={view}
          tabs={views.map((one) => ({
            key: one,
            label: t(`stories.list.tab.${one}`),
            to: one === 'published' ? '/stories' : `/stories?show=${one}`,
          }))}
        />
        <StoryList key={view} view={view} />
        {mayReview && (
          <p>
            <Link to="/stories/workshop">{t('stories.workshop.title')}</Link>
          </p>
        )}
      </Stack>
    </Page>
  )
}

const meanings = { draft: 'note', review: 'wait', published: 'good', withdrawn: 'stop' } as const
export function StoryState({ row }: { row: Pick<StoryRow, 'state' | 'waitsForMe'> }) {
  const t = useT('recognition')
  if (row.waitsForMe) return <Tag meaning="wait">{t('stories.state.asked')}</Tag>
  return <Tag meaning={meanings[row.state]}>{t(`stories.state.${row.state}`)}</Tag>
}

export function StoryList({ view }: { view: View }) {
  const t = useT('recognition')
  const { day } = useFormats()
  const stories = usePages<StoryRow>(at.list, { whose: view, limit: '20' })
  if (stories.problem) return <ProblemView problem={stories.problem} t={t} onRetry={() => void stories.refetch()} />
  if (stories.items.length === 0)
    return stories.isPending ? null : <EmptyState level={2} title={t(`stories.none.${view}`)} text={t(`stories.noneText.${view}`)} />
  return (
    <Stack gap={5} isNarrow>
      <ul className="story-list">
        {stories.items.map((one) => (
          <li key={one.id}>
            <h2>
              {one.title === null ? (
                t('stories.one.withdrawn')
              ) : (
                <Link
                  to={
                    view === 'workshop' || (view === 'mine' && one.state !== 'published')
                      ? `/stories/${one.id}/workshop`
                      : `/stories/${one.id}`
                  }
                >
                  <bdi>{one.title}</bdi>
                </Link>
              )}
            </h2>
            <p className="small second">
              {[one.toldBy?.name ? t('stories.one.toldBy', { name: `\u2068${one.toldBy.name}\u2069` }) : null, one.unit?.name, day(one.on)]
                .filter(Boolean)
                .join(t('stories.one.between'))}
            </p>
            <Row gap={3}>
              <PrincipleChipOf id={one.principleId} />
              {(view !== 'published' || one.waitsForMe) && <StoryState row={one} />}
            </Row>
          </li>
        ))}
      </ul>
      <LoadMore
        shown={stories.items.length}
        hasMore={stories.hasNextPage}
        isBusy={stories.isFetchingNextPage}
        onMore={() => void stories.fetchNextPage()}
      />
    </Stack>
  )
}
