import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
// In Studio: what is being prepared and reviewed, and the posters of stories that were taken back.
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { StoryPrint } from '../../contract/stories.ts'
import { at } from './queries.ts'
import { StoryList } from './StoriesPage.tsx'

export function WorkshopPage() {
  const t = useT('recognition')
  return (
    <Page
      title={t('stories.workshop.title')}
      lead={t('stories.workshop.lead')}
      actions={<ButtonLink to="/stories/tell">{t('stories.tell.title')}</ButtonLink>}
      who={t('stories.workshop.who')}
    >
      <Stack gap={6}>
        <Hanging />
        <StoryList view="workshop" />
      </Stack>
    </Page>
  )
}

function Hanging() {
  const t = useT('recognition')
  const { day, language: nameOf } = useFormats()
  const prints = useGet<{ items: StoryPrint[] }>(at.prints)
  const takeDown = useWrite((id: string, options) => api.delete(`${at.prints}/${id}`, options), {
    stale: [at.prints],
    onDone: () => toast({ title: t('stories.hanging.done') }),
  })
  const items = prints.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={t('stories.hanging.title')} note={t('stories.hanging.note')}>
      {takeDown.problem && <ProblemView problem={takeDown.problem} t={t} />}
      <ul className="story-people">
        {items.map((one) => (
          <li key={one.id}>
            <span>
              <strong>{one.code}</strong> {[t(`stories.poster.${one.size}`), nameOf(one.language)].join(t('stories.one.between'))}
              <br />
              <span className="small second">
                {[one.unit?.name, one.printedBy?.name, day(one.printedAt.slice(0, 10))].filter(Boolean).join(t('stories.one.between'))}
              </span>
            </span>
            <Button isSmall isBusy={takeDown.isBusy} onClick={() => void takeDown.run(one.id)}>
              {t('stories.hanging.do')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
