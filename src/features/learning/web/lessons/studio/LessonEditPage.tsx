// One lesson in Studio: write it, look at it as anybody, translate it side by side, review, publish, and read what was taught before.
import { IconDownload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useParam, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { useLanguage, useT, useTexts } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { FilterTabs } from '#ui/Lists.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { DraftSaved, Lesson, LessonText, LessonVersion } from '../../../contract/lessons.ts'
import '../lessons.css'
import { Stand } from '../../reviews/Stand.tsx'
import { type VersionHead, Versions } from '../../reviews/Versions.tsx'
import { About } from './About.tsx'
import { alike } from './editing.ts'
import { Editor, type Source } from './Editor.tsx'
import { piecesOf } from './pieces.ts'
import { Preview } from './Preview.tsx'
import { type Draft, unsent } from './saving.ts'
import './studio.css'

const views = ['write', 'preview', 'versions', 'about'] as const

export function LessonEditPage() {
  const t = useT('learning')
  useTexts(['language'])
  const lessonId = useParam('lessonId')
  const query = useGet<Lesson>(`/api/lessons/${lessonId}`)
  const back = { to: '/lessons', label: t('lessons.studio.title') }
  if (!query.data)
    return (
      <Page title={t('lessons.edit.pageTitle')} back={back}>
        <Reading query={query} t={t} />
      </Page>
    )
  return <Workbench key={lessonId} lesson={query.data} reload={() => void query.refetch()} />
}

const titleOf = (lesson: Lesson, language: string): string =>
  [language, lesson.firstLanguage, ...lesson.languages]
    .map((code) => lesson.texts.find((one) => one.language === code))
    .map((text) => text?.draft?.title || text?.live?.title)
    .find(Boolean) ?? lesson.key

function Workbench({ lesson, reload }: { lesson: Lesson; reload: () => void }) {
  const t = useT('learning')
  const { code } = useLanguage()
  const own = lesson.languages.find((one) => one === code) ?? lesson.firstLanguage
  const begun = lesson.texts.find(({ draft, live }) => draft ?? live)?.language ?? own
  const start = lesson.texts.some((text) => text.language === own && (text.draft ?? text.live)) ? own : begun
  const [{ language, view }, set] = useSearchState({ language: start, view: 'write' })
  const text = lesson.texts.find((one) => one.language === language) ?? lesson.texts[0]
  const to = (change: { language?: string; view?: string }) => {
    const next = { language, view, ...change }
    return `/lessons/${lesson.id}?${new URLSearchParams(next).toString()}`
  }
  const state = (one: LessonText) =>
    one.draft ? t(`lessons.textState.${one.draft.state}`) : one.live ? t('lessons.textState.live') : t('lessons.textState.none')
  if (!text) return null
  return (
    <Page
      title={titleOf(lesson, language)}
      back={{ to: '/lessons', label: t('lessons.studio.title') }}
      lead={lesson.isRetired ? t('lessons.about.isRetired') : undefined}
      actions={
        (text.draft ?? text.live) && (
          <ButtonLink icon={IconDownload} to={`/api/lessons/${lesson.id}/text/${text.language}`} isNewTab>
            {t('lessons.edit.export')}
          </ButtonLink>
        )
      }
      who={t('lessons.studio.who')}
    >
      <Stack gap={5}>
        <FilterTabs
          label={t('lessons.edit.languages')}
          current={text.language}
          tabs={lesson.texts.map((one) => ({
            key: one.language,
            label: `${t(`lessons.language.${one.language}`)} · ${state(one)}`,
            to: to({ language: one.language }),
          }))}
        />
        <FilterTabs
          label={t('lessons.edit.views')}
          current={view}
          tabs={views.map((one) => ({ key: one, label: t(`lessons.view.${one}`), to: to({ view: one }) }))}
        />
        <TextView
          key={text.language}
          lesson={lesson}
          text={text}
          view={view}
          toWrite={() => set({ view: 'write' }, 'push')}
          reload={reload}
        />
      </Stack>
    </Page>
  )
}

interface Open {
  draft: Draft
  /** Shown text that the server does not have in this form. */
  isNew: boolean
  /** Grows with each beginning anew. */
  turn: number
}

function TextView({
  lesson,
  text,
  view,
  toWrite,
  reload,
}: {
  lesson: Lesson
  text: LessonText
  view: string
  toWrite: () => void
  reload: () => void
}) {
  const t = useT('learning')
  const mayWrite = useMay('lessons.write')
  const mayReview = useMay('lessons.review')
  const mayPublish = useMay('lessons.publish')
  const client = useQueryClient()
  const { language, draft, live } = text
  const first = lesson.texts.find((one) => one.language === lesson.firstLanguage)
  const from = language === lesson.firstLanguage ? undefined : (first?.live ?? first?.draft)
  const source: Source | undefined = from
    ? { language: lesson.firstLanguage, title: from.title, blocks: from.blocks, number: first?.live?.number ?? null }
    : undefined
  const [open, setOpen] = useState<Open | null>(() => {
    const kept = draft ? unsent(lesson.id, language, draft.version) : undefined
    // Whoever is asked to read it reads: one letter would make them a writer.
    const isToRead = draft?.state === 'in-review' && draft.mayReview
    return draft && !isToRead ? { draft: kept ?? draft, isNew: kept !== undefined, turn: 0 } : null
  })
  const flush = useRef<() => Promise<void>>(async () => undefined)
  const keepSend = useCallback((send: () => Promise<void>) => {
    flush.current = send
  }, [])
  const begin = (content: Draft) => {
    setOpen({ draft: content, isNew: true, turn: (open?.turn ?? 0) + 1 })
    toWrite()
  }
  // What was saved is what the page knows, so that the next reading leads nobody back.
  const onSaved = useCallback(
    (saved: DraftSaved, sent: Draft) =>
      client.setQueryData<Lesson>(
        [`/api/lessons/${lesson.id}`, {}],
        (before) =>
          before && {
            ...before,
            texts: before.texts.map((one) =>
              one.language === language
                ? {
                    ...one,
                    draft: {
                      ...(one.draft ?? { writers: [], reviewer: null, reviewWords: null, mayReview: false }),
                      ...sent,
                      ...saved,
                      mayReview: false,
                    },
                  }
                : one,
            ),
          },
      ),
    [client, lesson.id, language],
  )
  const shown = draft ?? live
  const isWriting = mayWrite && open !== null && (draft !== null || open.isNew)
  return (
    <>
      {view === 'about' && <About key={lesson.version} lesson={lesson} title={titleOf(lesson, language)} />}
      {view === 'versions' && (
        <Taught
          lessonId={lesson.id}
          text={text}
          onTakeUp={mayWrite ? (old) => begin({ title: old.title, blocks: old.blocks, sourceNumber: old.sourceNumber }) : undefined}
        />
      )}
      {view === 'preview' &&
        (shown ? (
          <Preview title={shown.title} blocks={shown.blocks} lessonId={lesson.id} language={language} />
        ) : (
          <EmptyState level={2} title={t('lessons.edit.noText')} text={t('lessons.edit.noTextText')} />
        ))}
      {view === 'write' && draft && (
        <Stand
          path={`/api/lessons/${lesson.id}/drafts/${language}`}
          stale={['/api/lessons', '/api/my-lessons']}
          standing={{
            state: draft.state === 'live' ? 'writing' : draft.state,
            reviewer: draft.reviewer,
            words: draft.reviewWords,
            mayReview: draft.mayReview && mayReview,
            mayWrite,
            mayPublish,
            version: draft.version,
          }}
          offReason={draft.missing.length > 0 ? t('reviews.missing', { count: draft.missing.length }) : undefined}
          flush={() => flush.current()}
          onPublished={() => {
            setOpen(null)
            toast({ title: t('reviews.done.published') })
          }}
        />
      )}
      {isWriting ? (
        // Kept while one looks at something else: what is typed, and what can be undone.
        <div hidden={view !== 'write'}>
          <Editor
            key={open.turn}
            lesson={lesson}
            language={language}
            start={open.draft}
            version={draft?.version ?? 0}
            isNew={open.isNew}
            source={source}
            onSaved={onSaved}
            onSend={keepSend}
            onReload={() => {
              setOpen(null)
              reload()
            }}
          />
        </div>
      ) : (
        view === 'write' && (
          <Stack gap={5}>
            {text.isOutdated && (
              <Message kind="wait" title={t('lessons.edit.outdated', { language: t(`lessons.language.${lesson.firstLanguage}`) })} />
            )}
            {mayWrite && (
              <Row>
                {draft ? (
                  <Button kind="filled" onClick={() => setOpen({ draft, isNew: false, turn: (open?.turn ?? 0) + 1 })}>
                    {t('lessons.edit.goOn')}
                  </Button>
                ) : live ? (
                  <Button kind="filled" onClick={() => begin({ title: live.title, blocks: live.blocks, sourceNumber: live.sourceNumber })}>
                    {t('lessons.edit.editLive')}
                  </Button>
                ) : source ? (
                  <Button kind="filled" onClick={() => begin({ title: '', blocks: alike(source.blocks, []), sourceNumber: source.number })}>
                    {t('lessons.edit.translate', { language: t(`lessons.language.${source.language}`) })}
                  </Button>
                ) : (
                  <Button kind="filled" onClick={() => begin({ title: '', blocks: [], sourceNumber: null })}>
                    {t('lessons.edit.writeHere')}
                  </Button>
                )}
              </Row>
            )}
            {shown && <Preview title={shown.title} blocks={shown.blocks} lessonId={lesson.id} language={language} />}
          </Stack>
        )
      )}
    </>
  )
}

function Taught({
  lessonId,
  text: { language, draft },
  onTakeUp,
}: {
  lessonId: string
  text: LessonText
  onTakeUp: ((version: LessonVersion) => void) | undefined
}) {
  const t = useT('learning')
  const path = `/api/lessons/${lessonId}/versions/${language}`
  const query = useGet<{ items: VersionHead[] }>(path)
  return (
    <Reading query={query} t={t}>
      {({ items }) => (
        <Versions<LessonVersion>
          rows={items}
          pathOf={(number) => `${path}/${number}`}
          piecesOf={(version) => piecesOf(version, t)}
          draft={draft ? piecesOf(draft, t) : undefined}
          language={language}
          show={({ title, blocks }) => <Preview title={title} blocks={blocks} lessonId={lessonId} language={language} />}
          onTakeUp={onTakeUp}
        />
      )}
    </Reading>
  )
}
