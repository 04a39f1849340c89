// Where a draft stands, and the one next step: ask for a review, review, publish. For lessons and scenarios alike.
import { type ReactNode, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import './reviews.css'

export interface Standing {
  state: 'writing' | 'in-review' | 'approved' | 'returned'
  reviewer: { name: string | null } | null
  words: string | null
  /** May review, and has not written in it. */
  mayReview: boolean
  mayWrite: boolean
  mayPublish: boolean
  version: number
}

export function Stand<Published>({
  path,
  stale,
  standing,
  offReason,
  flush,
  onPublished,
  children,
}: {
  /** Below it: review-requests, reviews, publications. */
  path: string
  stale: string[]
  standing: Standing
  /** Why nobody can read it yet. */
  offReason: string | undefined
  /** Sends what is not saved yet. */
  flush: () => Promise<unknown>
  onPublished: (published: Published) => void
  /** Beside the first step. */
  children?: ReactNode
}) {
  const t = useT('learning')
  const [isSendingBack, setSendingBack] = useState(false)
  const [isPublishing, setPublishing] = useState(false)
  const [words, setWords] = useState('')
  const { state } = standing
  const done = (what: 'asked' | 'approved' | 'sentBack') => () => {
    setSendingBack(false)
    setWords('')
    toast({ title: t(`reviews.done.${what}`) })
  }
  /** The words that were read, and no later ones. */
  const seen = <Options extends object>(options: Options) => ({ ...options, ifMatch: `"${standing.version}"` })
  const ask = useWrite(
    async (_: void, options) => {
      await flush()
      return api.post(`${path}/review-requests`, undefined, options)
    },
    { stale, onDone: done('asked') },
  )
  const approve = useWrite((_: void, options) => api.post(`${path}/reviews`, { verdict: 'good' }, seen(options)), {
    stale,
    onDone: done('approved'),
  })
  const sendBack = useWrite((said: string, options) => api.post(`${path}/reviews`, { verdict: 'change', words: said }, seen(options)), {
    stale,
    onDone: done('sentBack'),
  })
  const publish = useWrite((note: string, options) => api.post<Published>(`${path}/publications`, { note }, options), {
    stale,
    onDone: (published) => {
      setPublishing(false)
      setWords('')
      onPublished(published)
    },
  })
  const problem = [ask, approve, publish].map((one) => one.problem).find(Boolean)
  const name = standing.reviewer?.name ?? t('reviews.somebody')
  // While it is changed, what was asked for stays in sight.
  const isAsked = state === 'returned' || (state === 'writing' && standing.words !== null)
  return (
    <div className="stand">
      {problem && <ProblemView problem={problem} t={t} />}
      {isAsked && (
        <Message kind="wait" title={t('reviews.returned', { name })}>
          <p dir="auto">{standing.words}</p>
        </Message>
      )}
      {state === 'in-review' &&
        (standing.mayReview ? (
          <Message
            kind="note"
            title={t('reviews.yours')}
            actions={
              <Row>
                <Button kind="filled" isBusy={approve.isBusy} onClick={() => void approve.run()}>
                  {t('reviews.good')}
                </Button>
                <Button onClick={() => setSendingBack(true)}>{t('reviews.sendBack')}</Button>
              </Row>
            }
          >
            <p>{t('reviews.yoursText')}</p>
          </Message>
        ) : (
          <Message kind="wait" title={t('reviews.waits')}>
            <p>{t('reviews.waitsText')}</p>
          </Message>
        ))}
      {state === 'approved' && (
        <Message
          kind="good"
          title={t('reviews.approved', { name })}
          actions={
            standing.mayPublish && (
              <Button kind="filled" offReason={offReason} onClick={() => setPublishing(true)}>
                {t('reviews.publish')}
              </Button>
            )
          }
        />
      )}
      {(state === 'writing' || state === 'returned') && standing.mayWrite && (
        <Row>
          <Button kind="filled" isBusy={ask.isBusy} offReason={offReason} onClick={() => void ask.run()}>
            {t('reviews.ask')}
          </Button>
          {children}
        </Row>
      )}
      {isSendingBack && (
        <Dialog
          isOpen
          onClose={() => setSendingBack(false)}
          title={t('reviews.sendBack')}
          actions={
            <Button
              kind="filled"
              isBusy={sendBack.isBusy}
              offReason={words.trim() === '' ? t('reviews.wordsFirst') : undefined}
              onClick={() => void sendBack.run(words)}
            >
              {t('reviews.sendBack')}
            </Button>
          }
        >
          <Stack>
            {sendBack.problem && <ProblemView problem={sendBack.problem} t={t} />}
            <TextArea label={t('reviews.what')} isRequired value={words} onChange={setWords} maxLength={1000} />
          </Stack>
        </Dialog>
      )}
      {isPublishing && (
        <Dialog
          isOpen
          onClose={() => setPublishing(false)}
          title={t('reviews.publish')}
          text={t('reviews.publishText')}
          actions={
            <Button kind="filled" isBusy={publish.isBusy} onClick={() => void publish.run(words)}>
              {t('reviews.publishNow')}
            </Button>
          }
        >
          <Stack>
            {publish.problem && <ProblemView problem={publish.problem} t={t} />}
            <TextField
              label={t('reviews.note')}
              hint={t('reviews.noteHint')}
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
