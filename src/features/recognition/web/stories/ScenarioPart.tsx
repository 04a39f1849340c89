// One button drafts the scenario; then it is a scenario like any other, improved in its own editor, and waits for the story.
import { IconRoute } from '@tabler/icons-react'
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { PartProps } from './PreparePage.tsx'
import { useDraft } from './queries.ts'

export function ScenarioPart({ story }: PartProps) {
  const t = useT('recognition')
  const go = useGo()
  const mayRead = useMay('scenarios.read')
  const draft = useDraft(story.id, ({ id }) =>
    toast({ title: t('stories.scenario.drafted'), action: { label: t('stories.scenario.open'), onChoose: () => go(`/scenarios/${id}`) } }),
  )
  const { missing } = story.workshop
  if (story.scenario)
    return (
      <Stack>
        {missing.includes('faults') && <Message kind="stop" title={t('stories.scenario.faults')} />}
        <p>
          <strong>
            <bdi>{story.scenario.title}</bdi>
          </strong>{' '}
          {t('stories.scenario.there')}
        </p>
        {mayRead && (
          <Row>
            <ButtonLink icon={IconRoute} to={`/scenarios/${story.scenario.id}`}>
              {t('stories.scenario.open')}
            </ButtonLink>
          </Row>
        )}
      </Stack>
    )
  const before = (['traces', 'consent', 'points'] as const).find((kind) => missing.includes(kind))
  return (
    <Stack>
      {draft.problem && <ProblemView problem={draft.problem} t={t} />}
      {story.may.draft ? (
        <div>
          <Button
            kind="filled"
            icon={IconRoute}
            isBusy={draft.isBusy}
            offReason={before && t(`stories.scenario.off.${before}`)}
            onClick={() => void draft.run(null)}
          >
            {t('stories.scenario.draft')}
          </Button>
        </div>
      ) : (
        <p>{t('stories.scenario.byAuthors')}</p>
      )}
    </Stack>
  )
}
