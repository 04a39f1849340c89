// Where a text stands, and the one next step: ask for a review, review, publish.
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { Lesson, LessonText } from '../../../contract/lessons.ts'

export function Stand({
  lesson,
  text,
  draft,
  flush,
  onPublished,
}: {
  lesson: Lesson
  text: LessonText
  draft: NonNullable<LessonText['draft']>
  /** Sends what is not saved yet. */
  flush: () => Promise<void>
  onPublished: () => void
}) {
  const t = useT('learning')
  const mayReview = useMay('lessons.review')
  const [isSendingBack, setSendingBack] = useState(false)
  const [isPublishing, setPublishing] = useState(false)
  const [words, setWords] = useState('')
  const { state } = draft
  const missing = draft.missing.length
  const path = `/api/lessons/${lesson.id}/drafts/${text.language}`
  const done = (what: 'asked' | 'approved' | 'sentBack' | 'published') => () => {
    setSendingBack(false)
    setPublishing(false)
    setWords('')
    if (what === 'published') onPublished()
    toast({ title: t(`lessons.stand.done.${what}`) })
  }
  const stale = { stale: ['/api/lessons', '/api/my-lessons'] }
  /** The words that were read, and no later ones. */
  const seen = <Options extends object>(options: Options) => ({ ...options, ifMatch: `"${draft.version}"` })
  const ask = useWrite(
    async (_: void, options) => {
      await flush()
      return api.post<Lesson>(`${path}/review-requests`, undefined, options)
    },
    { ...stale, onDone: done('asked') },
  )
  const approve = useWrite((_: void, options) => api.post<Lesson>(`${path}/reviews`, { verdict: 'good' }, seen(options)), {
    ...stale,
    onDone: done('approved'),
  })
  const sendBack = useWrite(
    (said: string, options) => api.post<Lesson>(`${path}/reviews`, { verdict: 'change', words: said }, seen(options)),
    {
      ...stale,
      onDone: done('sentBack'),
    },
  )
  const publish = useWrite((note: string, options) => api.post<Lesson>(`${path}/publications`, { note }, options), {
    ...stale,
    onDone: done('published'),
  })
  const problem = [ask, approve, publish].map((one) => one.problem).find(Boolean)
  const name = draft.reviewer?.name ?? ''
  return (
    <div className="edit-stand">
      {problem && <ProblemView problem={problem} t={t} />}
      {state === 'returned' && (
        <Message kind="wait" title={t('lessons.stand.returned', { name })}>
          <p dir="auto">{draft.reviewWords}</p>
        </Message>
      )}
      {state === 'in-review' &&
        (draft.mayReview && mayReview ? (
          <Message
            kind="note"
            title={t('lessons.stand.yours')}
            actions={
              <Row>
                <Button kind="filled" isBusy={approve.isBusy} onClick={() => void approve.run()}>
                  {t('lessons.stand.good')}
                </Button>
                <Button onClick={() => setSendingBack(true)}>{t('lessons.stand.sendBack')}</Button>
              </Row>
            }
          >
            <p>{t('lessons.stand.yoursText')}</p>
          </Message>
        ) : (
          <Message kind="wait" title={t('lessons.stand.waits')}>
            <p>{t('lessons.stand.waitsText')}</p>
          </Message>
        ))}
      {state === 'approved' && (
        <Message
          kind="good"
          title={t('lessons.stand.approved', { name })}
          actions={
            <Button kind="filled" onClick={() => setPublishing(true)}>
              {t('lessons.stand.publish')}
            </Button>
          }
        />
      )}
      {(state === 'writing' || state === 'returned') && (
        <Button
          kind="filled"
          isBusy={ask.isBusy}
          offReason={missing > 0 ? t('lessons.stand.missing', { count: missing }) : undefined}
          onClick={() => void ask.run()}
        >
          {t('lessons.stand.ask')}
        </Button>
      )}
      {isSendingBack && (
        <Dialog
          isOpen
          onClose={() => setSendingBack(false)}
          title={t('lessons.stand.sendBack')}
          actions={
            <Button
              kind="filled"
              isBusy={sendBack.isBusy}
              offReason={words.trim() === '' ? t('lessons.stand.wordsFirst') : undefined}
              onClick={() => void sendBack.run(words)}
            >
              {t('lessons.stand.sendBack')}
            </Button>
          }
        >
          <Stack>
            {sendBack.problem && <ProblemView problem={sendBack.problem} t={t} />}
            <TextArea label={t('lessons.stand.what')} isRequired value={words} onChange={setWords} maxLength={1000} />
          </Stack>
        </Dialog>
      )}
      {isPublishing && (
        <Dialog
          isOpen
          onClose={() => setPublishing(false)}
          title={t('lessons.stand.publish')}
          text={t('lessons.stand.publishText')}
          actions={
            <Button kind="filled" isBusy={publish.isBusy} onClick={() => void publish.run(words)}>
              {t('lessons.stand.publishNow')}
            </Button>
          }
        >
          <Stack>
            {publish.problem && <ProblemView problem={publish.problem} t={t} />}
            <TextField
              label={t('lessons.stand.note')}
              hint={t('lessons.stand.noteHint')}
              isRequired={false}
              value={words}
              onChange={setWords}
              maxLength={500}
            />
          </Stack>
        </Dialog>
      )}
    </div>
  )
}
