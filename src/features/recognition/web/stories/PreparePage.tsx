// From a told story to one that everybody reads, plays and hangs up: seven parts on one page, in the order in which they are done.
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParam } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { Missing, Story } from '../../contract/stories.ts'
import { Asking } from './Asking.tsx'
import { Finish } from './Finish.tsx'
import { Points } from './Points.tsx'
import { at } from './queries.ts'
import { ScenarioPart } from './ScenarioPart.tsx'
import { Sheets } from './Sheets.tsx'
import { StoryState } from './StoriesPage.tsx'
import { Own } from './StoryPage.tsx'
import './stories.css'
import { TextPart } from './TextPart.tsx'
import { Traces } from './Traces.tsx'

export type Workshop = Story & { workshop: NonNullable<Story['workshop']> }
export interface PartProps {
  story: Workshop
  /** What the server answers is what the page goes on with. */
  onChanged: (now: Story) => void
}

export function PreparePage() {
  const t = useT('recognition')
  const id = useParam('storyId')
  const client = useQueryClient()
  const query = useGet<Story>(at.one(id))
  const changed = (now: Story) => client.setQueryData([at.one(id), {}], now)
  const { data } = query
  return (
    <Page
      title={data?.title ?? t('stories.prepare.title')}
      back={{ to: data?.may.write && !data.may.draft ? '/stories?show=mine' : '/stories/workshop', label: t('stories.workshop.title') }}
      lead={data && <StoryState row={data} />}
      who={t('stories.one.whoDraft')}
    >
      <Reading query={query} t={t}>
        {(story) =>
          story.workshop ? (
            <Parts story={{ ...story, workshop: story.workshop }} onChanged={changed} />
          ) : (
            <EmptyState level={2} title={t('stories.prepare.nothing')} text={t('stories.prepare.nothingText')} />
          )
        }
      </Reading>
    </Page>
  )
}

function Parts({ story, onChanged }: PartProps) {
  const t = useT('recognition')
  const { missing, reviewNote } = story.workshop
  const head = (part: string, isDone: boolean, children: ReactNode) => (
    <Section
      title={t(`stories.part.${part}.title`)}
      note={t(`stories.part.${part}.note`)}
      hasMargin
      actions={<Tag meaning={isDone ? 'good' : 'note'}>{t(isDone ? 'stories.part.done' : 'stories.part.todo')}</Tag>}
    >
      {children}
    </Section>
  )
  const lacks = (...kinds: Missing[]) => kinds.some((kind) => missing.includes(kind))
  return (
    <Stack gap={6}>
      {reviewNote && (
        <Message kind="wait" title={t('stories.review.cameBack')}>
          <p dir="auto">{reviewNote}</p>
        </Message>
      )}
      {head('text', true, <TextPart story={story} onChanged={onChanged} />)}
      {head('traces', !lacks('traces'), <Traces key={story.version} story={story} onChanged={onChanged} />)}
      {story.people.length > 0 && head('consent', !lacks('consent'), <Asking story={story} onChanged={onChanged} />)}
      {head('points', !lacks('points'), <Points story={story} onChanged={onChanged} />)}
      {head('scenario', !lacks('scenario', 'faults'), <ScenarioPart story={story} onChanged={onChanged} />)}
      {head('sheet', !lacks('sheet'), <Sheets key={story.sheets.length} story={story} onChanged={onChanged} />)}
      {head('review', false, <Finish story={story} onChanged={onChanged} />)}
      <Own story={story} canPrepare={false} />
    </Stack>
  )
}
