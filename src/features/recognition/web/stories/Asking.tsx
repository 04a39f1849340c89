// Who is named, what each has said, and the one button that asks all of them on their phones.
import { IconMessageQuestion } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { toast } from '#ui/toast.ts'
import { Tag } from '#ui/Words.tsx'
import type { PartProps } from './PreparePage.tsx'
import { useAsk } from './queries.ts'

export function Asking({ story }: PartProps) {
  const t = useT('recognition')
  const ask = useAsk(story.id, () => toast({ title: t('stories.asking.done') }))
  const open = story.people.filter(({ isAsked }) => !isAsked)
  return (
    <Stack gap={4}>
      <ul className="story-people">
        {story.people.map(({ id, name, isAsked, answer }) => (
          <li key={id}>
            <bdi>{name ?? t('gone')}</bdi>
            <Tag meaning={answer === null ? (isAsked ? 'wait' : 'note') : 'good'}>
              {t(answer === null ? (isAsked ? 'stories.asking.waits' : 'stories.asking.open') : `stories.asking.${answer}`)}
            </Tag>
          </li>
        ))}
      </ul>
      {ask.problem && <ProblemView problem={ask.problem} t={t} />}
      {open.length > 0 && story.may.write && (
        <div>
          <Button
            kind="filled"
            icon={IconMessageQuestion}
            isBusy={ask.isBusy}
            offReason={story.workshop.missing.includes('traces') ? t('stories.asking.off') : undefined}
            onClick={() => void ask.run(null)}
          >
            {t('stories.asking.do', { count: open.length })}
          </Button>
        </div>
      )}
    </Stack>
  )
}
