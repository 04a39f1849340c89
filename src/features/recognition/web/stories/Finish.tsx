// Handing over, and the judgement of somebody who has written nothing in it.
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { toast } from '#ui/toast.ts'
import type { PartProps } from './PreparePage.tsx'
import { useHandOver, useReview } from './queries.ts'

export function Finish({ story }: PartProps) {
  const t = useT('recognition')
  const go = useGo()
  const [note, setNote] = useState('')
  const over = useHandOver(story.id, () => toast({ title: t('stories.review.handedOver') }))
  const review = useReview(story.id, (isGood) => {
    toast({ title: t(isGood ? 'stories.review.published' : 'stories.review.sentBack') })
    go(isGood ? `/stories/${story.id}` : '/stories/workshop', 'replace')
  })
  const { missing, isWriter } = story.workshop
  if (story.state === 'draft')
    return (
      <Stack>
        {over.problem && <ProblemView problem={over.problem} t={t} />}
        {missing.length > 0 && (
          <ul className="small">
            {missing.map((kind) => (
              <li key={kind}>{t(`stories.missing.${kind}`)}</li>
            ))}
          </ul>
        )}
        {story.may.write && (
          <div>
            <Button
              kind={missing.length === 0 ? 'filled' : 'line'}
              icon={IconSend}
              isBusy={over.isBusy}
              offReason={missing.length > 0 ? t('stories.review.off') : undefined}
              onClick={() => void over.run(null)}
            >
              {t('stories.review.handOver')}
            </Button>
          </div>
        )}
      </Stack>
    )
  if (!story.may.review || isWriter)
    return <Message kind="note" title={t(isWriter ? 'stories.review.waitsForOther' : 'stories.review.waits')} />
  return (
    <Stack isNarrow>
      <TextArea label={t('stories.review.note')} isRequired={false} rows={2} maxLength={600} value={note} onChange={setNote} />
      {review.problem && <ProblemView problem={review.problem} t={t} />}
      <Row>
        <Button kind="filled" icon={IconSend} isBusy={review.isBusy} onClick={() => void review.run({ isGood: true, note: '' })}>
          {t('stories.review.publish')}
        </Button>
        <Button isBusy={review.isBusy} onClick={() => void review.run({ isGood: false, note })}>
          {t('stories.review.sendBack')}
        </Button>
      </Row>
    </Stack>
  )
}
